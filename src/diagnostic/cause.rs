use std::io::{Error, ErrorKind};

/// Why the system refused a file, in the clerk's language: the system's own sentence may be English, and says nothing of Excel.
pub fn cause(error: &Error) -> String {
    // Windows' own numbers; on other systems they mean something else.
    let windows = if cfg!(windows) { error.raw_os_error() } else { None };
    let known = match (windows, error.kind()) {
        (Some(32 | 33), _) => "ほかのプログラム（Excel など）がそのファイルを開いています",
        (Some(53 | 55 | 64 | 67 | 1203 | 1231 | 1232), _) => "ネットワーク上の共有フォルダに届きません",
        (Some(1326 | 1327 | 86), _) => "共有フォルダが、この利用者を受け付けません",
        (Some(123 | 161), _) => "パスの書き方が正しくありません",
        (Some(206), _) | (_, ErrorKind::InvalidFilename) => "パスが長すぎるか、使えない文字があります",
        (Some(19), _) | (_, ErrorKind::ReadOnlyFilesystem) => "書き込みが禁止された媒体です",
        (_, ErrorKind::NotFound) => "ファイル又はフォルダがありません",
        (_, ErrorKind::PermissionDenied) => "権限がないか、読み取り専用か、ほかのプログラムが使っています",
        (_, ErrorKind::AlreadyExists) => "同じ名前のものが既にあります",
        (_, ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => "空き容量がありません",
        (_, ErrorKind::IsADirectory) => "ファイルではなくフォルダです",
        (_, ErrorKind::NotADirectory) => "フォルダであるはずのところにファイルがあります",
        (_, ErrorKind::InvalidData) => "文字として読めないところがあります",
        (_, ErrorKind::TimedOut) => "時間内に応答がありません",
        (_, ErrorKind::UnexpectedEof) => "途中で終わっています",
        (_, ErrorKind::AddrInUse) => "その番号は、ほかのプログラムが使っています",
        (_, ErrorKind::AddrNotAvailable) => "このパソコンのアドレスではありません",
        (_, ErrorKind::ConnectionRefused) => "相手が待ち受けていません",
        (_, ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable) => "ネットワークの相手に届きません",
        // What was said in our own words stays; a library's English does not help a clerk.
        _ if error.raw_os_error().is_none() && !error.to_string().is_ascii() => return error.to_string(),
        _ => "理由は分かりません",
    };
    error.raw_os_error().map_or_else(|| known.to_owned(), |number| format!("{known}。番号 {number}"))
}

/// A sentence with its cause in brackets; a cause in English, which only a library says, is left out.
pub fn because(sentence: &str, cause: &str) -> String {
    if cause.is_ascii() { sentence.to_owned() } else { format!("{sentence}({cause})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_reasons_are_said_in_japanese() {
        let gone = std::fs::read("no such file").expect_err("gone");
        assert_eq!(cause(&gone), "ファイル又はフォルダがありません。番号 2");
        let folder = std::fs::read_to_string("src").expect_err("a folder");
        assert!(!cause(&folder).is_ascii(), "{folder}");
        assert_eq!(cause(&Error::other("何か")), "何か");
        assert_eq!(cause(&Error::other("something odd")), "理由は分かりません");
        assert_eq!(because("壊れています", "invalid Zip archive"), "壊れています");
        assert_eq!(because("壊れています", "終わりがない"), "壊れています(終わりがない)");
    }
}
