//! What the settings hold, as fields of forms. Which values are right is for the library's reader to say.

use super::super::site::Site;
use itaku::catalogue::{Fact, InformationClass, Kind, Profile, Strength};
use itaku::policy::{ObligationId, Parties};
use itaku::workspace::{Entered, Part, Workspace};

/// A table of the settings as a form.
pub(super) struct Form {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    /// What it is for.
    pub(super) about: &'static str,
    pub(super) path: &'static [&'static str],
    /// Whether there are several tables of that name.
    pub(super) several: bool,
    /// Whether it takes an approver to change it: what decides on conclusions.
    pub(super) approved: bool,
    pub(super) fields: &'static [Field],
}

pub(super) struct Field {
    pub(super) key: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: &'static str,
    pub(super) kind: FieldKind,
    pub(super) needed: bool,
    /// Whether lists show it.
    pub(super) listed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldKind {
    Text,
    /// A text of several lines.
    Long,
    Number,
    Day,
    /// Several texts, one on each line.
    Lines,
    One(Words),
    Several(Words),
}

/// Words to choose from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    Bases,
    OwnBase,
    Cases,
    Classes,
    Commas,
    Duties,
    Facts,
    Kinds,
    Parties,
    Requirements,
    Strengths,
}

impl Form {
    pub(super) fn part(&self, at: usize) -> Part<'static> {
        if self.several { Part::Entry(self.path, at) } else { Part::Table(self.path) }
    }
}

impl Field {
    pub(super) fn entered(&self, texts: Vec<String>) -> Entered {
        let text = || texts.concat();
        match self.kind {
            FieldKind::Text | FieldKind::Long | FieldKind::One(_) => Entered::Text(text()),
            FieldKind::Number => Entered::Number(text()),
            FieldKind::Day => Entered::Day(text()),
            FieldKind::Lines => {
                let lines = texts.iter().flat_map(|text| text.lines()).map(str::trim).filter(|line| !line.is_empty());
                Entered::List(lines.map(ToOwned::to_owned).collect())
            }
            FieldKind::Several(_) => Entered::List(texts),
        }
    }
}

impl Words {
    /// The words of the data files with their names for readers.
    pub(super) fn all(self, site: &Site, workspace: Option<&Workspace>) -> Vec<(String, String)> {
        let own = |words: Vec<(&str, &str)>| {
            words.into_iter().map(|(word, label)| (word.to_owned(), label.to_owned())).collect::<Vec<_>>()
        };
        let bases = || {
            let titled = |profile: &Profile| (profile.id.clone(), format!("{}（{}）", profile.title, profile.id));
            site.catalogue.profiles.iter().map(titled)
        };
        match self {
            Self::Bases => bases().collect(),
            Self::OwnBase => {
                [(String::new(), "団体の適用方針のとおり".to_owned())].into_iter().chain(bases()).collect()
            }
            Self::Cases => {
                let cases = workspace.map(|workspace| workspace.cases.as_slice()).unwrap_or_default();
                cases.iter().map(|case| (case.id.to_string(), format!("{} {}", case.id, case.title))).collect()
            }
            Self::Classes => InformationClass::WORDS
                .iter()
                .map(|(word, _)| ((*word).to_owned(), format!("自治体機密性{word}")))
                .collect(),
            Self::Commas => own(vec![("", "、"), ("，", "，")]),
            Self::Duties => {
                ObligationId::ALL.iter().map(|id| (id.to_string(), format!("{id} {}", id.label()))).collect()
            }
            Self::Facts => own(Fact::WORDS.iter().map(|(word, fact)| (*word, fact.label())).collect()),
            Self::Kinds => own(Kind::WORDS.iter().map(|(word, kind)| (*word, kind.label())).collect()),
            Self::Parties => own(Parties::WORDS.iter().map(|(word, _)| (*word, *word)).collect()),
            Self::Requirements => {
                let all = site.catalogue.requirements.iter();
                all.map(|one| (one.id.to_string(), format!("{} {}", one.id, one.title))).collect()
            }
            Self::Strengths => own(Strength::WORDS.iter().rev().map(|(word, one)| (*word, one.label())).collect()),
        }
    }
}

/// What a profile says where the settings say nothing.
pub(super) fn base_value(profile: &Profile, key: &str) -> Option<u32> {
    let contract = &profile.contract;
    Some(match key {
        "threshold" => profile.threshold,
        "floor" => profile.floor,
        "answer_months" => profile.answer_months,
        "incident_hours" => contract.incident_hours,
        "deletion_days" => contract.deletion_days,
        "report_months" => contract.report_months,
        "log_months" => contract.log_months,
        "notice_days" => contract.notice_days,
        "training_months" => contract.training_months,
        "remedy_days" => contract.remedy_days,
        _ => return None,
    })
}

const fn field(key: &'static str, label: &'static str, kind: FieldKind, hint: &'static str) -> Field {
    Field { key, label, hint, kind, needed: false, listed: false }
}

impl Field {
    const fn needed(mut self) -> Self {
        self.needed = true;
        self
    }

    const fn listed(mut self) -> Self {
        self.listed = true;
        self
    }
}

/// All forms: what is changed often first.
pub(super) const FORMS: &[Form] = &[
    Form {
        id: "case",
        title: "案件",
        about: "調達するものごとに、何が求められるかを決める事実です。",
        path: &["case"],
        several: true,
        approved: false,
        fields: &[
            field(
                "id",
                "識別子",
                FieldKind::Text,
                "例: R9-insatsu（半角の英数字とハイフン、30字以内）。変えると、台帳の記録とつながらなくなります",
            )
            .needed()
            .listed(),
            field("title", "案件名", FieldKind::Text, "").needed().listed(),
            field("contract", "契約の名前", FieldKind::Text, "案件名と違うとき"),
            field("department", "所管", FieldKind::Text, "").needed().listed(),
            field("kind", "区分", FieldKind::One(Words::Kinds), "").needed().listed(),
            field("information_class", "取り扱う情報の分類", FieldKind::One(Words::Classes), "最も高いもの")
                .needed()
                .listed(),
            field("facts", "当てはまる事実", FieldKind::Several(Words::Facts), ""),
            field("start", "契約の始まり", FieldKind::Day, "").needed().listed(),
            field("end", "契約の終わり", FieldKind::Day, "決まっていれば").listed(),
            field("profile", "適用方針", FieldKind::One(Words::OwnBase), ""),
        ],
    },
    Form {
        id: "exception",
        title: "例外措置",
        about: "受け入れたリスクです。承認の日から1年以内の期限を付けます。得点は変わらず、適合の妨げから外れます。",
        path: &["exception"],
        several: true,
        approved: true,
        fields: &[
            field("case", "案件", FieldKind::One(Words::Cases), "").needed().listed(),
            field("vendor", "事業者", FieldKind::Text, "空欄なら、この案件のすべての事業者").listed(),
            field("requirement", "要求事項", FieldKind::One(Words::Requirements), "").needed().listed(),
            field("reason", "理由と代わりの対策", FieldKind::Long, "").needed().listed(),
            field("approver", "承認者", FieldKind::Text, "").needed().listed(),
            field("approved", "承認の日", FieldKind::Day, "").needed().listed(),
            field("until", "期限", FieldKind::Day, "承認の日から1年以内").needed().listed(),
        ],
    },
    Form {
        id: "deadline",
        title: "是正の期限",
        about: "適用方針による期限と違う日までに直してもらう不足と、その理由です。",
        path: &["deadline"],
        several: true,
        approved: false,
        fields: &[
            field("case", "案件", FieldKind::One(Words::Cases), "").needed().listed(),
            field("vendor", "事業者", FieldKind::Text, "空欄なら、この案件のすべての事業者").listed(),
            field("requirement", "要求事項", FieldKind::One(Words::Requirements), "").needed().listed(),
            field("until", "期限", FieldKind::Day, "").needed().listed(),
            field("reason", "理由", FieldKind::Long, "").needed().listed(),
            field("by", "決めた人", FieldKind::Text, "").needed().listed(),
        ],
    },
    Form {
        id: "profile",
        title: "適用方針",
        about: "要求事項の強さの段階と、適合とする得点です。得点は100点満点です。",
        path: &["profile"],
        several: false,
        approved: true,
        fields: &[
            field("base", "もとにする適用方針", FieldKind::One(Words::Bases), "").needed(),
            field("threshold", "適合に要る得点の下限", FieldKind::Number, "0から100まで"),
            field("floor", "不適合とする得点の上限", FieldKind::Number, "得点の上限がこれを下回ると不適合"),
            field(
                "answer_months",
                "回答を引き継げる月数",
                FieldKind::Number,
                "これより古い回答は、書き直してもらいます",
            ),
        ],
    },
    Form {
        id: "contract",
        title: "契約の条項が名指す数",
        about: "特記事項に書かれ、要求事項の基準にもなる数です。",
        path: &["profile", "contract"],
        several: false,
        approved: true,
        fields: &[
            field("incident_hours", "事故の第一報まで（時間）", FieldKind::Number, ""),
            field("deletion_days", "契約終了から返還・消去まで（日）", FieldKind::Number, ""),
            field("report_months", "定期報告の間隔（月）", FieldKind::Number, ""),
            field("log_months", "ログを保存する期間（月）", FieldKind::Number, ""),
            field("notice_days", "サービスの変更・終了の予告（日）", FieldKind::Number, ""),
            field("training_months", "教育の間隔（月）", FieldKind::Number, ""),
            field("remedy_days", "是正計画の提出まで（日）", FieldKind::Number, ""),
        ],
    },
    Form {
        id: "requirement",
        title: "団体で強さを変えた要求事項",
        about: "適用方針と違う強さで扱う要求事項と、その理由です。",
        path: &["profile", "requirement"],
        several: true,
        approved: true,
        fields: &[
            field("id", "要求事項", FieldKind::One(Words::Requirements), "").needed().listed(),
            field("strength", "強さ", FieldKind::One(Words::Strengths), "必須は満たさなければ適合になりません")
                .needed()
                .listed(),
            field("reason", "理由", FieldKind::Long, "").needed().listed(),
        ],
    },
    Form {
        id: "terms",
        title: "団体の語",
        about: "すべての出力が、この語に従います。",
        path: &["terms"],
        several: false,
        approved: false,
        fields: &[
            field("self", "方針の中での自称", FieldKind::Text, "例: 当町、本市、本組合").needed(),
            field("outsourcing", "委託の語", FieldKind::Text, "例: 業務委託、外部委託").needed(),
            field("contractor", "委託先の語", FieldKind::Text, "例: 委託事業者").needed(),
            field("cloud", "クラウドの語", FieldKind::Text, "例: クラウドサービス").needed(),
            field("parties", "契約での呼び方", FieldKind::One(Words::Parties), "").needed(),
            field("comma", "契約の読点", FieldKind::One(Words::Commas), ""),
        ],
    },
    Form {
        id: "organisation",
        title: "団体",
        about: "契約と報告に現れる団体の名前です。",
        path: &["organisation"],
        several: false,
        approved: true,
        fields: &[
            field("name", "団体名", FieldKind::Text, "変えると、台帳のこれまでの記録とつながらなくなります").needed(),
            field("signatory", "契約に署名する職", FieldKind::Text, "例: 湯沢町長").needed(),
            field("joint", "方針を共同で定めた機関", FieldKind::Lines, "あれば、一行に一つ"),
        ],
    },
    Form {
        id: "policy",
        title: "情報セキュリティ基本方針",
        about: "報告と特記事項が根拠として引く方針です。版を変えると、前の版による判定が再評価の対象になります。",
        path: &["policy"],
        several: false,
        approved: true,
        fields: &[
            field("title", "表題", FieldKind::Text, "").needed(),
            field("edition", "版", FieldKind::Text, "例: 第4.0版、令和8年3月改訂").needed(),
            field("date", "決定の日", FieldKind::Day, "方針に書いてあれば"),
            field("effective", "施行の日", FieldKind::Day, "方針に書いてあれば"),
            field("section", "委託等を定める箇所", FieldKind::Text, "例: 6(8)").needed(),
            field(
                "document",
                "方針の文書",
                FieldKind::Text,
                "作業フォルダに置いたファイルの名前。報告がその文を引きます",
            ),
        ],
    },
    Form {
        id: "paragraph",
        title: "方針の箇所と義務",
        about: "方針のどの段落が、どの義務を定めているかです。",
        path: &["policy", "paragraph"],
        several: true,
        approved: true,
        fields: &[
            field("locator", "方針の箇所", FieldKind::Text, "例: 6(8) 第1段落").needed().listed(),
            field("obligations", "定めている義務", FieldKind::Several(Words::Duties), "").needed().listed(),
            field("sentence", "方針の文", FieldKind::Long, "方針の文書が作業フォルダにないときに、そのまま写します"),
        ],
    },
];
