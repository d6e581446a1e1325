//! The elements of pages and of documents' parts.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// All elements, in order; panics where they are not well-formed.
pub(crate) fn elements(text: &str) -> Vec<BytesStart<'static>> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let (mut found, mut depth) = (Vec::new(), 0);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(element) => {
                depth += 1;
                found.push(element.into_owned());
            }
            Event::Empty(element) => found.push(element.into_owned()),
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "every element is closed");
    found
}

pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element.try_get_attribute(name).expect("attributes").map(|attribute| attribute.value.into_owned())
}
