//! What this room says.

use super::ObligationId;
use super::document::{Fault, MAX_DOCUMENT_BYTES};
use super::duty::Topic;
use crate::diagnostic::{Code, Diagnostic, Place, Severity, quoted};

/// The codes of this room.
pub static CODES: &[&Code] = &[
    &EMPTY,
    &TOO_LARGE,
    &OTHER_FORMAT,
    &NO_TEXT,
    &DAMAGED,
    &NO_POLICY,
    &NO_SECTION,
    &TOPIC_ABSENT,
    &TOPIC_NOT_USED,
    &DUTY_ABSENT,
    &DUTY_WEAK,
    &DUTY_ELSEWHERE,
    &SECTION_UNNAMED,
    &SECTION_IN_STANDARDS,
    &NO_ORGANISATION,
    &NO_SELF,
    &SELF_MIXED,
    &NO_TITLE,
    &NO_DATE,
    &TERMS_MIXED,
    &OLD_TERMS,
    &STANDARDS_UNKNOWN,
    &QUOTE_DIFFERS,
    &OTHER_ORGANISATION,
    &EDITIONS_TURNED,
];

static EMPTY: Code = Code {
    id: "policy-file-empty",
    severity: Severity::Error,
    meaning: "基本方針のファイルの中身がありません(0バイト)。",
    remedy: "ファイルを入手し直してください",
};
static TOO_LARGE: Code = Code {
    id: "policy-file-too-large",
    severity: Severity::Error,
    meaning: "基本方針のファイルが、受け付ける大きさを超えています。",
    remedy: "図や写しを除いた、文字だけの文書にしてください",
};
static OTHER_FORMAT: Code = Code {
    id: "policy-other-format",
    severity: Severity::Error,
    meaning: "基本方針として読める形式(テキスト、Markdown、HTML、.docx、文字のあるPDF)ではありません。名前の末尾ではなく、中身で見分けています。",
    remedy: "Word で開いて .docx かテキストで保存し直してください",
};
static NO_TEXT: Code = Code {
    id: "policy-no-text",
    severity: Severity::Error,
    meaning: "文書に文字がありません。紙を写したPDF(画像だけのPDF)は読めません。",
    remedy: "文字のある元の文書(Word など)を使うか、文字を起こしてください",
};
static DAMAGED: Code = Code {
    id: "policy-file-damaged",
    severity: Severity::Error,
    meaning: "基本方針のファイルが途中で切れているか壊れている、又は保護されていて、読めません。",
    remedy: "開けるか確かめ、開けたらテキスト又は .docx で保存し直してください",
};
static NO_POLICY: Code = Code {
    id: "policy-not-a-policy",
    severity: Severity::Error,
    meaning: "文書が情報セキュリティ基本方針として読めません。表題も、基本方針にある見出し(目的、定義、対象とする脅威、適用範囲、情報セキュリティ対策など)も足りません。",
    remedy: "情報セキュリティ基本方針の文書かを確かめてください",
};
static NO_SECTION: Code = Code {
    id: "policy-section-absent",
    severity: Severity::Warning,
    meaning: "業務委託・外部サービス・ソーシャルメディアを定める箇所が見当たりません。要求事項は適用しますが、方針の文を根拠として引けません。",
    remedy: "文書の全部が読み込まれているか確かめ、なければ方針の改正を検討してください",
};
static TOPIC_ABSENT: Code = Code {
    id: "policy-topic-absent",
    severity: Severity::Warning,
    meaning: "業務委託、クラウドサービス又はソーシャルメディアサービスについての定めが、方針のどこにも見当たりません。",
    remedy: "文書を確かめ、なければ方針の改正を検討してください",
};
static TOPIC_NOT_USED: Code = Code {
    id: "policy-topic-not-used",
    severity: Severity::Note,
    meaning: "方針は、業務委託、クラウドサービス又はソーシャルメディアサービスを利用しないと定めています。このため、それについての義務を定める文はありません。",
    remedy: "実際に利用していないか確かめ、利用しているときは方針の改正を検討してください",
};
static DUTY_ABSENT: Code = Code {
    id: "policy-duty-absent",
    severity: Severity::Warning,
    meaning: "九つの義務のうち、この義務に当たる文が方針に見当たりません。近い文があっても、言い切っていなければ数えません。",
    remedy: "文書を確かめ、あれば itaku.toml の [[policy.paragraph]] に書いてください",
};
static DUTY_WEAK: Code = Code {
    id: "policy-duty-weak",
    severity: Severity::Note,
    meaning: "義務を定める文が「努める」「できる」などで結ばれています。定めはあるものとして扱います。",
    remedy: "委託先に求める根拠として足りるか、確かめてください",
};
static DUTY_ELSEWHERE: Code = Code {
    id: "policy-duty-elsewhere",
    severity: Severity::Note,
    meaning: "業務委託と外部サービスの節にはなく、方針の別の箇所にある文を、義務を定める文として読みました。",
    remedy: "その文でよいか確かめてください",
};
static SECTION_UNNAMED: Code = Code {
    id: "policy-section-unnamed",
    severity: Severity::Warning,
    meaning: "見出しに業務委託や外部サービスの語がない箇所を、文の内容から、業務委託と外部サービスの節として読みました。",
    remedy: "その箇所でよいか確かめてください",
};
static SECTION_IN_STANDARDS: Code = Code {
    id: "policy-section-in-standards",
    severity: Severity::Warning,
    meaning: "基本方針の部分には定めがなく、対策基準の部分の文を根拠として読みました。",
    remedy: "基本方針に定めがないか確かめてください",
};
static NO_ORGANISATION: Code = Code {
    id: "policy-organisation-absent",
    severity: Severity::Warning,
    meaning: "どの団体の方針かが、表題・表紙・本文のどこからも分かりません。",
    remedy: "itaku.toml の [organisation] の name を書いてください",
};
static NO_SELF: Code = Code {
    id: "policy-self-absent",
    severity: Severity::Warning,
    meaning: "方針の中で団体が自らを何と呼ぶか(本市、当町など)が分かりません。",
    remedy: "itaku.toml の [terms] の self を書いてください",
};
static SELF_MIXED: Code = Code {
    id: "policy-self-mixed",
    severity: Severity::Note,
    meaning: "方針の中で、団体の自称が二通り使われています。多い方を使います。",
    remedy: "どちらを使うか確かめてください",
};
static NO_TITLE: Code = Code {
    id: "policy-title-absent",
    severity: Severity::Warning,
    meaning: "文書の初めに、方針の表題に当たる行がありません。",
    remedy: "itaku.toml の [policy] の title を書いてください",
};
static NO_DATE: Code = Code {
    id: "policy-date-absent",
    severity: Severity::Note,
    meaning: "文書に、策定又は改定の日が書かれていません。どの版に基づく判定かを、後から示せません。",
    remedy: "決裁などで日付を確かめ、itaku.toml の [policy] の date に書いてください",
};
static TERMS_MIXED: Code = Code {
    id: "policy-terms-mixed",
    severity: Severity::Note,
    meaning: "一つの文書の中で「業務委託」と「外部委託」が両方使われています。業務委託と外部サービスの節の語を使います。",
    remedy: "次の改定で語をそろえることを検討してください",
};
static OLD_TERMS: Code = Code {
    id: "policy-older-template",
    severity: Severity::Note,
    meaning: "「約款による外部サービス」は、総務省のガイドラインの旧い版の語です。約款によらないクラウドサービスについての定めが含まれているかは、語からは分かりません。",
    remedy: "約款によらないクラウドサービスをどう扱うか確かめ、次の改定を検討してください",
};
static STANDARDS_UNKNOWN: Code = Code {
    id: "policy-standards-unknown",
    severity: Severity::Note,
    meaning: "対策基準を公開するか非公開とするかが、文書からは分かりません。非公開のものを委託先に渡すときは、取扱いの定めが要ります。",
    remedy: "対策基準の扱いを確かめてください",
};
static QUOTE_DIFFERS: Code = Code {
    id: "policy-document-differs",
    severity: Severity::Warning,
    meaning: "itaku.toml に書かれた義務の場所と、[policy] の document が指す文書から読み取れる場所が違います。文書が改定されたか、読み取りが違っています。違う義務の文は引きません。",
    remedy: "itaku policy で文書の読み取りを確かめ、itaku.toml の [[policy.paragraph]] を直してください",
};

static OTHER_ORGANISATION: Code = Code {
    id: "policy-other-organisation",
    severity: Severity::Warning,
    meaning: "比べる二つの文書が、違う団体の方針と読めます。",
    remedy: "同じ団体の旧い版と新しい版を指定してください",
};
static EDITIONS_TURNED: Code = Code {
    id: "policy-editions-turned",
    severity: Severity::Warning,
    meaning: "新しい版として指定された文書の決定の日が、旧い版より前です。",
    remedy: "指定の順(旧、新)を確かめてください",
};

pub(super) fn other_organisation(place: Place, old: &str, new: &str) -> Diagnostic {
    Diagnostic::new(&OTHER_ORGANISATION, format!("旧い版は「{old}」、新しい版は「{new}」の方針です"), place)
}

pub(super) fn editions_turned(place: Place) -> Diagnostic {
    Diagnostic::new(&EDITIONS_TURNED, "新しい版の決定の日が、旧い版より前です".to_owned(), place)
}

pub(super) fn empty(place: Place) -> Diagnostic {
    Diagnostic::new(&EMPTY, "基本方針のファイルに中身がありません".to_owned(), place)
}

pub(super) fn too_large(place: Place, bytes: usize) -> Diagnostic {
    let mega = 1024 * 1024;
    let sentence =
        format!("基本方針のファイルが{}MBあり、{}MBを超えています", bytes.div_ceil(mega), MAX_DOCUMENT_BYTES / mega);
    Diagnostic::new(&TOO_LARGE, sentence, place)
}

pub(super) fn other_format(place: Place, what: &str) -> Diagnostic {
    Diagnostic::new(&OTHER_FORMAT, format!("中身は{what}で、基本方針として読める形式ではありません"), place)
}

pub(super) fn no_text(place: Place) -> Diagnostic {
    Diagnostic::new(&NO_TEXT, "文書に文字がありません".to_owned(), place)
}

pub(super) fn not_taken(place: Place, fault: Fault) -> Diagnostic {
    let sentence = match fault {
        Fault::Other(what) => return other_format(place, what),
        Fault::Damaged => "基本方針のファイルが壊れていて読めません",
        Fault::Locked => "基本方針のファイルがパスワードで保護されていて読めません",
        Fault::TooMuch => "基本方針のファイルの中身が大きすぎるか、読むのに時間がかかりすぎます",
    };
    Diagnostic::new(&DAMAGED, sentence.to_owned(), place)
}

pub(super) fn no_policy(place: Place, heads: &[&str]) -> Diagnostic {
    let found = if heads.is_empty() {
        "基本方針の表題も見出しも見当たりません".to_owned()
    } else {
        format!("基本方針らしい見出しは「{}」だけです", heads.join("」「"))
    };
    Diagnostic::new(&NO_POLICY, "情報セキュリティ基本方針ではない文書のようです".to_owned(), place)
        .with_remedy(format!("{found}。情報セキュリティ基本方針の文書かを確かめてください"))
}

pub(super) fn no_section(place: Place, near: Option<String>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&NO_SECTION, "業務委託・外部サービスを定める箇所が見当たりません".to_owned(), place);
    match near {
        Some(near) => diagnostic.with_remedy(format!(
            "{near}が触れていますが、選定・契約・確認などの義務を言い切っていません。方針の改正を検討してください"
        )),
        None => diagnostic,
    }
}

fn subject(topic: Topic) -> &'static str {
    match topic {
        Topic::Outsourcing => "業務委託",
        Topic::Cloud => "外部サービス(クラウドサービス)の利用",
        Topic::Social => "ソーシャルメディアサービス",
    }
}

pub(super) fn topic_absent(place: Place, topic: Topic) -> Diagnostic {
    Diagnostic::new(&TOPIC_ABSENT, format!("{}に関する定めが見当たりません", subject(topic)), place)
}

pub(super) fn topic_not_used(place: Place, topic: Topic, sentence: &str) -> Diagnostic {
    let sentence = format!("{}を利用しない旨の定め{}があります", subject(topic), quoted(sentence));
    Diagnostic::new(&TOPIC_NOT_USED, sentence, place)
}

pub(super) fn duty_absent(place: Place, id: ObligationId) -> Diagnostic {
    Diagnostic::new(&DUTY_ABSENT, format!("義務 {id}({})に当たる文が見当たりません", id.label()), place)
}

pub(super) fn duty_weak(place: Place, sentence: &str) -> Diagnostic {
    Diagnostic::new(&DUTY_WEAK, format!("義務を定める文{}の結びが弱い言い方です", quoted(sentence)), place)
}

pub(super) fn duty_elsewhere(place: Place, id: ObligationId, locator: &str) -> Diagnostic {
    Diagnostic::new(
        &DUTY_ELSEWHERE,
        format!("義務 {id}({})の文は、業務委託と外部サービスの節の外({locator})にあります", id.label()),
        place,
    )
}

pub(super) fn section_unnamed(place: Place, number: &str, heading: &str) -> Diagnostic {
    let heading = if heading.is_empty() { String::new() } else { quoted(heading) };
    Diagnostic::new(&SECTION_UNNAMED, format!("{number}{heading}を、業務委託と外部サービスの節として読みました"), place)
}

pub(super) fn section_in_standards(place: Place, number: &str) -> Diagnostic {
    Diagnostic::new(
        &SECTION_IN_STANDARDS,
        format!("業務委託と外部サービスの定めは、対策基準の{number}にだけあります"),
        place,
    )
}

pub(super) fn no_organisation(place: Place) -> Diagnostic {
    Diagnostic::new(&NO_ORGANISATION, "どの団体の方針か分かりません".to_owned(), place)
}

pub(super) fn no_self(place: Place) -> Diagnostic {
    Diagnostic::new(&NO_SELF, "方針の中での団体の自称が分かりません".to_owned(), place)
}

pub(super) fn self_mixed(place: Place, found: &[(String, usize)]) -> Diagnostic {
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    Diagnostic::new(&SELF_MIXED, format!("団体の自称が「{}」と複数あります", names.join("」「")), place)
}

pub(super) fn no_title(place: Place) -> Diagnostic {
    Diagnostic::new(&NO_TITLE, "方針の表題が見当たりません".to_owned(), place)
}

pub(super) fn no_date(place: Place) -> Diagnostic {
    Diagnostic::new(&NO_DATE, "策定又は改定の日が書かれていません".to_owned(), place)
}

pub(super) fn terms_mixed(place: Place, used: &str, other: &str, lines: &[usize]) -> Diagnostic {
    let lines: Vec<String> = lines.iter().take(5).map(|line| format!("{line}行目")).collect();
    Diagnostic::new(
        &TERMS_MIXED,
        format!("この節は「{used}」といい、ほかの箇所({})は「{other}」といいます", lines.join("、")),
        place,
    )
}

pub(super) fn old_terms(place: Place) -> Diagnostic {
    Diagnostic::new(&OLD_TERMS, "「約款による外部サービス」という旧い型の語が使われています".to_owned(), place)
}

pub(super) fn standards_unknown(place: Place) -> Diagnostic {
    Diagnostic::new(&STANDARDS_UNKNOWN, "対策基準を公開するか非公開とするかが書かれていません".to_owned(), place)
}

pub(super) fn quote_differs(place: Place, ids: &[ObligationId]) -> Diagnostic {
    let ids: Vec<&str> = ids.iter().map(|id| id.id()).collect();
    Diagnostic::new(&QUOTE_DIFFERS, format!("義務 {} の場所が、設定と文書とで違います", ids.join("、")), place)
}
