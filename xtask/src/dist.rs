//! `cargo xtask dist`: the release, into `dist/`, for any host of plain files.
//!
//! All files of a version live in one folder named after their contents, so that a page never meets the worker
//! of another version, and every file but `index.html` can be kept by caches for ever.
//!
//! | file | for |
//! |---|---|
//! | `index.html` | names the folder; scripts and styles with their integrity values |
//! | `v-HASH/…` | everything else of the page |
//! | `404.html` | hosts that show it for unknown addresses; reads links whose `#` was written `%23` |
//! | `_headers` | hosts that read it: policies, and what may be cached |
//! | `sw.js` | keeps all files for use without the network, all or nothing |
//! | `kill-switch/sw.js` | put in the place of `sw.js`, lets go of everything that was kept |
//! | `manifest.webmanifest`, icons | installing it |
//! | `garimpo.html` | the whole page in one file, see `single` |

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::browser;
use crate::build::{Profile, compile};
use crate::project::Project;
use crate::run::{find, run};
use crate::sha256::Digest;
use crate::{single, site, sizes};

const NOT_FOUND: &str = include_str!("../web/404.html");
const NOT_FOUND_SCRIPT: &str = include_str!("../web/404.js");
const OFFLINE: &str = include_str!("../web/sw.js");
const KILL_SWITCH: &str = include_str!("../web/sw-off.js");
/// Beside the page: what installing it needs.
const INSTALLED: [(&str, &[u8]); 4] = [
    ("manifest.webmanifest", include_bytes!("../web/manifest.webmanifest")),
    ("icon.svg", include_bytes!("../web/icon.svg")),
    ("icon-192.png", include_bytes!("../web/icon-192.png")),
    ("icon-512.png", include_bytes!("../web/icon-512.png")),
];

/// The proposals that rustc 1.95 uses. Never `--all-features`: it writes sections that browsers refuse.
const WASM_OPT: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-simd",
    "--enable-bulk-memory-opt",
];

/// `Dist` is the release; `Quick` has the same files, to try them.
pub fn command(project: &Project, profile: Profile) -> Result<()> {
    if profile != Profile::Dist {
        return trial(project, profile);
    }
    let release = release(project)?;
    println!("\nrelease in {}", project.dist().display());
    sizes::report(project, &project.dist(), &release.visit, &release.later)
}

/// All files of a release from another profile, in the target folder: what the browser tests run on.
pub fn trial(project: &Project, profile: Profile) -> Result<()> {
    let folder = project.target.join("dist");
    write(project, profile, &folder)?;
    println!("in {}: the files of a release, but not the release", folder.display());
    Ok(())
}

/// The files that were written.
pub struct Release {
    pub visit: Vec<String>,
    /// Requested only when something needs them.
    pub later: Vec<String>,
}

pub fn release(project: &Project) -> Result<Release> {
    write(project, Profile::Dist, &project.dist())
}

fn write(project: &Project, profile: Profile, dist: &Path) -> Result<Release> {
    let modules = compile(project, profile)?;
    if dist.exists() {
        fs::remove_dir_all(dist).with_context(|| format!("{} could not be emptied", dist.display()))?;
    }
    let fresh = dist.join("fresh");
    site::write_all(project, &modules, &fresh)?;
    if profile == Profile::Dist {
        optimize(project, &fresh)?;
    }

    let files = contents(&fresh)?;
    let version = format!("v-{}", version(&files));
    let html = fs::read_to_string(fresh.join("index.html"))?;
    let scratch = dist.join("scratch");
    single::write(&html, &modules, &fresh, &scratch, &version, &dist.join("garimpo.html"))?;
    fs::remove_dir_all(&scratch)?;
    fs::remove_file(fresh.join("index.html"))?;
    fs::rename(&fresh, dist.join(&version))?;
    let names: Vec<&str> =
        files.iter().map(|(name, _)| name.as_str()).filter(|name| *name != "index.html").collect();
    let digests: Vec<(&str, Digest)> =
        files.iter().map(|(name, bytes)| (name.as_str(), Digest::of(bytes))).collect();
    let html = with_version(&html, &version, &digests)?;
    fs::write(dist.join("index.html"), &html)?;
    fs::write(dist.join("404.html"), not_found())?;
    fs::write(dist.join("_headers"), headers(&html)?)?;
    for (name, bytes) in INSTALLED {
        fs::write(dist.join(name), bytes)?;
    }
    fs::write(dist.join("sw.js"), offline(&html, &version, &digests))?;
    fs::create_dir_all(dist.join("kill-switch"))?;
    fs::write(dist.join("kill-switch").join("sw.js"), KILL_SWITCH)?;

    let (later, first): (Vec<&str>, Vec<&str>) =
        names.into_iter().partition(|name| site::LATER.contains(name));
    let placed = |name: &str| format!("{version}/{name}");
    let visit = std::iter::once("index.html".to_owned()).chain(first.into_iter().map(placed)).collect();
    Ok(Release { visit, later: later.into_iter().map(placed).collect() })
}

/// Smaller page, faster worker. Without npm the modules stay as cargo made them, and that is said.
fn optimize(project: &Project, folder: &Path) -> Result<()> {
    if find("npm").is_none() || browser::node().is_err() {
        println!(
            "\nnpm is missing: the modules are not optimized and are about a quarter larger than they could be"
        );
        return Ok(());
    }
    let tools = project.root.join("xtask").join("wasm-opt");
    browser::install(&tools)?;
    let wasm_opt = tools.join("node_modules").join("binaryen").join("bin").join("wasm-opt");
    // The page is mostly views; the worker does the sums.
    for (name, level) in [("page_bg.wasm", "-Oz"), ("engine_bg.wasm", "-O3"), ("workbook_bg.wasm", "-O2")] {
        let file = folder.join(name);
        run(Command::new("node").arg(&wasm_opt).arg(level).args(WASM_OPT).arg(&file).arg("-o").arg(&file))?;
    }
    Ok(())
}

/// The files of a folder by name.
fn contents(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !entry.file_type()?.is_file() {
            bail!("{name} is a folder: the release has none below its version");
        }
        files.push((name, fs::read(entry.path())?));
    }
    files.sort();
    Ok(files)
}

/// Changes with any byte of any file.
fn version(files: &[(String, Vec<u8>)]) -> String {
    let mut all = String::new();
    for (name, bytes) in files {
        all.push_str(&format!("{name} {}\n", Digest::of(bytes).hex(64)));
    }
    Digest::of(all.as_bytes()).hex(12)
}

/// The template's plain names with the version's folder before them, and integrity values where a tag can have one.
fn with_version(html: &str, version: &str, digests: &[(&str, Digest)]) -> Result<String> {
    let mut out = html.to_owned();
    for name in ["boot.js", "page.js", "page_bg.wasm", "worker.js", "styles.css"] {
        ensure!(out.contains(&format!("\"./{name}\"")), "index.html does not name ./{name}");
    }
    for (name, digest) in digests {
        let plain = format!("\"./{name}\"");
        let integrity = match *name {
            "boot.js" | "page.js" | "styles.css" => format!(" integrity=\"{}\"", digest.integrity()),
            _ => String::new(),
        };
        out = out.replace(&plain, &format!("\"./{version}/{name}\"{integrity}"));
    }
    // Only here: a page that is being written must not be kept.
    let more = format!(
        "<link rel=\"manifest\" href=\"./manifest.webmanifest\" />
    <meta name=\"offline\" content=\"sw.js\" />
    <meta name=\"version\" content=\"{version}\" />
  </head>"
    );
    ensure!(out.contains("  </head>"), "index.html has no head that ends");
    Ok(out.replacen("  </head>", &format!("  {more}"), 1))
}

fn not_found() -> String {
    let script = NOT_FOUND_SCRIPT.trim();
    NOT_FOUND.replace("@HASH@", &Digest::of(script.as_bytes()).integrity()).replace("@SCRIPT@", script)
}

/// The page's own policy again as a header, with what only a header can say.
fn headers(html: &str) -> Result<String> {
    let policy = html
        .split_once("Content-Security-Policy\"")
        .and_then(|(_, after)| after.split_once("content=\""))
        .and_then(|(_, after)| after.split_once('"'))
        .map(|(policy, _)| policy)
        .context("index.html has no Content-Security-Policy")?;
    ensure!(
        !html.contains("<style") && !html.contains("<script>"),
        "index.html has inline code: the policy forbids it"
    );
    Ok(format!(
        "/*
  Content-Security-Policy: {policy}; frame-ancestors 'none'; sandbox allow-scripts allow-same-origin allow-downloads allow-forms allow-modals
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()
  Referrer-Policy: no-referrer
  Strict-Transport-Security: max-age=63072000
  X-Content-Type-Options: nosniff

/v-*
  Cache-Control: public, max-age=31536000, immutable

/sw.js
  Cache-Control: no-cache
"
    ))
}

/// The service worker with the list of everything that it keeps, each with its integrity value.
fn offline(html: &str, version: &str, digests: &[(&str, Digest)]) -> String {
    let file = |path: &str, digest: &Digest| format!("\n  [\"{path}\", \"{}\"],", digest.integrity());
    let mut files = file("index.html", &Digest::of(html.as_bytes()));
    for (name, digest) in digests.iter().filter(|(name, _)| *name != "index.html") {
        files.push_str(&file(&format!("{version}/{name}"), digest));
    }
    for (name, bytes) in INSTALLED {
        files.push_str(&file(name, &Digest::of(bytes)));
    }
    files.push('\n');
    // The page's own bytes, too: another policy or another file makes another version.
    let version = format!("{version}-{}", Digest::of(files.as_bytes()).hex(8));
    OFFLINE.replace("@VERSION@", &version).replace("/*@FILES@*/", &files)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = include_str!("../../index.html");

    fn digests() -> Vec<(&'static str, Digest)> {
        ["boot.js", "engine.js", "page.js", "page_bg.wasm", "styles.css", "worker.js"]
            .map(|name| (name, Digest::of(name.as_bytes())))
            .into()
    }

    #[test]
    fn every_file_of_the_page_is_taken_from_the_version() {
        let html = with_version(TEMPLATE, "v-0", &digests()).expect("a good template");
        assert!(html.contains("content=\"./v-0/worker.js\""), "{html}");
        assert!(html.contains("src=\"./v-0/boot.js\" integrity=\"sha256-"), "{html}");
        let own = |after: &str| after.starts_with("v-0/") || after.starts_with("manifest.webmanifest");
        assert!(html.split("\"./").skip(1).all(own), "{html}");
        assert!(with_version("<html></html>", "v-0", &digests()).is_err());
    }

    #[test]
    fn the_header_repeats_the_policy() {
        let text = headers(TEMPLATE).expect("a policy");
        assert!(text.contains("default-src 'none'") && text.contains("frame-ancestors 'none'"), "{text}");
        assert!(headers(&TEMPLATE.replace("</head>", "<style>a{}</style></head>")).is_err());
    }

    #[test]
    fn the_service_worker_keeps_every_file_of_one_version() {
        let worker = offline("<html>", "v-0", &digests());
        for path in ["index.html", "v-0/engine.js", "v-0/worker.js", "icon-512.png", "manifest.webmanifest"] {
            assert!(worker.contains(&format!("[\"{path}\", \"sha256-")), "{path} in {worker}");
        }
        assert!(!worker.contains('@'), "{worker}");
        let other = offline("<html >", "v-0", &digests());
        let name =
            |worker: &str| worker.lines().find(|line| line.starts_with("const VERSION")).map(str::to_owned);
        assert_ne!(name(&worker), name(&other), "another page is another version");
    }

    #[test]
    fn the_page_for_unknown_addresses_allows_its_own_script_only() {
        let html = not_found();
        let script =
            html.split("<script>").nth(1).and_then(|rest| rest.split("</script>").next()).expect("a script");
        assert!(
            html.contains(&format!("script-src '{}'", Digest::of(script.as_bytes()).integrity())),
            "{html}"
        );
    }

    #[test]
    fn any_byte_makes_another_version() {
        let file = |name: &str, bytes: &[u8]| (name.to_owned(), bytes.to_vec());
        let one = version(&[file("a", b"1"), file("b", b"2")]);
        assert_eq!(one.len(), 12);
        assert_ne!(one, version(&[file("a", b"1"), file("b", b"3")]));
        assert_ne!(one, version(&[file("a", b"1"), file("c", b"2")]));
    }
}
