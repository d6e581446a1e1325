use super::paper::{Block, Chart, Grid, Line, Paper, Piece, Series, plain};
use super::{ChangeReport, TrendPoint};
use crate::register::{Change, Changed};

/// Requirements that are named on the first page, which must not run over: Word and LibreOffice set it differently, and names may take
/// two lines.
const NAMED: usize = 3;

impl Paper {
    /// What changed since last time, on paper for the committee: one page that says what there is to decide, then what it rests on;
    /// what changed in full, what did not by its ids only.
    pub fn of_changes(report: &ChangeReport) -> Self {
        let name = "変更点報告";
        let mut paper = Self::new(name, &format!("{name}　{}", report.vendor), &report.organisation, &report.on);
        paper.landscape = true;
        paper.blocks = overview(name, report);
        paper.blocks.push(Block::PageBreak);
        paper.blocks.push(Block::Heading(plain("4　確かめること")));
        if report.signs.is_empty() {
            paper.blocks.push(Block::Paragraph(plain("規則で見つかった食い違いや様子はありません。")));
        } else {
            paper.blocks.push(Block::Table(signs(report)));
            paper.blocks.push(Block::Note(plain("規則で見つけたもので、判定と得点には影響しない。")));
        }
        paper.blocks.push(Block::Heading(plain("5　変わったもの")));
        let alone = |row: &Changed, change: Change| row.changes == [change];
        let told = |row: &&Changed| !alone(row, Change::Copied) && !alone(row, Change::NotAsked);
        let changed: Vec<&Changed> = report.changes.rows.iter().filter(told).collect();
        if changed.is_empty() {
            paper.blocks.push(Block::Paragraph(plain("変わったものはありません。")));
        } else {
            paper.blocks.push(Block::Table(rows(&changed)));
        }
        for change in [Change::Copied, Change::NotAsked] {
            let of = report.changes.rows.iter().filter(|row| alone(row, change));
            let ids: Vec<&str> = of.map(|row| row.requirement.as_str()).collect();
            if !ids.is_empty() {
                let told = format!("{}　{}件: {}", change.label(), ids.len(), ids.join("、"));
                paper.blocks.push(Block::Note(plain(&told)));
            }
        }
        let mut next = 6;
        if !report.restated.is_empty() {
            paper.blocks.push(Block::Heading(plain("6　変わった文")));
            paper.blocks.push(Block::Table(restated(report)));
            next += 1;
        }
        paper.blocks.push(Block::Heading(plain(&format!("{next}　判定の記録"))));
        paper.blocks.push(Block::Table(trend(report)));
        paper.blocks.push(Block::Note(plain(
            "得点の幅は、判定できない要求事項を満たさないとみなした下限と、満たすとみなした上限。総合判定は得点では決まらない。",
        )));
        paper
    }
}

/// The first page.
fn overview(name: &str, report: &ChangeReport) -> Vec<Block> {
    let mut blocks = vec![
        Block::Title(plain(name)),
        Block::Right(plain(&format!("{}　{}", report.organisation, report.on_era))),
        Block::Paragraph(plain(&format!("対象　{}　　案件　{}（{}）", report.vendor, report.title, report.case))),
    ];
    blocks.extend(compared(report));
    blocks.push(Block::Heading(plain("1　変化の件数")));
    blocks.push(Block::Table(counts(report)));
    blocks.push(Block::Heading(plain("2　得点の推移（下限・上限）")));
    blocks.extend(chart(report).map(Block::Chart));
    blocks.push(Block::Heading(plain("3　注意するもの")));
    blocks.extend(attention(report).into_iter().map(|line| Block::Note(plain(&line))));
    blocks
}

/// The score over the years; nothing where fewer than two assessments have one.
fn chart(report: &ChangeReport) -> Option<Chart> {
    let scored = report.trend.iter().filter(|point| point.lower.is_some()).count();
    let told: Vec<String> = report.trend.iter().map(|point| format!("{} {}", point.on_era, point.score)).collect();
    let series = |name: &str, dashed: bool, of: fn(&TrendPoint) -> Option<u32>| Series {
        name: name.to_owned(),
        values: report.trend.iter().map(of).collect(),
        dashed,
    };
    (scored > 1).then(|| Chart {
        title: "得点の推移".to_owned(),
        told: format!("得点の推移: {}", told.join("、")),
        categories: report.trend.iter().map(|point| format!("{}　{}", point.on_era, point.conclusion)).collect(),
        series: vec![series("下限", false, |point| point.lower), series("上限", true, |point| point.upper)],
    })
}

/// What became worse and what has expired, first; then what nobody can say any more and what is new, of which that which is well comes
/// last; then the facts that changed, and how much there is to ask.
fn attention(report: &ChangeReport) -> Vec<String> {
    let wanted = |row: &&Changed| row.changes.first().is_some_and(|change| *change <= Change::NewlyRequired);
    let mut rows: Vec<&Changed> = report.changes.rows.iter().filter(wanted).collect();
    let well = |row: &Changed| row.after.starts_with('○') || row.after.starts_with('－');
    rows.sort_by_key(|row| {
        let new = row.changes.first() == Some(&Change::NewlyRequired);
        (new && well(row), row.changes.first().copied(), row.changes.contains(&Change::NotAsked))
    });
    let verdict = |told: &str| if told.is_empty() { "対象外".to_owned() } else { told.to_owned() };
    let mut lines: Vec<String> = rows
        .iter()
        .take(NAMED)
        .map(|row| {
            let labels: Vec<&str> = row.changes.iter().map(|change| change.label()).collect();
            let (before, after) = (verdict(&row.before), verdict(&row.after));
            format!("・{} {}　{}（{before} → {after}）", row.requirement, row.title, labels.join("、"))
        })
        .collect();
    if let Some(last) = lines.last_mut().filter(|_| rows.len() > NAMED) {
        last.push_str(&format!("　ほか{}件（5 変わったもの）", rows.len() - NAMED));
    }
    let facts: Vec<&Changed> =
        report.changes.rows.iter().filter(|row| row.changes.contains(&Change::AnswerChanged)).collect();
    if !facts.is_empty() {
        let named: Vec<String> =
            facts.iter().take(NAMED).map(|row| format!("{} {}", row.requirement, row.title)).collect();
        let more = if facts.len() > NAMED { "ほか" } else { "" };
        let label = Change::AnswerChanged.label();
        lines.push(format!("・{label}　{}件（{}{more}）", facts.len(), named.join("、")));
    }
    let unasked = report.changes.count(Change::NotAsked);
    if unasked > 0 {
        lines.push(format!("・今回の様式では尋ねていない要求事項が{unasked}件（追加の設問票を送る）"));
    }
    if !report.signs.is_empty() {
        lines.push(format!("・事業者に確かめることが{}件（4 確かめること）", report.signs.len()));
    }
    if lines.is_empty() {
        lines.push("・悪化したもの、判定できなくなったもの、証跡の期限切れはありません。".to_owned());
    }
    lines
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
        let worse = |change: &Change| change <= &Change::QuestionReworded;
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

fn restated(report: &ChangeReport) -> Grid {
    let mut rows = vec![head(["要求事項", "何の文か", "前回の文", "今回の文"])];
    rows.extend(report.restated.iter().map(|one| {
        vec![
            vec![plain(&format!("{} {}", one.requirement, one.title))],
            vec![plain(&one.what)],
            vec![plain(&one.before)],
            vec![plain(&one.after)],
        ]
    }));
    Grid { shares: vec![18, 12, 35, 35], head: 1, rows }
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
