//! Puts the built page together: `target/site`.
//!
//! The template `index.html` is a page that already works with these file names; nothing in it is generated.
//!
//! | file | from |
//! |---|---|
//! | `index.html` | the template |
//! | `boot.js`, `page.js`, `page_bg.wasm` | starts the page; the root package |
//! | `worker.js`, `engine.js`, `engine_bg.wasm` | starts the worker; `crates/worker` |
//! | `opener.js`, `workbook.js`, `workbook_bg.wasm` | the worker's own worker, for workbooks and archives |
//! | `styles.css` and other files | `styles/`, see [`styles`] |
//!
//! The whole folder is written beside the old one and swapped in, so that a reader never sees half a build.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::bindgen;
use crate::build::Modules;
use crate::project::Project;

const BOOT: &str = include_str!("../web/boot.js");
const WORKER: &str = include_str!("../web/worker.js");
const OPENER: &str = include_str!("../web/opener.js");

/// Requested only when a workbook or an archive comes: no part of a first visit.
pub const LATER: [&str; 3] = ["opener.js", "workbook.js", "workbook_bg.wasm"];

pub fn assemble(project: &Project, modules: &Modules) -> Result<()> {
    let site = project.site();
    let fresh = project.target.join(format!("site-{}", std::process::id()));
    let made = write_all(project, modules, &fresh).and_then(|()| swap(&fresh, &site));
    if made.is_err() {
        let _ = fs::remove_dir_all(&fresh);
    }
    made
}

/// Every file of the page, with its plain name.
pub fn write_all(project: &Project, modules: &Modules, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))?;
    bindgen::generate(&modules.page, "page", folder)?;
    bindgen::generate(&modules.worker, "engine", folder)?;
    bindgen::generate(&modules.opener, "workbook", folder)?;
    fs::write(folder.join("boot.js"), BOOT)?;
    fs::write(folder.join("worker.js"), WORKER)?;
    fs::write(folder.join("opener.js"), OPENER)?;
    let template = project.root.join("index.html");
    fs::copy(&template, folder.join("index.html"))
        .with_context(|| format!("{} could not be read", template.display()))?;
    styles(&project.root.join("styles"), folder)
}

/// All CSS files of `styles/` in one `styles.css`, and everything else in that folder beside it.
///
/// `tokens.css` comes first (it declares the layers), then `base.css`, then the rest by name. Cascade layers
/// decide what wins, so the order of the rest matters only inside a layer.
fn styles(source: &Path, folder: &Path) -> Result<()> {
    let mut sheets = Vec::new();
    let entries = fs::read_dir(source).with_context(|| format!("{} could not be read", source.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_some_and(|ending| ending == "css") {
            sheets.push((order(&name), name, path));
        } else if path.is_file() && !name.starts_with('.') {
            fs::copy(&path, folder.join(&name))?;
        }
    }
    sheets.sort();
    let mut all = String::new();
    for (_, name, path) in sheets {
        let text =
            fs::read_to_string(&path).with_context(|| format!("{} could not be read", path.display()))?;
        if text.contains("@import") {
            bail!(
                "styles/{name} has an @import, which would be a request of its own: put the file into styles/"
            );
        }
        all.push_str(&format!("/* {name} */\n{text}\n"));
    }
    fs::write(folder.join("styles.css"), all)?;
    Ok(())
}

fn order(name: &str) -> u8 {
    match name {
        "tokens.css" => 0,
        "base.css" => 1,
        _ => 2,
    }
}

/// Puts `fresh` in the place of `site`, also when another build does the same at the same moment.
fn swap(fresh: &Path, site: &Path) -> Result<()> {
    for attempt in 0..20 {
        let old = PathBuf::from(format!("{}-old-{}-{attempt}", site.display(), std::process::id()));
        if fs::rename(site, &old).is_ok() {
            let _ = fs::remove_dir_all(&old);
        }
        if fs::rename(fresh, site).is_ok() {
            return Ok(());
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    bail!("{} could not be replaced: is a program holding it open?", site.display())
}
