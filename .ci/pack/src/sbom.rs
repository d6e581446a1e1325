use crate::{Done, Package};
use serde_json::{Value, json};

/// A bill of materials in CycloneDX 1.5. Without time and serial number: these would differ from build to build.
pub(crate) fn cyclonedx(root: &Package, shipped: &[(&Package, Vec<&str>)]) -> Done<String> {
    let others = shipped.iter().filter(|(package, _)| package.id != root.id);
    let components: Vec<Value> = others.map(|(package, _)| component(package, "library")).collect();
    let find = |id: &str| shipped.iter().find(|(package, _)| package.id == id).map(|(package, _)| purl(package));
    let dependencies: Vec<Value> = shipped
        .iter()
        .map(|(package, needs)| {
            let mut needs: Vec<String> = needs.iter().filter_map(|id| find(id)).collect();
            needs.sort();
            json!({ "ref": purl(package), "dependsOn": needs })
        })
        .collect();
    let bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": component(root, "application") },
        "components": components,
        "dependencies": dependencies,
    });
    Ok(serde_json::to_string_pretty(&bill)? + "\n")
}

fn purl(package: &Package) -> String {
    format!("pkg:cargo/{}@{}", package.name, package.version)
}

fn component(package: &Package, kind: &str) -> Value {
    let mut component = json!({
        "type": kind,
        "bom-ref": purl(package),
        "name": package.name,
        "version": package.version,
        "purl": purl(package),
    });
    if let Some(licence) = &package.license {
        // Older crates part their choices by a slash, which is no SPDX.
        component["licenses"] = json!([{ "expression": licence.replace('/', " OR ").replace("  ", " ") }]);
    }
    if let Some(description) = &package.description {
        component["description"] = json!(description.trim());
    }
    if let Some(repository) = &package.repository {
        component["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
    }
    if package.source.is_none() {
        component["purl"] = Value::Null;
        if let Some(fields) = component.as_object_mut() {
            fields.remove("purl");
        }
    }
    component
}
