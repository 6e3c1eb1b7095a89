//! `cargo xtask test`: everything, cheapest first, with a summary at the end.
//!
//! A stage that fails does not stop the ones that can still say something; the summary names all failures.
//! All cargo stages share one target folder and two profiles (`dev` natively, `web` for wasm), so that on two
//! cores nothing is compiled twice.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::browser::{self, Which};
use crate::build::{self, Profile, WASM};
use crate::digest;
use crate::project::Project;
use crate::run::{run, tee};
use crate::{dist, tidy};

pub struct Choice {
    pub native: bool,
    pub e2e: bool,
    /// Part of the names of browser test files.
    pub only: Option<String>,
}

/// Made-up companies of the day-to-day check; `cargo xtask digest` takes more.
const SAME_BITS: u32 = 500;

/// What became of a stage.
enum Outcome {
    /// With a count, where there is something to count.
    Passed(String),
    Failed(String),
    Skipped(&'static str),
}

struct Stage {
    name: &'static str,
    outcome: Outcome,
    took: Duration,
}

pub fn command(project: &Project, choice: &Choice) -> Result<()> {
    let mut stages = Stages { list: Vec::new() };
    if choice.native {
        stages.add("format", || format(project));
        stages.add("tidy", || tidy::check(project).map(|files| format!("{files} files")));
        stages.add("clippy", || clippy(project));
        stages.add("clippy, wasm", || clippy_wasm(project));
        stages.add("native tests", || native(project));
    }
    if choice.e2e {
        let built = stages.add("build", || build::build(project, Profile::Web).map(|()| String::new()));
        let released = built
            && stages.add("release files", || dist::trial(project, Profile::Web).map(|()| String::new()));
        if built && released {
            if choice.only.is_none() {
                stages.add("same bits", || digest::check(project, SAME_BITS));
            }
            stages.add("browser tests", || browser::test(project, &Which::Specs(choice.only.as_deref())));
        } else {
            stages.skip("browser tests", "the page was not built");
        }
    }
    stages.summary()
}

/// Inputs that fail are written to `fuzz` in the target folder and named.
pub fn fuzz(project: &Project, seconds: u32) -> Result<()> {
    let seconds = seconds.to_string();
    run(project.cargo().args(["run", "--release", "-p", "garimpo-fuzz", "--", "--seconds", &seconds]))
}

struct Stages {
    list: Vec<Stage>,
}

impl Stages {
    /// Runs a stage; true if it passed.
    fn add(&mut self, name: &'static str, stage: impl FnOnce() -> Result<String>) -> bool {
        println!("\n── {name} ──");
        let begin = Instant::now();
        let outcome = match stage() {
            Ok(count) => Outcome::Passed(count),
            Err(error) => {
                eprintln!("{error:#}");
                Outcome::Failed(first_line(&format!("{error:#}")))
            }
        };
        let passed = matches!(outcome, Outcome::Passed(_));
        self.list.push(Stage { name, outcome, took: begin.elapsed() });
        passed
    }

    fn skip(&mut self, name: &'static str, why: &'static str) {
        self.list.push(Stage { name, outcome: Outcome::Skipped(why), took: Duration::ZERO });
    }

    fn summary(self) -> Result<()> {
        println!("\n── summary ──");
        let mut whole = Duration::ZERO;
        let mut failed = Vec::new();
        for Stage { name, outcome, took } in self.list {
            whole += took;
            let (word, more) = match outcome {
                Outcome::Passed(count) => ("passed", count),
                Outcome::Failed(why) => {
                    failed.push(name);
                    ("FAILED", why)
                }
                Outcome::Skipped(why) => {
                    failed.push(name);
                    ("not run", why.to_owned())
                }
            };
            println!("{word:8}{name:16}{:>7.1} s  {more}", took.as_secs_f32());
        }
        println!("{:24}{:>7.1} s", "", whole.as_secs_f32());
        if failed.is_empty() {
            println!("all passed");
            return Ok(());
        }
        anyhow::bail!("not passed: {}", failed.join(", "))
    }
}

fn format(project: &Project) -> Result<String> {
    run(project.cargo().args(["fmt", "--all", "--check"]))?;
    Ok(String::new())
}

fn clippy(project: &Project) -> Result<String> {
    run(project.cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    Ok(String::new())
}

/// The three packages that run in a browser, as they are compiled for it.
fn clippy_wasm(project: &Project) -> Result<String> {
    build::add_wasm_target()?;
    run(project
        .cargo()
        .args(["clippy", "--target", WASM, "-p", "garimpo", "-p", "garimpo-browser", "-p", "garimpo-worker"])
        .args(["--", "-D", "warnings"]))?;
    Ok(String::new())
}

fn native(project: &Project) -> Result<String> {
    let (passed, text) = tee(project.cargo().args(["test", "--workspace", "--no-fail-fast"]))?;
    let counts = Counts::of_cargo(&text);
    anyhow::ensure!(passed, "{counts}");
    // An ignored test is a promise that nobody keeps.
    anyhow::ensure!(counts.skipped == 0, "{counts}: tests must not be ignored");
    Ok(counts.to_string())
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

/// Tests counted from what a runner printed.
#[derive(Default, PartialEq, Eq, Debug)]
pub struct Counts {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
}

impl Counts {
    /// `test result: ok. 3 passed; 0 failed; 1 ignored; …`, once a test program.
    fn of_cargo(text: &str) -> Counts {
        let mut counts = Counts::default();
        for line in text.lines().filter(|line| line.starts_with("test result:")) {
            for part in line.split(['.', ';']) {
                let mut words = part.split_whitespace();
                let Some(number) = words.next().and_then(|word| word.parse::<u32>().ok()) else { continue };
                match words.next() {
                    Some("passed") => counts.passed += number,
                    Some("failed") => counts.failed += number,
                    Some("ignored") => counts.skipped += number,
                    _ => {}
                }
            }
        }
        counts
    }

    /// `ℹ pass 3`, once a run of node's test runner.
    pub fn of_node(text: &str) -> Counts {
        let number = |name: &str| {
            text.lines()
                .filter_map(|line| {
                    line.trim_start_matches(['ℹ', '#']).trim().strip_prefix(name)?.trim().parse::<u32>().ok()
                })
                .next_back()
                .unwrap_or(0)
        };
        let failed = number("fail ") + number("cancelled ");
        Counts { passed: number("pass "), failed, skipped: number("skipped ") + number("todo ") }
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed", self.passed)?;
        if self.failed > 0 {
            write!(f, ", {} failed", self.failed)?;
        }
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_counted_over_all_programs() {
        let cargo = "\
running 3 tests
test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
test result: FAILED. 4 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 1.50s
";
        assert_eq!(Counts::of_cargo(cargo), Counts { passed: 7, failed: 1, skipped: 2 });
        let node = "✔ pass 9 things\nℹ tests 5\nℹ suites 0\nℹ pass 2\nℹ fail 1\nℹ cancelled 1\nℹ skipped 0\nℹ todo 1\nℹ duration_ms 37";
        assert_eq!(Counts::of_node(node), Counts { passed: 2, failed: 2, skipped: 1 });
    }
}
