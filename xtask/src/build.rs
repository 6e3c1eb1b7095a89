//! `cargo xtask build`: cargo, then wasm-bindgen, then the files around them.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::project::Project;
use crate::run::{ask, run};
use crate::{dist, site};

pub const WASM: &str = "wasm32-unknown-unknown";

/// Cargo's profiles for wasm, described in Cargo.toml.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// While the page is written: large and slow, built again in seconds.
    Quick,
    /// Day to day, and what the browser tests run on.
    Web,
    /// The release.
    Dist,
}

impl Profile {
    fn name(self) -> &'static str {
        match self {
            Profile::Quick => "quick",
            Profile::Web => "web",
            Profile::Dist => "dist",
        }
    }
}

pub fn command(project: &Project, profile: Profile) -> Result<()> {
    match profile {
        Profile::Quick | Profile::Web => {
            build(project, profile)?;
            println!("built {}", project.site().display());
            Ok(())
        }
        Profile::Dist => dist::command(project, profile),
    }
}

/// A build that is not the release, into `target/site`.
pub fn build(project: &Project, profile: Profile) -> Result<()> {
    let begin = Instant::now();
    let modules = compile(project, profile)?;
    let compiled = begin.elapsed();
    site::assemble(project, &modules)?;
    let all = begin.elapsed();
    println!("page built in {:.1} s (cargo {:.1} s)", all.as_secs_f32(), compiled.as_secs_f32());
    Ok(())
}

/// What cargo made of the three wasm programs.
pub struct Modules {
    pub page: PathBuf,
    pub worker: PathBuf,
    /// Loaded only when a workbook or an archive comes.
    pub opener: PathBuf,
}

/// Compiles page and workers in one run, so that what they share is compiled once.
pub fn compile(project: &Project, profile: Profile) -> Result<Modules> {
    add_wasm_target()?;
    run(project.cargo().args(["build", "--profile", profile.name(), "--target", WASM]).args([
        "-p",
        "garimpo",
        "--bin",
        "garimpo-page",
        "-p",
        "garimpo-worker",
        "--bin",
        "garimpo-worker",
        "--bin",
        "garimpo-opener",
    ]))?;
    let folder = project.target.join(WASM).join(profile.name());
    let module = |name: &str| folder.join(name).with_extension("wasm");
    Ok(Modules {
        page: module("garimpo-page"),
        worker: module("garimpo-worker"),
        opener: module("garimpo-opener"),
    })
}

/// Asks rustup for the wasm target if it is missing.
pub fn add_wasm_target() -> Result<()> {
    let Some(sysroot) = ask("rustc", &["--print", "sysroot"]) else {
        bail!("`rustc` is not there: install Rust with rustup, then run this again");
    };
    if PathBuf::from(sysroot).join("lib").join("rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    println!("adding the {WASM} target to this toolchain");
    let mut rustup = std::process::Command::new("rustup");
    if run(rustup.args(["target", "add", WASM])).is_err() {
        bail!(
            "the {WASM} standard library is missing and `rustup target add {WASM}` did not work: \
             add it the way your Rust was installed (Debian: the package libstd-rust-dev-wasm32), then run this again"
        );
    }
    Ok(())
}
