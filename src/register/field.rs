//! The fields of the records that people write by hand: what they are called and how they are written. What does not fit is told all at
//! once, in the words of the person who wrote it.

use super::{RecordKind, Told, diagnostics};
use crate::diagnostic::{nearest, quoted};
use crate::questionnaire::find_date;
use jiff::civil::Date;
use serde_json::{Map, Value};

/// A field of a record.
pub(super) struct Field {
    id: &'static str,
    label: &'static str,
    needed: bool,
    form: Form,
}

/// How a field is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Day,
    /// はい or いいえ.
    Flag,
    /// Yen.
    Amount,
    /// How far a remedy is.
    State,
    /// Comes from files only.
    Files,
}

const fn needed(id: &'static str, label: &'static str, form: Form) -> Field {
    Field { id, label, needed: true, form }
}

const fn open(id: &'static str, label: &'static str, form: Form) -> Field {
    Field { id, label, needed: false, form }
}

const STATES: [&str; 3] = ["未了", "完了", "取下げ"];

const VENDOR: &[Field] = &[
    needed("name", "事業者名", Form::Text),
    open("corporate_number", "法人番号", Form::Text),
    open("head_office", "本社の所在地", Form::Text),
    open("parent", "親会社", Form::Text),
    open("parent_place", "親会社の所在地", Form::Text),
];
const CONTRACT: &[Field] = &[
    needed("case", "案件", Form::Text),
    open("within", "属する案件", Form::Text),
    open("vendor", "事業者", Form::Text),
    open("number", "契約番号", Form::Text),
    open("amount", "金額（円）", Form::Amount),
    needed("title", "件名", Form::Text),
    needed("category", "区分", Form::Text),
    needed("class", "情報の分類", Form::Text),
    open("personal_information", "個人情報を扱うか", Form::Flag),
    open("start", "始期", Form::Day),
    open("end", "終期", Form::Day),
    open("department", "所管", Form::Text),
];
const SERVICE: &[Field] = &[
    needed("name", "サービス名", Form::Text),
    open("vendor", "提供する事業者", Form::Text),
    open("case", "案件", Form::Text),
    needed("administrator", "管理者", Form::Text),
    open("approved", "承認の日", Form::Day),
    open("review", "見直しの日", Form::Day),
];
const ACCOUNT: &[Field] = &[
    needed("service", "サービス", Form::Text),
    needed("account", "アカウント", Form::Text),
    open("facts", "管理台帳の記載", Form::Files),
    open("responsible", "責任者", Form::Text),
];
const SUBCONTRACT: &[Field] = &[
    needed("case", "案件", Form::Text),
    needed("vendor", "事業者", Form::Text),
    needed("name", "再委託先", Form::Text),
    open("tier", "段階（再委託は2、再々委託は3）", Form::Text),
    open("work", "業務", Form::Text),
    open("place", "場所", Form::Text),
    open("approved", "承認の日", Form::Day),
];
const SENT: &[Field] = &[
    needed("case", "案件", Form::Text),
    needed("vendor", "事業者", Form::Text),
    needed("form", "様式", Form::Text),
    needed("sent", "発行の日", Form::Day),
    open("respond_by", "回答の期限", Form::Day),
];
const EXCEPTION: &[Field] = &[
    needed("case", "案件", Form::Text),
    open("vendor", "事業者", Form::Text),
    needed("requirement", "要求事項", Form::Text),
    needed("reason", "理由", Form::Text),
    needed("approver", "承認者", Form::Text),
    needed("approved", "承認の日", Form::Day),
    needed("until", "期限", Form::Day),
];
const REMEDY: &[Field] = &[
    needed("case", "案件", Form::Text),
    needed("vendor", "事業者", Form::Text),
    needed("requirement", "要求事項", Form::Text),
    needed("what", "すること", Form::Text),
    needed("deadline", "期限", Form::Day),
    needed("state", "状況", Form::State),
    open("proof", "確かめた証跡", Form::Text),
    open("answered", "回答で充足とした所", Form::Text),
];
const CERTIFICATE: &[Field] = &[
    needed("vendor", "事業者", Form::Text),
    needed("scheme", "認証の名", Form::Text),
    open("number", "番号", Form::Text),
    open("scope", "範囲", Form::Text),
    open("edition", "規格の版", Form::Text),
    open("expires", "期限", Form::Day),
    open("place", "書かれていた場所", Form::Text),
];
const DELETION: &[Field] = &[
    needed("case", "案件", Form::Text),
    needed("vendor", "事業者", Form::Text),
    needed("done", "返還・消去の日", Form::Day),
    needed("proof", "証明", Form::Text),
];

impl Field {
    /// The fields of a kind; none of what only files give.
    fn of(kind: RecordKind) -> &'static [Self] {
        match kind {
            RecordKind::Vendor => VENDOR,
            RecordKind::Contract => CONTRACT,
            RecordKind::Service => SERVICE,
            RecordKind::Account => ACCOUNT,
            RecordKind::Subcontract => SUBCONTRACT,
            RecordKind::Sent => SENT,
            RecordKind::Exception => EXCEPTION,
            RecordKind::Remedy => REMEDY,
            RecordKind::Certificate => CERTIFICATE,
            RecordKind::Deletion => DELETION,
            RecordKind::Assessment | RecordKind::Answers | RecordKind::Forgotten => &[],
        }
    }

    fn named(&self) -> String {
        let how = match self.form {
            Form::Day => "、年月日",
            Form::Flag => "、はい・いいえ",
            Form::State => "、未了・完了・取下げ",
            Form::Text | Form::Amount | Form::Files => "",
        };
        format!("{}（{}{how}）", self.id, self.label)
    }

    /// The value as the record keeps it, or why it cannot be.
    fn fitted(&self, value: &Value) -> Result<Value, String> {
        let Value::String(text) = value else {
            let kept = match self.form {
                Form::Text => false,
                Form::Day | Form::State => value.is_null(),
                Form::Flag => value.is_boolean() || value.is_null(),
                Form::Amount => value.is_u64() || value.is_null(),
                Form::Files => value.is_array(),
            };
            return if kept && !(self.needed && value.is_null()) {
                Ok(value.clone())
            } else {
                Err(format!("{} の値の形が違います", self.named()))
            };
        };
        let wrong = |how: &str| Err(format!("{} の値{}は{how}", self.named(), quoted(text)));
        match (self.form, text.trim()) {
            (Form::Day | Form::Flag | Form::Amount, "") if !self.needed => Ok(Value::Null),
            (Form::Text, "") if self.needed => Err(format!("{} が空です", self.named())),
            (Form::Text, _) => Ok(value.clone()),
            (Form::Day, text) => match text.parse::<Date>().ok().or_else(|| find_date(text)) {
                Some(day) => Ok(Value::String(day.to_string())),
                None => wrong("日付と読めません。2027-03-31 の形で書きます"),
            },
            (Form::Flag, "true" | "はい") => Ok(Value::Bool(true)),
            (Form::Flag, "false" | "いいえ") => Ok(Value::Bool(false)),
            (Form::Flag, _) => wrong("はい・いいえ のどちらでもありません"),
            (Form::Amount, text) => match text.replace(',', "").parse::<u64>() {
                Ok(amount) => Ok(Value::from(amount)),
                Err(_) => wrong("金額と読めません。数字だけで書きます"),
            },
            (Form::State, text) if STATES.contains(&text) => Ok(Value::String(text.to_owned())),
            (Form::State, _) => wrong(&format!("使えません。使えるのは {} です", STATES.join("、"))),
            (Form::Files, _) => Err(format!("{} は手では書けません。記入された管理台帳から記録されます", self.named())),
        }
    }
}

/// The fields as a record of the kind keeps them.
///
/// # Errors
/// All fields that are unknown, missing, or cannot be read.
pub(super) fn fitted(kind: RecordKind, body: &Value) -> Told<Value> {
    let fields = Field::of(kind);
    let nothing = Map::new();
    let said = body.as_object().unwrap_or(&nothing);
    let mut faults = Vec::new();
    for name in said.keys().filter(|name| !fields.iter().any(|field| field.id == name.as_str())) {
        let near = nearest(name, fields.iter().map(|field| field.id));
        let near = near.map(|near| format!("（近いのは {near} です）")).unwrap_or_default();
        faults.push(format!("項目{}はありません{near}", quoted(name)));
    }
    let missing: Vec<String> =
        fields.iter().filter(|field| field.needed && !said.contains_key(field.id)).map(Field::named).collect();
    if !missing.is_empty() {
        faults.push(format!("項目 {} が足りません", missing.join("、")));
    }
    let mut kept = Map::new();
    for (field, value) in fields.iter().filter_map(|field| Some((field, said.get(field.id)?))) {
        match field.fitted(value) {
            Ok(value) => drop(kept.insert(field.id.to_owned(), value)),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        return Ok(Value::Object(kept));
    }
    let all = fields.iter().filter(|field| field.form != Form::Files);
    let (must, may): (Vec<&Field>, Vec<&Field>) = all.partition(|field| field.needed);
    let list = |fields: Vec<&Field>| fields.into_iter().map(Field::named).collect::<Vec<_>>().join("、");
    let remedy = match (list(must), list(may)) {
        (must, may) if may.is_empty() => format!("要る項目は {must} です"),
        (must, may) => format!("要る項目は {must}、書いてよい項目は {may} です"),
    };
    Err(diagnostics::not_written(kind.label(), &faults, remedy))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{
        AcceptedRisk, Account, Contract, Deletion, Draft, Held, Record, Remedy, Sent, Service, Subcontract, Vendor,
    };

    /// What the table says of a field is what the record's own type says.
    #[test]
    fn the_table_agrees_with_the_records() {
        for kind in RecordKind::ALL {
            let fields = Field::of(kind);
            let value = |field: &Field| match field.form {
                Form::Text => Value::from("あ"),
                Form::Day => Value::from("2027-03-31"),
                Form::Flag => Value::from("はい"),
                Form::Amount => Value::from("1,000"),
                Form::State => Value::from("未了"),
                Form::Files => Value::from(Vec::<Value>::new()),
            };
            let of = |wanted: &dyn Fn(&Field) -> bool| -> Value {
                let some = fields.iter().filter(|field| wanted(field));
                Value::Object(some.map(|field| (field.id.to_owned(), value(field))).collect())
            };
            if fields.is_empty() {
                assert!(Draft::parsed(kind, of(&|_| true)).is_err(), "{kind:?} comes from files");
                continue;
            }
            for body in [of(&|field| field.needed), of(&|_| true)] {
                let draft = Draft::parsed(kind, body).unwrap_or_else(|fault| panic!("{kind:?} {fault}"));
                // Every field of the record stands in the table, save what is not written where it is blank.
                for name in draft.body.as_object().unwrap().keys() {
                    assert!(fields.iter().any(|field| field.id == name), "{kind:?} {name}");
                }
            }
            for missing in fields.iter().filter(|field| field.needed) {
                let fault = Draft::parsed(kind, of(&|field| field.id != missing.id)).unwrap_err();
                assert!(fault.sentence.contains(&missing.named()), "{fault}");
            }
        }
    }

    /// A field that a record gains must be in the table, or nobody could correct such a record.
    #[test]
    fn the_table_holds_every_field_of_the_records() {
        fn names<R: Record + std::fmt::Debug>() -> (RecordKind, Vec<String>) {
            // Of what it does not know the library says what it does.
            let fault = serde_json::from_value::<R>(serde_json::json!({ "?": 1 })).unwrap_err().to_string();
            let (_, known) = fault.split_once("expected").unwrap();
            (R::KIND, known.split('`').skip(1).step_by(2).map(str::to_owned).collect())
        }
        let all = [
            names::<Vendor>(),
            names::<Contract>(),
            names::<Service>(),
            names::<Account>(),
            names::<Subcontract>(),
            names::<Sent>(),
            names::<AcceptedRisk>(),
            names::<Remedy>(),
            names::<Held>(),
            names::<Deletion>(),
        ];
        for (kind, names) in all {
            let mut table: Vec<&str> = Field::of(kind).iter().map(|field| field.id).collect();
            let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
            table.sort_unstable();
            names.sort_unstable();
            assert_eq!(table, names, "{kind:?}");
        }
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once_and_in_japanese() {
        let body =
            serde_json::json!({ "case": "R9-nozei", "vendro": "甲社", "deadline": "2027-13-01", "state": "おわり" });
        let fault = fitted(RecordKind::Remedy, &body).unwrap_err();
        for word in
            ["vendro", "近いのは vendor", "vendor（事業者）", "what（すること）", "2027-13-01", "おわり", "取下げ"]
        {
            assert!(fault.to_string().contains(word), "{word}: {fault}");
        }
        assert_eq!(
            fitted(
                RecordKind::Deletion,
                &serde_json::json!({ "case": "a", "vendor": "b", "proof": "c", "done": "令和9年3月31日" })
            )
            .unwrap()["done"],
            "2027-03-31"
        );
    }
}
