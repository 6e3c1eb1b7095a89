//! What a first visit costs, against the budget.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::project::Project;
use crate::run::ask;

/// Everything that is needed to rank a file, as hosts send it (brotli).
pub const BUDGET: u64 = 350_000;

/// Prints the sizes of the files of a first visit, and of those that are loaded `later`, if ever. Fails when
/// the first visit is above the budget.
pub fn report(project: &Project, folder: &Path, files: &[String], later: &[String]) -> Result<()> {
    let script = project.root.join("xtask").join("web").join("sizes.mjs");
    let all: Vec<String> = files.iter().chain(later).cloned().collect();
    let Some(sizes) = measure(&script, folder, &all)? else {
        println!(
            "node is missing: the sizes after compression are not known, nor whether they keep the budget"
        );
        return Ok(());
    };
    println!("\n{:>10}{:>10}{:>10}", "raw", "gzip", "brotli");
    let sum_of = |files: &[String], what: &str| -> Result<Sizes> {
        let mut sum = Sizes::default();
        for file in files {
            let one = sizes.get(file).with_context(|| format!("the size of {file} was not told"))?;
            println!("{:>10}{:>10}{:>10}  {file}", one.raw, one.gzip, one.brotli);
            sum =
                Sizes { raw: sum.raw + one.raw, gzip: sum.gzip + one.gzip, brotli: sum.brotli + one.brotli };
        }
        println!("{:>10}{:>10}{:>10}  {what}", sum.raw, sum.gzip, sum.brotli);
        Ok(sum)
    };
    sum_of(later, "with the first workbook or archive")?;
    let sum = sum_of(files, "first visit")?;
    println!("{:>30}  budget ({:.0} % used)", BUDGET, sum.brotli as f64 / BUDGET as f64 * 100.0);
    ensure!(
        sum.brotli <= BUDGET,
        "a first visit costs {} bytes, {} above the budget",
        sum.brotli,
        sum.brotli - BUDGET
    );
    Ok(())
}

#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
struct Sizes {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Nothing if there is no node to ask.
fn measure(script: &Path, folder: &Path, files: &[String]) -> Result<Option<BTreeMap<String, Sizes>>> {
    let mut arguments = vec![script.to_string_lossy().into_owned()];
    arguments.extend(files.iter().map(|file| folder.join(file).to_string_lossy().into_owned()));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let Some(text) = ask("node", &arguments) else { return Ok(None) };
    let mut sizes = BTreeMap::new();
    for (file, line) in files.iter().zip(text.lines()) {
        sizes.insert(file.clone(), parse(line).with_context(|| format!("`{line}` tells no sizes"))?);
    }
    Ok(Some(sizes))
}

/// `path`, raw, gzip and brotli, separated by tabs.
fn parse(line: &str) -> Option<Sizes> {
    let mut words = line.rsplit('\t').map(str::parse::<u64>);
    let (brotli, gzip, raw) = (words.next()?.ok()?, words.next()?.ok()?, words.next()?.ok()?);
    Some(Sizes { raw, gzip, brotli })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read() {
        assert_eq!(parse("a b.js\t30\t20\t10"), Some(Sizes { raw: 30, gzip: 20, brotli: 10 }));
        assert_eq!(parse("a.js"), None);
    }
}
