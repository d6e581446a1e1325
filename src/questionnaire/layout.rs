//! How our own questionnaire looks, for the room that writes it and for the reading that takes it back.

use crate::catalogue::QuestionId;
use crate::policy::Wording;

/// The hidden sheet that carries form, edition and case.
pub const META_SHEET: &str = "_itaku";

/// The language of a questionnaire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Japanese.
    #[default]
    Japanese,
    /// English.
    English,
}

/// What the hidden sheet says about the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// The form's id.
    pub form: String,
    /// The form's edition.
    pub edition: String,
    /// The case's id; absent on the organisation's own sheets.
    pub case: Option<String>,
    /// The vendor's name; absent on the organisation's own sheets.
    pub vendor: Option<String>,
    /// The language it was written in.
    pub language: Language,
    /// The organisation's words in which it was written.
    pub wording: Wording,
    /// The questions that were asked.
    pub asked: Vec<QuestionId>,
}

/// First entry of the hidden sheet: how to read the rest.
pub(super) const META_SCHEMA: &str = "questionnaire/1";

impl Meta {
    /// Key and value of each row of the hidden sheet.
    pub fn rows(&self) -> Vec<(&'static str, String)> {
        let language = match self.language {
            Language::Japanese => "ja",
            Language::English => "en",
        };
        vec![
            ("schema", META_SCHEMA.to_owned()),
            ("form", self.form.clone()),
            ("edition", self.edition.clone()),
            ("case", self.case.clone().unwrap_or_default()),
            ("vendor", self.vendor.clone().unwrap_or_default()),
            ("language", language.to_owned()),
            ("self", self.wording.self_name.clone()),
            ("outsourcing", self.wording.outsourcing.clone()),
            ("contractor", self.wording.contractor.clone()),
            ("cloud", self.wording.cloud.clone()),
            ("policy", self.wording.policy.clone()),
            ("asked", self.asked.iter().map(QuestionId::as_str).collect::<Vec<_>>().join(" ")),
        ]
    }

    pub(super) fn from_rows<'a>(rows: impl Iterator<Item = (&'a str, String)>) -> Option<Self> {
        let rows: Vec<(&str, String)> = rows.collect();
        let value = |key: &str| rows.iter().find(|(found, _)| *found == key).map(|(_, value)| value.clone());
        let some = |key: &str| value(key).filter(|text| !text.is_empty());
        (value("schema")? == META_SCHEMA).then_some(())?;
        Some(Self {
            asked: value("asked")?.split(' ').filter_map(QuestionId::parse).collect(),
            form: value("form")?,
            edition: value("edition")?,
            case: some("case"),
            vendor: some("vendor"),
            language: if value("language").as_deref() == Some("en") { Language::English } else { Language::Japanese },
            wording: Wording {
                self_name: value("self")?,
                outsourcing: value("outsourcing")?,
                contractor: value("contractor")?,
                cloud: value("cloud")?,
                policy: value("policy")?,
                ..Wording::neutral()
            },
        })
    }
}

/// Words of our form that the reading looks for, so that a sheet may be rearranged.
pub struct Cover;

impl Cover {
    /// Headers of the question table: id, question, answer, remark, evidence.
    pub const fn headers(language: Language) -> [&'static str; 5] {
        match language {
            Language::Japanese => ["設問番号", "設問", "回答", "補足・理由", "根拠資料"],
            Language::English => ["No.", "Question", "Answer", "Remarks and reasons", "Evidence"],
        }
    }

    /// Words of the drop-down, in the order of met, partial, planned, unmet, not applicable, undisclosed.
    pub const fn choices(language: Language) -> [&'static str; 6] {
        match language {
            Language::Japanese => ["はい", "一部", "予定", "いいえ", "該当なし", "回答不可"],
            Language::English => ["Yes", "Partly", "Planned", "No", "N/A", "Cannot disclose"],
        }
    }

    /// Labels on the cover whose neighbour to the right the respondent fills in: name, corporate number, address,
    /// respondent, date, contact.
    pub const fn fields(language: Language) -> [&'static str; 6] {
        match language {
            Language::Japanese => ["事業者名", "法人番号", "所在地", "回答責任者", "回答日", "連絡先"],
            Language::English => ["Company", "Corporate number", "Address", "Responsible person", "Date", "Contact"],
        }
    }

    /// Headers of the facts at the left of a matrix: service, account, address, purpose.
    pub const fn subjects(language: Language) -> [&'static str; 4] {
        match language {
            Language::Japanese => ["サービス", "アカウント", "URL", "目的"],
            Language::English => ["Service", "Account", "URL", "Purpose"],
        }
    }
}
