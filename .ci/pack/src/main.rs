//! Packs a built program into the archive that is handed out: same program, same sources, same time → the same bytes.
//!
//! `.ci/release` calls it. It takes what `cargo metadata` says of the target, the manual, the examples and the licence files that
//! the crates themselves carry, and writes a zip with sorted names and one fixed time, with the sums of everything in it.

mod licences;
mod manual;
mod sbom;

use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;

/// What stops the packing: a sentence for whoever builds.
type Done<T> = Result<T, Box<dyn std::error::Error>>;

/// Files of the archive, by their paths in it.
type Content = BTreeMap<String, Vec<u8>>;

/// A package, as `cargo metadata` describes it.
#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    repository: Option<String>,
    description: Option<String>,
    source: Option<String>,
    manifest_path: PathBuf,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
    root: String,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    kind: Option<String>,
}

impl Metadata {
    /// The packages that end up in the program, with what each needs: no tests, no build scripts.
    fn shipped(&self) -> Vec<(&Package, Vec<&str>)> {
        let node = |id: &str| self.resolve.nodes.iter().find(|node| node.id == id);
        let linked = |node: &'_ Node| -> Vec<String> {
            let normal = node.deps.iter().filter(|dep| dep.dep_kinds.iter().any(|kind| kind.kind.is_none()));
            normal.map(|dep| dep.pkg.clone()).collect()
        };
        let mut wanted = vec![self.resolve.root.clone()];
        let mut seen = BTreeMap::new();
        while let Some(id) = wanted.pop() {
            if seen.contains_key(&id) {
                continue;
            }
            let needs = node(&id).map(linked).unwrap_or_default();
            wanted.extend(needs.iter().cloned());
            seen.insert(id, needs);
        }
        let package = |id: &str| self.packages.iter().find(|package| package.id == id);
        let mut shipped: Vec<(&Package, Vec<&str>)> = seen
            .iter()
            .filter_map(|(id, needs)| {
                let needs = needs.iter().filter_map(|need| package(need)).map(|need| need.id.as_str()).collect();
                Some((package(id)?, needs))
            })
            .collect();
        shipped.sort_by(|(one, _), (other, _)| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
        shipped
    }
}

fn main() -> Done<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [sources, metadata, program, extra, target, commit, out] = arguments.as_slice() else {
        return Err("pack SOURCES METADATA PROGRAM EXTRA TARGET COMMIT OUT".into());
    };
    let sources = Path::new(sources);
    let metadata: Metadata = serde_json::from_slice(&std::fs::read(metadata)?)?;
    let root = metadata.packages.iter().find(|package| package.id == metadata.resolve.root).ok_or("no root")?;
    let name = format!("itaku-{}-{target}", root.version);

    let mut content = Content::new();
    let program = Path::new(program);
    content.insert(file_name(program), std::fs::read(program)?);
    content.insert("LICENSE.txt".to_owned(), std::fs::read(sources.join("LICENSE"))?);
    let manual = std::fs::read_to_string(sources.join("README.ja.md"))?;
    content.insert("利用の手引.html".to_owned(), manual::page(&manual, &root.version, commit).into_bytes());
    let shipped = metadata.shipped();
    content.insert("licences.txt".to_owned(), licences::text(&shipped)?.into_bytes());
    content.insert("sbom.cdx.json".to_owned(), sbom::cyclonedx(root, &shipped)?.into_bytes());
    for folder in EXAMPLES {
        gather(&sources.join("examples").join(folder), &format!("examples/{folder}"), &mut content)?;
    }
    gather(&sources.join("questionnaires/schemas"), "questionnaires/schemas", &mut content)?;
    gather(Path::new(extra), "", &mut content)?;
    let sums = sums(&content);
    content.insert("SHA256SUMS.txt".to_owned(), sums.into_bytes());

    let bytes = zip(&name, &content)?;
    let path = Path::new(out).join(format!("{name}.zip"));
    std::fs::write(&path, &bytes)?;
    println!("{}  {}", hex(&bytes), file_name(&path));
    Ok(())
}

/// The pictures of the manual, and what the office can try: settings and returned sheets of the five, and of one what comes out of them.
const EXAMPLES: [&str; 13] = [
    "page-list.png",
    "page-file.png",
    "yuzawa/itaku.toml",
    "yuzawa/returned",
    "yuzawa/out",
    "sakura/itaku.toml",
    "sakura/returned",
    "ryugasaki/itaku.toml",
    "ryugasaki/returned",
    "ogasawara/itaku.toml",
    "ogasawara/returned",
    "tokunoshima/itaku.toml",
    "tokunoshima/returned",
];

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A file, or a folder with all that lies in it; nothing where there is none.
fn gather(path: &Path, name: &str, content: &mut Content) -> Done<()> {
    if path.is_file() {
        content.insert(name.to_owned(), std::fs::read(path)?);
    } else if path.is_dir() {
        for entry in std::fs::read_dir(path)? {
            let path = entry?.path();
            let inside = file_name(&path);
            gather(&path, &if name.is_empty() { inside } else { format!("{name}/{inside}") }, content)?;
        }
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn sums(content: &Content) -> String {
    content.iter().map(|(name, bytes)| format!("{}  {name}\n", hex(bytes))).collect()
}

/// Names in order, one time for all, the system of one kind: nothing of the machine that packs.
fn zip(folder: &str, content: &Content) -> Done<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in content {
        let program = name == "itaku";
        let options = SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated)
            .compression_level(Some(9))
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(if program { 0o755 } else { 0o644 })
            .system(zip::System::Unix);
        zip.start_file(format!("{folder}/{name}"), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
