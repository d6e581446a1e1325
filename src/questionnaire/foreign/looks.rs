//! What a sheet says about colours and bold letters, and cells that nobody sees.

use super::grid::Grid;
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
        let short = grid.cells.iter().filter(|seen| (3..=120).contains(&seen.length()) && !seen.asking);
        let found = short.filter_map(|seen| Rule::of(&seen.folded, seen.text.trim()));
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

impl Rule {
    fn of(folded: &str, text: &str) -> Option<Self> {
        const LETTERS: [&str; 8] = ["赤字", "青字", "緑字", "黄字", "色文字", "文字色", "色の文字", "フォント"];
        const GROUNDS: [&str; 9] =
            ["網掛", "網かけ", "あみかけ", "塗りつぶ", "背景", "ハイライト", "マーカー", "グレーアウト", "色付"];
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
        let (letters, grounds, colours) = (has(&LETTERS), has(&GROUNDS), has(&COLOURS));
        let bold = folded.contains("太字");
        if !(letters || grounds || colours || bold) {
            return None;
        }
        let instructs = has(&FILLING) && has(&WISHING) && !has(&WAIVED);
        if instructs || has(&HARMLESS) {
            return None;
        }
        const NAMES: [(&str, Hue); 8] = [
            ("赤", Hue::Red),
            ("青", Hue::Blue),
            ("緑", Hue::Green),
            ("黄", Hue::Yellow),
            ("オレンジ", Hue::Yellow),
            ("灰", Hue::Grey),
            ("グレー", Hue::Grey),
            ("ピンク", Hue::Other),
        ];
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
