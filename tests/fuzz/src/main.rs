//! What must hold for any file and any value, tried on made-up ones:
//! `cargo run --release -p garimpo-fuzz -- [--seconds N] [--first N] [--file PATH] [TARGET…]`.
//!
//! A try is known by its number: the same number makes the same input on every computer. An input that fails
//! is made smaller, written to `target/fuzz`, and named; `--file` tries it again. It belongs into a test.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "a program that tries, measures and prints"
)]

mod change;
mod dice;
mod formats;
mod seeds;
mod texts;
mod values;
mod workbooks;

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};
use std::time::{Duration, Instant};

use dice::Dice;

/// One thing that is tried. `check` says what does not hold.
pub struct Target {
    name: &'static str,
    seeds: Vec<Vec<u8>>,
    marks: &'static [&'static [u8]],
    /// Bytes that an input has at most, or nearly always.
    long: usize,
    check: fn(&[u8], &mut Dice) -> Result<(), String>,
    /// Whether a panic at a place (a path of a source file) counts.
    is_ours: fn(&str) -> bool,
}

/// Longer than any honest try takes on a slow computer.
const TOO_LONG: Duration = Duration::from_secs(5);
const MOST_FAILURES: usize = 10;
/// Tries at making a failing input smaller.
const SHRINKS: u32 = 3000;

/// The input at hand, for the watchdog.
static AT_HAND: Mutex<Option<(Duration, &'static str, Vec<u8>)>> = Mutex::new(None);
static BEGIN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// The time that the tries have had a processor for, where the system tells it; else what has passed.
fn busy() -> Duration {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = told.as_deref().and_then(|told| told.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGIN.elapsed(), Duration::from_nanos)
}

thread_local! {
    /// Where the last panic was, and what it said.
    static PANIC: RefCell<(String, String)> = RefCell::default();
}

fn main() {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let mut option = |name: &str| {
        let at = args.iter().position(|arg| arg == name)?;
        let value = args.get(at + 1).cloned();
        args.drain(at..(at + 2).min(args.len()));
        value
    };
    let seconds = option("--seconds").map_or(60.0, |text| text.parse().expect("--seconds needs a number"));
    let first: u64 = option("--first").map_or(0, |text| text.parse().expect("--first needs a number"));
    let file = option("--file").map(|path| std::fs::read(path).expect("the file can be read"));
    let targets: Vec<Target> = texts::targets().into_iter().chain(values::targets()).collect();
    let targets: Vec<Target> =
        targets.into_iter().chain([workbooks::target()]).chain(formats::targets()).collect();
    let unknown = args.iter().find(|arg| targets.iter().all(|target| target.name != arg.as_str()));
    assert!(unknown.is_none(), "no such target: {unknown:?}");

    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|place| format!("{}:{}", place.file(), place.line()));
        PANIC.set((place.unwrap_or_default().replace('\\', "/"), info.to_string()));
    }));
    std::thread::spawn(watch);
    let mut failures = 0;
    for target in targets.iter().filter(|target| args.is_empty() || args.iter().any(|arg| arg == target.name))
    {
        failures += match &file {
            Some(bytes) => usize::from(report(target, bytes, 0)),
            None => run(target, first, Duration::from_secs_f64(seconds)),
        };
    }
    if failures > 0 {
        println!("{failures} inputs failed");
        std::process::exit(1);
    }
}

fn run(target: &Target, first: u64, time: Duration) -> usize {
    let begin = Instant::now();
    let (mut tries, mut bytes) = (0u64, 0u64);
    let mut failures: Vec<String> = Vec::new();
    let mut slowest = (Duration::ZERO, 0);
    while begin.elapsed() < time && failures.len() < MOST_FAILURES {
        let input = change::input(target, &mut Dice::new(first + tries));
        let start = busy();
        let failure = fails(target, &input);
        slowest = slowest.max((busy().saturating_sub(start), first + tries));
        if let Some(kind) = failure.map(|failure| kind(&failure))
            && !failures.contains(&kind)
        {
            report(target, &input, first + tries);
            failures.push(kind);
        }
        tries += 1;
        bytes += input.len() as u64;
    }
    println!(
        "{:10} {tries:8} tries, {:7.1} MB, slowest {:6.1} ms (try {}), {} kinds of failure",
        target.name,
        bytes as f64 / 1e6,
        slowest.0.as_secs_f64() * 1e3,
        slowest.1,
        failures.len()
    );
    failures.len()
}

/// What fails with an input. The dice of a check depend on the input alone, so that a file can be tried again.
fn fails(target: &Target, input: &[u8]) -> Option<String> {
    *AT_HAND.lock().expect("the watchdog lives") = Some((busy(), target.name, input.to_vec()));
    let mut dice = Dice::new(input.len() as u64);
    let done = catch_unwind(AssertUnwindSafe(|| (target.check)(input, &mut dice)));
    *AT_HAND.lock().expect("the watchdog lives") = None;
    match done {
        Ok(Ok(())) => None,
        Ok(Err(what)) => Some(what),
        Err(_) => {
            let (place, what) = PANIC.take();
            (target.is_ours)(&place).then_some(format!("panic: {place}: {what}"))
        }
    }
}

/// What two failures have in common when they are the same one: the words before the first value.
fn kind(failure: &str) -> String {
    let end = if failure.starts_with("panic") {
        failure.match_indices(": ").nth(1).map(|(at, _)| at)
    } else {
        failure.find(": ")
    };
    failure.get(..end.unwrap_or(failure.len())).unwrap_or_default().to_owned()
}

/// Makes a failing input smaller, writes it down and names it. False if it does not fail.
fn report(target: &Target, input: &[u8], number: u64) -> bool {
    let Some(failure) = fails(target, input) else { return false };
    let small = shrunk(target, input, &kind(&failure));
    let failure = fails(target, &small).unwrap_or(failure);
    let path = save(target.name, &small);
    let start: String = failure.chars().take(1500).collect();
    println!(
        "{} try {number}: {start}\n  {}\n  {:?}",
        target.name,
        path.display(),
        small.get(..300).unwrap_or(&small).escape_ascii().to_string()
    );
    true
}

fn shrunk(target: &Target, input: &[u8], wanted: &str) -> Vec<u8> {
    let mut best = input.to_vec();
    let mut size = best.len().div_ceil(2);
    let mut left = SHRINKS;
    while size > 0 && left > 0 {
        let (mut at, mut is_smaller) = (0, false);
        while at < best.len() && left > 0 {
            let end = (at + size).min(best.len());
            let less = [best.get(..at).unwrap_or_default(), best.get(end..).unwrap_or_default()].concat();
            left -= 1;
            if fails(target, &less).is_some_and(|failure| kind(&failure) == wanted) {
                best = less;
                is_smaller = true;
            } else {
                at = end;
            }
        }
        if !is_smaller || size > 1 {
            size /= 2;
        }
    }
    best
}

fn save(name: &str, input: &[u8]) -> PathBuf {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    input.iter().for_each(|&byte| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let own = std::env::current_exe().ok();
    let target = own.as_deref().and_then(Path::parent).and_then(Path::parent).map(Path::to_path_buf);
    let folder = target.unwrap_or_default().join("fuzz");
    let path = folder.join(format!("{name}-{hash:016x}"));
    if let Err(error) = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, input)) {
        println!("{}: {error}", path.display());
    }
    path
}

/// Ends the program with the input written down when a try does not end.
fn watch() {
    loop {
        std::thread::sleep(Duration::from_millis(250));
        let at_hand = AT_HAND.lock().expect("the tries go on");
        if let Some((since, name, input)) = &*at_hand
            && busy().saturating_sub(*since) > TOO_LONG
        {
            println!("{name}: no end after {TOO_LONG:?}\n  {}", save(name, input).display());
            std::process::exit(1);
        }
    }
}
