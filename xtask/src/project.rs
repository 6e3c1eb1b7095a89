//! Where things are in the checkout.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

pub struct Project {
    /// The checkout.
    pub root: PathBuf,
    /// Cargo's output, wherever the person's settings put it.
    pub target: PathBuf,
}

impl Project {
    pub fn find() -> Result<Project> {
        // `cargo run` tells where it found this package. What was compiled in may be from before a move.
        let here =
            std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let here = PathBuf::from(here);
        let Some(root) = here.parent() else { bail!("{} has no parent folder", here.display()) };
        let root = root.to_owned();
        let metadata = metadata(&root, &["--no-deps"])?;
        let Some(target) = metadata["target_directory"].as_str() else {
            bail!("`cargo metadata` told no target folder");
        };
        Ok(Project { target: PathBuf::from(target), root })
    }

    /// The day-to-day build of the page.
    pub fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// The release.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// A cargo command that runs in the checkout with the toolchain that runs this program.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(cargo_program());
        command.current_dir(&self.root);
        command
    }
}

/// What `cargo metadata` says about the workspace.
pub fn metadata(root: &Path, options: &[&str]) -> Result<Value> {
    let output = Command::new(cargo_program())
        .args(["metadata", "--format-version", "1"])
        .args(options)
        .current_dir(root)
        .output()
        .context("`cargo metadata` could not be started")?;
    if !output.status.success() {
        bail!("`cargo metadata` failed:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    serde_json::from_slice(&output.stdout).context("`cargo metadata` did not answer in JSON")
}

fn cargo_program() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}
