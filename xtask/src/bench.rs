//! `cargo xtask bench`: how fast the rooms are natively, and the released page against other tools in a browser.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::browser;
use crate::build::{self, Profile};
use crate::dist;
use crate::project::Project;
use crate::run::run;

pub struct Choice {
    pub native: bool,
    pub browser: bool,
    /// The day-to-day build in place of the release: quicker to get, a little slower to run.
    pub web: bool,
    pub rows: u32,
    pub runs: u32,
    /// Some of the tools, separated by commas.
    pub only: Option<String>,
}

pub fn command(project: &Project, choice: &Choice) -> Result<()> {
    if choice.native {
        native(project)?;
    }
    if choice.browser {
        in_browser(project, choice)?;
    }
    Ok(())
}

/// Every example of a crate whose name begins with `bench`.
fn native(project: &Project) -> Result<()> {
    for name in ["table", "funnel", "workspace"] {
        let folder = project.root.join("crates").join(name).join("examples");
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        let mut examples: Vec<String> = entries
            .flatten()
            .filter_map(|entry| Some(entry.file_name().to_str()?.strip_suffix(".rs")?.to_owned()))
            .filter(|example| example.starts_with("bench"))
            .collect();
        examples.sort();
        for example in examples {
            println!("\n── {name}: {example} ──");
            let package = format!("garimpo-{name}");
            run(project.cargo().args([
                "run",
                "--quiet",
                "--release",
                "-p",
                &package,
                "--example",
                &example,
            ]))?;
        }
    }
    Ok(())
}

fn in_browser(project: &Project, choice: &Choice) -> Result<()> {
    let folder = project.root.join("tests").join("bench");
    browser::node()?;
    browser::install(&project.root.join("tests").join("e2e"))?;
    browser::install(&folder)?;
    let chromium = browser::chromium()?;
    let site = if choice.web {
        build::build(project, Profile::Web)?;
        project.site()
    } else {
        dist::release(project)?;
        project.dist()
    };
    println!("\n── in the browser ──");
    let mut command = Command::new("node");
    command
        .arg(folder.join("bench.mjs"))
        .arg("--site")
        .arg(site)
        .arg("--data")
        .arg(project.target.join("bench-data"))
        .args(["--rows", &choice.rows.to_string(), "--runs", &choice.runs.to_string()])
        .env("CHROMIUM", chromium);
    if let Some(only) = &choice.only {
        command.args(["--only", only]);
    }
    run(&mut command).context("the browser benchmark did not end well")
}
