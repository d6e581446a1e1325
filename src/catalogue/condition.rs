use super::Case;
use crate::datafile::Table;
use serde::{Serialize, Serializer};

/// What is being bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 業務委託 other than of information systems.
    Outsourcing,
    /// 情報システムに関する業務委託.
    System,
    /// クラウドサービス that handles 自治体機密性2 and above.
    Cloud,
    /// クラウドサービス that does not.
    CloudLow,
    /// A service under general terms of use (約款型).
    Terms,
    /// ソーシャルメディアサービス.
    Sns,
}

impl Kind {
    /// All kinds with their words in data files.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("outsourcing", Self::Outsourcing),
        ("system", Self::System),
        ("cloud", Self::Cloud),
        ("cloud-low", Self::CloudLow),
        ("terms", Self::Terms),
        ("sns", Self::Sns),
    ];

    /// Its word in data files and JSON.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    /// Whether conditions can be agreed one by one; a service under general terms takes none.
    pub const fn has_contract(self) -> bool {
        !matches!(self, Self::Terms)
    }

    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Outsourcing => "業務委託",
            Self::System => "情報システムの業務委託",
            Self::Cloud => "クラウドサービス（自治体機密性2以上）",
            Self::CloudLow => "クラウドサービス（自治体機密性2以上を取り扱わない）",
            Self::Terms => "約款による外部サービス",
            Self::Sns => "ソーシャルメディアサービス",
        }
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// A fact of a case that decides what applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// 個人情報 is handled.
    PersonalInformation,
    /// 特定個人情報 is handled.
    MyNumber,
    /// 再委託 is planned or allowed.
    Subcontracting,
    /// The vendor's people work in the organisation's premises.
    OnSite,
    /// There is remote access to the organisation's systems.
    RemoteMaintenance,
    /// The vendor keeps the organisation's data outside its premises.
    StoresData,
    /// Something is built or configured.
    Development,
    /// It is run or maintained.
    Operation,
    /// 一部機能提供サービス other than cloud.
    PartialService,
    /// The vendor posts on or runs social-media accounts.
    SnsOperation,
}

impl Fact {
    /// All facts with their words in data files and templates.
    pub const WORDS: [(&'static str, Self); 10] = [
        ("personal_information", Self::PersonalInformation),
        ("my_number", Self::MyNumber),
        ("subcontracting", Self::Subcontracting),
        ("on_site", Self::OnSite),
        ("remote_maintenance", Self::RemoteMaintenance),
        ("stores_data", Self::StoresData),
        ("development", Self::Development),
        ("operation", Self::Operation),
        ("partial_service", Self::PartialService),
        ("sns_operation", Self::SnsOperation),
    ];

    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::PersonalInformation => "個人情報を取り扱う",
            Self::MyNumber => "特定個人情報を取り扱う",
            Self::Subcontracting => "再委託を予定し、又は認める",
            Self::OnSite => "庁舎内で作業する",
            Self::RemoteMaintenance => "遠隔で保守する",
            Self::StoresData => "事業者の設備にデータを保存する",
            Self::Development => "構築・設定を行う",
            Self::Operation => "運用・保守を行う",
            Self::PartialService => "一部の機能の提供を受ける（クラウド以外）",
            Self::SnsOperation => "SNSの投稿・運用を委託する",
        }
    }
}

/// Facts that must hold for something to apply. Without any, it applies always.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    /// One of these kinds; empty: any.
    pub kinds: Vec<Kind>,
    /// Each of these facts must be so.
    pub facts: Vec<(Fact, bool)>,
}

impl Condition {
    /// From `applies`. `kinds` may be left out only where the surroundings already name them.
    pub(crate) fn from_table(table: &Table<'_>) -> Self {
        let kinds = table.choices("kinds", &Kind::WORDS);
        let facts = Fact::WORDS.iter().filter_map(|(word, fact)| Some((*fact, table.optional_flag(word)?))).collect();
        Self { kinds, facts }
    }

    /// Whether the case has all of it.
    pub fn holds(&self, case: &Case) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&case.kind))
            && self.facts.iter().all(|(fact, wanted)| case.has(*fact) == *wanted)
    }

    /// Whether it can ever apply to a case of this kind.
    pub fn allows(&self, kind: Kind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// Whether some case could meet both.
    pub fn compatible(&self, other: &Self) -> bool {
        let kinds =
            self.kinds.is_empty() || other.kinds.is_empty() || self.kinds.iter().any(|kind| other.kinds.contains(kind));
        let facts = self.facts.iter().all(|(fact, wanted)| !other.facts.contains(&(*fact, !wanted)));
        kinds && facts
    }
}
