//! `cargo xtask digest`: the same bits natively and in a browser, over made-up companies.

use anyhow::{Context, Result, ensure};

use crate::bindgen;
use crate::browser;
use crate::build::{self, WASM};
use crate::project::Project;
use crate::run::{output, run};

/// Companies a digest: what a difference narrows down to.
const STEP: u32 = 250;
/// From here on the native side is worth optimizing.
const MANY: u32 = 2_000;

pub fn command(project: &Project, companies: u32) -> Result<()> {
    println!("{}", check(project, companies)?);
    Ok(())
}

/// How many companies were the same, in words; an error names the first that were not.
pub fn check(project: &Project, companies: u32) -> Result<String> {
    build::add_wasm_target()?;
    run(project.cargo().args(["build", "--profile", "web", "--target", WASM, "-p", "garimpo-digest"]))?;
    let folder = project.target.join("digest");
    let module = project.target.join(WASM).join("web").join("garimpo-digest.wasm");
    bindgen::generate(&module, "digest", &folder)?;
    let (profile, place) = if companies >= MANY { ("release", "release") } else { ("dev", "debug") };
    // With the features of the whole workspace, as the tests are built: nothing is compiled twice.
    run(project.cargo().args(["build", "--profile", profile, "--workspace", "--bin", "garimpo-digest"]))?;
    let native = project.target.join(place).join(format!("garimpo-digest{}", std::env::consts::EXE_SUFFIX));

    let words = [0, companies, STEP].map(|number| number.to_string());
    let mut node = browser::program(project, "digest.mjs")?;
    node.arg(&folder).args(&words);
    // One core each.
    let theirs = std::thread::spawn(move || output(&mut node));
    let mut ours = Vec::new();
    let mut from = 0;
    while from < companies {
        let many = STEP.min(companies - from);
        let mut one = std::process::Command::new(&native);
        ours.push(output(one.arg(from.to_string()).arg(many.to_string()))?.trim().to_owned());
        from += many;
    }
    let theirs = theirs.join().ok().context("the browser's side ended without an answer")??;
    let theirs: Vec<&str> = theirs.lines().collect();
    ensure!(theirs.len() == ours.len(), "{} digests natively, {} in the browser", ours.len(), theirs.len());
    for (nth, (native, browser)) in (0_u32..).zip(ours.iter().zip(&theirs)) {
        ensure!(
            native == browser,
            "companies {}..{}: {native} natively, {browser} in the browser",
            nth * STEP,
            ((nth + 1) * STEP).min(companies)
        );
    }
    Ok(format!("{companies} companies, the same bits natively and in the browser"))
}
