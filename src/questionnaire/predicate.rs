//! The verb in which a question ends, and answers that only say it again or deny it: 「報告します」 to 「直ちに報告するか」, 「保管していません」 to
//! 「国外に保管していますか」. Only an answer in the question's own last words is taken for one; what it adds is for others to judge. All texts are
//! folded.

use super::backing::is_hiragana;

/// What a question asks in its last words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Predicate {
    /// The question up to its end, as it would stand before 「ます」: 「市に報告し」, 「規程があり」. Where a verb can be read in two ways, both.
    stems: Vec<String>,
    /// Whether it asks what something is and not what is done: 「24時間対応か」.
    named: bool,
    /// Whether it asks whether something is not so: 「再委託していないか」.
    pub(super) denied: bool,
}

/// What a question offers a choice with, or asks to be named: there no verb says which is meant.
const CHOICES: [&str; 12] =
    ["それとも", "いずれ", "どちら", "どれ", "どの", "何", "誰", "いつ", "どこ", "か、", "かどうか", "か否か"];
/// What joins two deeds, of which an answer may name the last alone.
const BETWEEN_DEEDS: [&str; 7] = ["し、", "て、", "み、", "い、", "かつ", "とともに", "上で"];
/// What joins two deeds or two things.
const JOINTS: [&str; 5] = ["及び", "並びに", "または", "又は", "若しくは"];
/// How denials say that they leave nothing.
const WHOLLY: [&str; 5] = ["一切", "全く", "まったく", "いっさい", "決して"];

impl Predicate {
    /// What this question asks, if it is one sentence that asks one thing.
    pub(super) fn of(question: &str) -> Option<Self> {
        let text = question.replace('\u{1}', "");
        let text = text.trim_end_matches(['。', '?']);
        let text = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map_or(text, |(text, _)| text);
        let text = text.trim_end_matches(['。', '?']);
        let open = text.contains(['。', '?']) || CHOICES.iter().any(|word| text.contains(word)) || offers_two(text);
        if open {
            return None;
        }
        denied(text).or_else(|| asked(text))
    }

    /// Whether a clause says yes in these words.
    pub(super) fn is_affirmed_by(&self, clause: &str) -> bool {
        const FIRST: [&str; 7] = ["はい", "もちろん", "必ず", "直ちに", "速やかに", "すべて", "全て"];
        if self.denied {
            return false;
        }
        let clause = clause.trim_end_matches(['。', '.', '、']);
        let clause = FIRST.iter().find_map(|word| clause.strip_prefix(word)).unwrap_or(clause).trim_start_matches('、');
        let able = ["できます", "可能です", "可能"].contains(&clause);
        able && self.stems.iter().any(|stem| stem.ends_with("でき") || stem.ends_with("可能"))
            || affirming(clause, self.named).is_some_and(|said| self.ends_in(&said))
    }

    /// Whether a clause says yes in the noun of the verb, and that it is so at any time: 「常時施錠」 to 「施錠しているか」.
    pub(super) fn is_always(&self, clause: &str) -> bool {
        const ALWAYS: [&str; 8] = ["常時", "常に", "必ず", "毎回", "すべて", "全て", "例外なく", "24時間"];
        let Some(noun) = ALWAYS.iter().find_map(|word| clause.strip_prefix(word)) else { return false };
        noun.chars().count() > 1 && !self.denied && self.ends_in(&format!("{noun}してい"))
    }

    /// Whether a clause says no in these words, and wholly: 「一切保管していません」, 「再委託はありません」.
    pub(super) fn is_denied_by(&self, clause: &str) -> bool {
        let clause = WHOLLY.iter().fold(clause.to_owned(), |text, word| text.replace(word, ""));
        let clause = clause.trim_end_matches(['。', '.', '、']);
        denying(clause).is_some_and(|said| said != "あり" && self.ends_in(&said))
            || none_of(clause).is_some_and(|subject| self.is_about(subject))
    }

    /// Whether it asks what somebody will do when it comes to it, and not what is done.
    pub(super) fn will(&self) -> bool {
        const NOW: [&str; 3] = ["てい", "でい", "あり"];
        let now = |stem: &String| NOW.iter().any(|end| stem.ends_with(end));
        !self.named && !self.denied && !self.stems.iter().any(now)
    }

    /// Whether it asks for leave to come and look.
    pub(super) fn asks_to_be_let(&self) -> bool {
        self.stems.iter().any(|stem| ["受け入れ", "受入れ", "応じ"].iter().any(|verb| stem.ends_with(verb)))
    }

    /// The question with its sense turned round, in another form of its verb.
    pub(super) fn affirmative(&self, end: &str) -> Vec<String> {
        self.stems.iter().map(|stem| format!("{stem}{end}")).collect()
    }

    /// The question as one for what has happened: 「発生しましたか」 of 「発生していないか」.
    pub(super) fn past(&self) -> Vec<String> {
        let stem = |stem: &String| stem.strip_suffix("てい").unwrap_or(stem).to_owned();
        self.stems.iter().map(|text| format!("{}ましたか", stem(text))).collect()
    }

    fn ends_in(&self, said: &str) -> bool {
        self.stems.iter().any(|stem| ends_in(&alike(stem), &alike(said)))
    }

    /// Whether it asks for the existence or the doing of this.
    fn is_about(&self, subject: &str) -> bool {
        const VERBS: [&str; 10] = [
            "をし",
            "してい",
            "を行ってい",
            "を行い",
            "が発生してい",
            "は発生してい",
            "し",
            "があり",
            "はあり",
            "もあり",
        ];
        let subject = subject.strip_suffix("すること").unwrap_or(subject);
        subject.chars().count() > 1
            && self.stems.iter().any(|stem| {
                let nouns = VERBS.iter().filter_map(|verb| stem.strip_suffix(verb));
                nouns.into_iter().any(|noun| ends_in(&alike(noun), &alike(subject)))
            })
    }
}

/// A question that asks whether something is not so.
fn denied(text: &str) -> Option<Predicate> {
    const ENDS: [&str; 5] = ["ないですか", "ないか", "ないこと", "ませんか", "ないでしょうか"];
    let body = ENDS.iter().find_map(|end| text.strip_suffix(end))?;
    let body = match body.ends_with(['は', 'が', 'も']) {
        true => format!("{body}あり"),
        false => plain_stem(body),
    };
    Some(Predicate { stems: vec![body], named: false, denied: true })
}

/// A question that asks whether something is so.
fn asked(text: &str) -> Option<Predicate> {
    const SETTLED: [&str; 7] = [
        "こととしていますか",
        "こととしているか",
        "こととしておりますか",
        "ことになっていますか",
        "ことになっているか",
        "こととなっていますか",
        "こととなっているか",
    ];
    let of = |stems: Vec<String>, named: bool| Some(Predicate { stems, named, denied: false });
    if let Some(verb) = SETTLED.iter().find_map(|end| text.strip_suffix(end)) {
        return of(before_masu(verb), false);
    }
    if let Some(thing) = text.strip_suffix("の有無") {
        return of(vec![format!("{thing}があり")], false);
    }
    if let Some(stem) = text.strip_suffix("ますか") {
        return of(vec![plain_stem(stem)], false);
    }
    if let Some(name) = text.strip_suffix("ですか") {
        return of(vec![name.to_owned()], true);
    }
    let plain = text.strip_suffix('か')?;
    if let Some(stem) = plain.strip_suffix('る').filter(|stem| stem.ends_with("てい") || stem.ends_with("でい")) {
        return of(vec![stem.to_owned()], false);
    }
    match plain.ends_with(is_hiragana) {
        true => of(before_masu(plain), false),
        false => of(vec![plain.to_owned()], true),
    }
}

/// Whether a text names two things joined by a 「か」 inside it: 「国内か国外」.
fn offers_two(text: &str) -> bool {
    let inside = text.strip_suffix('か').unwrap_or(text);
    inside.match_indices('か').any(|(at, sign)| {
        let before = inside.get(..at).and_then(|before| before.chars().next_back());
        let after = inside.get(at + sign.len()..).and_then(|after| after.chars().next());
        let noun = |c: Option<char>| c.is_some_and(|c| !is_hiragana(c) && !c.is_ascii_digit());
        noun(before) && noun(after)
    })
}

/// The forms in which a verb as it stands in a dictionary can stand before 「ます」: 受け入れ of 受け入れる.
fn before_masu(verb: &str) -> Vec<String> {
    const ROWS: [(char, &str); 8] = [
        ('う', "い"),
        ('く', "き"),
        ('ぐ', "ぎ"),
        ('す', "し"),
        ('つ', "ち"),
        ('ぶ', "び"),
        ('む', "み"),
        ('る', "り"),
    ];
    if let Some(noun) = verb.strip_suffix("する") {
        return vec![format!("{noun}し")];
    }
    let mut stems: Vec<String> = verb.strip_suffix('る').map(str::to_owned).into_iter().collect();
    stems.extend(ROWS.iter().filter_map(|(end, stem)| Some(format!("{}{stem}", verb.strip_suffix(*end)?))));
    stems
}

/// A stem without its politeness.
fn plain_stem(stem: &str) -> String {
    const POLITE: [(&str, &str); 5] =
        [("ており", "てい"), ("でおり", "でい"), ("いたし", "し"), ("致し", "し"), ("ござい", "あり")];
    let plain = POLITE.iter().find_map(|(polite, plain)| Some(format!("{}{plain}", stem.strip_suffix(polite)?)));
    plain.unwrap_or_else(|| stem.to_owned())
}

/// What a clause affirms, before 「ます」.
fn affirming(clause: &str, named: bool) -> Option<String> {
    const OFFERED: [&str; 2] = ["させていただきます", "させて頂きます"];
    if named {
        return Some(clause.strip_suffix("です").unwrap_or(clause).to_owned());
    }
    if let Some(noun) = OFFERED.iter().find_map(|end| clause.strip_suffix(end)) {
        return Some(format!("{noun}し"));
    }
    if let Some(stem) = clause.strip_suffix("ます") {
        return Some(plain_stem(stem));
    }
    clause.strip_suffix('る').filter(|stem| stem.ends_with("てい")).map(str::to_owned)
}

/// What a clause denies, before 「ません」.
fn denying(clause: &str) -> Option<String> {
    let body = ["ませんでした", "ません", "ないです", "ない"].iter().find_map(|end| clause.strip_suffix(end))?;
    (!body.is_empty()).then(|| plain_stem(body))
}

/// What a clause says that there is none of: 「再委託はありません」, 「再委託なし」.
fn none_of(clause: &str) -> Option<&str> {
    const NONE: [&str; 7] =
        ["ありません", "ございません", "なし", "無し", "行っていません", "行っておりません", "ない"];
    const FACT: [&str; 3] = ["の事実", "の実績", ""];
    let subject = NONE.iter().find_map(|end| clause.strip_suffix(end))?;
    let subject = subject.strip_suffix(['は', 'も', 'が', 'を']).unwrap_or(subject);
    FACT.iter().find_map(|fact| subject.strip_suffix(fact))
}

/// A text in which it does not matter what a particle sets apart: 「国外には」 is 「国外に」, 「再委託は」 is 「再委託を」.
fn alike(text: &str) -> String {
    let joined =
        ["に", "で", "へ", "と"].iter().fold(text.to_owned(), |text, joint| text.replace(&format!("{joint}は"), joint));
    joined.replace(['は', 'が', 'も'], "を")
}

/// Whether a stem ends in what was said, and that is all of its last words.
fn ends_in(stem: &str, said: &str) -> bool {
    const VERBS: [&str; 4] = ["でき", "可能", "し", "をり"];
    let Some(before) = stem.strip_suffix(said).filter(|_| !said.is_empty()) else { return false };
    let whole = before.is_empty() || before.ends_with(|c: char| is_hiragana(c) || c == '、');
    let spoken = said.contains(|c: char| !is_hiragana(c)) || said == "あり";
    // 「全部又は一部を委託」 joins what is done to one end, 「返却又は消去」 two deeds.
    let last = |joint: &str| {
        before.rsplit_once(alike(joint).as_str()).is_some_and(|(_, after)| !after.contains(['を', 'に', 'で']))
    };
    let joined =
        BETWEEN_DEEDS.iter().any(|joint| before.contains(&alike(joint))) || JOINTS.iter().any(|joint| last(joint));
    (whole && spoken && !joined) || VERBS.contains(&said) && !joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn affirmed(question: &str, clause: &str) -> bool {
        Predicate::of(question).is_some_and(|asked| asked.is_affirmed_by(clause))
    }

    #[test]
    fn the_question_in_its_own_last_words_is_a_yes() {
        for (question, clause) in [
            ("事故発生時は直ちに委託元へ報告するか。", "報告します"),
            ("事故発生時は直ちに委託元へ報告するか。", "委託元へ報告いたします"),
            ("直ちに報告することとしているか", "報告します"),
            ("事前に承諾を得るか", "得ます"),
            ("立入検査に応じるか", "応じます"),
            ("立入検査を受け入れますか", "受け入れます"),
            ("従業者が従うか", "従います"),
            ("規程があるか", "あります"),
            ("規程はありますか", "あります"),
            ("名簿を提出できるか", "できます"),
            ("名簿を提出できるか", "可能です"),
            ("名簿の提出が可能か", "可能です"),
            ("窓口は24時間対応か", "24時間対応です"),
            ("監査を受けているか", "受けています"),
        ] {
            assert!(affirmed(question, clause), "{question} {clause}");
        }
        for (question, clause) in [
            ("教育を実施しているか", "実施します"),
            ("データを返却し、消去するか", "消去します"),
            ("返却又は消去するか", "消去します"),
            ("データの返却及び消去を行うか", "消去を行います"),
            ("保管場所は国内か国外か", "国外です"),
            ("再報告するか", "報告します"),
            ("報告する手順があるか", "報告します"),
            ("報告しないか", "報告します"),
            ("報告するか", "連絡します"),
            ("どの媒体で報告しますか", "報告します"),
        ] {
            assert!(!affirmed(question, clause), "{question} {clause}");
        }
    }

    #[test]
    fn only_a_whole_denial_of_the_same_denies() {
        let denied =
            |question: &str, clause: &str| Predicate::of(question).is_some_and(|asked| asked.is_denied_by(clause));
        for (question, clause) in [
            ("業務を再委託していないか", "再委託していません"),
            ("業務を再委託していないか", "再委託は一切ありません"),
            ("業務を再委託していないか", "再委託なし"),
            ("漏えい事故は発生していないか", "発生しておりません"),
            ("漏えい事故は発生していないか", "漏えい事故はありません"),
            ("データを国外に保管していますか", "国外には保管していません"),
            ("提供を行っていないか", "提供は行っていません"),
            ("業務の全部又は一部を第三者に再委託していないか", "再委託は一切ありません"),
        ] {
            assert!(denied(question, clause), "{question} {clause}");
        }
        for (question, clause) in [
            ("業務を再委託していないか", "主要な部分は再委託していません"),
            ("漏えい事故は発生していないか", "重大な漏えい事故は発生していません"),
            ("漏えい事故は発生していないか", "現時点では発生していません"),
            ("データを国外に保管していますか", "国内に保管していません"),
            ("業務を再委託していないか", "契約はありません"),
            ("業務を再委託していないか", "把握していません"),
        ] {
            assert!(!denied(question, clause), "{question} {clause}");
        }
    }
}
