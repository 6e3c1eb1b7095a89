//! The page as one file, `garimpo.html`, that runs from disk and from a mail attachment.
//!
//! Everything is inside: styles, the page as an inline module, both workers as texts that become blobs (browsers run
//! no module workers from files), and the three wasm modules in base64. Its policy allows no connection at all.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::bindgen;
use crate::build::Modules;
use crate::sha256::{Digest, base64};

/// Behind the page's own module: makes the workers' addresses and starts the page.
const BOOT: &str = include_str!("../web/single.js");

/// `styles` and `page` are as the site has them; `wasm` gives a module by its name, optimized or not.
pub fn write(
    template: &str,
    modules: &Modules,
    site: &Path,
    scratch: &Path,
    version: &str,
    to: &Path,
) -> Result<()> {
    bindgen::generate_classic(&modules.worker, "engine", scratch)?;
    bindgen::generate_classic(&modules.opener, "workbook", scratch)?;
    let read = |folder: &Path, name: &str| {
        fs::read_to_string(folder.join(name)).with_context(|| format!("{name} could not be read"))
    };
    // The modules as the site has them: optimized where that was possible, and the same for both kinds of glue.
    let wasm = |name: &str| -> Result<String> {
        Ok(base64(&fs::read(site.join(name)).with_context(|| format!("{name} could not be read"))?))
    };
    let styles = read(site, "styles.css")?;
    ensure!(!styles.contains("</"), "styles.css would end its element");
    let script = escaped(&format!("{}\n{BOOT}", read(site, "page.js")?));
    let block = |id: &str, text: &str| format!("<script type=\"text/plain\" id=\"{id}\">{text}</script>\n");
    let inside = [
        block("engine-js", &escaped(&read(scratch, "engine.js")?)),
        block("opener-js", &escaped(&read(scratch, "workbook.js")?)),
        block("page-wasm", &wasm("page_bg.wasm")?),
        block("engine-wasm", &wasm("engine_bg.wasm")?),
        block("opener-wasm", &wasm("workbook_bg.wasm")?),
        format!("<script type=\"module\">{script}</script>\n"),
    ]
    .concat();
    let html = policy(template, &Digest::of(script.as_bytes()), &Digest::of(styles.as_bytes()))?;
    let html = swap(
        &html,
        "<link rel=\"stylesheet\" href=\"./styles.css\" />",
        &format!("<style>{styles}</style>"),
    )?;
    let html = line_out(&html, "rel=\"preload\"")?;
    let html = line_out(&html, "rel=\"modulepreload\"")?;
    let html = swap(&html, "<script type=\"module\" src=\"./boot.js\"></script>", "")?;
    let html = swap(
        &html,
        "<meta name=\"worker\" content=\"./worker.js\" />",
        &format!(
            "<meta name=\"worker\" content=\"\" />\n    <meta name=\"version\" content=\"{version}\" />"
        ),
    )?;
    let html = swap(&html, "</body>", &format!("{inside}</body>"))?;
    fs::write(to, html).with_context(|| format!("{} could not be written", to.display()))
}

/// A script's text within an element of a page: nothing in it may end that element.
fn escaped(script: &str) -> String {
    script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
}

fn swap(html: &str, from: &str, to: &str) -> Result<String> {
    ensure!(html.matches(from).count() == 1, "index.html has no single {from}");
    Ok(html.replacen(from, to, 1))
}

fn line_out(html: &str, with: &str) -> Result<String> {
    ensure!(html.contains(with), "index.html has no {with}");
    Ok(html.lines().filter(|line| !line.contains(with)).collect::<Vec<_>>().join("\n"))
}

fn policy(template: &str, script: &Digest, styles: &Digest) -> Result<String> {
    let html = swap(template, "script-src 'self'", &format!("script-src '{}'", script.integrity()))?;
    let html = swap(&html, "style-src 'self'", &format!("style-src '{}'", styles.integrity()))?;
    let html = swap(&html, "img-src 'self' data: blob:", "img-src data: blob:")?;
    let html = swap(&html, "font-src 'self'; manifest-src 'self'; ", "")?;
    let html = swap(&html, "worker-src 'self'", "worker-src blob:")?;
    swap(&html, "connect-src 'self'", "connect-src 'none'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_script_and_the_policy_closes_every_door() {
        assert_eq!(escaped("a('</script>'); b('<!--')"), "a('<\\/script>'); b('<\\!--')");
        let template = include_str!("../../index.html");
        let html = policy(template, &Digest::of(b"a"), &Digest::of(b"b")).expect("the template's policy");
        let policy = html.split("content=\"").find(|part| part.starts_with("default-src")).expect("a policy");
        let policy = policy.split('"').next().expect("its text");
        assert!(!policy.contains("'self'") && !policy.contains("unsafe-inline"), "{policy}");
        assert!(policy.contains("connect-src 'none'") && policy.contains("worker-src blob:"), "{policy}");
    }
}
