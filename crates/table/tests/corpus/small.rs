//! The smaller suites: csv-spectrum, csvkit, commons-csv, univocity and frictionless.

use garimpo_table::{ProblemKind, Read, Unusable};
use serde_json::Value;

use crate::support::{cells, corpora, is_shown_as, parts, plain, read_file, records, say, settle};

#[test]
fn csv_spectrum() {
    let Some(corpora) = corpora() else { return };
    let folder = corpora.join("csv-spectrum");
    let mut passed = 0;
    for entry in std::fs::read_dir(folder.join("csvs")).expect("csvs") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let table = read_file(&path).table.expect(&name);
        let json = std::fs::read_to_string(folder.join("json").join(format!("{name}.json"))).expect(&name);
        // In the copies at hand the two files of this case name different phone numbers.
        let json =
            if name == "location_coordinates" { json.replace("1234567890", "2095257564") } else { json };
        let expected: Value = serde_json::from_str(&json).expect(&name);
        // One of them is an object, not a list of one.
        let expected = expected.as_array().cloned().unwrap_or_else(|| vec![expected]);
        assert_eq!(table.row_count() as usize, expected.len(), "{name}");
        for (row, expected) in table.rows().zip(expected) {
            let expected = expected.as_object().expect("an object");
            assert_eq!(expected.len(), table.headers().len(), "{name}");
            for (header, cell) in table.headers().iter().zip(cells(&table, row)) {
                assert_eq!(expected.get(header).and_then(Value::as_str), Some(cell.as_str()), "{name}");
            }
        }
        passed += 1;
    }
    assert_eq!(passed, 12);
}

const CSVKIT: &[(&str, &str)] =
    &[("blanks.csv", "it takes `NONE` and `.` for no value as well; here they are texts")];

/// `X_converted.csv` is what X is; and the same table in several encodings is the same.
#[test]
fn the_pairs_of_csvkit() {
    let Some(corpora) = corpora() else { return };
    let folder = corpora.join("csvkit/examples");
    let (mut differs, mut pairs) = (Vec::new(), 0);
    for (own, expected) in [
        ("blanks.csv", "blanks_converted.csv"),
        ("test_date_format.csv", "test_date_format_converted.csv"),
        ("test_locale.csv", "test_locale_converted.csv"),
        ("dummy.tsv", "dummy.csv"),
        ("test_utf8_bom.csv", "test_utf8.csv"),
        ("test_utf16_big.csv", "test_utf16_little.csv"),
        ("test_skip_lines.csv", "dummy.csv"),
        ("optional_quote_characters.csv", "dummy.csv"),
    ] {
        pairs += 1;
        let table = read_file(&folder.join(own)).table.expect(own);
        let other = match read_file(&folder.join(expected)).table {
            Ok(other) => other,
            // A row of nothing but empty cells.
            Err(Unusable::HeaderOnly { columns, .. }) => {
                let filled: Vec<u32> = (0..columns).map(|column| table.profile(column).filled).collect();
                if filled.iter().any(|&filled| filled > 0) {
                    differs.push((own.to_owned(), format!("filled cells a column: {filled:?}")));
                }
                continue;
            }
            Err(why) => panic!("{expected}: {why:?}"),
        };
        assert_eq!(table.headers(), other.headers(), "{own}");
        assert_eq!(table.row_count(), other.row_count(), "{own}");
        for row in table.rows() {
            let expected = cells(&other, row);
            let is_same = (0..).zip(&expected).all(|(column, cell)| is_shown_as(&table, row, column, cell));
            if !is_same {
                differs.push((own.to_owned(), format!("{:?}, not {expected:?}", cells(&table, row))));
            }
        }
    }
    say(&format!("csvkit: {} of {pairs} pairs the same", pairs - differs.len()));
    settle("csvkit", &differs, CSVKIT);
    // What it writes from workbooks and JSON is a table with every row.
    for (file, rows) in [
        ("testxls_converted.csv", 5),
        ("testxlsx_converted.csv", 5),
        ("testxlsx_noinference_converted.csv", 5),
        ("testxlsx_unicode_converted.csv", 1),
        ("testxls_unicode_converted.csv", 1),
        ("sheetsxls_converted.csv", 5),
        ("sheetsxlsx_converted.csv", 5),
        ("testfixed_converted.csv", 4),
        ("testjson_converted.csv", 5),
        ("testdbf_converted.csv", 8),
    ] {
        let table = read_file(&folder.join(file)).table.expect(file);
        assert_eq!(table.row_count(), rows, "{file}");
    }
}

const COMMONS: &[(&str, &str)] = &[(
    "test_rfc4180_trim.txt: [i ,  j ,  k ,  l]",
    "with blanks around cells as a setting, a quote behind a blank opens; here only if most stand so",
)];

/// Listings `n:[a, b]` of the records of a file; the first line names it and its settings.
#[test]
fn the_listings_of_commons_csv() {
    let Some(corpora) = corpora() else { return };
    let folder = corpora.join("commons-csv/src/test/resources/org/apache/commons/csv/CSVFileParser");
    let (mut differs, mut compared) = (Vec::new(), 0);
    for listing in [
        "test_default.txt",
        "test_default_comment.txt",
        "test_rfc4180.txt",
        "test_rfc4180_trim.txt",
        "testCSV85_default.txt",
        "testCSV85_ignoreEmpty.txt",
        "testCSV246_checkWithNoComment.txt",
    ] {
        let text = std::fs::read_to_string(folder.join(listing)).expect(listing);
        let mut lines = text.lines();
        let settings = lines.next().expect("settings");
        let file = settings.split(' ').next().expect("a name");
        let trims = settings.contains("IgnoreSpaces=true");
        // Blank records are counted, not kept; remarks are told, or counted as notes below the data.
        let is_remark = |cells: &Vec<String>| cells.first().is_some_and(|cell| cell.starts_with('#'));
        let own = records(&read_file(&folder.join(file)));
        let own: Vec<Vec<String>> = own.into_iter().filter(|cells| !is_remark(cells)).collect();
        let expected: Vec<&str> = lines
            .skip(1)
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(":[")?.1.rsplit_once(']').map(|(cells, _)| cells))
            .filter(|cells| !cells.starts_with('#') && cells.contains(|ch| !matches!(ch, ',' | ' ')))
            .collect();
        if own.len() != expected.len() {
            differs.push((listing.to_owned(), format!("{own:?}, not {expected:?}")));
        }
        for (cells, expected) in own.iter().zip(expected) {
            compared += 1;
            let own = match trims {
                true => cells.iter().map(|cell| cell.trim()).collect::<Vec<_>>().join(", "),
                false => cells.join(", "),
            };
            let expected = if trims { expected.trim() } else { expected };
            if own != expected {
                differs.push((format!("{listing}: [{expected}]"), own));
            }
        }
    }
    say(&format!("commons-csv: {} of {compared} records the same", compared - differs.len()));
    settle("commons-csv", &differs, COMMONS);
}

/// The rows of univocity's examples as it prints them: cells between `, `, nothing as `null`.
fn printed(read: &Read) -> String {
    // Remarks among the rows are told; it leaves them out.
    let rows =
        records(read).into_iter().filter(|cells| !cells.iter().take(1).any(|cell| cell.starts_with("# ")));
    let lines = rows.map(|cells| {
        let mut cells: Vec<String> =
            cells.iter().map(|cell| if cell.is_empty() { "null".into() } else { cell.clone() }).collect();
        cells.resize(cells.len().max(5), "null".into());
        format!("[{}]\n", cells.join(", "))
    });
    lines.collect()
}

const UNIVOCITY: &[(&str, &str)] = &[];

#[test]
fn the_outputs_of_univocity() {
    let Some(corpora) = corpora() else { return };
    let folder = corpora.join("univocity/src/test/resources");
    let mut differs: Vec<(String, String)> = Vec::new();
    let mut compare = |file: &str, own: String, expected: String| {
        if own != expected {
            differs.push((file.to_owned(), format!("{own}\n    not\n{expected}")));
        }
    };
    let output = |name: &str| {
        let text = std::fs::read_to_string(folder.join("examples/expectedOutputs").join(name)).expect(name);
        text.replace("\r\n", "\n")
    };
    let example = read_file(&folder.join("examples/example.csv"));
    compare("example.csv", printed(&example), output("CsvParserExamples/example002ReadSimpleCsv"));
    // It tells the two apart by their formats; the rows are behind `Row 1 (length 5): `.
    let found = output("CsvParserExamples/example012FormatAutodetection");
    let european = found.split("european.csv:").nth(1).expect("a part");
    let rows: Vec<&str> = european.split("): ").skip(1).collect();
    let rows = rows.iter().map(|row| row.split("\nRow ").next().expect("a row").trim_end());
    let rows: String = rows.map(|row| format!("{}\n", row.split("\n\n").next().expect("a row"))).collect();
    let european = read_file(&folder.join("examples/european.csv"));
    compare("european.csv", printed(&european), rows);
    let tabs = read_file(&folder.join("examples/example.tsv"));
    compare(
        "example.tsv",
        printed(&tabs).replace("\\n", "\n"),
        output("TsvParserExamples/example002ReadSimpleTsv"),
    );
    // One text in three kinds of line ends.
    let lines = |file: &str| {
        let read = read_file(&folder.join(file));
        let normal = |cell: &String| cell.replace("\r\n", "\n").replace('\r', "\n");
        let cells = records(&read).iter().map(|cells| cells.iter().map(normal).collect::<Vec<_>>()).collect();
        format!("{:?}", plain(cells))
    };
    for (one, others) in [
        ("csv/essential.csv", ["csv/essential-dos.csv", "csv/essential-mac.csv"]),
        ("tsv/essential.tsv", ["tsv/essential-dos.tsv", "tsv/essential-mac.tsv"]),
    ] {
        for other in others {
            compare(other, lines(other), lines(one));
        }
    }
    say(&format!("univocity: {} of 7 outputs the same", 7 - differs.len()));
    settle("univocity", &differs, UNIVOCITY);
}

/// What is wrong with a file, at a line or with a name.
#[derive(Clone, Copy, Debug)]
enum Defect {
    /// A row with too few or too many cells is told.
    Unequal(u32),
    /// So many records without a value are counted.
    Blank(u32),
    /// A header that was empty or repeated is called this.
    Called(&'static str),
    /// So many cells of the column cannot be understood, and are told.
    Invalid(u32, u32),
    /// So many cells of the column are empty.
    Missing(u32, u32),
    /// So many records stand above the header.
    Above(u32),
    NoHeader,
    HeaderOnly,
    Empty,
}

fn is_reported(read: &Read, defect: Defect) -> bool {
    let unequal = |line: u32| {
        let is_it = |kind: &ProblemKind| matches!(kind, ProblemKind::Unequal { .. });
        read.problems.iter().any(|problem| problem.line == line && is_it(&problem.kind))
    };
    match (defect, &read.table) {
        (Defect::Unequal(line), _) => unequal(line),
        (Defect::Blank(count), _) => parts(read).map(|part| part.receipt.blank).sum::<u32>() == count,
        (Defect::Called(name), Ok(table)) => table.headers().iter().any(|header| header == name),
        (Defect::Invalid(column, count), Ok(table)) => table.profile(column).invalid == count,
        (Defect::Missing(column, count), Ok(table)) => {
            table.row_count() - table.profile(column).filled == count
        }
        (Defect::Above(count), _) => read.receipt.preamble == count,
        (Defect::NoHeader, _) => read.header.is_none() && read.receipt.header == 0,
        (Defect::HeaderOnly, Err(why)) => matches!(why, Unusable::HeaderOnly { .. }),
        (Defect::Empty, Err(why)) => *why == Unusable::Empty,
        _ => false,
    }
}

const FRICTIONLESS: &[(&str, &str)] = &[
    ("invalid.csv Unequal(3)", "that most rows have fewer cells than the header is told once, at the first"),
    ("schema-errors.csv Invalid(0, 1)", "two numbers of three cells make no column of numbers: it is text"),
    (
        "capital-invalid.csv Unequal(12)",
        "below a blank line, with texts where the table has numbers: counted as a note below the data",
    ),
];

#[test]
fn the_defects_of_frictionless() {
    let Some(corpora) = corpora() else { return };
    use Defect::*;
    let files: &[(&str, &[Defect])] = &[
        ("invalid.csv", &[Called("C"), Called("name (2)"), Unequal(2), Unequal(3), Blank(1), Unequal(5)]),
        ("defective-rows.csv", &[Unequal(2), Unequal(3)]),
        ("duplicate-headers.csv", &[Called("id (2)"), Called("id (3)")]),
        ("duplicate-column.csv", &[Called("B (2)")]),
        ("blank-headers.csv", &[Called("B"), Missing(1, 0)]),
        ("blank-cells.csv", &[Missing(1, 1)]),
        ("blank-rows.csv", &[Blank(1)]),
        ("blank-rows-multiple.csv", &[Blank(11)]),
        ("blank-rows-no-fields.csv", &[Blank(1)]),
        ("structure-errors.csv", &[Blank(1), Unequal(5)]),
        ("schema-errors.csv", &[Invalid(0, 1), Unequal(5)]),
        ("countries.csv", &[Above(1), Unequal(4), Unequal(7), Missing(1, 2)]),
        ("capital-invalid.csv", &[Called("name (2)"), Unequal(10), Blank(1), Unequal(12)]),
        ("skip-rows.csv", &[Above(1), Unequal(4)]),
        ("skip-rows-before-headers.csv", &[Above(1)]),
        ("skip-blank-at-the-end.csv", &[Unequal(2), Blank(1)]),
        ("matrix-with-comment.csv", &[Above(1)]),
        ("without-headers.csv", &[NoHeader]),
        ("without-headers-extra.csv", &[NoHeader, Unequal(3)]),
        ("without-rows.csv", &[HeaderOnly]),
        ("empty.csv", &[Empty]),
        ("table-infer-missing-values.csv", &[Missing(0, 3)]),
        ("invalid/data.csv", &[Blank(1)]),
        ("invalid/data2.csv", &[Blank(1)]),
    ];
    let (mut differs, mut defects) = (Vec::new(), 0);
    for (file, expected) in files {
        let read = read_file(&corpora.join("frictionless/data").join(file));
        for &defect in *expected {
            defects += 1;
            if !is_reported(&read, defect) {
                let rows = records(&read);
                let told = (&read.problems, &read.receipt, rows);
                differs.push((format!("{file} {defect:?}"), format!("{told:?}")));
            }
        }
    }
    say(&format!("frictionless: {} of {defects} defects reported", defects - differs.len()));
    settle("frictionless", &differs, FRICTIONLESS);
}
