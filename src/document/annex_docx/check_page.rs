use super::Drawing;
use super::table::Table;
use crate::document::GapNote;

impl Drawing<'_> {
    /// The page for the office: notices, then one section after the other.
    pub(super) fn check_page(&self) -> String {
        let check = &self.annex.check;
        let notices = check.notices.iter().map(|notice| self.paragraph("Notice", &self.text(&format!("・{notice}"))));
        let sections = [
            self.section("１　案件", "", &self.facts()),
            self.section("２　記入する欄（本文の黄色の箇所）", "記入する欄はありません。", &self.blanks()),
            self.section("３　是正条件と要求事項", "是正条件はありません。", &self.conditions()),
            self.section(
                "４　条項では補えない事項",
                "ありません。",
                &self.notes(&check.beyond_clauses, "求められる状態"),
            ),
            self.section(
                "５　契約の前に回答を確かめる事項",
                "ありません。",
                &self.notes(&check.to_find_out, "求められる状態"),
            ),
            self.section(
                "６　例外措置としたため是正条件に加えない事項",
                "ありません。",
                &self.notes(&check.accepted, "例外措置"),
            ),
            self.section(
                "７　原典と照合する法令等（別表に引用したもののうち、原文を確かめていないもの）",
                "ありません。",
                &self.to_look_up(),
            ),
            self.section("８　各条を置いた理由", "条項はありません。", &self.reasons()),
        ];
        notices.chain(sections).collect()
    }

    /// A heading with its table, or with what is said where there is nothing to list.
    fn section<const N: usize>(&self, heading: &str, none: &str, table: &Table<N>) -> String {
        let heading = self.paragraph("CheckSection", &self.text(heading));
        let content = if table.is_empty() { self.paragraph("Small", &self.text(none)) } else { table.xml() };
        heading + &content
    }

    fn facts(&self) -> Table<2> {
        let mut table = Table::new(self.skins, [("項目", 1900), ("内容", 7172)]);
        for (label, value) in &self.annex.check.facts {
            table.row([vec![self.text(label)], vec![self.text(value)]]);
        }
        table
    }

    fn blanks(&self) -> Table<3> {
        let mut table = Table::new(self.skins, [("済", 600), ("場所", 2200), ("記入する事項", 6272)]);
        for blank in &self.annex.check.blanks {
            let place = match &blank.clause {
                Some(clause) => self.reference(clause) + &self.text(&blank.within),
                None => self.text(&blank.place),
            };
            table.row([vec![self.text("□")], vec![place], vec![self.text(&blank.label)]]);
        }
        table
    }

    fn conditions(&self) -> Table<5> {
        let columns = [("号", 700), ("要求事項", 4472), ("強さ", 800), ("判定", 1100), ("期限", 2000)];
        let mut table = Table::new(self.skins, columns);
        for (index, condition) in self.annex.check.conditions.iter().enumerate() {
            table.row([
                vec![self.text(&format!("({})", index + 1))],
                vec![self.text(&format!("{} {}", condition.requirement, condition.title))],
                vec![self.text(condition.strength.label())],
                vec![self.text(condition.verdict)],
                vec![self.text(&condition.deadline_era)],
            ]);
        }
        table
    }

    fn notes(&self, notes: &[GapNote], label: &str) -> Table<4> {
        let columns = [("要求事項", 2500), ("強さ", 700), ("判定", 1000), (label, 4872)];
        let mut table = Table::new(self.skins, columns);
        for note in notes {
            table.row([
                vec![self.text(&format!("{} {}", note.requirement, note.title))],
                vec![self.text(note.strength.label())],
                vec![self.text(note.verdict)],
                vec![self.text(&note.note)],
            ]);
        }
        table
    }

    fn to_look_up(&self) -> Table<2> {
        let mut table = Table::new(self.skins, [("済", 600), ("法令等", 8472)]);
        for name in &self.annex.check.to_look_up {
            table.row([vec![self.text("□")], vec![self.text(name)]]);
        }
        table
    }

    fn reasons(&self) -> Table<3> {
        let columns = [("条", 1900), ("条の趣旨", 3372), ("この案件に置いた理由", 3800)];
        let mut table = Table::new(self.skins, columns);
        for article in &self.annex.articles {
            table.row([
                self.article_lines(&article.clause, &article.title),
                vec![self.text(&article.purpose)],
                self.lines(&article.reason),
            ]);
        }
        table
    }
}
