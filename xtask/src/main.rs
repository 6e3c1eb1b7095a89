//! `cargo xtask …`: everything that is done to the project instead of in it.
//!
//! One file a command. Cargo is all that is needed to build and serve; node and a Chromium to test in a browser.

// The clocks and threads that clippy.toml forbids are forbidden in the page, not in its tools.
#![allow(clippy::disallowed_methods)]

mod bench;
mod bindgen;
mod browser;
mod build;
mod digest;
mod dist;
mod http;
mod project;
mod run;
mod serve;
mod sha256;
mod single;
mod site;
mod sizes;
mod test;
mod tidy;
mod watch;

use anyhow::{Result, bail};

use crate::build::Profile;
use crate::project::Project;

const HELP: &str = "\
cargo xtask COMMAND

  serve [--port N] [--quick]
                       build the page, serve it on this computer, rebuild and reload on every change (port 8787)
  build [--dist] [--quick]
                       build the page into target/site, or the release into dist/; quick: a slow page, built in seconds
  dist [--quick]       the same as build --dist; quick: all its files in target/dist, slow and large, to try them
  test [--native] [--e2e] [--only PATTERN]
                       everything, or only what runs without or with a browser; PATTERN picks browser test files
  test --fuzz [--seconds N]
                       made-up files and values, N seconds for each of ten targets (60)
  digest [--companies N]
                       made-up companies natively and in a browser: the same bits (100,000)
  tidy                 the house rules
  bench [--native] [--browser] [--web] [--rows N] [--runs N] [--only TOOLS]
                       native benchmarks, and the release (or the --web build) against other tools in the browser
";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let Err(error) = dispatch(&args) {
        eprintln!("\nxtask: {error:#}");
        std::process::exit(1);
    }
}

fn dispatch(args: &[String]) -> Result<()> {
    let Some((command, rest)) = args.split_first() else {
        print!("{HELP}");
        return Ok(());
    };
    let mut options = Options::new(rest);
    match command.as_str() {
        "build" => {
            let quick = day_to_day(&mut options);
            let profile = if options.flag("--dist") { Profile::Dist } else { quick };
            options.done()?;
            build::command(&Project::find()?, profile)
        }
        "dist" => {
            let quick = options.flag("--quick");
            options.done()?;
            dist::command(&Project::find()?, if quick { Profile::Quick } else { Profile::Dist })
        }
        "serve" => {
            let port = options.number("--port")?.unwrap_or(8787);
            let profile = day_to_day(&mut options);
            options.done()?;
            serve::command(&Project::find()?, port, profile)
        }
        "test" => {
            if options.flag("--fuzz") {
                let seconds = options.number("--seconds")?.unwrap_or(60);
                options.done()?;
                return test::fuzz(&Project::find()?, seconds);
            }
            let (native, e2e, only) =
                (options.flag("--native"), options.flag("--e2e"), options.value("--only")?);
            options.done()?;
            // A pattern is about browser tests; no choice is all.
            let e2e = e2e || only.is_some();
            let choice = test::Choice { native: native || !e2e, e2e: e2e || !native, only };
            test::command(&Project::find()?, &choice)
        }
        "bench" => {
            let (native, browser, web) =
                (options.flag("--native"), options.flag("--browser"), options.flag("--web"));
            let (rows, runs) =
                (options.number("--rows")?.unwrap_or(100_000), options.number("--runs")?.unwrap_or(5));
            let only = options.value("--only")?;
            options.done()?;
            let (native, browser) = (native || !browser, browser || !native);
            bench::command(&Project::find()?, &bench::Choice { native, browser, web, rows, runs, only })
        }
        "digest" => {
            let companies = options.number("--companies")?.unwrap_or(100_000);
            options.done()?;
            digest::command(&Project::find()?, companies)
        }
        "tidy" => {
            options.done()?;
            tidy::command(&Project::find()?)
        }
        "help" | "-h" | "--help" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command `{other}`\n\n{HELP}"),
    }
}

fn day_to_day(options: &mut Options) -> Profile {
    if options.flag("--quick") { Profile::Quick } else { Profile::Web }
}

/// The words after the command. Every one must be taken by somebody, so that a mistyped option is never ignored.
struct Options {
    left: Vec<String>,
}

impl Options {
    fn new(args: &[String]) -> Options {
        Options { left: args.to_vec() }
    }

    fn flag(&mut self, name: &str) -> bool {
        let before = self.left.len();
        self.left.retain(|arg| arg != name);
        self.left.len() < before
    }

    /// `--name VALUE` or `--name=VALUE`.
    fn value(&mut self, name: &str) -> Result<Option<String>> {
        let Some(at) = self
            .left
            .iter()
            .position(|arg| arg == name || arg.strip_prefix(name).is_some_and(|rest| rest.starts_with('=')))
        else {
            return Ok(None);
        };
        let arg = self.left.remove(at);
        if let Some((_, value)) = arg.split_once('=') {
            return Ok(Some(value.to_owned()));
        }
        if at == self.left.len() {
            bail!("{name} needs a value after it");
        }
        Ok(Some(self.left.remove(at)))
    }

    fn number<T: std::str::FromStr>(&mut self, name: &str) -> Result<Option<T>> {
        match self.value(name)? {
            None => Ok(None),
            Some(text) => match text.parse() {
                Ok(number) => Ok(Some(number)),
                Err(_) => bail!("{name} needs a number, not `{text}`"),
            },
        }
    }

    fn done(self) -> Result<()> {
        match self.left.first() {
            None => Ok(()),
            Some(word) => bail!("`{word}` is not understood here\n\n{HELP}"),
        }
    }
}
