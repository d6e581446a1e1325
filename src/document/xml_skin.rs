use super::WriteError;

/// A piece of XML with `N` named gaps: handlebars with nothing but `{{name}}`, which is escaped, and `{{{name}}}`, which
/// is XML already. It is read and filled here and not by the library: an annex has some thousand pieces, and the
/// renderer's own bookkeeping for each of them took four fifths of the time; to compile the pieces took as long as to fill them.
#[derive(Debug)]
pub(super) struct XmlSkin<const N: usize> {
    parts: Vec<Part>,
    /// Bytes of the skin itself.
    fixed: usize,
    breaks: Breaks,
}

/// What becomes of a line break in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Breaks {
    /// It is a blank: in Word a line is a paragraph or an element.
    Blank,
    /// It stays: a page shows it where its style says so.
    Kept,
}

#[derive(Debug)]
enum Part {
    /// XML of the skin itself.
    Fixed(String),
    /// A value that becomes XML: its index.
    Text(usize),
    /// A value that is XML: its index.
    Xml(usize),
}

impl<const N: usize> XmlSkin<N> {
    /// The skin `file` whose gaps bear these names, in the order in which [`fill`](Self::fill) takes the values.
    ///
    /// # Errors
    /// A skin with an open tag, with another name than these, or that does more than naming.
    pub(super) fn compile(file: &str, source: &str, names: [&str; N]) -> Result<Self, WriteError> {
        let fault = |cause: String| WriteError::Library(format!("{file}: {cause}"));
        let mut parts = Vec::new();
        let mut rest = source;
        while let Some((fixed, from)) = rest.split_once("{{") {
            let xml = from.strip_prefix('{').and_then(|from| from.split_once("}}}"));
            let (name, after) =
                xml.or_else(|| from.split_once("}}")).ok_or_else(|| fault(format!("{{{{{from}: }}}}")))?;
            let index = names.iter().position(|known| *known == name);
            let index = index.ok_or_else(|| fault(format!("{{{{{name}}}}}")))?;
            parts.push(Part::Fixed(fixed.to_owned()));
            parts.push(if xml.is_some() { Part::Xml(index) } else { Part::Text(index) });
            rest = after;
        }
        parts.push(Part::Fixed(rest.to_owned()));
        Ok(Self { parts, fixed: source.len(), breaks: Breaks::Blank })
    }

    /// The skin, with line breaks in texts left as they are.
    pub(super) fn keeping_lines(self) -> Self {
        Self { breaks: Breaks::Kept, ..self }
    }

    /// Writes the skin with its gaps filled.
    pub(super) fn fill(&self, out: &mut String, values: [&str; N]) {
        // Once for all: a string that grows by each piece moves again and again.
        out.reserve(self.fixed + values.iter().map(|value| value.len()).sum::<usize>());
        for part in &self.parts {
            match part {
                Part::Fixed(xml) => out.push_str(xml),
                Part::Text(index) => escape(out, values.get(*index).copied().unwrap_or_default(), self.breaks),
                Part::Xml(index) => out.push_str(values.get(*index).copied().unwrap_or_default()),
            }
        }
    }

    /// The skin with its gaps filled.
    pub(super) fn filled(&self, values: [&str; N]) -> String {
        let mut out = String::new();
        self.fill(&mut out, values);
        out
    }
}

/// A text as XML.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text, Breaks::Blank);
    out
}

/// A text as XML, its lines kept.
pub(super) fn escaped_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    escape(&mut out, text, Breaks::Kept);
    out
}

/// Adds a text as XML, its lines kept.
pub(super) fn escape_lines(out: &mut String, text: &str) {
    escape(out, text, Breaks::Kept);
}

/// The one place where text becomes XML: four characters are written as entities, those that XML does not allow go.
fn escape(out: &mut String, text: &str, breaks: Breaks) {
    if is_plain(text) {
        out.push_str(text);
        return;
    }
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' if breaks == Breaks::Kept => out.push(c),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            _ => out.push(c),
        }
    }
}

/// Whether a text surely holds nothing but what may stay as it is. Nearly every text does, and a page has hundreds of
/// thousands of characters: all bytes are looked at without a branch, which the compiler does sixteen at a time.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let care = |byte: u8| (byte < 0x20) | (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"');
    let found = bytes.iter().fold(false, |found, byte| found | care(*byte));
    // With these two begin U+FFFE, U+FFFF and a few signs.
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    !(found | pairs.fold(false, |found, (one, next)| found | ((*one == 0xEF) & (*next == 0xBF))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_once_and_xml_is_taken_as_it_is() {
        let skin = XmlSkin::compile("a.hbs", "<a b=\"{{b}}\">{{{c}}}{{b}}</a>", ["b", "c"]).expect("skin");
        assert_eq!(
            skin.filled(["\"1\" & <2>\n\u{1}", "<d/>"]),
            "<a b=\"&quot;1&quot; &amp; &lt;2&gt; \"><d/>&quot;1&quot; &amp; &lt;2&gt; </a>"
        );
        assert_eq!(skin.filled(["（￥）\u{FFFE}！\u{FFFF}", ""]), "<a b=\"（￥）！\">（￥）！</a>");
    }

    #[test]
    fn a_page_keeps_the_lines_of_a_text() {
        let skin = XmlSkin::compile("a.hbs", "<a>{{b}}</a>", ["b"]).expect("skin").keeping_lines();
        assert_eq!(skin.filled(["一\n二\t<三>\r"]), "<a>一\n二\t&lt;三&gt; </a>");
        assert_eq!(escaped_lines("\"一\"\n二"), "&quot;一&quot;\n二");
    }

    #[test]
    fn a_skin_that_names_something_else_is_refused() {
        assert!(XmlSkin::compile("a.hbs", "<a>{{d}}</a>", ["b"]).is_err());
        assert!(XmlSkin::compile("a.hbs", "{{#each b}}{{/each}}", ["b"]).is_err());
        assert!(XmlSkin::compile("a.hbs", "{{b", ["b"]).is_err());
    }
}
