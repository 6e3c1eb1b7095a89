//! What the browser tests and benchmarks need: node, their packages, a Chromium; and running them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::project::Project;
use crate::run::{ask, find, run, tee};
use crate::test::Counts;

const CHROMIUMS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const OLDEST_NODE: u32 = 20;

/// Which browser tests to run.
pub enum Which<'a> {
    /// All files `*.spec.mjs`, or those whose name contains a text.
    Specs(Option<&'a str>),
}

/// Runs browser tests on `target/site`; answers how many.
pub fn test(project: &Project, which: &Which<'_>) -> Result<String> {
    let folder = project.root.join("tests").join("e2e");
    let Which::Specs(only) = which;
    let files = specs(&folder, *only)?;
    node()?;
    install(&folder)?;
    let chromium = chromium()?;
    let exports = project.target.join("exports");
    if files.iter().any(|file| file == "exports.spec.mjs") {
        look_alikes(project, &exports)?;
    }
    println!("{} test files in {}", files.len(), chromium.display());
    let mut command = Command::new("node");
    command
        .args(["--test", "--test-reporter=spec", "--test-concurrency=2"])
        .args(&files)
        .current_dir(&folder)
        .env("CHROMIUM", &chromium)
        .env("GARIMPO_EXPORTS", &exports)
        .env("GARIMPO_SITE", project.site());
    let (passed, text) = tee(&mut command)?;
    let counts = Counts::of_node(&text);
    ensure!(passed, "{counts}; pictures are in {}", folder.join("test-results").display());
    ensure!(counts.skipped == 0, "{counts}: tests must not be skipped");
    ensure!(counts.passed > 0, "no test ran");
    Ok(counts.to_string())
}

/// A program of the browser tests' folder, to be run by node with a Chromium at hand.
pub fn program(project: &Project, file: &str) -> Result<Command> {
    let folder = project.root.join("tests").join("e2e");
    node()?;
    install(&folder)?;
    let mut command = Command::new("node");
    command.arg(file).current_dir(&folder).env("CHROMIUM", chromium()?);
    Ok(command)
}

/// Writes the look-alikes of known tools' exports, anew each time.
fn look_alikes(project: &Project, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("{} could not be emptied", folder.display()))?;
    }
    let mut command = project.cargo();
    command.args(["run", "-q", "-p", "garimpo-funnel", "--example", "exports", "--"]).arg(folder);
    run(&mut command)
}

fn specs(folder: &Path, only: Option<&str>) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} could not be read", folder.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".spec.mjs") && only.is_none_or(|part| name.contains(part)) {
            names.push(name);
        }
    }
    names.sort();
    ensure!(!names.is_empty(), "no file of {} matches `{}`", folder.display(), only.unwrap_or("*.spec.mjs"));
    Ok(names)
}

/// Node, new enough.
pub fn node() -> Result<()> {
    let Some(version) = ask("node", &["--version"]) else {
        bail!("node is missing: install Node.js {OLDEST_NODE} or newer (Debian: apt-get install nodejs npm)");
    };
    let major = version.trim_start_matches('v').split('.').next().and_then(|text| text.parse::<u32>().ok());
    ensure!(major >= Some(OLDEST_NODE), "node {version} is too old: {OLDEST_NODE} or newer is needed");
    Ok(())
}

/// The node packages of a folder exactly as its lock file has them; nothing to do if they are there already.
pub fn install(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))
        .with_context(|| format!("{} has no package-lock.json", folder.display()))?;
    let stamp = folder.join("node_modules").join(".garimpo-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let Some(npm) = find("npm") else {
        bail!("npm is missing: install it with Node.js (Debian: apt-get install npm)");
    };
    run(Command::new(npm).args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))?;
    fs::write(stamp, lock)?;
    Ok(())
}

/// `CHROMIUM`, or the first known one on the PATH, or one from the Debian package.
pub fn chromium() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("CHROMIUM") {
        let path = PathBuf::from(path);
        ensure!(path.is_file(), "CHROMIUM names {}, which is not there", path.display());
        return Ok(path);
    }
    if let Some(path) = installed_chromium() {
        return Ok(path);
    }
    let debian = find("apt-get").is_some();
    if debian && ask("id", &["-u"]).as_deref() == Some("0") {
        println!("no Chromium here: installing Debian's");
        run(Command::new("apt-get").args(["-q", "update"]))?;
        run(Command::new("apt-get")
            .args(["-q", "-y", "--no-install-recommends", "install", "chromium"])
            .env("DEBIAN_FRONTEND", "noninteractive"))?;
        if let Some(path) = installed_chromium() {
            return Ok(path);
        }
    }
    let how = if debian { "sudo apt-get install chromium" } else { "install Chromium or Chrome" };
    bail!("no Chromium found: {how}, or put the path of one into the environment as CHROMIUM")
}

fn installed_chromium() -> Option<PathBuf> {
    CHROMIUMS.iter().find_map(|name| find(name))
}
