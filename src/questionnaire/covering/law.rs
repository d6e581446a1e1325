//! The law or the courts of this country were asked about, and a foreign law or court is named: 「デラウェア州法」. Texts are folded.

use crate::questionnaire::place;

/// The foreign law or court, as a sentence for readers.
pub(super) fn foreign(asked: &str, text: &str) -> Option<String> {
    const ASKED: [&str; 7] = ["日本法", "日本国法", "日本の法", "準拠法", "裁判所", "国内法", "裁判管轄"];
    const LATIN: [&str; 8] =
        ["delaware", "newyork", "california", "santaclara", "england", "english", "washington", "stateof"];
    if !ASKED.iter().any(|word| asked.contains(word)) {
        return None;
    }
    let clauses = text.split(['。', '、', ',', '(', ')', '\u{1}']).filter(|clause| !clause.contains("ではなく"));
    let name = clauses.into_iter().find_map(|clause| {
        let latin = || LATIN.iter().find(|name| clause.contains(**name)).map(|name| (*name).to_owned());
        // 「シンガポールのデータも日本法による」 names the law of this country.
        let abroad =
            || (place::is_abroad(clause) && !clause.contains("日本")).then(|| clause.chars().take(24).collect());
        of_foreign_name(clause).or_else(latin).or_else(abroad)
    })?;
    Some(format!("日本の法や裁判所を問う設問に「{name}」とあります"))
}

/// A law, a state, a county or a court behind a name in katakana.
fn of_foreign_name(clause: &str) -> Option<String> {
    const OF: [&str; 8] = ["州", "郡", "法に", "法を", "地方裁判所", "裁判所", "高等法院", "国法"];
    let katakana = |c: char| matches!(c, 'ァ'..='ー');
    let sign_at = |sign: &str| clause.match_indices(sign).map(|(at, _)| at).collect::<Vec<_>>();
    let law_at_end = clause.strip_suffix('法').map(str::len);
    OF.iter().flat_map(|sign| sign_at(sign)).chain(law_at_end).find_map(|at| {
        let before = clause.get(..at)?;
        let name: String = before.chars().rev().take_while(|c| katakana(*c)).collect();
        let name: String = name.chars().rev().collect();
        (name.chars().count() > 1).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_law_has_a_foreign_name() {
        let asked = "契約の準拠法は日本法ですか";
        for other in [
            "利用規約第25条(ニューヨーク州法準拠)",
            "デラウェア州法",
            "サンタクララ郡裁判所",
            "シンガポール法",
            "イングランド法に準拠",
        ] {
            assert!(foreign(asked, other).is_some(), "{other}");
        }
        for fine in ["利用規約第25条(日本法)", "東京地方裁判所", "福岡地方裁判所(九州)", "外国法ではなく日本法"]
        {
            assert_eq!(foreign(asked, fine), None, "{fine}");
        }
    }
}
