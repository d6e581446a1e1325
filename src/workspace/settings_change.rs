//! What the program itself writes into settings: accepted risks, agreed days, another edition of the policy.

use super::{Entered, FILE_NAME, Part, SettingsText, Workspace};
use crate::assessment::{Deadline, Exception};
use crate::catalogue::Catalogue;
use crate::diagnostic::Diagnostic;
use crate::policy::{PolicyReading, to_settings};
use jiff::civil::Date;

const EXCEPTION: &[&str] = &["exception"];
const DEADLINE: &[&str] = &["deadline"];
const PARAGRAPH: &[&str] = &["policy", "paragraph"];

impl SettingsText {
    /// The text, where the program reads it without a fault.
    ///
    /// # Errors
    /// The faults that the changes would bring.
    pub fn checked(&self, catalogue: &Catalogue) -> Result<String, Vec<Diagnostic>> {
        if !self.refused().is_empty() {
            return Err(self.refused().to_vec());
        }
        let text = self.text();
        Workspace::read(FILE_NAME, &text, catalogue)?;
        Ok(text)
    }

    /// Adds an accepted risk after the others.
    pub fn add_exception(&mut self, exception: &Exception) {
        self.add(
            EXCEPTION,
            [
                ("requirement", Entered::Text(exception.requirement.to_string())),
                ("case", Entered::Text(exception.case.to_string())),
                ("vendor", Entered::Text(exception.vendor.clone().unwrap_or_default())),
                ("reason", Entered::Text(exception.reason.clone())),
                ("approver", Entered::Text(exception.approver.clone())),
                ("approved", Entered::Day(exception.approved.to_string())),
                ("until", Entered::Day(exception.until.to_string())),
            ],
        );
    }

    /// Gives the accepted risk of that place in the file another end.
    pub fn end_exception(&mut self, place: usize, until: Date) {
        if place < self.count(EXCEPTION) {
            self.write(Part::Entry(EXCEPTION, place), "until", &Entered::Day(until.to_string()));
        }
    }

    /// Takes out the accepted risk of that place in the file.
    pub fn remove_exception(&mut self, place: usize) {
        self.strike(EXCEPTION, place);
    }

    /// Adds a day for curing a gap; it counts before those that were added earlier for the same requirement.
    pub fn add_deadline(&mut self, deadline: &Deadline) {
        self.add(
            DEADLINE,
            [
                ("requirement", Entered::Text(deadline.requirement.to_string())),
                ("case", Entered::Text(deadline.case.to_string())),
                ("vendor", Entered::Text(deadline.vendor.clone().unwrap_or_default())),
                ("until", Entered::Day(deadline.until.to_string())),
                ("reason", Entered::Text(deadline.reason.clone())),
                ("by", Entered::Text(deadline.by.clone())),
            ],
        );
    }

    /// Takes over what another edition of the policy says: title, edition, days, section, document and the places of the duties. The
    /// organisation's own words, and where its standards stand, stay.
    ///
    /// # Errors
    /// None where the settings of a reading are TOML, as they are.
    pub fn take_policy(&mut self, reading: &PolicyReading) -> Result<(), Box<Diagnostic>> {
        let fresh = Self::parse(FILE_NAME, &to_settings(reading, ""))?;
        let policy = Part::Table(&["policy"]);
        let said = |part: Part<'_>, key: &str| fresh.values(part, key).concat();
        for key in ["title", "edition", "section", "document"] {
            self.write(policy, key, &Entered::Text(said(policy, key)));
        }
        for key in ["date", "effective"] {
            self.write(policy, key, &Entered::Day(said(policy, key)));
        }
        for place in (fresh.count(PARAGRAPH)..self.count(PARAGRAPH)).rev() {
            self.strike(PARAGRAPH, place);
        }
        for place in 0..fresh.count(PARAGRAPH) {
            let part = Part::Entry(PARAGRAPH, place);
            self.write(part, "locator", &Entered::Text(said(part, "locator")));
            self.write(part, "obligations", &Entered::List(fresh.values(part, "obligations")));
            // A sentence that was copied by hand is of the former edition.
            self.write(part, "sentence", &Entered::Text(String::new()));
        }
        Ok(())
    }

    fn add<const N: usize>(&mut self, path: &[&str], values: [(&str, Entered); N]) {
        let place = self.count(path);
        for (key, value) in values {
            self.write(Part::Entry(path, place), key, &value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{self, CaseId, RequirementId};
    use crate::policy::DocumentText;
    use jiff::civil::date as day;

    const EXAMPLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/yuzawa/itaku.toml"));

    fn exception() -> Exception {
        Exception {
            requirement: RequirementId::parse("OUT-14").expect("id"),
            case: CaseId::parse("R9-nozei").expect("id"),
            vendor: Some("有限会社\"雪国\" '発送'\nセンター".to_owned()),
            reason: "= [[case]]\n# 代替の策がある".to_owned(),
            approver: "最高情報セキュリティ責任者".to_owned(),
            approved: day(2026, 11, 21),
            until: day(2027, 11, 20),
            line: 0,
        }
    }

    fn changed(text: &str, change: impl FnOnce(&mut SettingsText)) -> String {
        let catalogue = catalogue::standard().expect("catalogue");
        let mut settings = SettingsText::parse(FILE_NAME, text).expect("settings");
        change(&mut settings);
        settings.checked(catalogue).expect("changed settings")
    }

    fn read(text: &str) -> Workspace {
        Workspace::read(FILE_NAME, text, catalogue::standard().expect("catalogue")).expect("settings")
    }

    #[test]
    fn what_a_person_wrote_stays_and_what_is_added_is_read_back() {
        let text = changed(EXAMPLE, |settings| settings.add_exception(&exception()));
        assert!(text.starts_with(EXAMPLE.trim_end()), "{text}");
        let found = read(&text).exceptions;
        assert_eq!(found.iter().map(|one| Exception { line: 0, ..one.clone() }).collect::<Vec<_>>(), [exception()]);
        let ended = changed(&text, |settings| settings.end_exception(0, day(2027, 1, 31)));
        assert_eq!(read(&ended).exceptions.first().map(|one| one.until), Some(day(2027, 1, 31)));
        assert_eq!(changed(&ended, |settings| settings.remove_exception(0)).trim_end(), EXAMPLE.trim_end());
    }

    #[test]
    fn another_edition_of_the_policy_takes_the_place_of_the_first() {
        let document = DocumentText::from_text(
            "山の町情報セキュリティ基本方針\n令和9年4月1日施行\n6 対策\n(8) 業務委託と外部サービスの利用\n業務委託を行う場合には、委託事業者を選定し、情報セキュリティ要件を明記した契約を締結する。\n",
        );
        let reading = crate::policy::read("方針 第5版.txt", &document).expect("policy");
        let text = changed(EXAMPLE, |settings| settings.take_policy(&reading).expect("policy"));
        let workspace = read(&text);
        assert_eq!(workspace.policy.document.as_deref(), Some("方針 第5版.txt"), "{text}");
        assert_eq!(workspace.cases.len(), read(EXAMPLE).cases.len());
        assert_eq!(workspace.organisation.name, "湯沢町");
        let found =
            |policy: &crate::policy::Policy| policy.obligations.iter().filter(|duty| duty.locator.is_some()).count();
        let expected = reading.obligations.iter().filter(|read| read.obligation.locator.is_some()).count();
        assert_eq!(found(&workspace.policy), expected, "{text}");
        assert!(text.contains("# この団体の語。"), "{text}");
    }

    #[test]
    fn a_change_that_could_not_be_read_is_not_made() {
        let catalogue = catalogue::standard().expect("catalogue");
        let mut settings = SettingsText::parse(FILE_NAME, EXAMPLE).expect("settings");
        settings.add_exception(&Exception { until: day(2029, 1, 1), ..exception() });
        assert!(settings.checked(catalogue).is_err());
    }

    #[test]
    fn the_last_day_for_a_gap_counts() {
        let deadline = |until| Deadline {
            requirement: RequirementId::parse("OUT-14").expect("id"),
            case: CaseId::parse("R9-nozei").expect("id"),
            vendor: None,
            until,
            reason: "協議による".to_owned(),
            by: "山田".to_owned(),
            line: 0,
        };
        let text = changed(EXAMPLE, |settings| {
            settings.add_deadline(&deadline(day(2027, 5, 31)));
            settings.add_deadline(&deadline(day(2027, 6, 30)));
        });
        let days: Vec<Date> = read(&text).deadlines.iter().map(|one| one.until).collect();
        assert_eq!(days, [day(2027, 5, 31), day(2027, 6, 30)]);
    }
}
