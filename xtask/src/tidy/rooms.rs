//! Which room may know of which: cargo's own view of the dependencies against the table in ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::project::metadata;
use crate::tidy::Finding;

/// Every package and its folder, from the bottom up. A room knows those before it, never those after it.
const ROOMS: [(&str, &str); 9] = [
    ("garimpo-table", "crates/table"),
    ("garimpo-funnel", "crates/funnel"),
    ("garimpo-workspace", "crates/workspace"),
    ("garimpo-browser", "crates/browser"),
    ("garimpo-workbook", "crates/workbook"),
    ("garimpo-worker", "crates/worker"),
    ("garimpo-fuzz", "tests/fuzz"),
    ("garimpo-digest", "tests/digest"),
    ("garimpo", "."),
];

/// Nobody knows the worker (it is talked to), the tries or the tools, and the tools know nobody.
const ALONE: [&str; 4] = ["garimpo-worker", "garimpo-fuzz", "garimpo-digest", "xtask"];

/// Same results on every computer and no surroundings: nothing of these, however far down.
/// (`garimpo-workbook` would be: `zip`, which `calamine` reads with, names `getrandom` for writing locked archives,
/// and nothing here writes one.)
const PURE: [&str; 3] = ["garimpo-table", "garimpo-funnel", "garimpo-workspace"];
const IMPURE: [&str; 9] =
    ["wasm-bindgen", "js-sys", "web-sys", "yew", "gloo", "getrandom", "rand", "chrono", "web-time"];

pub fn check(root: &Path) -> Result<Vec<Finding>> {
    let graph =
        Graph::read(&metadata(root, &["--locked"])?).context("`cargo metadata` has an unknown form")?;
    Ok(graph.findings())
}

/// Package names, and for each member the names it uses in the finished program (not for tests or build scripts).
#[derive(Default)]
struct Graph {
    members: Vec<String>,
    uses: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    fn read(metadata: &Value) -> Option<Graph> {
        let mut names = BTreeMap::new();
        for package in metadata["packages"].as_array()? {
            names.insert(package["id"].as_str()?, package["name"].as_str()?);
        }
        let mut graph = Graph::default();
        for id in metadata["workspace_members"].as_array()? {
            graph.members.push((*names.get(id.as_str()?)?).to_owned());
        }
        for node in metadata["resolve"]["nodes"].as_array()? {
            let mut uses = BTreeSet::new();
            for dependency in node["deps"].as_array()? {
                let normal = dependency["dep_kinds"].as_array()?.iter().any(|kind| kind["kind"].is_null());
                if normal {
                    uses.insert((*names.get(dependency["pkg"].as_str()?)?).to_owned());
                }
            }
            // Two versions of one name are one name here.
            graph.uses.entry((*names.get(node["id"].as_str()?)?).to_owned()).or_default().extend(uses);
        }
        Some(graph)
    }

    fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for member in &self.members {
            let place = ROOMS.iter().position(|(name, _)| name == member);
            if place.is_none() && !ALONE.contains(&member.as_str()) {
                let what = format!(
                    "`{member}` is a new room: give it a place in xtask/src/tidy/rooms.rs and ARCHITECTURE.md"
                );
                findings.push(Finding { file: "Cargo.toml".to_owned(), line: 0, what });
                continue;
            }
            let below = &ROOMS[..place.unwrap_or(0)];
            let folder = place.map_or(member.as_str(), |place| ROOMS[place].1);
            let file = format!("{folder}/Cargo.toml").trim_start_matches("./").to_owned();
            for used in self.uses.get(member).into_iter().flatten() {
                let known = below.iter().any(|(name, _)| name == used) && !ALONE.contains(&used.as_str());
                if self.members.contains(used) && !known {
                    let what = format!("`{member}` must not know of `{used}`");
                    findings.push(Finding { file: file.clone(), line: 0, what });
                }
            }
            if PURE.contains(&member.as_str()) {
                for (impure, way) in self.impure(member) {
                    let what = format!("`{member}` is pure, but uses `{impure}` through {way}");
                    findings.push(Finding { file: file.clone(), line: 0, what });
                }
            }
        }
        findings
    }

    /// What a pure room must not reach, with the way to it.
    fn impure(&self, member: &str) -> Vec<(String, String)> {
        let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
        let mut queue = vec![(member.to_owned(), member.to_owned())];
        while let Some((name, way)) = queue.pop() {
            for used in self.uses.get(&name).into_iter().flatten() {
                if !seen.insert(used.clone()) {
                    continue;
                }
                let way = format!("{way} → {used}");
                if IMPURE.contains(&used.as_str()) || used.starts_with("gloo-") {
                    found.push((used.clone(), way));
                } else {
                    queue.push((used.clone(), way));
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(uses: &[(&str, &[&str])]) -> Vec<String> {
        let graph = Graph {
            members: uses
                .iter()
                .map(|(name, _)| (*name).to_owned())
                .filter(|name| name.contains("garimpo"))
                .collect(),
            uses: uses
                .iter()
                .map(|(name, list)| {
                    ((*name).to_owned(), list.iter().map(|used| (*used).to_owned()).collect())
                })
                .collect(),
        };
        graph.findings().into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn arrows_go_one_way() {
        assert_eq!(
            found(&[("garimpo-table", &["memchr"]), ("garimpo-funnel", &["garimpo-table"])]),
            [] as [String; 0]
        );
        assert_eq!(
            found(&[("garimpo-table", &["garimpo-funnel"]), ("garimpo-funnel", &[])]),
            ["`garimpo-table` must not know of `garimpo-funnel`"]
        );
        assert_eq!(
            found(&[
                ("garimpo", &["garimpo-worker", "garimpo-table"]),
                ("garimpo-worker", &[]),
                ("garimpo-table", &[])
            ])
            .len(),
            1
        );
        assert_eq!(found(&[("garimpo-extra", &[])]).len(), 1);
    }

    #[test]
    fn pure_rooms_are_pure_all_the_way_down() {
        assert_eq!(
            found(&[("garimpo-table", &["ahash"]), ("ahash", &["getrandom"]), ("getrandom", &["js-sys"])]),
            ["`garimpo-table` is pure, but uses `getrandom` through garimpo-table → ahash → getrandom"]
        );
    }
}
