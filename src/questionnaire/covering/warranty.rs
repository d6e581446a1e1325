//! How much of the time a service is warranted to run: 「99.95%」 to 「99.9%以上」. All texts are folded.

/// A share that falls short of the one that was asked for, as a sentence for readers.
pub(super) fn short(asked: &str, text: &str) -> Option<String> {
    let wanted = shares(asked).into_iter().max().filter(|_| is_asked(asked))?;
    let best = shares(text).into_iter().max()?;
    (best < wanted).then(|| "設問の稼働率に足りないとみられます".to_owned())
}

/// Whether a clause is nothing but a share, where one is asked for.
pub(in crate::questionnaire) fn is_share(asked: &str, clause: &str) -> bool {
    let number = clause.strip_suffix('%').or_else(|| clause.strip_suffix("%以上"));
    is_asked(asked) && number.is_some_and(|number| thousandths(number).is_some())
}

fn is_asked(asked: &str) -> bool {
    ["稼働率", "可用性", "sla", "サービスレベル"].iter().any(|word| asked.contains(word))
}

/// The shares that a text names, in thousandths of a percent.
fn shares(text: &str) -> Vec<u32> {
    let before = text.match_indices('%').filter_map(|(at, _)| text.get(..at));
    let number = before.filter_map(|before| before.rsplit(|c: char| !c.is_ascii_digit() && c != '.').next());
    number.filter_map(thousandths).collect()
}

fn thousandths(number: &str) -> Option<u32> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let part = format!("{part:0<3}");
    let known = whole.len() <= 3 && part.len() == 3;
    known.then(|| format!("{whole}{part}").parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_held_against_each_other() {
        let asked = "稼働率99.9%以上をslaで保証していますか";
        for enough in ["99.95%", "99.9%", "稼働率99.99%", "100%", "slaを公開"] {
            assert_eq!(short(asked, enough), None, "{enough}");
        }
        for few in ["99.4%", "稼働率99%", "99.899%"] {
            assert!(short(asked, few).is_some(), "{few}");
        }
        assert_eq!(short("受講率100%を達成していますか", "98%"), None);
        assert!(is_share(asked, "99.95%") && !is_share(asked, "およそ99%") && !is_share("教育をしていますか", "99%"));
    }
}
