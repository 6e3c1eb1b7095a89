//! `cargo xtask tidy`: the house rules that a program can check.
//!
//! Each rule says what is wrong, where, and what to do instead. ARCHITECTURE.md has the reasons.

mod page;
mod rooms;
mod rust;
mod source;
mod words;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::project::Project;
use crate::tidy::source::Source;

/// Something to mend.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// From the checkout, with slashes.
    pub file: String,
    /// From 1; 0 for the file as a whole.
    pub line: usize,
    pub what: String,
}

/// Folders that are made, not written.
const MADE: [&str; 6] = ["target", "node_modules", "dist", "test-results", "proptest-regressions", "corpus"];

pub fn command(project: &Project) -> Result<()> {
    let files = check(project)?;
    println!("{files} files are tidy");
    Ok(())
}

/// Prints every finding; answers the number of files read.
pub fn check(project: &Project) -> Result<usize> {
    let files = list(&project.root)?;
    let mut findings = rooms::check(&project.root)?;
    findings.extend(words::architecture(&project.root));

    let texts: Vec<(&String, String)> = files
        .iter()
        .filter_map(|file| Some((file, fs::read_to_string(project.root.join(file)).ok()?)))
        .collect();
    for (file, text) in &texts {
        findings.extend(words::check(file, text));
    }
    let sources: Vec<(&String, Source)> = texts
        .iter()
        .filter(|(file, _)| file.ends_with(".rs"))
        .map(|(file, text)| (*file, Source::new(text)))
        .collect();
    let tests = test_files(&sources);
    for (file, source) in &sources {
        findings.extend(rust::length(file, source));
        if !is_test(file, &tests) {
            findings.extend(rust::check(file, source));
            findings.extend(page::check(file, source));
        }
    }

    findings.sort();
    findings.dedup();
    for Finding { file, line, what } in &findings {
        if *line == 0 {
            println!("{file}: {what}");
        } else {
            println!("{file}:{line}: {what}");
        }
    }
    if findings.is_empty() {
        return Ok(texts.len());
    }
    bail!("{} things to tidy", findings.len())
}

/// The files of the checkout, with slashes, sorted.
fn list(root: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = folder.join(&name);
            if entry.file_type()?.is_dir() {
                if name != ".git" && !MADE.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else {
                files.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The files of `#[cfg(test)] mod name;`.
fn test_files(sources: &[(&String, Source)]) -> BTreeSet<String> {
    let mut tests = BTreeSet::new();
    for (file, source) in sources {
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        let base = match name {
            "lib.rs" | "main.rs" | "mod.rs" => folder.to_owned(),
            _ => format!("{folder}/{}", name.trim_end_matches(".rs")),
        };
        for module in &source.test_modules {
            tests.insert(format!("{base}/{module}.rs"));
            tests.insert(format!("{base}/{module}/"));
        }
    }
    tests
}

fn is_test(file: &str, tests: &BTreeSet<String>) -> bool {
    let in_folder = |name: &str| file.starts_with(&format!("{name}/")) || file.contains(&format!("/{name}/"));
    ["tests", "benches", "examples"].into_iter().any(in_folder)
        || tests.contains(file)
        || tests.iter().any(|test| test.ends_with('/') && file.starts_with(test.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_test_modules_are_tests() {
        let (a, b) = ("crates/a/src/lib.rs".to_owned(), "src/b.rs".to_owned());
        let sources =
            [(&a, Source::new("#[cfg(test)] mod cases;")), (&b, Source::new("#[cfg(test)] mod more;"))];
        let tests = test_files(&sources);
        for (file, want) in [
            ("crates/a/src/cases.rs", true),
            ("crates/a/src/cases/one.rs", true),
            ("src/b/more.rs", true),
            ("crates/a/tests/read.rs", true),
            ("tests/e2e/x.rs", true),
            ("crates/a/examples/x.rs", true),
            ("src/more.rs", false),
            ("src/b.rs", false),
            ("src/contests/x.rs", false),
        ] {
            assert_eq!(is_test(file, &tests), want, "{file}");
        }
    }
}
