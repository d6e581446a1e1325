use serde::{Serialize, Serializer};
use std::fmt;

/// Defines an id whose form is checked when it is made.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $form:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The id, if the text has its form.
            pub fn parse(text: &str) -> Option<Self> {
                let form: fn(&str) -> bool = $form;
                form(text).then(|| Self(text.to_owned()))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    };
}

id!(
    /// A requirement: three capitals, hyphen, two digits (`OUT-14`).
    RequirementId,
    is_requirement
);
id!(
    /// A question: `Q-`, a requirement's id, a letter for a further one (`Q-OUT-14b`).
    QuestionId,
    |text| {
        text.strip_prefix("Q-").is_some_and(|rest| {
            is_requirement(rest.strip_suffix(|last: char| last.is_ascii_lowercase()).unwrap_or(rest))
        })
    }
);
id!(
    /// A clause: topic, hyphen, digit (`T08-1`).
    ClauseId,
    |text| matches!(text.as_bytes(), [b'T', b'0'..=b'9', b'0'..=b'9', b'-', b'1'..=b'9'])
);
id!(
    /// A case: letters, digits and hyphens, chosen by the organisation (`R9-print`).
    CaseId,
    |text| {
        !text.is_empty()
            && text.len() <= 30
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !text.starts_with('-')
    }
);

impl QuestionId {
    /// A question of a form that is not ours, by its number and its place. It is never read from a sheet: it has not the form of our ids.
    pub fn foreign(number: &str, place: &str) -> Self {
        Self(if number.is_empty() { format!("〔{place}〕") } else { format!("{number} 〔{place}〕") })
    }
}

fn is_requirement(text: &str) -> bool {
    matches!(text.as_bytes(), [b'A'..=b'Z', b'A'..=b'Z', b'A'..=b'Z', b'-', b'0'..=b'9', b'0'..=b'9'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_check_their_form() {
        assert!(RequirementId::parse("OUT-14").is_some());
        assert!(RequirementId::parse("OUT-1").is_none());
        assert!(QuestionId::parse("Q-OUT-14").is_some());
        assert!(QuestionId::parse("Q-OUT-14b").is_some());
        assert!(QuestionId::parse("OUT-14").is_none());
        assert!(ClauseId::parse("T08-1").is_some());
        assert!(ClauseId::parse("T8-1").is_none());
        assert!(CaseId::parse("R9-print").is_some());
        assert!(CaseId::parse("../x").is_none());
    }
}
