use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

const STYLE: &str = include_str!("manual.css");

/// The staff's manual as one page: no outside resource, a table of contents, fit for printing.
pub(crate) fn page(markdown: &str, version: &str, commit: &str) -> String {
    let mut contents = String::new();
    let mut heading: Option<String> = None;
    let mut number = 0;
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).map(|event| {
        match &event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => heading = Some(String::new()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(words) = &mut heading {
                    words.push_str(text);
                }
            }
            Event::End(TagEnd::Heading(HeadingLevel::H2)) => {
                number += 1;
                let words = heading.take().unwrap_or_default();
                contents.push_str(&format!("<li><a href=\"#s{number}\">{}</a></li>\n", escaped(&words)));
            }
            _ => {}
        }
        // The end of a line within a Japanese sentence is no blank.
        if event == Event::SoftBreak { Event::Text("".into()) } else { event }
    });
    let mut body = String::new();
    html::push_html(&mut body, events);
    let mut at = 0;
    let body: String = body
        .split_inclusive("<h2>")
        .map(|piece| match piece.strip_suffix("<h2>") {
            Some(before) => {
                at += 1;
                format!("{before}<h2 id=\"s{at}\">")
            }
            None => piece.to_owned(),
        })
        .collect();
    let short = commit.get(..12).unwrap_or(commit);
    format!(
        "<!DOCTYPE html>\n<html lang=\"ja\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>itaku 利用の手引</title><style>\n{STYLE}</style></head><body>\n<nav><p>目次</p><ul>\n{contents}</ul></nav>\n<main>\n{body}\
         <footer>itaku {} 版（{}）</footer></main></body></html>\n",
        escaped(version),
        escaped(short)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
