//! What of a remark says again what the question demands, though its words would take an answer back elsewhere: 「作成者以外の2名が承認」 to 「作成者
//! 以外の者が」, 「従事者6名に限り」 where it is asked whether access is restricted. Only whole phrases and clauses are an echo.

mod confirming;

use super::backing::{is_hiragana, shares_two, takes_all};
use super::next_round;
use super::vocabulary::fold;
use jiff::civil::Date;

/// A remark without what echoes the question, to be searched for what takes an answer back.
pub(super) fn without(question: &str, remark: &str, on: Date) -> String {
    let asked = fold(question);
    let text = without_denials(&asked, &next_round::without(&asked, remark, on));
    let text = sentencewise(&text, |sentence| match restricts(&asked, &fold(sentence)) {
        true => sentence.replace("のみ", "").replace("だけ", ""),
        false => sentence.to_owned(),
    });
    clausewise(&text, |clause| {
        let clause = without_others(&asked, clause);
        let clause = without_restriction(&asked, &clause);
        let clause = without_home(&asked, &clause);
        Some(without_forbidden(&asked, &clause))
    })
}

/// A remark without clauses that only deny what should not be, and without the address that was asked for.
pub(super) fn without_denials(asked: &str, remark: &str) -> String {
    let text = match ["公表", "公開", "掲載", "一覧", "url"].iter().any(|word| asked.contains(word)) {
        true => without_address(remark),
        false => remark.to_owned(),
    };
    let text = sentencewise(&text, |sentence| without_past(sentence).to_owned());
    clausewise(&without_confirming(asked, &text), |clause| {
        (!denies(asked, clause)).then(|| without_need(asked, clause))
    })
}

/// A remark without clauses that only confirm. What leans upon one still leans upon something.
pub(super) fn without_confirming(asked: &str, remark: &str) -> String {
    clausewise(remark, |clause| match confirming::confirms(asked, clause) {
        true => Some(format!("\u{2}{}", clause.trim_start_matches(|c| !"、。\n，,（）()".contains(c)))),
        false => Some(clause.to_owned()),
    })
}

/// Each sentence made anew.
fn sentencewise(text: &str, change: impl Fn(&str) -> String) -> String {
    text.split_inclusive(['。', '\n']).map(change).collect()
}

/// Whether a sentence says who alone may come in or see, where it is asked whether that is restricted: 「許可された者のみ入室」. 「社員のみ入室を記録」
/// restricts the record.
pub(super) fn restricts(asked: &str, sentence: &str) -> bool {
    const RESTRICTING: [&str; 9] =
        ["限っ", "限り", "限定", "限る", "制限し", "制限を", "制限され", "以外が", "以外の者が"];
    const ONES: [&str; 8] = ["者", "名", "員", "人", "端末", "アドレス", "担当", "部署"];
    const ACCESS: [&str; 11] =
        ["入室", "入館", "立入", "立ち入", "アクセス", "閲覧", "入れる", "入れます", "ログイン", "idを持", "権限を持"];
    const OTHER: [&str; 16] = [
        "記録",
        "取得",
        "実施",
        "確認",
        "暗号",
        "教育",
        "研修",
        "制限",
        "禁止",
        "限",
        "ない",
        "ません",
        "除",
        "施錠",
        "監視",
        "場合",
    ];
    const ENDS: [&str; 17] = [
        "",
        "可",
        "可能",
        "可能です",
        "できる",
        "できます",
        "でき",
        "できるようにしています",
        "できるよう設定",
        "を許可",
        "を許可しています",
        "を許可しております",
        "しています",
        "します",
        "っています",
        "っております",
        "つ",
    ];
    if !RESTRICTING.iter().any(|word| asked.contains(word)) {
        return false;
    }
    let text = sentence.trim_end_matches(['。', '\n', '\u{1}']);
    ["のみ", "だけ"].iter().filter_map(|sign| text.split_once(sign)).any(|(before, after)| {
        let plain = before.trim_end_matches('に');
        let ones = ONES.iter().any(|one| plain.ends_with(one));
        let comes_in = |word: &str| after.split_once(word).is_some_and(|(_, end)| ENDS.contains(&end));
        let known = ACCESS.iter().any(|word| comes_in(word) && asked_of(asked, word));
        ones && known
            && !before.contains(['、', '。', '全'])
            && after.chars().count() <= 20
            && !OTHER.iter().any(|word| after.contains(word))
    })
}

/// Whether the question speaks of what this word is about: who asks who may come in asks for no powers.
fn asked_of(asked: &str, word: &str) -> bool {
    const ALIKE: [&[&str]; 2] = [
        &["入室", "入館", "立入", "立ち入", "入れる", "入れます", "入退室"],
        &["アクセス", "閲覧", "ログイン", "idを持", "権限を持", "権限", "利用者"],
    ];
    ALIKE.iter().filter(|group| group.contains(&word)).any(|group| group.iter().any(|other| asked.contains(other)))
}

/// A sentence without what was so only before: 「以前は…だけでしたが、全台に導入しました」.
fn without_past(sentence: &str) -> &str {
    const BEFORE: [&str; 4] = ["以前は", "従来は", "かつては", "当初は"];
    const WAS: [&str; 3] = ["だけでしたが、", "のみでしたが、", "だけだったが、"];
    if !BEFORE.iter().any(|sign| sentence.trim_start().starts_with(sign)) {
        return sentence;
    }
    // 「…から現地確認も行うようにしました」: something is done besides.
    const BESIDES: [&str; 5] = [
        "も行うようにしました",
        "も実施するようにしました",
        "も行っています",
        "も実施しています",
        "も実施しております",
    ];
    let rest = WAS.iter().find_map(|sign| sentence.split_once(sign)).map(|(_, rest)| rest);
    let more = |rest: &str| BESIDES.iter().any(|end| rest.trim_end_matches(['。', '\n']).ends_with(end));
    rest.filter(|rest| takes_all(rest) || more(rest)).unwrap_or(sentence)
}

/// 「ワンタイムコードが必要です」, where it is asked for a second factor: what users need, and not what is wanting.
fn without_need(asked: &str, clause: &str) -> String {
    const FACTORS: [&str; 6] = ["多要素", "二要素", "2要素", "二段階", "2段階", "ワンタイム"];
    const NEEDED: [&str; 4] = ["が必要です", "が必要", "が必要となります", "が必要になります"];
    const MEANS: [&str; 8] = [
        "ワンタイムコード",
        "認証コード",
        "確認コード",
        "ワンタイムパスワード",
        "生体認証",
        "指紋認証",
        "顔認証",
        "認証アプリ",
    ];
    let bare = clause.trim_end_matches(['、', '。', '\n', '，', ',']);
    let needed = NEEDED.iter().find_map(|end| bare.strip_suffix(end));
    // 「管理者は…が必要」 is true of some.
    let of_all = |before: &&str| {
        let before = ["ログインには", "ログイン時には", "ログオンには", "サインインには"]
            .iter()
            .find_map(|sign| before.strip_prefix(sign))
            .unwrap_or(before);
        !before.contains('は')
    };
    let means = needed.filter(|before| MEANS.iter().any(|means| before.ends_with(means))).filter(of_all);
    match means.filter(|_| FACTORS.iter().any(|word| asked.contains(word))) {
        Some(before) => clause.replacen(bare, before, 1),
        None => clause.to_owned(),
    }
}

/// Each clause made anew, with the mark that ends it.
fn clausewise(text: &str, change: impl Fn(&str) -> Option<String>) -> String {
    let pieces = text.split_inclusive(['、', '。', '\n', '，', ',', '（', '）', '(', ')']);
    pieces.filter_map(change).collect()
}

/// 「国外への保管はありません」 where it is asked whether it stays at home, 「AIの学習にも使用しません」 where no other use is asked for.
fn denies(asked: &str, clause: &str) -> bool {
    const NONE: [&str; 8] = [
        "ありません",
        "ございません",
        "していません",
        "しておりません",
        "しません",
        "いたしません",
        "いません",
        "おりません",
    ];
    const USED: [&str; 4] = ["使用", "利用", "提供", "転用"];
    const OTHERWISE: [&str; 7] = ["目的", "以外", "他の", "ほかの", "別の", "学習", "にも"];
    let bare = clause.trim_end_matches(['、', '。', '\n', '，', ',']);
    let Some(before) = NONE.iter().find_map(|end| bare.strip_suffix(end)) else { return false };
    let other_use = ["以外の目的", "目的外", "以外に利用", "以外に使用"].iter().any(|sign| asked.contains(sign));
    let deed = before.strip_suffix("することは").unwrap_or(before);
    let used = USED.iter().any(|verb| deed.ends_with(verb));
    // 「利用しません」 alone means what was asked about.
    let otherwise = OTHERWISE.iter().any(|word| before.contains(word)) || USED.contains(&deed);
    asked.contains("国内") && is_kept_abroad(before) || other_use && used && otherwise && shares_two(asked, before)
}

/// 「国外への保管は」, 「海外に保存」: that something goes abroad, and nothing about what lies there: 「海外のバックアップは暗号化」.
fn is_kept_abroad(text: &str) -> bool {
    const GOING: [&str; 13] = [
        "保管",
        "保存",
        "移転",
        "転送",
        "送信",
        "提供",
        "設置",
        "持ち出し",
        "持出し",
        "持出",
        "複製",
        "アクセス",
        "委託",
    ];
    let Some(rest) = ["国外", "海外"].iter().find_map(|place| text.strip_prefix(place)) else { return false };
    let deed = ["することは", "は", "も", "を", ""].iter().filter_map(|end| rest.strip_suffix(end));
    let to = ["への", "での", "からの", "へ", "に", "で", "から", ""];
    deed.flat_map(|deed| to.iter().filter_map(move |sign| deed.strip_prefix(sign)))
        .any(|deed| GOING.iter().any(|going| deed.ends_with(going)) && !deed.contains(['国', '日', '分', 'の']))
}

/// 「作成者以外の」, where the question says it too.
fn without_others(asked: &str, clause: &str) -> String {
    const OTHERS: &str = "以外";
    let echoed = clause.match_indices(OTHERS).all(|(at, _)| {
        let noun = clause.get(..at).unwrap_or_default().rsplit(is_hiragana).next().unwrap_or_default();
        noun.chars().count() > 1 && asked.contains(&format!("{noun}{OTHERS}"))
    });
    if echoed { clause.replace(OTHERS, "") } else { clause.to_owned() }
}

/// 「登録者15名に限り」, 「従事者だけに設定」: persons and devices to whom access is restricted.
fn without_restriction(asked: &str, clause: &str) -> String {
    const RESTRICTING: [&str; 6] = ["限っ", "限り", "限定", "限る", "制限", "触れないように"];
    const ONES: [&str; 6] = ["者", "名", "員", "人", "端末", "アドレス"];
    const RESTRICTED: [&str; 7] = ["に限定", "に限り", "に限って", "のみに", "だけに", "のみが", "だけが"];
    const ACCESS: [&str; 10] = ["入室", "立入", "立ち入", "アクセス", "権限", "閲覧", "許可", "触れ", "付与", "入れる"];
    let fits = RESTRICTING.iter().any(|word| asked.contains(word)) && ACCESS.iter().any(|word| clause.contains(word));
    let phrases = || ONES.iter().flat_map(|one| RESTRICTED.iter().map(move |sign| (one, format!("{one}{sign}"))));
    match fits {
        true => phrases().fold(clause.to_owned(), |text, (one, phrase)| text.replace(&phrase, &format!("{one}に"))),
        false => clause.to_owned(),
    }
}

/// 「国内のみ」, where it is asked whether it stays at home.
fn without_home(asked: &str, clause: &str) -> String {
    const HOME: [&str; 4] = ["国内のみ", "日本国内のみ", "国内だけ", "日本国内だけ"];
    const KEPT: [&str; 9] = [
        "",
        "です",
        "で保管",
        "に保管",
        "で保存",
        "に保存",
        "で保管しています",
        "に保管しています",
        "で保管しております",
    ];
    let bare = clause.trim_end_matches(['、', '。', '\n', '，', ',']);
    let kept = HOME.iter().filter_map(|home| bare.strip_prefix(home)).any(|kept| KEPT.contains(&kept));
    let about = asked.contains("国内")
        && !["国外", "海外", "国内外", "複数", "拠点", "か所", "遠隔", "分散", "離れた"]
            .iter()
            .any(|word| asked.contains(word));
    match kept && about {
        true => clause.replace("のみ", "").replace("だけ", ""),
        false => clause.to_owned(),
    }
}

/// 「車中放置の禁止」, 「共用は禁止」: what the question, too, wants forbidden.
fn without_forbidden(asked: &str, clause: &str) -> String {
    const BAD: [&str; 4] = ["共用", "放置", "流用", "兼用"];
    const FORBIDDEN: [&str; 4] = ["禁止", "を禁じ", "しないこと", "せず"];
    let forbids = |text: &str, word: &str| {
        text.split_once(word).is_some_and(|(_, after)| FORBIDDEN.iter().any(|sign| after.contains(sign)))
    };
    let echoed = BAD.iter().filter(|word| forbids(asked, word) && forbids(clause, word));
    echoed.fold(clause.to_owned(), |text, word| text.replace(word, ""))
}

/// `https://www.example.jp/officers.html` に掲載: an address where one was asked for.
fn without_address(text: &str) -> String {
    let Some((before, after)) = text.split_once("http") else { return text.to_owned() };
    let address = |c: char| c.is_ascii_graphic() && !"()<>\"".contains(c);
    let rest = after.trim_start_matches(address);
    format!("{before}{}", without_address(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_question_says_itself_is_left_out() {
        let cases = [
            ("作成者以外の者が確認していますか", "作成者以外の2名が承認", "作成者の2名が承認"),
            ("作成者以外の者が確認していますか", "緊急時以外は2名が承認", "緊急時以外は2名が承認"),
            ("立ち入れる者を限り、記録していますか", "入室できる者を15名に限り、記録", "入室できる者を15名に、記録"),
            ("記録していますか", "15名に限り、記録", "15名に限り、記録"),
            ("国内に保管していますか", "東京に保管。国外への保管はありません。", "東京に保管。"),
            ("バックアップを保管していますか", "国外への保管はありません。", "国外への保管はありません。"),
            ("国内に保管し暗号化していますか", "海外の複製は暗号化していません", "海外の複製は暗号化していません"),
            ("国内に保管していますか", "海外拠点の分は国内に保管していません", "海外拠点の分は国内に保管していません"),
            (
                "国内に保管していますか",
                "海外には保管していますが国内には保管していません",
                "海外には保管していますが国内には保管していません",
            ),
            ("以外の目的に使用しないことを規程に定めていますか", "規程は使用していません", "規程は使用していません"),
            ("入室を制限していますか", "本社拠点に限り入室を制限", "本社拠点に限り入室を制限"),
            ("以外の目的に使用しないことを定めていますか", "規定。他の目的にも使用しません。", "規定。"),
            ("以外の目的に利用することがありますか", "利用しません。規程第3条", "規程第3条"),
            ("車中に放置しないことを定めていますか", "車中放置の禁止", "車中の禁止"),
            ("施錠していますか", "机上に放置", "机上に放置"),
            ("方針を公表していますか", "https://a.jp/b.html に掲載", " に掲載"),
            ("サーバ室への入室者を制限していますか", "許可された者のみ入室", "許可された者入室"),
            ("サーバ室への入室者を制限していますか", "社員のみ入室を記録", "社員のみ入室を記録"),
            ("入室者を記録していますか", "許可された者のみ入室", "許可された者のみ入室"),
            ("国内で保管していますか", "国内のみ", "国内"),
            ("国内及び海外で暗号化していますか", "国内のみ", "国内のみ"),
            ("edrを導入していますか", "以前は一部だけでしたが、全台に導入しました", "全台に導入しました"),
            ("edrを導入していますか", "以前は一部だけでしたが、やめました", "以前は一部だけでしたが、やめました"),
            ("多要素認証を採用していますか", "ワンタイムコードが必要です。", "ワンタイムコード。"),
            (
                "多要素認証を採用していますか",
                "管理者はワンタイムコードが必要です",
                "管理者はワンタイムコードが必要です",
            ),
            ("認証を取得していますか", "ワンタイムコードが必要です。", "ワンタイムコードが必要です。"),
        ];
        for (question, remark, left) in cases {
            assert_eq!(without(question, remark, Date::constant(2026, 11, 22)), left, "{question}");
        }
    }
}
