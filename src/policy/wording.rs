use crate::datafile::Table;

/// How the two sides of a contract are called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Parties {
    /// 甲 and 乙.
    #[default]
    KouOtsu,
    /// 発注者 and 受注者.
    Orderer,
    /// 委託者 and 受託者.
    Entruster,
}

impl Parties {
    /// All ways, by their words in settings.
    pub const WORDS: [(&'static str, Self); 3] =
        [("甲乙", Self::KouOtsu), ("発注者・受注者", Self::Orderer), ("委託者・受託者", Self::Entruster)];

    /// The organisation's side.
    pub const fn client(self) -> &'static str {
        match self {
            Self::KouOtsu => "甲",
            Self::Orderer => "発注者",
            Self::Entruster => "委託者",
        }
    }

    /// The vendor's side.
    pub const fn supplier(self) -> &'static str {
        match self {
            Self::KouOtsu => "乙",
            Self::Orderer => "受注者",
            Self::Entruster => "受託者",
        }
    }
}

/// The words an organisation uses; all texts of the data files follow them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// What it calls itself: 当町, 本市, 本組合.
    pub self_name: String,
    /// 業務委託 or 外部委託.
    pub outsourcing: String,
    /// 委託事業者 or 外部委託事業者.
    pub contractor: String,
    /// クラウドサービス, 外部サービス（クラウドサービス） or 約款による外部サービス.
    pub cloud: String,
    /// The policy's title.
    pub policy: String,
    /// The sides of its contracts.
    pub parties: Parties,
    /// The comma of its contracts: 「、」 or 「，」.
    pub comma: char,
}

impl Wording {
    /// The words where no organisation is known.
    pub fn neutral() -> Self {
        Self {
            self_name: "当団体".to_owned(),
            outsourcing: "業務委託".to_owned(),
            contractor: "委託事業者".to_owned(),
            cloud: "クラウドサービス".to_owned(),
            policy: "情報セキュリティ基本方針".to_owned(),
            parties: Parties::default(),
            comma: '、',
        }
    }

    /// From `[terms]`, with the title of the policy.
    pub fn from_table(table: &Table<'_>, policy: &str) -> Self {
        Self {
            self_name: table.text("self"),
            outsourcing: table.text("outsourcing"),
            contractor: table.text("contractor"),
            cloud: table.text("cloud"),
            policy: policy.to_owned(),
            parties: table.choice("parties", &Parties::WORDS, Parties::default()),
            comma: match table.has("comma") {
                true => table.choice("comma", &[("、", '、'), ("，", '，')], '、'),
                false => '、',
            },
        }
    }

    fn words(&self) -> [(&'static str, &str); 5] {
        [
            ("{{self}}", &self.self_name),
            ("{{outsourcing}}", &self.outsourcing),
            ("{{contractor}}", &self.contractor),
            ("{{cloud}}", &self.cloud),
            ("{{policy}}", &self.policy),
        ]
    }

    /// A text of the data files in the organisation's words.
    pub fn apply(&self, text: &str) -> String {
        if !text.contains("{{") {
            return text.to_owned();
        }
        let words = self.words();
        let mut own_text = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, from)) = rest.find("{{").and_then(|at| rest.split_at_checked(at)) {
            own_text.push_str(before);
            let found = words.iter().find_map(|(word, own)| Some((from.strip_prefix(word)?, *own)));
            // Braces around anything else stay.
            let (after, own) = found.or_else(|| Some((from.strip_prefix('{')?, "{"))).unwrap_or_default();
            own_text.push_str(own);
            rest = after;
        }
        own_text.push_str(rest);
        own_text
    }

    /// A word in double braces that no organisation can fill, if the text holds one.
    pub fn unknown_word(text: &str) -> Option<&str> {
        let neutral = Self::neutral();
        text.match_indices("{{").find_map(|(at, _)| {
            let rest = text.get(at..)?;
            if neutral.words().iter().any(|(word, _)| rest.starts_with(word)) {
                return None;
            }
            let end = rest.find("}}").map_or(rest.len(), |end| end + 2);
            rest.get(..end)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_follow_the_organisations_words() {
        let tokunoshima =
            Wording {
                self_name: "本町".to_owned(), contractor: "外部委託事業者".to_owned(), ..Wording::neutral()
            };
        assert_eq!(tokunoshima.apply("{{contractor}}は、{{self}}に報告する。"), "外部委託事業者は、本町に報告する。");
        assert_eq!(tokunoshima.apply("{{{self}}}の{{vendor}}と{{"), "{本町}の{{vendor}}と{{");
        assert_eq!(Wording::unknown_word("{{self}}の{{vendor}}"), Some("{{vendor}}"));
        assert_eq!(Wording::unknown_word("{{self}}"), None);
    }
}
