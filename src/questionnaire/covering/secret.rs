//! Secrets that anybody guesses: a password that the maker set, a row of digits, the keys of a keyboard in their order, and names such as
//! `admin` where it was asked whether they were changed. All texts are folded.

/// The secret or the name that is no secret, as a sentence for readers.
pub(super) fn guessable(asked: &str, text: &str) -> Option<String> {
    const ASKED: [&str; 11] = [
        "パスワード",
        "password",
        "暗証番号",
        "初期",
        "既定",
        "デフォルト",
        "出荷時",
        "推測",
        "特権",
        "管理者権限",
        "管理者id",
    ];
    if !ASKED.iter().any(|word| asked.contains(word)) {
        return None;
    }
    let clauses = text.split(['、', '。', '(', ')', '\u{1}']).filter(|clause| !clause.is_empty());
    let found = clauses
        .into_iter()
        .find_map(|clause| words(clause).find_map(|word| word.is_guessable()).or_else(|| known(clause)))?;
    Some(format!("「{found}」とあり、推測されやすいもの又は既定のものとみられます"))
}

/// 「型番をパスワードに設定」: what is named as the password is known to whoever reads it.
fn known(clause: &str) -> Option<String> {
    const MADE: [&str; 9] = ["乱数", "ランダム", "無作為", "文字列", "パスフレーズ", "生成", "以上", "英数", "桁"];
    const SIGNS: [&str; 7] = [
        "をパスワードに",
        "をそのままパスワード",
        "をパスワードとして",
        "名で設定",
        "名で運用",
        "番号で設定",
        "記念日で設定",
    ];
    let (sign, before) = SIGNS.iter().find_map(|sign| Some((sign, clause.split_once(sign)?.0)))?;
    (!before.is_empty() && !MADE.iter().any(|word| before.contains(word))).then(|| format!("{before}{sign}"))
}

/// A run of Latin letters, digits and the marks that passwords hold, with what stands behind it.
struct Word<'a> {
    written: &'a str,
    clause: &'a str,
    after: &'a str,
}

fn words(clause: &str) -> impl Iterator<Item = Word<'_>> {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || "@!$#_*/:-.".contains(c);
    let mut rest = clause;
    std::iter::from_fn(move || {
        let (start, _) = rest.char_indices().find(|(_, c)| is_sign(*c))?;
        let from = rest.get(start..)?;
        let end = from.find(|c| !is_sign(c)).unwrap_or(from.len());
        let (written, after) = from.split_at_checked(end)?;
        rest = after;
        Some(Word { written, clause, after })
    })
}

impl Word<'_> {
    fn is_guessable(&self) -> Option<String> {
        // 「admin/admin」 is a name with its password.
        let parts: Vec<&str> = self.written.split(['/', ':']).filter(|part| !part.is_empty()).collect();
        let same = parts.len() == 2 && parts.first() == parts.last();
        let dated = || self.is_set() && parts.iter().all(|part| is_name_with_year(part));
        let poor = !parts.is_empty() && (same || parts.iter().all(|part| is_poor(part)) || dated());
        (poor && self.is_in_use()).then(|| self.written.to_owned())
    }

    fn is_set(&self) -> bool {
        ["で設定", "に設定", "を設定", "に変更", "に統一", "で統一"].iter().any(|sign| self.after.starts_with(sign))
    }

    /// Whether it is what is in use: 「…で運用」, and not 「…を無効化」.
    fn is_in_use(&self) -> bool {
        const USED: [&str; 10] =
            ["で", "を設定", "を使用", "を利用", "に設定", "に統一", "に固定", "のまま", "としてい", "です"];
        const OTHER_WORDS: [&str; 4] = ["では", "での", "でな", "でき"];
        const GONE: [&str; 16] = [
            "禁止",
            "無効",
            "変更",
            "不可",
            "ない",
            "ません",
            "削除",
            "以外",
            "停止",
            "避け",
            "廃止",
            "拒否",
            "せず",
            "申請",
            "承認",
            "sudo",
        ];
        let set = ["に変更", "へ変更"].iter().any(|sign| self.after.starts_with(sign));
        let used = self.after.is_empty() || USED.iter().any(|sign| self.after.starts_with(sign));
        let other = OTHER_WORDS.iter().any(|word| self.after.starts_with(word));
        set || used && !other && !GONE.iter().any(|word| self.clause.contains(word))
    }
}

/// 「tokyo2024」: a name with a year behind it.
fn is_name_with_year(word: &str) -> bool {
    let name = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let year = word.strip_prefix(name).unwrap_or_default();
    year.len() == 4
        && (year.starts_with("19") || year.starts_with("20"))
        && name.len() > 2
        && name.chars().all(|c| c.is_ascii_lowercase())
        && !name.contains("server")
}

/// Whether every run of letters or digits in a word is one that is tried first.
fn is_poor(word: &str) -> bool {
    // The name of a product that keeps passwords.
    if word == "1password" {
        return false;
    }
    if word.chars().all(|c| c.is_ascii_digit()) {
        return (3..=8).contains(&word.len());
    }
    if COMMON.contains(&word) {
        return true;
    }
    let signs: Vec<char> = word.chars().filter(char::is_ascii_alphanumeric).collect();
    let runs = signs.chunk_by(|one, next| one.is_ascii_digit() == next.is_ascii_digit());
    runs.into_iter().all(|run| {
        let text: String = run.iter().collect();
        run.iter().all(char::is_ascii_digit) || COMMON.contains(&text.as_str()) || is_row(run)
    })
}

/// Names and passwords that makers set, and the words that people choose first.
const COMMON: [&str; 42] = [
    "admin",
    "administrator",
    "root",
    "guest",
    "user",
    "username",
    "test",
    "tester",
    "demo",
    "sa",
    "sysadmin",
    "system",
    "support",
    "manager",
    "operator",
    "master",
    "owner",
    "cisco",
    "oracle",
    "postgres",
    "mysql",
    "ubnt",
    "pi",
    "default",
    "password",
    "passwd",
    "pass",
    "pw",
    "p@ssw0rd",
    "p@ssword",
    "passw0rd",
    "welcome",
    "login",
    "letmein",
    "changeme",
    "secret",
    "public",
    "private",
    "iloveyou",
    "hello",
    "1q2w3e4r",
    "1qaz2wsx",
];

/// Signs that follow each other: the same again, in the order of the alphabet, or as they lie on a keyboard.
fn is_row(run: &[char]) -> bool {
    const KEYS: [&str; 7] =
        ["qwertyuiop", "asdfghjkl", "zxcvbnm", "poiuytrewq", "lkjhgfdsa", "qazwsxedcrfv", "zaqxswcdevfr"];
    let text: String = run.iter().collect();
    let steps = |step: i64| {
        run.windows(2).all(|pair| match pair {
            [one, next] => i64::from(u32::from(*next)) - i64::from(u32::from(*one)) == step,
            _ => false,
        })
    };
    run.len() > 2 && ([-1, 0, 1].into_iter().any(steps) || KEYS.iter().any(|keys| keys.contains(&text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tried_first_is_no_secret() {
        for said in [
            "admin/adminで運用",
            "1234で設定",
            "qwertyで設定",
            "user1で運用",
            "abcd1234に変更",
            "guest/guestで接続",
            "型番をパスワードに設定",
            "tokyo2024で設定",
        ] {
            assert!(guessable("初期パスワードを変更していますか", said).is_some(), "{said}");
        }
        for said in [
            "adminを無効化し",
            "12桁で設定",
            "16文字で設定",
            "rootでのログインを禁止",
            "aes256で運用",
            "2026年に設定",
            "md5を使用せず",
            "sha-256で保存",
        ] {
            assert_eq!(guessable("初期パスワードを変更していますか", said), None, "{said}");
        }
    }
}
