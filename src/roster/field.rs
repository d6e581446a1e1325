//! What the words over a column say about it.

use super::grid::fold;
use serde::Serialize;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// 相手方.
    Vendor,
    /// 提供者 of a service: the vendor of a list of services, before whoever sells it.
    Provider,
    /// 法人番号.
    CorporateNumber,
    /// 本店所在地.
    HeadOffice,
    /// 親会社.
    Parent,
    /// 親会社の所在.
    ParentPlace,
    /// 契約番号.
    Number,
    /// 件名.
    Title,
    /// 種別.
    Category,
    /// 情報の分類.
    Class,
    /// 個人情報の有無.
    PersonalInformation,
    /// 契約期間 in one cell.
    Period,
    /// 始期.
    Start,
    /// 終期.
    End,
    /// 契約日.
    Signed,
    /// 契約金額.
    Amount,
    /// 所管課.
    Department,
    /// 再委託先.
    Subcontractor,
    /// サービス名.
    Service,
    /// 媒体 of an account.
    Platform,
    /// アカウント名.
    Account,
    /// 管理者, 責任者.
    Administrator,
    /// 承認日.
    Approved,
    /// 次の見直し.
    Review,
    /// 認証: whether one is held, or which ones.
    Certificate,
    /// 認証番号.
    CertificateNumber,
    /// 認証の範囲.
    CertificateScope,
    /// 認証の期限.
    CertificateExpiry,
    /// Known and left: why says the reason.
    Left,
    /// Not known, and left.
    Unknown,
}

impl Field {
    /// All that a person can name, with their ids on the command line.
    pub const NAMED: [(&'static str, Self); 28] = [
        ("vendor", Self::Vendor),
        ("provider", Self::Provider),
        ("corporate_number", Self::CorporateNumber),
        ("head_office", Self::HeadOffice),
        ("parent", Self::Parent),
        ("parent_place", Self::ParentPlace),
        ("number", Self::Number),
        ("title", Self::Title),
        ("category", Self::Category),
        ("class", Self::Class),
        ("personal_information", Self::PersonalInformation),
        ("period", Self::Period),
        ("start", Self::Start),
        ("end", Self::End),
        ("signed", Self::Signed),
        ("amount", Self::Amount),
        ("department", Self::Department),
        ("subcontractor", Self::Subcontractor),
        ("service", Self::Service),
        ("platform", Self::Platform),
        ("account", Self::Account),
        ("administrator", Self::Administrator),
        ("approved", Self::Approved),
        ("review", Self::Review),
        ("certificate", Self::Certificate),
        ("certificate_number", Self::CertificateNumber),
        ("certificate_scope", Self::CertificateScope),
        ("certificate_expiry", Self::CertificateExpiry),
    ];

    /// Reads the id.
    pub fn parse(text: &str) -> Option<Self> {
        Self::NAMED.into_iter().find(|(id, field)| *id == text || field.label() == text).map(|(_, field)| field)
    }

    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Vendor => "相手方",
            Self::Provider => "提供者",
            Self::CorporateNumber => "法人番号",
            Self::HeadOffice => "所在地",
            Self::Parent => "親会社",
            Self::ParentPlace => "親会社の所在",
            Self::Number => "契約番号",
            Self::Title => "件名",
            Self::Category => "種別",
            Self::Class => "情報の分類",
            Self::PersonalInformation => "個人情報の有無",
            Self::Period => "契約期間",
            Self::Start => "始期",
            Self::End => "終期",
            Self::Signed => "契約日",
            Self::Amount => "契約金額",
            Self::Department => "所管",
            Self::Subcontractor => "再委託先",
            Self::Service => "サービス名",
            Self::Platform => "媒体",
            Self::Account => "アカウント",
            Self::Administrator => "管理者・責任者",
            Self::Approved => "承認日",
            Self::Review => "次の見直し",
            Self::Certificate => "認証",
            Self::CertificateNumber => "認証番号",
            Self::CertificateScope => "認証の範囲",
            Self::CertificateExpiry => "認証の期限",
            Self::Left => "使わない",
            Self::Unknown => "分からない",
        }
    }

    /// Whether it belongs to a certificate; a list may have such columns for several.
    pub(super) const fn is_of_certificate(self) -> bool {
        matches!(self, Self::Certificate | Self::CertificateNumber | Self::CertificateScope | Self::CertificateExpiry)
    }

    /// What a row of a list is about: without one of them there is no list.
    pub(super) const fn is_main(self) -> bool {
        matches!(self, Self::Vendor | Self::Provider | Self::Title | Self::Service | Self::Platform | Self::Account)
    }
}

/// What was understood of a heading: how surely (3 outright, 1 only may), and why it is left, if so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) field: Field,
    pub(super) sure: u8,
    pub(super) why: &'static str,
}

const fn sure(field: Field, sure: u8) -> Heading {
    Heading { field, sure, why: "" }
}

const fn left(why: &'static str) -> Heading {
    Heading { field: Field::Left, sure: 3, why }
}

const PERSON: Heading = left("個人の氏名や連絡先は、台帳に要らないので取り込みません");
const REMARK: Heading = left("備考は取り込みません");
const OTHER_PLACE: Heading = left("本店の所在地ではありません");
const FORMER: Heading = left("変更前・前年度・予定などの欄です");
const ROW_NUMBER: Heading = left("行の番号です");
const OF_SUBCONTRACT: Heading = left("再委託先の名前ではありません");
const SECRET: Heading = left("パスワードは取り込みません");
/// When it was given, or by whom.
pub(super) const OF_CERTIFICATE: Heading = left("認証の番号、範囲、期限のどれでもありません");
const CHECKED: Heading = left("点検・評価の欄です。判定は itaku record で記録します");

/// Words of headings, in the order in which they are looked for: the more special first.
const WORDS: [(&[&str], Heading); 46] = [
    (&["パスワード", "password", "暗証"], SECRET),
    (
        &[
            "多要素",
            "二要素",
            "2要素",
            "二段階",
            "認証方式",
            "認証機能",
            "認証基盤",
            "認証サーバ",
            "認証局",
            "認証連携",
            "利用者認証",
            "本人認証",
            "生体認証",
            "電子認証",
        ],
        left("事業者の認証ではありません"),
    ),
    (
        &[
            "認証",
            "isms",
            "ismap",
            "pマーク",
            "プライバシーマーク",
            "27001",
            "27017",
            "27018",
            "27701",
            "15001",
            "soc2",
            "jc-star",
            "aspic",
        ],
        sure(Field::Certificate, 3),
    ),
    (&["誓約書", "確認書"], CHECKED),
    (&["アカウント種別", "アカウント区分", "アカウントの種", "アカウント数"], left("アカウントの名前ではありません")),
    (&["指定管理者"], sure(Field::Vendor, 3)),
    (
        &["個人情報の項目", "個人情報の種類", "個人情報の内容", "個人情報の件数", "個人情報項目"],
        left("個人情報の有無ではありません"),
    ),
    (
        &[
            "前年",
            "前回",
            "昨年",
            "変更前",
            "変更後",
            "変更契約",
            "変更金額",
            "予定価格",
            "設計",
            "落札率",
            "増減",
            "旧契約",
            "予算額",
            "支払",
            "支出",
            "執行",
        ],
        FORMER,
    ),
    (
        &["再委託先名", "再委託先", "再受託", "再委託の相手", "再委託業者", "再委託事業者", "下請"],
        sure(Field::Subcontractor, 3),
    ),
    (&["再委託"], sure(Field::Subcontractor, 1)),
    (&["電話", "tel", "fax", "ファックス", "メール", "mail", "連絡先", "内線", "携帯"], PERSON),
    (
        &[
            "担当者",
            "代表者",
            "代表取締役",
            "現場責任者",
            "業務責任者",
            "総括責任者",
            "従事者",
            "作業者",
            "監督員",
            "検査員",
            "立会",
        ],
        PERSON,
    ),
    // One cell with name and address: its line with the company is the name.
    (
        &[
            "称及び所在",
            "称及び住所",
            "称所在地",
            "商号及び住所",
            "商号及び所在",
            "称並びに所在",
            "称並びに住所",
            "氏名及び住所",
            "称住所",
        ],
        sure(Field::Vendor, 3),
    ),
    (
        &["法人番号", "法人no", "corporatenumber", "インボイス", "適格請求書", "事業者登録番号"],
        sure(Field::CorporateNumber, 3),
    ),
    (&["親会社の所在", "親会社所在", "親会社の国", "親会社国"], sure(Field::ParentPlace, 3)),
    (&["親会社", "parentcompany"], sure(Field::Parent, 3)),
    (
        &[
            "データ所在",
            "データの所在",
            "データセンタ",
            "データ保存",
            "データの保存",
            "保管場所",
            "保存場所",
            "サーバ",
            "リージョン",
            "履行場所",
            "納入場所",
            "施行場所",
            "作業場所",
            "業務場所",
            "実施場所",
        ],
        OTHER_PLACE,
    ),
    (&["所在地", "住所", "本店", "本社", "所在", "address"], sure(Field::HeadOffice, 3)),
    (
        &[
            "契約番号",
            "契約no",
            "契約管理番号",
            "契約書番号",
            "契約id",
            "案件番号",
            "伺番号",
            "起案番号",
            "contractno",
            "contractnumber",
            "contractid",
        ],
        sure(Field::Number, 3),
    ),
    (&["管理番号", "整理番号", "文書番号", "管理no"], sure(Field::Number, 2)),
    (
        &[
            "業者番号",
            "業者コード",
            "取引先コード",
            "債権者番号",
            "債権者コード",
            "相手方コード",
            "相手方番号",
            "コード",
        ],
        left("庁内のコードです"),
    ),
    (&["契約方法", "契約方式", "入札方式", "随意契約", "根拠条項", "選定理由", "随契"], left("契約の方法です")),
    (
        &[
            "契約金額",
            "委託料",
            "委託金額",
            "委託費",
            "契約額",
            "契約の金額",
            "年額",
            "総額",
            "税込",
            "請負金額",
            "請負代金",
            "利用料",
            "使用料",
            "amount",
            "price",
        ],
        sure(Field::Amount, 3),
    ),
    (&["金額", "費用"], sure(Field::Amount, 2)),
    (&["次回", "見直し", "再確認", "更新予定", "更新期限", "nextreview"], sure(Field::Review, 3)),
    (
        &["承認日", "承認年月日", "承認の日", "許可日", "利用承認", "許可年月日", "決裁日", "approved", "approval"],
        sure(Field::Approved, 3),
    ),
    (
        &["契約期間", "委託期間", "履行期間", "業務期間", "実施期間", "利用期間", "契約の期間", "期間", "period"],
        sure(Field::Period, 3),
    ),
    (
        &["契約日", "契約年月日", "締結日", "締結年月日", "契約締結", "締結した日", "契約した日", "signed"],
        sure(Field::Signed, 3),
    ),
    (
        &["最終更新", "更新日", "更新年月日", "作成日", "登録日", "記入日", "点検日", "確認日", "開設"],
        left("一覧を書いた日などです"),
    ),
    (&["始期", "開始", "着手", "契約始", "始まり", "起算", "startdate"], sure(Field::Start, 3)),
    (
        &["終期", "終了", "満了", "契約終", "履行期限", "完了", "終わり", "納期", "期限", "enddate", "expiry"],
        sure(Field::End, 3),
    ),
    (&["特定個人情報", "マイナンバー", "個人番号"], left("個人情報の有無ではありません")),
    (&["個人情報"], sure(Field::PersonalInformation, 3)),
    (
        &["機密性", "情報の分類", "情報分類", "重要性分類", "情報資産分類", "情報資産の分類", "取扱情報の分類"],
        sure(Field::Class, 3),
    ),
    (&["評価", "判定", "点検", "チェック"], CHECKED),
    (
        &[
            "url",
            "ホームページ",
            "リンク",
            "備考",
            "摘要",
            "特記",
            "メモ",
            "コメント",
            "概要",
            "サービス内容",
            "用途",
            "利用目的",
            "目的",
            "remarks",
            "note",
        ],
        REMARK,
    ),
    (
        &[
            "所管",
            "担当課",
            "主管",
            "担当部",
            "担当係",
            "部署",
            "部局",
            "利用課",
            "発注課",
            "契約課",
            "原課",
            "課名",
            "課室",
            "所属",
            "課等",
            "運用課",
            "運営課",
            "department",
            "division",
        ],
        sure(Field::Department, 3),
    ),
    (&["責任者", "管理者", "administrator", "owner"], sure(Field::Administrator, 3)),
    (&["アカウントid", "ユーザー名", "ユーザ名", "ハンドル", "ページ名", "チャンネル名"], sure(Field::Account, 2)),
    (&["アカウント", "account"], sure(Field::Account, 3)),
    (
        &[
            "媒体",
            "プラットフォーム",
            "sns名",
            "sns種別",
            "snsの種類",
            "sns種類",
            "sns",
            "ソーシャルメディア",
            "platform",
        ],
        sure(Field::Platform, 3),
    ),
    (
        &[
            "提供者",
            "提供事業者",
            "提供元",
            "提供会社",
            "運営会社",
            "運営事業者",
            "運営元",
            "ベンダ",
            "クラウド事業者",
            "開発元",
            "provider",
        ],
        sure(Field::Provider, 3),
    ),
    (&["種別", "区分", "分類", "業種", "種類", "category"], sure(Field::Category, 2)),
    (
        &[
            "件名",
            "業務名",
            "業務の名",
            "委託業務",
            "契約名",
            "案件名",
            "事業名",
            "委託名",
            "契約の名",
            "工事名",
            "業務件名",
            "業務委託名",
            "事務の名",
            "事務名",
            "委託事務",
            "contracttitle",
            "title",
            "subject",
        ],
        sure(Field::Title, 3),
    ),
    (
        &[
            "相手方",
            "受託者",
            "受注者",
            "委託先",
            "請負者",
            "請負人",
            "契約先",
            "契約者",
            "業者",
            "事業者",
            "会社名",
            "会社",
            "商号",
            "法人名",
            "企業名",
            "団体名",
            "取引先",
            "債権者",
            "落札者",
            "契約相手",
            "相手先",
            "発注先",
            "支払先",
            "受任者",
            "賃貸人",
            "又は名称",
            "名称又は",
            "vendor",
            "supplier",
            "contractor",
            "company",
        ],
        sure(Field::Vendor, 3),
    ),
    (&["サービス", "システム名", "システム", "製品名", "ツール", "saas", "ソフト", "service"], sure(Field::Service, 3)),
];

/// Headings that mean something only as a whole.
const WHOLE: [(&[&str], Heading); 15] = [
    (&["no", "no.", "番号", "項番", "連番", "通番", "#", "№", "項", "順", "行", "整理no"], ROW_NUMBER),
    (&["年度", "会計年度", "契約年度", "fy"], left("年度です。期間は日付から取ります")),
    (&["自", "から", "始", "開始日", "from", "start", "初日", "始期"], sure(Field::Start, 3)),
    (&["至", "まで", "終", "終了日", "to", "end", "末日", "終期"], sure(Field::End, 3)),
    (&["課", "部", "係", "局", "室", "課名", "所管"], sure(Field::Department, 3)),
    (
        &["業務", "業務委託", "事務", "委託内容", "業務内容", "契約内容", "内容", "事業", "案件", "契約", "委託"],
        sure(Field::Title, 2),
    ),
    (&["名称", "名", "名前"], sure(Field::Title, 1)),
    (&["担当"], sure(Field::Department, 1)),
    (&["氏名", "職氏名", "電話", "役職", "職", "職名"], PERSON),
    (
        &[
            "支払方法",
            "回数",
            "数量",
            "単位",
            "単価",
            "税率",
            "率",
            "科目",
            "予算科目",
            "款",
            "目",
            "節",
            "有無",
            "状況",
            "状態",
            "年",
        ],
        left("使わない欄です"),
    ),
    (&["id"], sure(Field::Account, 1)),
    (&["期限", "有効期限"], sure(Field::End, 2)),
    (&["国", "国名"], left("本店の所在地ではありません")),
    (&["乙", "相手"], sure(Field::Vendor, 2)),
    (&["履行開始日", "契約開始日", "委託開始日", "利用開始日", "運用開始日"], sure(Field::Start, 3)),
];

/// What a heading says, from the words over the column: the outer ones first.
pub(super) fn understand(titles: &[String]) -> Option<Heading> {
    let parts: Vec<String> = titles.iter().map(|title| core(title)).filter(|title| !title.is_empty()).collect();
    let last = parts.last()?;
    if is_title(last) {
        return None;
    }
    let under = parts.iter().rev().skip(1).find_map(|part| alone(part));
    let own = alone(last);
    let Some(under) = under else { return own };
    // 再委託／名称, 前年度／契約金額: what stands above says more than 名称 and 金額 do.
    Some(match (under, own) {
        (FORMER, _) => FORMER,
        (Heading { field: Field::Certificate, .. }, _) => of_certificate(last),
        (Heading { field: Field::Subcontractor, .. }, own) => of_subcontract(last, own),
        (PERSON, _) | (_, Some(PERSON)) => PERSON,
        (outer, None) => outer,
        (outer, Some(own)) if own.sure == 1 => outer,
        (outer, Some(_)) if ["番号", "no", "有無"].contains(&last.as_str()) => outer,
        (Heading { field: Field::Parent, .. }, Some(Heading { field: Field::HeadOffice, .. })) => {
            sure(Field::ParentPlace, 3)
        }
        (Heading { field: Field::Department, .. }, Some(Heading { field: Field::Administrator, .. })) => {
            sure(Field::Administrator, 3)
        }
        // The person in charge on the vendor's side is no business of the register.
        (Heading { field: Field::Vendor, .. }, Some(Heading { field: Field::Administrator, .. })) => PERSON,
        (_, Some(own)) => own,
    })
}

/// What of a certificate a heading names.
fn of_certificate(core: &str) -> Heading {
    let says = |words: &[&str]| words.iter().any(|word| core.contains(word));
    if says(&["期限", "満了", "有効期間", "有効"]) {
        sure(Field::CertificateExpiry, 3)
    } else if says(&[
        "取得日",
        "取得年月",
        "登録日",
        "登録年月",
        "認証日",
        "更新日",
        "初回",
        "機関",
        "審査",
        "予定",
        "写し",
        "添付",
        "点検",
        "確認",
    ]) {
        OF_CERTIFICATE
    } else if says(&["番号", "no"]) {
        sure(Field::CertificateNumber, 3)
    } else if says(&["範囲", "対象"]) {
        sure(Field::CertificateScope, 3)
    } else {
        sure(Field::Certificate, 3)
    }
}

/// A heading that means something of a certificate only because it stands beside one: 登録番号, 有効期限.
pub(super) fn beside_certificate(titles: &[String]) -> Option<Heading> {
    let last = titles.iter().rev().map(|title| core(title)).find(|title| !title.is_empty())?;
    let beside = [
        "番号",
        "登録番号",
        "証明書番号",
        "認定番号",
        "no",
        "no.",
        "期限",
        "有効期限",
        "有効期間",
        "満了日",
        "有効期限日",
        "更新期限",
        "有効期間満了日",
        "範囲",
        "適用範囲",
        "登録範囲",
        "対象範囲",
        "取得日",
        "取得年月日",
        "登録日",
        "登録年月日",
        "更新日",
        "登録機関",
        "審査機関",
    ];
    beside.contains(&last.as_str()).then(|| of_certificate(&last))
}

fn of_subcontract(last: &str, own: Option<Heading>) -> Heading {
    let name = ["名", "名称", "相手方", "業者名", "事業者名", "会社名", "商号", "氏名又は名称"];
    let named =
        name.contains(&last) || own.is_some_and(|own| matches!(own.field, Field::Vendor | Field::Subcontractor));
    if named { sure(Field::Subcontractor, 3) } else { OF_SUBCONTRACT }
}

/// What the words say by themselves.
fn alone(core: &str) -> Option<Heading> {
    let whole = WHOLE.iter().find(|(words, _)| words.contains(&core)).map(|(_, heading)| *heading);
    // A sentence is no heading, whatever words it holds.
    if whole.is_some() || core.chars().count() > 30 {
        return whole;
    }
    let mut heading =
        WORDS.iter().find(|(words, _)| words.iter().any(|word| core.contains(word))).map(|(_, found)| *found)?;
    if heading.field == Field::Certificate {
        heading = of_certificate(core);
    }
    // 再委託先の所在地, 再委託の承認日: not its name.
    let of = ["所在", "住所", "承認", "期間", "内容", "金額", "理由", "有無"];
    if heading.field == Field::Subcontractor && of.iter().any(|word| core.contains(word)) {
        heading = if core.contains("有無") { sure(Field::Subcontractor, 1) } else { OF_SUBCONTRACT };
    }
    Some(heading)
}

/// A heading without brackets, marks and numbers that only dress it.
fn core(title: &str) -> String {
    let folded = fold(title);
    let mut bare = String::new();
    let mut depth = 0_u32;
    for c in folded.chars() {
        match c {
            '(' | '[' | '【' | '〔' | '<' => depth += 1,
            ')' | ']' | '】' | '〕' | '>' => depth = depth.saturating_sub(1),
            '※' | '*' | '・' | '■' | '□' | '●' | '★' | '_' => {}
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    let bare = if bare.is_empty() { folded } else { bare };
    bare.trim_start_matches(|c: char| c.is_ascii_digit() || ".①②③④⑤⑥⑦⑧⑨⑩".contains(c))
        .trim_end_matches([':', '。'])
        .to_owned()
}

/// Whether the heading is hardly longer than the word that it was understood by: names of things in a row are longer.
pub(super) fn is_tight(title: &str) -> bool {
    let core = core(title);
    if is_title(&core) {
        return false;
    }
    let length = core.chars().count();
    let whole = WHOLE.iter().any(|(words, _)| words.contains(&core.as_str()));
    // 「ISMS認証登録番号」: two or three words of the trade in one.
    let certificate = length <= 16 && alone(&core).is_some_and(|heading| heading.field.is_of_certificate());
    whole
        || certificate
        || WORDS
            .iter()
            .any(|(words, _)| words.iter().any(|word| core.contains(word) && length <= word.chars().count() + 3))
}

/// The name of the whole list, not of a column.
fn is_title(core: &str) -> bool {
    ["一覧", "一覧表", "台帳", "名簿", "リスト", "調書", "管理表", "list", "調査票", "集計表"]
        .iter()
        .any(|end| core.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(titles: &[&str], expected: Field) {
        let titles: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
        assert_eq!(understand(&titles).map_or(Field::Unknown, |heading| heading.field), expected, "{titles:?}");
    }

    #[test]
    fn headings_are_understood_by_what_they_say() {
        case(&["契約の相手方"], Field::Vendor);
        case(&["受託者", "名称"], Field::Vendor);
        case(&["受託者", "所在地"], Field::HeadOffice);
        case(&["受託者", "代表者職氏名"], Field::Left);
        case(&["受託者", "担当者", "電話"], Field::Left);
        case(&["契約期間", "自"], Field::Start);
        case(&["契約期間", "至"], Field::End);
        case(&["再委託", "有無"], Field::Left);
        case(&["再委託", "名称"], Field::Subcontractor);
        case(&["再委託先の所在地"], Field::Left);
        case(&["前年度", "契約金額"], Field::Left);
        case(&["契約金額（円・税込）"], Field::Amount);
        case(&["委託業務名"], Field::Title);
        case(&["委託先"], Field::Vendor);
        case(&["業務委託先一覧表"], Field::Unknown);
        case(&["担当課"], Field::Department);
        case(&["担当者名"], Field::Left);
        case(&["Vendor"], Field::Vendor);
        case(&["Ｎｏ．"], Field::Left);
        case(&["クラウドサービス名"], Field::Service);
        case(&["サービス提供事業者"], Field::Provider);
        case(&["アカウント責任者"], Field::Administrator);
        case(&["SNSの種類"], Field::Platform);
        case(&["次回見直し予定日"], Field::Review);
        case(&["商号又は名称"], Field::Vendor);
        case(&["指定管理者"], Field::Vendor);
        case(&["パスワード"], Field::Left);
        case(&["Ｐマーク有効期限"], Field::CertificateExpiry);
        case(&["ISMS認証登録番号"], Field::CertificateNumber);
        case(&["ISO27001", "有効期限"], Field::CertificateExpiry);
        case(&["認証取得状況", "ISMS"], Field::Certificate);
        case(&["ISMAP登録番号"], Field::CertificateNumber);
        case(&["ISMS取得日"], Field::Left);
        case(&["情報セキュリティの認証", "取得予定"], Field::Left);
        case(&["多要素認証"], Field::Left);
        case(&["有効期限"], Field::End);
        case(&["委託事務の名称"], Field::Title);
        case(&["契約の相手方の名称及び所在地"], Field::Vendor);
        case(&["再委託先の名称及び所在地"], Field::Left);
        case(&["契約担当者の氏名並びにその所属する部局の名称及び所在地"], Field::Left);
        case(&["契約の名称及び数量"], Field::Title);
        case(&["取り扱う個人情報の項目"], Field::Left);
        case(&["個人情報の取扱いの有無"], Field::PersonalInformation);
    }

    #[test]
    fn every_field_has_an_id() {
        for (id, field) in Field::NAMED {
            assert_eq!(Field::parse(id), Some(field));
            assert_eq!(Field::parse(field.label()), Some(field));
        }
    }
}
