use crate::document::WriteError;
use crate::document::xml_skin::XmlSkin;
use std::sync::OnceLock;

/// A file of `templates/annex`: its name and its text.
macro_rules! file {
    ($name:literal) => {
        ($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/annex/", $name)))
    };
}

/// The skin in a file of `templates/annex`.
macro_rules! skin {
    ($name:literal, $names:expr) => {{
        let (name, source) = file!($name);
        XmlSkin::compile(name, source, $names)?
    }};
}

/// The parts that are the same in every annex. Word wants the content types first.
pub(in crate::document) const FIXED: [(&str, &str); 10] = [
    file!("[Content_Types].xml"),
    file!("_rels/.rels"),
    file!("docProps/app.xml"),
    file!("word/_rels/document.xml.rels"),
    file!("word/styles.xml"),
    file!("word/numbering.xml"),
    file!("word/settings.xml"),
    file!("word/fontTable.xml"),
    file!("word/footer-annex.xml"),
    file!("word/footer-check.xml"),
];

/// The skins of the parts that differ and of their pieces; values in the order of the names in [`Skins::compile`].
#[derive(Debug)]
pub(in crate::document) struct Skins {
    pub(in crate::document) core: XmlSkin<4>,
    pub(in crate::document) header_annex: XmlSkin<1>,
    pub(in crate::document) header_check: XmlSkin<1>,
    pub(in crate::document) document: XmlSkin<7>,
    pub(in crate::document) article: XmlSkin<4>,
    pub(in crate::document) paragraph: XmlSkin<2>,
    pub(in crate::document) text: XmlSkin<1>,
    pub(in crate::document) blank: XmlSkin<1>,
    pub(in crate::document) reference: XmlSkin<2>,
    pub(in crate::document) paragraph_reference: XmlSkin<2>,
    pub(in crate::document) schedule: XmlSkin<2>,
    pub(in crate::document) table: XmlSkin<3>,
    pub(in crate::document) column: XmlSkin<1>,
    pub(in crate::document) head_cell: XmlSkin<2>,
    pub(in crate::document) row: XmlSkin<1>,
    pub(in crate::document) cell: XmlSkin<2>,
}

impl Skins {
    /// The skins, compiled once.
    pub(in crate::document) fn get() -> Result<&'static Self, WriteError> {
        static SKINS: OnceLock<Result<Skins, WriteError>> = OnceLock::new();
        SKINS.get_or_init(Self::compile).as_ref().map_err(Clone::clone)
    }

    fn compile() -> Result<Self, WriteError> {
        Ok(Self {
            core: skin!("docProps/core.xml.hbs", ["title", "contract", "organisation", "on"]),
            header_annex: skin!("word/header-annex.xml.hbs", ["contract"]),
            header_check: skin!("word/header-check.xml.hbs", ["contract"]),
            document: skin!(
                "word/document.xml.hbs",
                ["title", "preamble", "articles", "schedule", "closing", "check_heading", "check"]
            ),
            article: skin!("word/article.xml.hbs", ["number", "bookmark", "title", "paragraphs"]),
            paragraph: skin!("word/paragraph.xml.hbs", ["style", "runs"]),
            text: skin!("word/text.xml.hbs", ["text"]),
            blank: skin!("word/blank.xml.hbs", ["label"]),
            reference: skin!("word/reference.xml.hbs", ["bookmark", "called"]),
            paragraph_reference: skin!("word/paragraph-reference.xml.hbs", ["bookmark", "called"]),
            schedule: skin!("word/schedule.xml.hbs", ["notes", "table"]),
            table: skin!("word/table.xml.hbs", ["grid", "head", "rows"]),
            column: skin!("word/column.xml.hbs", ["width"]),
            head_cell: skin!("word/head-cell.xml.hbs", ["width", "label"]),
            row: skin!("word/row.xml.hbs", ["cells"]),
            cell: skin!("word/cell.xml.hbs", ["width", "lines"]),
        })
    }
}
