//! What is said to last until a day that lies behind: the end of support or maintenance, of a licence, a contract, an insurance. All texts are
//! folded.

use super::when;
use jiff::civil::Date;

/// The end that lies behind, as a sentence for readers.
pub(super) fn over(asked: &str, text: &str, on: Date) -> Option<String> {
    /// Who is asked what happens at the end may name one that lies behind.
    const OF_THE_END: [&str; 9] = ["終了", "満了", "消去", "廃棄", "返却", "削除", "退職", "抹消", "解約"];
    if OF_THE_END.iter().any(|word| asked.contains(word)) || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let pieces = || text.split(['。', '、', ';', '\u{1}']).filter(|piece| !piece.is_empty());
    let piece = pieces().find(|piece| has_ended(asked, piece, on) && !is_followed_up(text))?;
    Some(format!("「{}」の期限は過ぎているとみられます", piece.chars().take(24).collect::<String>()))
}

fn has_ended(asked: &str, piece: &str, on: Date) -> bool {
    /// What lasts until a day.
    const LASTING: [&str; 15] = [
        "サポート",
        "保守",
        "ライセンス",
        "契約",
        "保険",
        "補償",
        "サブスクリプション",
        "使用許諾",
        "使用権",
        "利用期間",
        "登録期間",
        "認定期間",
        "加入期間",
        "保証",
        "support",
    ];
    /// Its end.
    const ENDS: [&str; 11] =
        ["終了", "切れ", "満了", "打ち切り", "打切り", "期限", "eosl", "eol", "eos", "endoflife", "endofsupport"];
    let asks_until = ["期限", "期間内", "有効"].iter().any(|word| asked.contains(word));
    let lasting = LASTING.iter().any(|word| piece.contains(word));
    if when::is_span(piece) {
        return (lasting || asks_until) && when::days(piece).into_iter().max().is_some_and(|last| last < on);
    }
    let until = piece.split_once("まで").filter(|(_, after)| !after.starts_with('に') && (lasting || asks_until));
    if let Some((before, _)) = until {
        return is_past(before, on, Last::Named);
    }
    // 「eol:2025/10」 ends by itself; 「終了」 is of something.
    let Some((before, after)) = ENDS.iter().find_map(|end| {
        let by_itself = end.is_ascii();
        piece.split_once(end).filter(|_| by_itself || lasting || asks_until)
    }) else {
        return asks_until && is_day_alone(piece) && is_past(piece, on, Last::Named);
    };
    is_past(before, on, Last::Named) || when::days(before).is_empty() && is_past(after, on, Last::First)
}

/// Which of several days is the end.
#[derive(Clone, Copy)]
enum Last {
    Named,
    First,
}

/// Whether the day, or the year, that a text names lies behind.
fn is_past(text: &str, on: Date, last: Last) -> bool {
    let days = when::days(text);
    let day = match last {
        Last::Named => days.last(),
        Last::First => days.first(),
    };
    let year = || {
        // 「2025年度末」 lies in the year that follows.
        let grace = i16::from(text.contains("年度"));
        let of_time = text.contains('年') || text.contains("fy");
        when::year_of(text).is_some_and(|year| of_time && year.saturating_add(grace) < on.year())
    };
    day.map_or_else(year, |day| *day < on)
}

/// Whether a text is nothing but a day: 「2025年12月末」.
fn is_day_alone(piece: &str) -> bool {
    const SIGNS: &str = "年月日末./-令和平成元rh():";
    !when::days(piece).is_empty() && piece.chars().all(|c| c.is_ascii_digit() || SIGNS.contains(c))
}

/// Whether the end was followed by something new: replaced, renewed, or covered by bought support. Only what is done counts.
fn is_followed_up(text: &str) -> bool {
    const NEXT: [&str; 17] = [
        "更改",
        "廃止",
        "移行",
        "入替",
        "入替え",
        "入れ替え",
        "置き換え",
        "リプレース",
        "アップグレード",
        "切替",
        "切り替え",
        "撤去",
        "更新",
        "延長",
        "再契約",
        "廃棄",
        "バージョンアップ",
    ];
    const DONE: [&str; 5] = ["済", "しました", "ました", "完了", "を完了"];
    text.split(['。', '、', ';', '(', ')', '\u{1}']).any(|clause| {
        NEXT.iter().any(|word| {
            clause
                .rsplit_once(word)
                .is_some_and(|(_, after)| after == "した" || DONE.iter().any(|done| after.starts_with(done)))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_end_lies_behind_or_ahead() {
        let on = date(2026, 11, 1);
        let asked = "osはサポート期間内ですか";
        for over_now in [
            "2025年12月末保守終了",
            "oracle19c(延長サポート2024年4月終了)",
            "保険期間2024年4月1日から2025年3月31日",
            "2025年12月末",
            "eol:2025/10",
        ] {
            assert!(over(asked, over_now, on).is_some(), "{over_now}");
        }
        for fine in [
            "2029年10月サポート終了",
            "保険期間2026年4月1日から2027年3月31日",
            "旧機器は2025年10月サポート終了のため全台を更改済",
            "契約は2027年3月末まで",
            "2024年4月より保守契約",
        ] {
            assert_eq!(over(asked, fine, on), None, "{fine}");
        }
    }
}
