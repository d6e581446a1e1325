use super::ChangeReport;
use super::paper::{Block, Grid, Line, Paper, Piece, plain};
use crate::register::{Change, Changed};

impl Paper {
    /// What changed since last time, on paper for the file of the case: what changed in full, what did not by its ids only.
    pub fn of_changes(report: &ChangeReport) -> Self {
        let name = "変更点報告";
        let mut paper = Self::new(name, &format!("{name}　{}", report.vendor), &report.organisation, &report.on);
        paper.landscape = true;
        let same = |row: &&Changed| row.changes == [Change::Copied];
        paper.blocks = vec![
            Block::Title(plain(name)),
            Block::Right(plain(&format!("{}　{}", report.organisation, report.on_era))),
            Block::Paragraph(plain(&format!("対象　{}", report.vendor))),
            Block::Paragraph(plain(&format!("案件　{}（{}）", report.title, report.case))),
        ];
        paper.blocks.extend(compared(report));
        paper.blocks.push(Block::Heading(plain("1　変化の件数")));
        paper.blocks.push(Block::Table(counts(report)));
        paper.blocks.push(Block::Heading(plain("2　推移")));
        paper.blocks.push(Block::Table(trend(report)));
        paper.blocks.push(Block::Note(plain(
            "得点の幅は、判定できない要求事項を満たさないとみなした下限と、満たすとみなした上限。総合判定は得点では決まらない。",
        )));
        paper.blocks.push(Block::Heading(plain("3　確かめること")));
        if report.signs.is_empty() {
            paper.blocks.push(Block::Paragraph(plain("規則で見つかった食い違いや様子はありません。")));
        } else {
            paper.blocks.push(Block::Table(signs(report)));
            paper.blocks.push(Block::Note(plain("規則で見つけたもので、判定と得点には影響しない。")));
        }
        paper.blocks.push(Block::Heading(plain("4　変わったもの")));
        let changed: Vec<&Changed> = report.changes.rows.iter().filter(|row| !same(row)).collect();
        if changed.is_empty() {
            paper.blocks.push(Block::Paragraph(plain("すべて前回のままです。")));
        } else {
            paper.blocks.push(Block::Table(rows(&changed)));
        }
        let copied: Vec<&str> = report.changes.rows.iter().filter(same).map(|row| row.requirement.as_str()).collect();
        if !copied.is_empty() {
            paper.blocks.push(Block::Note(plain(&format!("前回のまま　{}件: {}", copied.len(), copied.join("、")))));
        }
        paper
    }
}

/// Between which two assessments.
fn compared(report: &ChangeReport) -> Option<Block> {
    let [.., before, after] = report.trend.as_slice() else { return None };
    let told = format!(
        "比べた判定　前回 {} {}（{}）　→　今回 {} {}（{}）",
        before.on_era, before.conclusion, before.score, after.on_era, after.conclusion, after.score
    );
    Some(Block::Paragraph(plain(&told)))
}

fn head<const N: usize>(labels: [&str; N]) -> Vec<Vec<Line>> {
    labels.iter().map(|label| vec![plain(label)]).collect()
}

fn counts(report: &ChangeReport) -> Grid {
    let met: Vec<&(Change, usize)> = report.changes.counts.iter().filter(|(_, count)| *count > 0).collect();
    let labels = met.iter().map(|(change, _)| vec![plain(change.label())]).collect();
    let numbers = met.iter().map(|(_, count)| vec![plain(&format!("{count}件"))]).collect();
    Grid { shares: vec![1; met.len()], head: 1, rows: vec![labels, numbers] }
}

fn rows(changed: &[&Changed]) -> Grid {
    let lines = |text: &str| text.lines().map(plain).collect::<Vec<Line>>();
    let mut rows = vec![head(["変化", "要求事項", "前回の判定", "今回の判定", "前回の回答", "今回の回答"])];
    rows.extend(changed.iter().map(|row| {
        let worse = |change: &Change| matches!(change, Change::Worsened | Change::EvidenceExpired | Change::Unknown);
        let label = |change: &Change| {
            let text = change.label().to_owned();
            vec![if worse(change) { Piece::Marked(text) } else { Piece::Text(text) }]
        };
        vec![
            row.changes.iter().map(label).collect(),
            vec![plain(&format!("{} {}", row.requirement, row.title))],
            vec![plain(if row.before.is_empty() { "（対象外）" } else { &row.before })],
            vec![plain(if row.after.is_empty() { "（対象外）" } else { &row.after })],
            lines(&row.said_before),
            lines(&row.said_after),
        ]
    }));
    Grid { shares: vec![12, 18, 11, 11, 24, 24], head: 1, rows }
}

fn trend(report: &ChangeReport) -> Grid {
    let mut rows = vec![head(["判定の日", "総合判定", "得点", "判定の内訳", "目録の版", "方針の版", "ファイル"])];
    rows.extend(report.trend.iter().map(|point| {
        let texts = [
            &point.on_era,
            &point.conclusion,
            &point.score,
            &point.tally,
            &point.catalogue_edition,
            &point.policy_edition,
            &point.file,
        ];
        texts.map(|text| vec![plain(text)]).to_vec()
    }));
    Grid { shares: vec![14, 11, 13, 19, 10, 14, 19], head: 1, rows }
}

fn signs(report: &ChangeReport) -> Grid {
    let mut rows = vec![head(["気づき", "場所", "対処"])];
    rows.extend(report.signs.iter().map(|sign| {
        vec![vec![plain(&sign.sentence)], vec![plain(&sign.place.to_string())], vec![plain(sign.remedy())]]
    }));
    Grid { shares: vec![50, 28, 22], head: 1, rows }
}
