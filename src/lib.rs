//! itaku (委託): vendors' questionnaires against section 6(8) of a Japanese municipality's information-security policy.
//!
//! The chain is the product: policy sentence → obligation → requirement → question → answer (file, sheet, cell, words as
//! written) → verdict → gap → clause. Each link can be followed both ways in every output.
//!
//! The rooms below stand in the order in which data flow; a room uses only rooms above it, a test holds that. The binary
//! on top holds arguments, files, clock, terminal and exit codes.
//!
//! | English | 日本語 |
//! | --- | --- |
//! | Organisation | 団体 |
//! | Policy, Obligation | 基本方針、方針上の義務 |
//! | Requirement, Catalogue, Profile | 要求事項、目録、適用方針 |
//! | Case, Ledger | 案件、台帳区分（事業者回答・庁内点検） |
//! | Form, Question, Answer, AnswerSheet | 質問票様式、設問、回答、回答票 |
//! | Finding, Verdict, Gap, Conclusion | 判定結果、判定、不足事項、総合判定 |
//! | Exception, Remedy | 例外措置、是正 |
//! | Register, Entry | 台帳、記録 |
//! | Roster | 一覧（団体が持つ事業者・契約・サービス・アカウントの表） |
//! | Clause, Annex | 条項、特記事項 |
//! | Topic, Provision | 論点、契約の文 |

pub mod workbook;
pub mod diagnostic;
pub mod datafile;
pub mod policy;
pub mod catalogue;
pub mod questionnaire;
pub mod assessment;
pub mod workspace;
pub mod intake;
pub mod contract;
pub mod register;
pub mod roster;
pub mod document;

/// What every kind of data file may hold, for `itaku schema`.
pub fn shapes(catalogue: &catalogue::Catalogue) -> Vec<datafile::Shape> {
    let mut shapes = vec![workspace::Workspace::shape(catalogue), contract::shape(), document::letter_shape()];
    shapes.extend(catalogue::shapes());
    shapes.extend(questionnaire::shapes(catalogue));
    shapes.sort_by_key(|shape| shape.schema);
    shapes
}

/// Every kind of diagnostic that the rooms can raise, for `itaku explain`.
pub fn codes() -> impl Iterator<Item = &'static diagnostic::Code> {
    let rooms = [
        datafile::CODES,
        policy::diagnostics::CODES,
        catalogue::diagnostics::CODES,
        questionnaire::diagnostics::CODES,
        assessment::diagnostics::CODES,
        workspace::diagnostics::CODES,
        intake::diagnostics::CODES,
        contract::diagnostics::CODES,
        register::diagnostics::CODES,
        roster::diagnostics::CODES,
        document::diagnostics::CODES,
    ];
    rooms.into_iter().flatten().copied()
}
