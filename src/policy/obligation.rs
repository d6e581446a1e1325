use serde::{Serialize, Serializer};
use std::fmt;

/// One of the nine duties into which section 6(8) falls. The declared order is the order of the section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ObligationId {
    /// Select the contractor.
    P8_1,
    /// Conclude a contract that states the security requirements.
    P8_2,
    /// Confirm that the contractor takes the measures.
    P8_3,
    /// Act on the contract where needed.
    P8_4,
    /// Make rules for the use of cloud services.
    P8_5,
    /// Take measures for cloud services.
    P8_6,
    /// Make procedures for running social media.
    P8_7,
    /// Decide what may be published on social media.
    P8_8,
    /// Name someone responsible for each social-media service.
    P8_9,
}

impl ObligationId {
    /// All nine, in order.
    pub const ALL: [Self; 9] =
        [Self::P8_1, Self::P8_2, Self::P8_3, Self::P8_4, Self::P8_5, Self::P8_6, Self::P8_7, Self::P8_8, Self::P8_9];

    /// `P8-1` … `P8-9`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::P8_1 => "P8-1",
            Self::P8_2 => "P8-2",
            Self::P8_3 => "P8-3",
            Self::P8_4 => "P8-4",
            Self::P8_5 => "P8-5",
            Self::P8_6 => "P8-6",
            Self::P8_7 => "P8-7",
            Self::P8_8 => "P8-8",
            Self::P8_9 => "P8-9",
        }
    }

    /// A short heading for tables and charts.
    pub const fn label(self) -> &'static str {
        match self {
            Self::P8_1 => "事業者の選定",
            Self::P8_2 => "要件を明記した契約",
            Self::P8_3 => "対策の確認",
            Self::P8_4 => "契約に基づく措置",
            Self::P8_5 => "利用規定の整備",
            Self::P8_6 => "利用時の対策",
            Self::P8_7 => "SNSの運用手順",
            Self::P8_8 => "発信できる情報",
            Self::P8_9 => "サービスごとの責任者",
        }
    }

    /// Reads `P8-1`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|obligation| obligation.id() == text)
    }
}

impl fmt::Display for ObligationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl Serialize for ObligationId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// A duty as the organisation's policy states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Obligation {
    /// Which of the nine.
    pub id: ObligationId,
    /// The policy's sentence, from the file that the user gave; absent where none was given.
    pub sentence: Option<String>,
    /// Where it stands in the policy: `6(8) 第1段落`; absent where the policy does not state the duty.
    pub locator: Option<String>,
}

impl Obligation {
    /// The duty of a policy that does not state it.
    pub fn absent(id: ObligationId) -> Self {
        Self { id, sentence: None, locator: None }
    }
}
