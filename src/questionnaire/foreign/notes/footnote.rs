//! The signs of footnotes, 「※1」, and where they stand.

/// The sign of a footnote at the beginning: 「※1」, 「注2」, 「(注3)」, 「*」.
pub(super) fn mark_of(folded: &str) -> Option<String> {
    let bare = folded.trim_start_matches(['(', '[', '【', '<']);
    let opened = folded.len() - bare.len();
    let sign = ["※", "注", "*", "†"].iter().find(|sign| bare.starts_with(**sign))?;
    let rest = bare.get(sign.len()..)?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).take(2).collect();
    let closed = || rest.strip_prefix(digits.as_str()).is_some_and(|rest| rest.starts_with([')', ']', '】', '>']));
    if (*sign == "注" || opened > 0) && digits.is_empty() || opened > 0 && !closed() {
        return None;
    }
    Some(format!("{sign}{digits}"))
}

/// Whether a text carries the sign of a footnote.
pub(super) fn carries(folded: &str, mark: &str) -> bool {
    folded.match_indices(mark).any(|(at, _)| {
        let behind = folded.get(at + mark.len()..).and_then(|rest| rest.chars().next());
        // 「※支店を除く」 is a remark of its own, and no sign.
        let ends = behind.is_none_or(|c| ")]】、。?・".contains(c));
        let numbered = mark.ends_with(|c: char| c.is_ascii_digit());
        let next = behind.is_none_or(|c| !c.is_ascii_digit());
        next && (numbered || ends)
    })
}
