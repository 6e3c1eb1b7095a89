//! Every file of every suite: no panic, no hang, receipts that balance, and what was written out is read
//! back the same. Which files cannot be used at all is named for the suites that expect theirs to load.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use garimpo_table::{ReadOptions, Unusable};

use crate::support::{cells, corpora, read_bytes, say, settle};

/// For the slowest of these files on a slow machine, in a build without optimisation.
const LONGEST: Duration = Duration::from_secs(5);

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let (mut folders, mut files) = (vec![folder.to_path_buf()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

const CSVY: &str = "a long preamble in YAML above few rows: most lines are no rows";
const NO_TABLE: &str = "no delimiter, and no list of values";

const UNUSABLE: &[(&str, &str)] = &[
    ("datatable-fread/inst/tests/csvy/test.csvy", CSVY),
    ("datatable-fread/inst/tests/csvy/test_attributes.csvy", CSVY),
    ("datatable-fread/inst/tests/csvy/test_comment.csvy", CSVY),
    ("datatable-fread/inst/tests/csvy/test_override_dec.csvy", CSVY),
    ("datatable-fread/inst/tests/csvy/test_override_na.csvy", CSVY),
    ("datatable-fread/inst/tests/csvy/test_override_quote.csvy", CSVY),
    ("datatable-fread/inst/tests/csvy/test_override_sep.csvy", CSVY),
    ("datatable-fread/inst/tests/gb18030.txt", "one record in an encoding that is not read"),
    (
        "datatable-fread/inst/tests/issue_1573_fill.txt",
        "columns set apart by blanks, and rows of different lengths: nothing tells where empty cells are",
    ),
    ("datatable-fread/inst/tests/knitr.md.save", "a report with prose and code, not a table"),
    ("readr/tests/testthat/empty-file", "no byte"),
    ("readr/tests/testthat/fixtures/enc-iso-8859-1.txt", NO_TABLE),
    ("readr/tests/testthat/fixtures/fwf-trailing.txt", NO_TABLE),
    ("readr/tests/testthat/fixtures/sample_text.txt", NO_TABLE),
];

#[test]
fn no_file_panics_or_hangs_and_written_tables_read_back() {
    let Some(corpora) = corpora() else { return };
    let (mut tables, mut same, mut all) = (0, 0, 0);
    let mut suites: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    let mut unusable: Vec<(String, String)> = Vec::new();
    for path in files_under(&corpora) {
        let name = path.strip_prefix(&corpora).expect("a file of the suites").to_string_lossy().into_owned();
        let suite = name.split('/').next().unwrap_or_default().to_owned();
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        let start = Instant::now();
        let read = read_bytes(&bytes, ReadOptions::default());
        let time = start.elapsed();
        assert!(time < LONGEST, "{name}: {time:?}");
        all += 1;
        let counts = suites.entry(suite.clone()).or_default();
        counts.0 += 1;
        let table = match read.table {
            Ok(table) => table,
            Err(why) => {
                let is_packed =
                    [".gz", ".bz2", ".xz", ".zip", ".tar", ".bgz"].iter().any(|end| name.ends_with(end));
                let is_packed = is_packed && matches!(why, Unusable::Binary { .. });
                let is_file = name.contains("/tests/") || name.contains("/examples/data/");
                if matches!(suite.as_str(), "readr" | "datatable-fread" | "rust-csv") && is_file && !is_packed
                {
                    unusable.push((name, format!("{why:?}")));
                }
                continue;
            }
        };
        counts.1 += 1;
        tables += 1;
        table.load(&(0..table.headers().len() as u32).collect::<Vec<_>>());
        let again = read_bytes(&table.to_csv(b','), ReadOptions::default());
        let is_same = again.table.is_ok_and(|again| {
            again.headers() == table.headers()
                && again.row_count() == table.row_count()
                && again
                    .rows()
                    .zip(table.rows())
                    .all(|(one, other)| cells(&again, one) == cells(&table, other))
        });
        same += u32::from(is_same);
        if !is_same && std::env::var_os("SHOW").is_some() && !name.contains("pollock") {
            say(&format!("not the same: {name} {:?}", table.headers()));
        }
    }
    say(&format!("{all} files, {tables} tables, {same} read back the same; files and tables: {suites:?}"));
    settle("files that must load", &unusable, UNUSABLE);
    assert!(tables * 2 > all && same * 100 >= tables * 95, "{tables} tables, {same} the same");
}
