//! What can be recorded. Every kind is a plain struct; which one of its kind it is follows from its own fields.

use super::{Answers, Assessed, Told, diagnostics, field};
use crate::catalogue::{Case, Fact};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The kinds of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RecordKind {
    /// 事業者.
    Vendor,
    /// 案件・契約.
    Contract,
    /// 承認済みのサービス.
    Service,
    /// ソーシャルメディアのアカウント.
    Account,
    /// 再委託.
    Subcontract,
    /// 発行した質問票.
    Sent,
    /// 判定.
    Assessment,
    /// その判定の回答.
    Answers,
    /// 例外措置.
    Exception,
    /// 是正.
    Remedy,
    /// 認証.
    Certificate,
    /// 返還・消去.
    Deletion,
    /// 氏名の削除.
    Forgotten,
}

impl RecordKind {
    /// All kinds.
    pub const ALL: [Self; 13] = [
        Self::Vendor,
        Self::Contract,
        Self::Service,
        Self::Account,
        Self::Subcontract,
        Self::Sent,
        Self::Assessment,
        Self::Answers,
        Self::Exception,
        Self::Remedy,
        Self::Certificate,
        Self::Deletion,
        Self::Forgotten,
    ];

    /// Its name in the database and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::Contract => "contract",
            Self::Service => "service",
            Self::Account => "account",
            Self::Subcontract => "subcontract",
            Self::Sent => "sent",
            Self::Assessment => "assessment",
            Self::Answers => "answers",
            Self::Exception => "exception",
            Self::Remedy => "remedy",
            Self::Certificate => "certificate",
            Self::Deletion => "deletion",
            Self::Forgotten => "forgotten",
        }
    }

    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Vendor => "事業者",
            Self::Contract => "案件・契約",
            Self::Service => "承認済みのサービス",
            Self::Account => "SNSアカウント",
            Self::Subcontract => "再委託",
            Self::Sent => "質問票の発行",
            Self::Assessment => "判定",
            Self::Answers => "回答",
            Self::Exception => "例外措置",
            Self::Remedy => "是正",
            Self::Certificate => "認証",
            Self::Deletion => "返還・消去",
            Self::Forgotten => "氏名の削除",
        }
    }

    /// Reads the name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == text)
    }
}

/// Something that can be recorded.
pub trait Record: Serialize + DeserializeOwned {
    /// Its kind.
    const KIND: RecordKind;

    /// Which one of its kind: a later record of the same id takes the place of the earlier one.
    fn id(&self) -> String;

    /// The vendor, where there is one.
    fn subject(&self) -> &str;
}

/// A record ready to be appended.
#[derive(Clone, Debug)]
pub struct Draft {
    pub(super) kind: RecordKind,
    pub(super) id: String,
    pub(super) subject: String,
    pub(super) body: serde_json::Value,
}

impl Draft {
    /// Of a record.
    ///
    /// # Errors
    /// When the record cannot be written as JSON.
    pub fn of<R: Record>(record: &R) -> Told<Self> {
        let body = serde_json::to_value(record)
            .map_err(|_| diagnostics::not_a_record(R::KIND.label(), "書き表せない値があります"))?;
        Ok(Self { kind: R::KIND, id: record.id(), subject: record.subject().to_owned(), body })
    }

    /// Of a JSON object of a kind that people write by hand; unknown and missing fields are faults.
    ///
    /// # Errors
    /// When it is not such a record.
    pub fn parsed(kind: RecordKind, body: serde_json::Value) -> Told<Self> {
        fn of<R: Record>(body: &serde_json::Value) -> Told<Draft> {
            let record: R = serde_json::from_value(field::fitted(R::KIND, body)?)
                .map_err(|_| diagnostics::not_a_record(R::KIND.label(), "項目の値の形が違います"))?;
            Draft::of(&record)
        }
        let body = &body;
        match kind {
            RecordKind::Vendor => of::<Vendor>(body),
            RecordKind::Contract => of::<Contract>(body),
            RecordKind::Service => of::<Service>(body),
            RecordKind::Account => of::<Account>(body),
            RecordKind::Subcontract => of::<Subcontract>(body),
            RecordKind::Sent => of::<Sent>(body),
            RecordKind::Exception => of::<AcceptedRisk>(body),
            RecordKind::Remedy => of::<Remedy>(body),
            RecordKind::Certificate => of::<Held>(body),
            RecordKind::Deletion => of::<Deletion>(body),
            RecordKind::Assessment | RecordKind::Answers | RecordKind::Forgotten => {
                Err(diagnostics::not_a_record(kind.label(), "手では記録しない種類です"))
            }
        }
    }

    /// Its id within its kind.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it says, field by field.
    pub fn text(&self, field: &str) -> &str {
        self.body.get(field).and_then(serde_json::Value::as_str).unwrap_or_default()
    }

    /// What it says otherwise than another of its kind: field, the other's value, its own value.
    pub fn differences(&self, other: &Self) -> Vec<(String, String, String)> {
        let none = serde_json::Map::new();
        let fields = |draft: &Self| draft.body.as_object().unwrap_or(&none).clone();
        let (new, old) = (fields(self), fields(other));
        let told = |value: Option<&serde_json::Value>| match value {
            None | Some(serde_json::Value::Null) => String::new(),
            Some(serde_json::Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
        };
        let names: std::collections::BTreeSet<&String> = new.keys().chain(old.keys()).collect();
        let pairs = names.into_iter().map(|name| (name.clone(), told(old.get(name)), told(new.get(name))));
        pairs.filter(|(_, old, new)| old != new).collect()
    }
}

/// Defines a kind of record with its id and vendor.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident, $kind:ident, id($own:ident) $id:expr, subject $subject:expr, {
        $($(#[$field_doc:meta])* $field:ident: $type:ty,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }

        impl Record for $name {
            const KIND: RecordKind = RecordKind::$kind;

            fn id(&self) -> String {
                let $own = self;
                $id
            }

            fn subject(&self) -> &str {
                let $own = self;
                let _ = $own;
                $subject
            }
        }
    };
}

record!(
    /// A vendor.
    Vendor, Vendor, id(own) own.name.clone(), subject &own.name, {
        /// Its name as on its sheets.
        name: String,
        /// 法人番号.
        #[serde(default)]
        corporate_number: String,
        /// Head office.
        #[serde(default)]
        head_office: String,
        /// Parent company.
        #[serde(default)]
        parent: String,
        /// Where the parent company is.
        #[serde(default)]
        parent_place: String,
    }
);
record!(
    /// A case with its contract, as the settings or the organisation's own list of contracts said on the day.
    Contract, Contract, id(own) own.case.clone(), subject &own.vendor, {
        /// The case's id; of a contract that is in a list only, what the list calls it.
        case: String,
        /// The case of the settings to which a further vendor's contract belongs; empty otherwise.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        within: String,
        /// With whom, where that is known.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        vendor: String,
        /// The office's number of the contract.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        number: String,
        /// What it costs, in yen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<u64>,
        /// What it is.
        title: String,
        /// Its kind, for readers.
        category: String,
        /// Class of information: 3B.
        class: String,
        /// Whether personal information is handled; absent where nobody has said.
        personal_information: Option<bool>,
        /// First day; absent where a list does not say.
        start: Option<Date>,
        /// Last day, if fixed.
        end: Option<Date>,
        /// The office in charge.
        #[serde(default)]
        department: String,
    }
);
record!(
    /// An approved cloud service with the person in charge.
    Service, Service, id(own) own.name.clone(), subject &own.vendor, {
        /// Its name.
        name: String,
        /// Who provides it.
        #[serde(default)]
        vendor: String,
        /// For which case.
        #[serde(default)]
        case: String,
        /// 管理者.
        administrator: String,
        /// When it was approved; absent where nothing says that it was.
        #[serde(default)]
        approved: Option<Date>,
        /// When it is to be looked at again.
        #[serde(default)]
        review: Option<Date>,
    }
);
record!(
    /// A social-media account with the person in charge.
    Account, Account, id(own) format!("{}/{}", own.service, own.account), subject "", {
        /// The service.
        service: String,
        /// The account.
        account: String,
        /// What the ledger says of it, as question and words.
        #[serde(default)]
        facts: Vec<(String, String)>,
        /// 責任者.
        #[serde(default)]
        responsible: String,
    }
);
record!(
    /// One link of a re-outsourcing chain.
    Subcontract, Subcontract, id(own) format!("{}/{}/{}", own.case, own.vendor, own.name), subject &own.vendor, {
        /// The case.
        case: String,
        /// The vendor that has the contract with the organisation.
        vendor: String,
        /// The one that works for it.
        name: String,
        /// 2 for the vendor's own subcontractor (再委託), 3 for the next.
        #[serde(default)]
        tier: String,
        /// What it does.
        #[serde(default)]
        work: String,
        /// Where.
        #[serde(default)]
        place: String,
        /// When the organisation approved it.
        #[serde(default)]
        approved: Option<Date>,
    }
);
record!(
    /// A questionnaire that was sent out.
    Sent, Sent, id(own) format!("{}/{}/{}", own.case, own.vendor, own.sent), subject &own.vendor, {
        /// The case.
        case: String,
        /// To whom.
        vendor: String,
        /// The form.
        form: String,
        /// When.
        sent: Date,
        /// When it is to be back.
        #[serde(default)]
        respond_by: Option<Date>,
    }
);
record!(
    /// An accepted risk: 例外措置.
    AcceptedRisk, Exception, id(own) format!("{}/{}/{}", own.case, own.vendor, own.requirement), subject &own.vendor, {
        /// The case.
        case: String,
        /// The vendor; empty: all of the case.
        #[serde(default)]
        vendor: String,
        /// The requirement.
        requirement: String,
        /// Why.
        reason: String,
        /// Who accepted it.
        approver: String,
        /// When.
        approved: Date,
        /// The last day.
        until: Date,
    }
);
record!(
    /// What a vendor must do.
    Remedy, Remedy, id(own) format!("{}/{}/{}", own.case, own.vendor, own.requirement), subject &own.vendor, {
        /// The case.
        case: String,
        /// The vendor.
        vendor: String,
        /// The requirement.
        requirement: String,
        /// What is to be done.
        what: String,
        /// By when.
        deadline: Date,
        /// 未了, 完了 or 取下げ.
        state: RemedyState,
        /// What proves it.
        #[serde(default)]
        proof: String,
        /// That the vendor's last answers say it is done, and where: a person has still to confirm it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        answered: String,
    }
);
record!(
    /// A certificate that a vendor holds.
    Held, Certificate, id(own) format!("{}/{}", own.vendor, own.scheme), subject &own.vendor, {
        /// The vendor.
        vendor: String,
        /// The scheme, for readers.
        scheme: String,
        /// Its number.
        #[serde(default)]
        number: String,
        /// What it covers.
        #[serde(default)]
        scope: String,
        /// The standard's edition.
        #[serde(default)]
        edition: String,
        /// The last day.
        #[serde(default)]
        expires: Option<Date>,
        /// Where it was said.
        #[serde(default)]
        place: String,
    }
);
record!(
    /// Information returned or deleted at the end of a contract.
    Deletion, Deletion, id(own) format!("{}/{}", own.case, own.vendor), subject &own.vendor, {
        /// The case.
        case: String,
        /// The vendor.
        vendor: String,
        /// When.
        done: Date,
        /// What proves it.
        proof: String,
    }
);

impl Contract {
    /// Of a case of the settings. What only a list of contracts says (with whom, its number, its price) stays as it is known.
    pub fn of_case(case: &Case, known: Option<&Self>) -> Self {
        let known = known.cloned();
        Self {
            case: case.id.to_string(),
            within: String::new(),
            title: case.title.clone(),
            category: case.kind.label().to_owned(),
            class: case.class.word().to_owned(),
            personal_information: Some(case.has(Fact::PersonalInformation)),
            start: Some(case.start),
            end: case.end,
            department: case.department.clone(),
            vendor: known.as_ref().map(|known| known.vendor.clone()).unwrap_or_default(),
            amount: known.as_ref().and_then(|known| known.amount),
            number: known.map(|known| known.number).unwrap_or_default(),
        }
    }
}

/// How far a remedy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RemedyState {
    /// Still to be done.
    #[serde(rename = "未了")]
    Open,
    /// Done, with proof.
    #[serde(rename = "完了")]
    Done,
    /// No longer wanted.
    #[serde(rename = "取下げ")]
    Withdrawn,
}

impl Record for Assessed {
    const KIND: RecordKind = RecordKind::Assessment;

    fn id(&self) -> String {
        self.key()
    }

    fn subject(&self) -> &str {
        &self.vendor
    }
}

impl Record for Answers {
    const KIND: RecordKind = RecordKind::Answers;

    fn id(&self) -> String {
        self.assessment.clone()
    }

    fn subject(&self) -> &str {
        &self.vendor
    }
}
