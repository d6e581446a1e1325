use crate::{Done, Package};
use std::collections::BTreeMap;
use std::fmt::Write;

/// How a licence file is called in a crate.
const NAMES: [&str; 5] = ["LICEN", "COPYING", "NOTICE", "UNLICENSE", "COPYRIGHT"];

/// What every part of the program is licensed under, then the texts: each once, with the crates that carry it.
pub(crate) fn text(shipped: &[(&Package, Vec<&str>)]) -> Done<String> {
    let mut list = String::from(
        "itaku が含むものと、その利用条件です。本文は後にまとめます。\n\
         Parts of this program and their licences; the texts follow.\n\n",
    );
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (package, _) in shipped {
        let name = format!("{} {}", package.name, package.version);
        let licence = package.license.as_deref().unwrap_or("(file)");
        writeln!(list, "{name}\t{licence}\t{}", package.repository.as_deref().unwrap_or(""))?;
        for text in carried(package)? {
            texts.entry(text).or_default().push(name.clone());
        }
    }
    list.push_str(
        "\nSQLite（rusqlite に含まれる libsqlite3）は公有に置かれています。SQLite is in the public domain.\n\
         Rust の標準ライブラリは MIT 又は Apache-2.0 です。The Rust standard library is MIT OR Apache-2.0.\n",
    );
    for (text, names) in texts {
        write!(list, "\n{}\n{}\n\n{}\n", "=".repeat(78), names.join(", "), text)?;
    }
    Ok(list)
}

fn carried(package: &Package) -> Done<Vec<String>> {
    let Some(folder) = package.manifest_path.parent() else { return Ok(Vec::new()) };
    let mut files: Vec<_> = std::fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = crate::file_name(path).to_uppercase();
            path.is_file() && NAMES.iter().any(|start| name.starts_with(start))
        })
        .collect();
    files.sort();
    let read = files.iter().map(|path| Ok(String::from_utf8_lossy(&std::fs::read(path)?).replace('\r', "").trim().to_owned()));
    read.collect()
}
