//! What a sheet says about colours and bold letters, and cells that nobody sees.

use super::grid::{Grid, is_asking};
use super::{notes, tenor};
use crate::workbook::{Address, Hue, Look, Sheet};

/// What the notes of a workbook say about cells that look unlike others.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    quoted: String,
    hue: Option<Hue>,
    ink: bool,
    ground: bool,
    bold: bool,
}

/// Rules beyond these are not kept: a sheet full of such words is no legend.
const MOST: usize = 20;

impl Spoken {
    /// Adds what a sheet says. Where it tells how to fill in the form, or what has changed, colours say nothing about an answer.
    pub(super) fn hear(&mut self, sheet: &Sheet, grid: &Grid) {
        if sheet.looks.is_empty() && self.rules.is_empty() && grid.cells.len() > 2000 {
            return;
        }
        let short = grid.cells.iter().filter(|seen| (3..=120).contains(&seen.length()));
        let said = short.flat_map(|seen| seen.folded.split('。').map(move |said| (said, seen.text.trim())));
        let found = said.filter(|(said, _)| !is_asking(said)).filter_map(|(said, text)| Rule::of(said, text));
        let room = MOST.saturating_sub(self.rules.len());
        self.rules.extend(found.take(room));
    }

    /// Why an answer cannot simply count, by how its cell or its question looks.
    pub(super) fn doubt(&self, sheet: &Sheet, answer: Address, question: Address) -> Option<String> {
        if sheet.looks.is_empty() {
            return None;
        }
        let look = |at: Address| sheet.looks.get(&at).copied().unwrap_or_default();
        if look(answer).unseen {
            return Some(format!(
                "{answer}の文字は、背景と同じ色か、小さすぎるか、何も表示しない書式で、見える回答ではありません"
            ));
        }
        let rule = self.rules.iter().find_map(|rule| {
            [answer, question].into_iter().find(|at| rule.means(look(*at))).map(|at| (&rule.quoted, at))
        });
        rule.map(|(quoted, at)| format!("「{quoted}」とあり、{at}の書式がそれに当たります"))
    }
}

const NAMES: [(&str, Hue); 9] = [
    ("赤", Hue::Red),
    ("青", Hue::Blue),
    ("緑", Hue::Green),
    ("黄", Hue::Yellow),
    ("オレンジ", Hue::Yellow),
    ("橙", Hue::Yellow),
    ("灰", Hue::Grey),
    ("グレー", Hue::Grey),
    ("ピンク", Hue::Other),
];

/// 「■（黄）は未対応」, 「赤：未実施」: the name of a colour that is no part of another word, such as 「青森」.
fn is_named_alone(folded: &str, name: &str) -> bool {
    folded.match_indices(name).any(|(at, _)| {
        let before = folded.get(..at).and_then(|before| before.chars().next_back());
        let after = folded.get(at + name.len()..).and_then(|after| after.chars().next());
        before.is_none_or(|c| !c.is_alphanumeric())
            && after.is_none_or(|c| !c.is_alphanumeric() || "はのいでが".contains(c))
    })
}

impl Rule {
    fn of(folded: &str, text: &str) -> Option<Self> {
        const LETTERS: [&str; 8] = ["赤字", "青字", "緑字", "黄字", "色文字", "文字色", "色の文字", "フォント"];
        const GROUNDS: [&str; 9] =
            ["網掛", "網かけ", "あみかけ", "塗りつぶ", "背景", "ハイライト", "マーカー", "グレーアウト", "色付"];
        // Any other name of a colour counts where something is said to be missing.
        const LOOSE: [&str; 7] = ["色が", "色の", "色を", "色は", "色:", "紫", "水色"];
        const COLOURS: [&str; 12] = [
            "赤色",
            "青色",
            "黄色",
            "緑色",
            "灰色",
            "グレー",
            "ピンク",
            "オレンジ",
            "着色",
            "色のセル",
            "色の項目",
            "色の欄",
        ];
        const FILLING: [&str; 8] = ["記入", "入力", "記載", "回答", "選択", "ご確認", "塗", "プルダウン"];
        const WISHING: [&str; 8] = ["ください", "下さい", "願い", "こと", "記入欄", "入力欄", "回答欄", "プルダウン"];
        const WAIVED: [&str; 7] = ["不要", "しないで", "必要はありません", "必要ありません", "不可", "対象外", "除く"];
        const HARMLESS: [&str; 11] =
            ["変更", "修正", "追記", "更新", "改訂", "改正", "追加", "自動計算", "自動表示", "必須", "見出し"];
        let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
        let (letters, grounds) = (has(&LETTERS), has(&GROUNDS));
        let loosely = || has(&LOOSE) || NAMES.iter().any(|(name, _)| is_named_alone(folded, name));
        let limits = notes::limits(folded) || tenor::is_bad(folded);
        let colours = has(&COLOURS) || (limits && loosely());
        let bold = folded.contains("太字");
        if !(letters || grounds || colours || bold) {
            return None;
        }
        let asks = [
            "ください",
            "下さい",
            "願い",
            "入力すること",
            "記入すること",
            "記載すること",
            "回答すること",
            "選択すること",
        ];
        let instructs = has(&FILLING) && !has(&WAIVED) && if limits { has(&asks) } else { has(&WISHING) };
        if instructs || (has(&HARMLESS) && !limits) {
            return None;
        }
        let mut named = NAMES.iter().filter(|(name, _)| folded.contains(name)).map(|(_, hue)| *hue);
        let hue = named.next().filter(|_| named.next().is_none());
        let either = !letters && !grounds && colours;
        let quoted = text.chars().filter(|c| !c.is_control()).take(40).collect();
        Some(Self { quoted, hue, ink: letters || either, ground: grounds || either, bold })
    }

    fn means(&self, look: Look) -> bool {
        let fits = |found: Option<Hue>| found.is_some_and(|found| self.hue.is_none_or(|hue| hue == found));
        (self.ink && fits(look.ink)) || (self.ground && fits(look.ground)) || (self.bold && look.bold)
    }
}
