//! XML parts, taken as a sequence of tags and texts. A part that breaks off ends the sequence.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// Whether an attribute says yes.
pub(super) fn flag(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|flag| matches!(flag.as_str(), "1" | "true" | "on"))
}

/// The start tags of a part, in order.
pub(super) fn tags(content: &[u8]) -> impl Iterator<Item = BytesStart<'_>> {
    pieces(content).filter_map(|piece| if let Piece::Open(tag) = piece { Some(tag) } else { None })
}

/// A piece of a part.
pub(super) enum Piece<'a> {
    Open(BytesStart<'a>),
    /// The name of the element that ends, without its prefix.
    Close(String),
    Text(Cow<'a, str>),
}

/// Tags, ends and texts of a part, in order. An empty element opens and closes.
pub(super) fn pieces(content: &[u8]) -> impl Iterator<Item = Piece<'_>> {
    let mut reader = quick_xml::Reader::from_reader(content);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    std::iter::from_fn(move || {
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => return Some(Piece::Open(tag)),
                Ok(Event::End(tag)) => return Some(Piece::Close(tag.local_name().as_ref().to_owned())),
                Ok(Event::Text(text)) => return Some(Piece::Text(text.into_inner())),
                Ok(Event::CData(text)) => return Some(Piece::Text(text.into_inner())),
                // Entities come apart from the text around them; a text without them would silently lose characters.
                Ok(Event::GeneralRef(name)) => {
                    let known = resolve_xml_entity(&name).map(Cow::Borrowed);
                    let char = || name.resolve_char_ref().ok().flatten().map(|c| Cow::Owned(c.to_string()));
                    return Some(Piece::Text(known.or_else(char).unwrap_or_default()));
                }
                Ok(Event::Eof) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    })
}
