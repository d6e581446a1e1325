//! The annex as a Word file. The XML stands in the skins under `templates/annex`; here it is put together.

mod check_page;
mod skins;
mod table;

use super::clause_text::Run;
use super::{Annex, AnnexParagraph, Article, WriteError, full_width};
use crate::catalogue::ClauseId;
pub(super) use skins::{FIXED, Skins};
use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use std::sync::OnceLock;
use table::Table;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// Level 1 packs in a fifth of the time of 6 what is a half larger.
const LEVEL: i64 = 1;

/// Bytes under which a part is stored as it is.
const SHORT: usize = 1024;

/// The annex as a Word file with live numbering and cross-references.
///
/// # Errors
/// A skin that cannot be filled, or a refusal of the library that packs the file.
pub fn annex_docx(annex: &Annex) -> Result<Vec<u8>, WriteError> {
    let skins = Skins::get()?;
    let contract = annex.contract.as_str();
    pack(&[
        ("docProps/core.xml", skins.core.filled([annex.title, contract, &annex.organisation, &annex.on]).into()),
        ("word/header-annex.xml", skins.header_annex.filled([contract]).into()),
        ("word/header-check.xml", skins.header_check.filled([contract]).into()),
        ("word/document.xml", Drawing { skins, annex, named: annex.named_paragraphs() }.document().into()),
    ])
}

/// Parts as a Word file, with those that every paper has; a part of the same name takes the place of one of these.
pub(super) fn pack<N: AsRef<str>>(filled: &[(N, Vec<u8>)]) -> Result<Vec<u8>, WriteError> {
    // What is the same in every annex is packed once and copied as it is.
    static FIXED_PARTS: OnceLock<Result<Vec<u8>, ZipError>> = OnceLock::new();
    let all_fixed = || FIXED.iter().map(|(name, text)| (*name, text.as_bytes()));
    let fixed =
        FIXED_PARTS.get_or_init(|| add(ZipWriter::new(Cursor::default()), all_fixed())).as_ref().map_err(refused)?;
    let own = || filled.iter().map(|(name, bytes)| (name.as_ref(), bytes.as_slice()));
    let replaced = |name: &str| own().any(|(own, _)| own == name);
    let pack = || {
        let mut package = ZipWriter::new(Cursor::default());
        if all_fixed().any(|(name, _)| replaced(name)) {
            let kept = all_fixed().filter(|(name, _)| !replaced(name));
            return add(package, own().chain(kept));
        }
        package.merge_archive(ZipArchive::new(Cursor::new(fixed.as_slice()))?)?;
        add(package, own())
    };
    pack().map_err(|error| refused(&error))
}

fn add<'a>(
    mut package: ZipWriter<Cursor<Vec<u8>>>,
    parts: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> Result<Vec<u8>, ZipError> {
    // Time and system would tell where and when the file was made: the same annex is the same bytes everywhere.
    let options =
        SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT).unix_permissions(0o644).system(System::Unix);
    for (name, bytes) in parts {
        // To prepare for packing costs more than a short part would save.
        let short = bytes.len() < SHORT;
        let method = if short { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        package.start_file(name, options.compression_method(method).compression_level((!short).then_some(LEVEL)))?;
        package.write_all(bytes)?;
    }
    Ok(package.finish()?.into_inner())
}

fn refused(error: &ZipError) -> WriteError {
    WriteError::Library(error.to_string())
}

/// An annex being drawn. What is called XML here is escaped already.
struct Drawing<'a> {
    skins: &'static Skins,
    annex: &'a Annex,
    /// The paragraphs that need a bookmark.
    named: BTreeSet<(&'a ClauseId, usize)>,
}

impl Drawing<'_> {
    fn document(&self) -> String {
        let annex = self.annex;
        let articles: String = annex.articles.iter().map(|article| self.article(article)).collect();
        self.skins.document.filled([
            annex.title,
            &self.paragraph("Preamble", &self.runs(&annex.preamble)),
            &articles,
            &self.schedule(),
            &annex.closing,
            annex.check.heading,
            &self.check_page(),
        ])
    }

    fn article(&self, article: &Article) -> String {
        let paragraphs: String =
            article.paragraphs.iter().map(|paragraph| self.paragraphs(article, paragraph)).collect();
        let number = article.number.to_string();
        self.skins.article.filled([&number, &bookmark(&article.clause), &article.title, &paragraphs])
    }

    /// A paragraph with its items. The styles carry the numbering: see `templates/annex/word/numbering.xml`.
    fn paragraphs(&self, article: &Article, paragraph: &AnnexParagraph) -> String {
        let (own, item) = if paragraph.number == 1 { ("FirstParagraph", "FirstItem") } else { ("Paragraph", "Item") };
        let runs = self.runs(&paragraph.runs);
        let mut xml = self.paragraph(own, &anchored(&self.named, article, paragraph, runs));
        for it in &paragraph.items {
            self.skins.paragraph.fill(&mut xml, [item, &self.runs(&it.runs)]);
        }
        xml
    }

    /// The 別表; nothing where there is no article.
    fn schedule(&self) -> String {
        let annex = self.annex;
        if annex.trace.is_empty() {
            return String::new();
        }
        let sentences = annex.policy_sentences.iter().map(|(place, words)| format!("{place}　{words}"));
        let notes = sentences.chain(std::iter::once(annex.trace_legend.to_owned()));
        let notes: String = notes.map(|note| self.paragraph("Small", &self.text(&note))).collect();
        self.skins.schedule.filled([&notes, &self.trace()])
    }

    fn trace(&self) -> String {
        let columns =
            [("条", 1450), ("要求事項", 2650), ("基本方針", 1250), ("ガイドライン等", 1650), ("法令等", 2072)];
        let mut table = Table::new(self.skins, columns);
        for row in &self.annex.trace {
            let requirements = row.requirements.iter().map(|(id, title)| self.text(&format!("{id} {title}")));
            table.row([
                self.article_lines(&row.clause, &row.title),
                requirements.collect(),
                self.lines(&row.locators),
                self.lines(&row.items),
                self.lines(&row.sources),
            ]);
        }
        table.xml()
    }

    fn paragraph(&self, style: &str, runs: &str) -> String {
        self.skins.paragraph.filled([style, runs])
    }

    fn runs(&self, runs: &[Run]) -> String {
        drawn_runs(self.skins, self.annex, runs)
    }

    fn text(&self, text: &str) -> String {
        self.skins.text.filled([text])
    }

    fn lines(&self, texts: &[String]) -> Vec<String> {
        texts.iter().map(|text| self.text(text)).collect()
    }

    /// A field that follows the article's number, with the number of today in it.
    fn reference(&self, clause: &ClauseId) -> String {
        drawn_reference(self.skins, self.annex, clause)
    }

    /// The article's live number, and its heading below.
    fn article_lines(&self, clause: &ClauseId, title: &str) -> Vec<String> {
        vec![self.reference(clause), self.text(title)]
    }
}

/// Runs as XML, references as fields.
pub(super) fn drawn_runs(skins: &Skins, annex: &Annex, runs: &[Run]) -> String {
    let mut xml = String::new();
    for run in runs {
        match run {
            Run::Text(text) => skins.text.fill(&mut xml, [text]),
            Run::Blank(label) => skins.blank.fill(&mut xml, [label]),
            Run::Reference(clause) => xml.push_str(&drawn_reference(skins, annex, clause)),
            Run::Paragraph { clause, number } => {
                skins.text.fill(&mut xml, ["第"]);
                let digits = full_width::number(*number);
                skins.paragraph_reference.fill(&mut xml, [&paragraph_bookmark(clause, *number), &digits]);
                skins.text.fill(&mut xml, ["項"]);
            }
        }
    }
    xml
}

fn drawn_reference(skins: &Skins, annex: &Annex, clause: &ClauseId) -> String {
    skins.reference.filled([&bookmark(clause), &annex.called(clause).unwrap_or_default()])
}

/// A paragraph's runs between the marks of its bookmark, where some text of the annex names it.
pub(super) fn anchored(
    named: &BTreeSet<(&ClauseId, usize)>,
    article: &Article,
    paragraph: &AnnexParagraph,
    runs: String,
) -> String {
    if !named.contains(&(&article.clause, paragraph.number)) {
        return runs;
    }
    // Articles count from 1; their paragraphs take the numbers above all of them.
    let id = article.number * 1000 + paragraph.number;
    let name = paragraph_bookmark(&article.clause, paragraph.number);
    format!(r#"<w:bookmarkStart w:id="{id}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{id}"/>"#)
}

fn paragraph_bookmark(clause: &ClauseId, number: usize) -> String {
    format!("{}_{number}", bookmark(clause))
}

/// The bookmark of an article: Word allows no hyphen and hides what begins with an underscore.
pub(super) fn bookmark(clause: &ClauseId) -> String {
    format!("_Ref{}", clause.as_str().replace('-', "_"))
}
