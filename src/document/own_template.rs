//! The office's own Word file with handlebars tags, filled from an annex: `{{vendor.name}}`, `{{#each articles}}`, `{{clauses}}`.
//!
//! The file comes from anywhere: its size, parts, nesting and output are limited, macros are refused, nothing in it is run. Tags are read by
//! our own small reader and not by the handlebars engine: Word parts tags over runs, a fault must be told with the paragraph it
//! stands in, and the engine's parser recurses as deep as a template asks.

mod clauses;
mod package;
mod tags;
mod values;

use super::WriteError;
use super::annex::Annex;
use super::diagnostics::own_template_fault;
use super::xml_skin::escaped;
use crate::catalogue::Case;
use crate::diagnostic::{Diagnostic, nearest};
use crate::workspace::Workspace;
use package::Package;
use serde_json::Value;
use tags::{Node, Piece};

/// Bytes of one filled part: an annex of fifty articles has one.
const MAX_PART: usize = 48 * 1024 * 1024;
/// Pieces written while filling: each article with everything has some hundred.
const MAX_STEPS: usize = 2_000_000;

/// What goes into the office's own file.
#[derive(Clone, Copy, Debug)]
pub struct OwnTemplate<'a> {
    /// The file's name in messages.
    pub file: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The organisation.
    pub workspace: &'a Workspace,
    /// What is being bought.
    pub case: &'a Case,
    /// The annex.
    pub annex: &'a Annex,
}

/// The office's file with its tags filled; every other part of it stays as it is.
///
/// # Errors
/// A file that is no Word file or over a limit, or all wrong tags with their places.
pub fn fill_template(input: &OwnTemplate<'_>) -> Result<Vec<u8>, WriteError> {
    let fault = |cause: &str| WriteError::Template(vec![own_template_fault(input.file, "", cause)]);
    let mut package = Package::open(input.bytes).map_err(fault)?;
    let (values, shape) = (values::of(input), values::shape());
    let mut faults = Vec::new();
    let mut parts = Vec::new();
    for name in package.texts() {
        let xml = package.text(&name).ok_or_else(|| fault("文字として読めない部分があります"))?;
        match tags::read(&xml) {
            Ok(pieces) => parts.push((name, pieces)),
            Err(found) => faults.extend(found.into_iter().map(|fault| told(input.file, &fault))),
        }
    }
    let placed = parts.iter().any(|(_, pieces)| pieces.iter().any(places_clauses));
    if !placed && faults.is_empty() {
        faults.push(own_template_fault(
            input.file,
            "",
            "条項を置く場所がありません。{{clauses}} だけの段落か {{#each articles}} を書いてください",
        ));
    }
    let clauses = clauses::Clauses::prepare(&mut package, input.annex).map_err(|cause| fault(&cause))?;
    for (name, pieces) in parts {
        let nodes = match tags::nodes(pieces) {
            Ok(nodes) => nodes,
            Err(found) => {
                faults.push(told(input.file, &found));
                continue;
            }
        };
        check(&nodes, &[&shape], &mut |fault| faults.push(told(input.file, &fault)));
        if !faults.is_empty() {
            continue;
        }
        let mut filling = Filling { out: String::new(), steps: 0, clauses: clauses.xml() };
        filling.write(&nodes, &[&values]).map_err(fault)?;
        let xml = tags::mended(&filling.out);
        if !tags::is_sound(&xml) {
            faults.push(own_template_fault(
                input.file,
                "",
                "{{#each}} から {{/each}} まで（又は {{#if}} から {{/if}} まで）が、段落又は表の行の途中から別の段落や行の途中に及んでいます",
            ));
            continue;
        }
        package.replace(&name, xml);
    }
    if !faults.is_empty() {
        return Err(WriteError::Template(faults));
    }
    package.written().map_err(|error| WriteError::Library(error.to_string()))
}

/// A wrong tag: the words of the paragraph in which it stands, and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TagFault {
    place: String,
    cause: String,
}

fn told(file: &str, fault: &TagFault) -> Diagnostic {
    own_template_fault(file, &fault.place, &fault.cause)
}

fn places_clauses(piece: &Piece) -> bool {
    matches!(piece, Piece::Tag { text, .. } if text == "clauses" || text.starts_with("#each articles"))
}

/// Tells every name that is not there, in branches too that this annex does not take.
fn check(nodes: &[Node], scopes: &[&Value], tell: &mut impl FnMut(TagFault)) {
    for node in nodes {
        match node {
            Node::Xml(_) => {}
            Node::Clauses { .. } => {}
            Node::Value { name, place } => match find(name, scopes) {
                Some(value) if value.is_string() || value.is_number() => {}
                Some(_) => tell(TagFault {
                    place: place.clone(),
                    cause: format!("「{name}」は一つの値ではありません。{{{{#each {name}}}}} の形で使ってください"),
                }),
                None => tell(TagFault { place: place.clone(), cause: unknown(name, scopes) }),
            },
            Node::Each { name, place, body } => match find(name, scopes).and_then(Value::as_array) {
                Some(list) => {
                    let mut inner = scopes.to_vec();
                    inner.extend(list.first());
                    check(body, &inner, tell);
                }
                None if find(name, scopes).is_some() => tell(TagFault {
                    place: place.clone(),
                    cause: format!("「{name}」は並びではないので {{{{#each}}}} に使えません"),
                }),
                None => tell(TagFault { place: place.clone(), cause: unknown(name, scopes) }),
            },
            Node::If { name, place, body, other, .. } => {
                if find(name, scopes).is_none() {
                    tell(TagFault { place: place.clone(), cause: unknown(name, scopes) });
                }
                check(body, scopes, tell);
                check(other, scopes, tell);
            }
        }
    }
}

fn unknown(name: &str, scopes: &[&Value]) -> String {
    let mut known = Vec::new();
    for scope in scopes {
        names(scope, "", &mut known);
    }
    match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("「{name}」という名前はありません。近い名前は「{near}」です"),
        None => format!("「{name}」という名前はありません"),
    }
}

fn names(value: &Value, before: &str, known: &mut Vec<String>) {
    for (name, value) in value.as_object().into_iter().flatten() {
        let full = if before.is_empty() { name.clone() } else { format!("{before}.{name}") };
        if value.is_object() {
            names(value, &full, known);
        }
        known.push(full);
    }
}

/// The value of a name, from the innermost scope outward.
fn find<'v>(name: &str, scopes: &[&'v Value]) -> Option<&'v Value> {
    let mut scopes = scopes;
    let mut name = name;
    while let Some(rest) = name.strip_prefix("../") {
        name = rest;
        scopes = scopes.split_last().map_or(scopes, |(_, outer)| outer);
    }
    let name = name.strip_prefix("this.").unwrap_or(name);
    if name == "this" {
        return scopes.last().copied();
    }
    scopes.iter().rev().find_map(|scope| name.split('.').try_fold(*scope, |value, part| value.get(part)))
}

struct Filling<'a> {
    out: String,
    steps: usize,
    clauses: &'a str,
}

impl Filling<'_> {
    fn write(&mut self, nodes: &[Node], scopes: &[&Value]) -> Result<(), &'static str> {
        for node in nodes {
            self.steps += 1;
            if self.steps > MAX_STEPS || self.out.len() > MAX_PART {
                return Err("ひな型を埋めると大きくなりすぎます。{{#each}} の重なりを減らしてください");
            }
            match node {
                Node::Xml(xml) => self.out.push_str(xml),
                Node::Clauses { .. } => self.out.push_str(self.clauses),
                Node::Value { name, .. } => {
                    let text = match find(name, scopes) {
                        Some(Value::String(text)) => text.clone(),
                        Some(other) => other.to_string(),
                        None => String::new(),
                    };
                    let lines: Vec<String> = text.split('\n').map(escaped).collect();
                    self.out.push_str(&lines.join("</w:t><w:br/><w:t xml:space=\"preserve\">"));
                }
                Node::Each { name, body, .. } => {
                    for value in find(name, scopes).and_then(Value::as_array).into_iter().flatten() {
                        let mut inner = scopes.to_vec();
                        inner.push(value);
                        self.write(body, &inner)?;
                    }
                }
                Node::If { name, body, other, unless, .. } => {
                    let holds = find(name, scopes).is_some_and(is_something);
                    self.write(if holds == *unless { other } else { body }, scopes)?;
                }
            }
        }
        Ok(())
    }
}

fn is_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(flag) => *flag,
        Value::Number(number) => number.as_u64() != Some(0),
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(_) => true,
    }
}
