//! `cargo xtask serve`: the page on this computer, built again and shown again whenever its source changes.
//!
//! A build that fails is shown in the terminal; the last good page stays.

use std::fs;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Result;

use crate::build::{self, Profile};
use crate::http::{self, Answer};
use crate::project::Project;
use crate::watch::Snapshot;

const RELOAD: &str = include_str!("../web/reload.js");

/// How long a browser's question after a newer build is kept waiting.
const PATIENCE: Duration = Duration::from_secs(20);

/// The number of the build that is being shown.
#[derive(Default)]
struct Builds {
    number: Mutex<u64>,
    newer: Condvar,
}

impl Builds {
    fn current(&self) -> u64 {
        *self.number.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) {
        *self.number.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.newer.notify_all();
    }

    /// Answers when there is another build than `seen`, or when patience ends.
    fn wait(&self, seen: u64) -> u64 {
        let number = self.number.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.newer.wait_timeout_while(number, PATIENCE, |now| *now == seen);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

pub fn command(project: &Project, port: u16, profile: Profile) -> Result<()> {
    // First the port: nobody should wait for a build to hear that it is taken.
    let listener = http::listen(port)?;
    let address = listener.local_addr()?;
    let mut sources = Snapshot::take(&project.root);
    build::build(project, profile)?;

    // Counting from the time keeps pages of an earlier run of this server from taking its build for theirs.
    let builds = Arc::new(Builds::default());
    if let Ok(time) = std::time::SystemTime::UNIX_EPOCH.elapsed() {
        *builds.number.lock().unwrap_or_else(PoisonError::into_inner) = time.as_secs();
    }
    let site = project.site();
    let shown = Arc::clone(&builds);
    std::thread::spawn(move || {
        http::serve(&listener, move |path, query| match path {
            "/__reload" => {
                let seen = query.strip_prefix("build=").and_then(|text| text.parse().ok()).unwrap_or(0);
                Answer::ok("text/plain", shown.wait(seen).to_string())
            }
            "/__reload.js" => Answer::ok("text/javascript", RELOAD),
            "/" | "/index.html" => match fs::read_to_string(site.join("index.html")) {
                Ok(html) => Answer::ok("text/html; charset=utf-8", with_reload(&html, shown.current())),
                Err(_) => http::file(&site, path),
            },
            _ => http::file(&site, path),
        });
    });

    println!("\n    Garimpo is at http://localhost:{}/\n", address.port());
    println!("    Changes are built and shown by themselves. Ctrl+C ends it.\n");
    loop {
        let change = sources.wait_for_change(&project.root);
        sources = change.now;
        let file = change.file.strip_prefix(&project.root).unwrap_or(&change.file);
        println!("\n{} changed", file.display());
        match build::build(project, profile) {
            Ok(()) => builds.next(),
            Err(error) => eprintln!("xtask: {error:#}; the last good build is still shown"),
        }
    }
}

/// The page with the script that reloads it. Only as served: the built files stay as they are.
fn with_reload(html: &str, build: u64) -> String {
    let script = format!("<script type=\"module\" src=\"/__reload.js?build={build}\"></script>\n  </head>");
    html.replacen("</head>", &script, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reload_script_is_added_once() {
        let html = with_reload("<head></head><body></head>", 7);
        assert_eq!(html.matches("/__reload.js?build=7").count(), 1);
    }

    #[test]
    fn a_newer_build_answers_at_once() {
        let builds = Builds::default();
        builds.next();
        assert_eq!(builds.wait(0), 1);
    }
}
