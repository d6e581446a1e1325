use super::era;
use super::paper::{Block, Grid, Line, Paper, plain};
use crate::contract::{ContractReading, Standing, TopicFinding};
use jiff::civil::Date;

impl Paper {
    /// The check of a contract or of terms of use, to be attached to the internal decision.
    pub fn of_contract(reading: &ContractReading, on: Date) -> Self {
        let name = if reading.general_terms { "約款の確認表" } else { "契約書の確認表" };
        let mut paper = Self::new(name, &format!("{name}　{}", reading.file), "", &on.to_string());
        paper.landscape = true;
        let counts = Standing::ALL.map(|standing| format!("{}　{}件", standing.label(), reading.count(standing)));
        let case = reading.case.as_deref().map(|case| format!("　案件　{case}")).unwrap_or_default();
        paper.blocks = vec![
            Block::Title(plain(name)),
            Block::Paragraph(plain(&format!("文書　{}{case}　確認した日　{}", reading.file, era::written(on)))),
            Block::Paragraph(plain(&counts.join("　／　"))),
            Block::Note(plain(
                "「定めあり」は、事業者を正しい向きで義務付ける文があり、求める細目がそろっているもの。機械による読み取りであり、示した文を必ず原文で確かめること。",
            )),
        ];
        if reading.general_terms {
            paper.blocks.push(Block::Note(plain("約款による外部サービスには条項を加えられない。「定めあり」以外の論点は、設定、運用、取り扱う情報の限定又は別のサービスの選定によって補うことを検討する。")));
        }
        for diagnostic in &reading.diagnostics {
            paper.blocks.push(Block::Note(plain(&format!("※　{}", diagnostic.sentence))));
        }
        let head = ["論点", "結果", "見付かった文と場所", "足りないもの・確かめること"];
        let mut rows = vec![head.map(|label| vec![plain(label)]).to_vec()];
        rows.extend(reading.topics.iter().filter(|topic| topic.required).map(row));
        paper.blocks.push(Block::Table(Grid { shares: vec![18, 8, 46, 28], head: 1, rows }));
        paper
    }
}

fn row(topic: &TopicFinding) -> Vec<Vec<Line>> {
    let found = topic.found.iter().take(3).flat_map(|evidence| {
        let place = format!("{}（{}行）", evidence.place, evidence.line);
        [plain(place.trim()), plain(&evidence.sentence)]
    });
    let found: Vec<Line> = found.collect();
    let mut asks: Vec<String> = topic.lacking.clone();
    if topic.standing != Standing::Covered {
        for why in topic.found.iter().take(3).flat_map(|evidence| &evidence.why) {
            if !asks.contains(why) {
                asks.push(why.clone());
            }
        }
    }
    vec![
        vec![plain(&format!("{} {}", topic.topic, topic.title))],
        vec![plain(topic.label)],
        if found.is_empty() { vec![plain("見当たらない")] } else { found },
        asks.iter().map(|ask| plain(&format!("・{ask}"))).collect(),
    ]
}
