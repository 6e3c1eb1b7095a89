//! Gzip and zip: what is inside comes out, and nothing grows without limit.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at what it did not expect"
)]
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "how long a refusal takes is what is tested"
)]

mod kit;

use std::time::Instant;

use garimpo_table::Unusable;
use garimpo_workbook::Limits;
use kit::{Got, cells, gzipped, opened, opened_within, text, xlsx, zipped};

const CSV: &[u8] = b"canal;custo\nBusca;12,50\nSocial;7,25\n";

fn paths(got: &Got) -> Vec<String> {
    got.parts.iter().map(|part| part.path.join(" > ")).collect()
}

#[test]
fn a_file_that_is_not_packed_is_its_own_part() {
    let got = opened(CSV).unwrap();
    assert_eq!((paths(&got), got.parts[0].bytes.as_slice()), (vec![String::new()], CSV));
}

#[test]
fn gzip_with_one_or_several_members() {
    let mut twice = gzipped(CSV);
    twice.extend(gzipped(b"E-mail;1,00\n"));
    let got = opened(&twice).unwrap();
    assert_eq!(cells(&got.parts[0])[3], ["E-mail", "1,00"]);
    assert_eq!(paths(&got), [""]);
    let cut = gzipped(CSV);
    assert_eq!(opened(&cut[..cut.len() - 10]).unwrap_err(), Unusable::Damaged);
}

#[test]
fn files_of_a_zip_are_parts() {
    let got = opened(&zipped(&[
        ("export/", b""),
        ("export/leads.csv", CSV),
        ("__MACOSX/export/._leads.csv", b"\0\x05\x16\x07"),
        ("export/gastos.tsv", b"canal\tcusto\nA\t1\nB\t2\n"),
        (".DS_Store", b"\0\0\0\x01Bud1"),
    ]))
    .unwrap();
    assert_eq!(paths(&got), ["leads.csv", "gastos.tsv"]);
    assert_eq!(cells(&got.parts[1])[2], ["B", "2"]);
    assert_eq!(got.refused, []);
}

#[test]
fn workbooks_and_gzip_inside_of_a_zip() {
    let book = xlsx(|book| {
        for name in ["Leads", "Gastos"] {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            sheet.write(0, 0, "canal").unwrap().write(0, 1, "custo").unwrap();
            sheet.write(1, 0, "A").unwrap().write(1, 1, 1.5).unwrap();
        }
    });
    let inner = zipped(&[("deep.csv", CSV)]);
    let got = opened(&zipped(&[("a.xlsx", &book), ("b.csv.gz", &gzipped(CSV)), ("c.zip", &inner)])).unwrap();
    assert_eq!(paths(&got), ["a.xlsx > Leads", "a.xlsx > Gastos", "b.csv.gz", "c.zip > deep.csv"]);
    assert_eq!(cells(&got.parts[3])[1], ["Busca", "12,50"]);
    // Not for ever.
    let mut deep = inner;
    for _ in 0..4 {
        deep = zipped(&[("in.zip", &deep)]);
    }
    assert!(matches!(opened(&deep).unwrap_err(), Unusable::Unsupported { .. }));
}

#[test]
fn what_cannot_be_used_is_named_and_the_rest_is_read() {
    let got = opened(&zipped(&[
        ("leads.csv", CSV),
        ("foto.png", b"\x89PNG\r\n\x1a\n...."),
        ("cortado.xlsx", b"PK\x03\x04 xl/workbook.xml"),
        ("locked.xlsx", &{
            let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
            locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
            locked
        }),
    ]))
    .unwrap();
    assert_eq!(paths(&got), ["leads.csv"]);
    let refused: Vec<_> = got.refused.iter().map(|(path, why)| (path.join(" > "), why.clone())).collect();
    assert_eq!(
        refused,
        [
            ("foto.png".into(), Unusable::Binary { looks_like: Some("png".into()) }),
            ("cortado.xlsx".into(), Unusable::Damaged),
            ("locked.xlsx".into(), Unusable::Locked),
        ]
    );
}

/// The general purpose flag of an encrypted entry, set by hand in both of its headers.
#[test]
fn a_locked_entry_is_told() {
    let mut zip = zipped(&[("leads.csv", CSV)]);
    for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = memchr::memmem::find(&zip, mark).unwrap();
        zip[at + flags] |= 1;
    }
    assert_eq!(opened(&zip).unwrap_err(), Unusable::Locked);
}

#[test]
fn a_packing_that_is_not_known_is_told() {
    let mut zip = zipped(&[("leads.csv", CSV), ("b.csv", CSV)]);
    for (mark, method) in [(b"PK\x03\x04", 8), (b"PK\x01\x02", 10)] {
        let at = memchr::memmem::find(&zip, mark).unwrap();
        zip[at + method] = 14;
    }
    let got = opened(&zip).unwrap();
    assert_eq!(paths(&got), ["b.csv"]);
    assert_eq!(got.refused, [(vec!["leads.csv".into()], Unusable::Unsupported { what: "zip".into() })]);
}

#[test]
fn broken_and_empty_archives() {
    assert_eq!(opened(&zipped(&[])).unwrap_err(), Unusable::NothingInside);
    assert_eq!(opened(&zipped(&[("a/", b"")])).unwrap_err(), Unusable::NothingInside);
    let whole = zipped(&[("leads.csv", CSV)]);
    assert_eq!(opened(&whole[..whole.len() - 30]).unwrap_err(), Unusable::Damaged);
    assert_eq!(opened(b"PK\x03\x04").unwrap_err(), Unusable::Damaged);
    assert_eq!(opened(b"\x1f\x8b\x08").unwrap_err(), Unusable::Damaged);
}

#[test]
fn parts_are_counted() {
    let names: Vec<String> = (0..201).map(|number| format!("{number}.csv")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), CSV)).collect();
    assert_eq!(opened(&zipped(&files)).unwrap_err(), Unusable::TooManyParts { limit: 200 });
    assert_eq!(opened(&zipped(&files[..200])).unwrap().parts.len(), 200);
}

/// A bomb of each kind ends before it has grown, and in no time.
#[test]
fn bombs_are_refused() {
    #[track_caller]
    fn check(what: &str, bytes: &[u8]) {
        let begin = Instant::now();
        let why = opened(bytes).unwrap_err();
        assert!(matches!(why, Unusable::TooLarge { .. }), "{what}: {why:?}");
        let took = begin.elapsed().as_secs_f32();
        println!("{what}: {} bytes refused in {took:.2} s", bytes.len());
        assert!(took < 20.0, "{what}: {took} s");
    }
    /// One that states less than it becomes ends where it has become that.
    #[track_caller]
    fn ends(what: &str, bytes: &[u8]) {
        let begin = Instant::now();
        let got = opened(bytes);
        let nothing = match &got {
            Ok(got) => got.parts.is_empty() && got.refused.iter().all(|(_, why)| *why == Unusable::Damaged),
            Err(why) => *why == Unusable::Damaged,
        };
        assert!(nothing, "{what}: {got:?}");
        assert!(begin.elapsed().as_secs_f32() < 5.0, "{what}");
    }
    let zeros = vec![b'0'; 300_000_000];
    check("gzip", &gzipped(&zeros));
    let zip = zipped(&[("a.csv", &zeros)]);
    check("zip that says so", &zip);
    // One that states a small size, in both headers.
    let mut lies = zip.clone();
    for (mark, size) in [(b"PK\x03\x04", 22), (b"PK\x01\x02", 24)] {
        let at = memchr::memmem::find(&lies, mark).unwrap();
        lies[at + size..at + size + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    ends("zip that lies", &lies);
    check("zip in zip", &zipped(&[("a.zip", &zip)]));
    let sheet = [b"<worksheet><sheetData>".as_slice(), &zeros, b"</sheetData></worksheet>"].concat();
    let book = xlsx(|book| {
        book.add_worksheet().write(0, 0, "a").unwrap();
    });
    drop(zeros);
    let book =
        kit::replaced(&book, "xl/worksheets/sheet1.xml", |_| String::from_utf8(sheet.clone()).unwrap());
    check("workbook that says so", &book);
    let mut lies = book;
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&lies[from..], b"xl/worksheets/sheet1.xml").map(|at| at + from)
    {
        // The name stands behind both headers.
        let (mark, size) =
            if lies[at - 30..].starts_with(b"PK\x03\x04") { (at - 30, 22) } else { (at - 46, 24) };
        lies[mark + size..mark + size + 4].copy_from_slice(&1000_u32.to_le_bytes());
        from = at + 1;
    }
    ends("workbook that lies", &lies);
}

#[test]
fn a_limit_is_over_all_parts() {
    let half = vec![b'x'; 60_000_000];
    let limits = Limits { inflated: 100_000_000, ..Limits::default() };
    let zip = zipped(&[("a.csv", &half), ("b.csv", &half)]);
    assert_eq!(opened_within(&zip, limits).unwrap_err(), Unusable::TooLarge { limit: 100_000_000 });
    let one = zipped(&[("a.csv", &half)]);
    assert_eq!(text(&opened_within(&one, limits).unwrap().parts[0]).len(), 60_000_000);
}
