//! The pieces of the page that name values and do nothing else: the page around its sections, and the rows of its long
//! tables. They are filled directly, since the template engine's bookkeeping for each value took four fifths of the time.

use crate::document::WriteError;
use crate::document::xml_skin::XmlSkin;
use std::sync::OnceLock;

/// The skin in a file of `templates/report`.
macro_rules! skin {
    ($name:literal, $names:expr) => {{
        let source = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/report/", $name));
        XmlSkin::compile(concat!("templates/report/", $name), source, $names)?.keeping_lines()
    }};
}

/// The skins of the rows; values in the order of the names in [`Skins::compile`].
pub(super) struct Skins {
    pub(super) page: XmlSkin<17>,
    pub(super) gaps: XmlSkin<1>,
    pub(super) no_gaps: XmlSkin<0>,
    pub(super) gap: XmlSkin<14>,
    pub(super) deadline: XmlSkin<2>,
    pub(super) link: XmlSkin<2>,
    pub(super) note: XmlSkin<1>,
    pub(super) subject: XmlSkin<1>,
    pub(super) duty: XmlSkin<3>,
    pub(super) finding: XmlSkin<10>,
    pub(super) basis: XmlSkin<9>,
    pub(super) answer: XmlSkin<15>,
    pub(super) ground: XmlSkin<7>,
    pub(super) text: XmlSkin<1>,
}

impl Skins {
    /// The skins, compiled once.
    pub(super) fn get() -> Result<&'static Self, WriteError> {
        static SKINS: OnceLock<Result<Skins, WriteError>> = OnceLock::new();
        SKINS.get_or_init(Self::compile).as_ref().map_err(Clone::clone)
    }

    fn compile() -> Result<Self, WriteError> {
        Ok(Self {
            page: skin!(
                "gap.html.hbs",
                [
                    "subject",
                    "organisation",
                    "style",
                    "policy",
                    "section",
                    "ledger",
                    "on",
                    "on_era",
                    "summary",
                    "duties",
                    "gaps",
                    "findings",
                    "answers",
                    "doubts",
                    "grounds",
                    "sources",
                    "catalogue_edition"
                ]
            ),
            gaps: skin!("gap/gaps.html.hbs", ["rows"]),
            no_gaps: skin!("gap/no-gaps.html.hbs", []),
            gap: skin!(
                "gap/gap.html.hbs",
                [
                    "class",
                    "priority",
                    "requirement",
                    "strength",
                    "title",
                    "sign",
                    "verdict",
                    "said",
                    "places",
                    "satisfied_by",
                    "remedy",
                    "deadline",
                    "clauses",
                    "by_clause"
                ]
            ),
            deadline: skin!("gap/deadline.html.hbs", ["deadline", "era"]),
            link: skin!("gap/link.html.hbs", ["anchor", "text"]),
            note: skin!("gap/note.html.hbs", ["text"]),
            subject: skin!("gap/subject.html.hbs", ["text"]),
            duty: skin!("gap/duty.html.hbs", ["id", "label", "sentence"]),
            finding: skin!(
                "gap/finding.html.hbs",
                ["class", "kind", "sign", "verdict", "requirement", "title", "note", "statement", "why", "basis"]
            ),
            basis: skin!(
                "gap/basis.html.hbs",
                ["question", "reading", "why", "subject", "written", "remark", "evidence", "place", "file"]
            ),
            answer: skin!(
                "gap/answer.html.hbs",
                [
                    "row",
                    "kind",
                    "question",
                    "asked",
                    "reading",
                    "why",
                    "subject",
                    "written",
                    "remark",
                    "evidence",
                    "level",
                    "sheet",
                    "cell",
                    "file",
                    "requirements"
                ]
            ),
            ground: skin!(
                "gap/ground.html.hbs",
                ["duty", "requirement", "title", "items", "sources", "clauses", "proof"]
            ),
            text: XmlSkin::compile("text", "{{text}}", ["text"])?.keeping_lines(),
        })
    }
}
