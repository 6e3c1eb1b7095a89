//! Files that were changed at random: whatever happens below, nothing of ours panics, and every try ends.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at what it did not expect"
)]
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "how long a refusal takes is what is tested"
)]

mod kit;

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::time::Instant;

use garimpo_workbook::Limits;
use kit::{opened_within, xlsx, zipped};

const TRIES: u64 = 2000;

thread_local! {
    static OURS: Cell<bool> = const { Cell::new(false) };
}

/// The numbers of a linear congruence: the same tries every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }
}

fn mutated(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len());
        match dice.below(5) {
            0 => bytes.truncate(at.max(8)),
            1 => {
                let end = (at + dice.below(64)).min(bytes.len());
                bytes.drain(at..end);
            }
            2 => {
                let copy: Vec<u8> = bytes[at..(at + dice.below(64)).min(bytes.len())].to_vec();
                let to = dice.below(bytes.len());
                bytes.splice(to..to, copy);
            }
            3 => bytes[at] = [0, 0xff, 0x7f, 0x80, b'<'][dice.below(5)],
            _ => bytes[at] ^= 1 << dice.below(8),
        }
        if bytes.len() < 8 {
            break;
        }
    }
    bytes
}

fn survives(what: &str, bytes: &[u8]) {
    set_hook(Box::new(|info| {
        let ours = info.location().is_some_and(|place| {
            let file = place.file().replace('\\', "/");
            !file.contains("/registry/") && !file.starts_with("/rustc/") && !file.contains("library/")
        });
        if ours {
            eprintln!("{info}");
            OURS.set(true);
        }
    }));
    let limits = Limits { inflated: 20_000_000, ..Limits::default() };
    let (mut below, mut opened, mut slowest) = (0, 0, 0.0_f32);
    for seed in 0..TRIES {
        let bytes = mutated(bytes, &mut Dice(seed));
        let begin = Instant::now();
        match catch_unwind(AssertUnwindSafe(|| {
            if let Ok(got) = opened_within(&bytes, limits) {
                got.parts.iter().for_each(|part| drop(kit::read(part)));
                return true;
            }
            false
        })) {
            Ok(is_open) => opened += u32::from(is_open),
            Err(_) => below += 1,
        }
        slowest = slowest.max(begin.elapsed().as_secs_f32());
        assert!(!OURS.get(), "{what}, try {seed}");
    }
    println!("{what}: {TRIES} tries, {opened} opened, {below} ended below, slowest {slowest:.3} s");
    assert!(slowest < 10.0, "{what}: {slowest} s");
}

fn book() -> Vec<u8> {
    xlsx(|book| {
        let sheet = book.add_worksheet();
        for row in 0..20 {
            sheet.write(row, 0, format!("canal {row}")).unwrap().write(row, 1, f64::from(row) * 1.5).unwrap();
        }
    })
}

#[test]
fn workbooks() {
    survives("xlsx", &book());
}

/// Mutations of what is packed reach the readers of XML; those of the packed bytes mostly do not.
#[test]
fn sheets_inside_of_a_workbook() {
    let book = book();
    let plain = kit::stored(&book);
    survives("xlsx, stored", &plain);
}

#[test]
fn archives() {
    let csv = "canal;custo\nBusca;12,50\nSocial;7,25\n".repeat(20);
    survives("zip", &zipped(&[("a.csv", csv.as_bytes()), ("b/c.csv", csv.as_bytes())]));
    survives("gzip", &kit::gzipped(csv.as_bytes()));
}

#[test]
fn pages() {
    let row = "<tr><td rowspan=2 colspan=3>a &amp; b<td>1<br>2<tr><td>x<td>3";
    survives("html", format!("<html><meta charset=utf-8><table>{}</table>", row.repeat(10)).as_bytes());
}

#[test]
fn workbooks_of_the_old_form() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/csv/csvkit/examples/test.xls");
    let Ok(bytes) = std::fs::read(&path) else {
        println!("no old workbook here to change: skipped");
        return;
    };
    survives("xls", &bytes);
}
