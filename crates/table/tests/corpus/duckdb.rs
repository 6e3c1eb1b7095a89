//! DuckDB's statements about its own files, those that give its reader no option or one that we have too.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use garimpo_table::{HeaderChoice, Read, ReadOptions};
use serde_json::Value;

use crate::duckdb_named::{CELLS, LOADS, REFUSED};
use crate::support::{corpora, is_shown_as, parts, read_bytes, say, settle};

/// What a statement lets us compare.
enum Asks<'a> {
    /// The cells of the first rows, at most so many.
    Rows(Option<usize>),
    Count,
    /// Names of columns, out of a list of `{'name': …, 'type': …}` or of one column a line.
    Names,
    Loads,
    Refused,
    LeftOut(&'a str),
}

/// Errors about options, and about values that a table of the statement's own cannot take.
const IN_STATEMENT: [&str; 9] = [
    "NULL is not supported",
    "requires a non-empty list",
    "NULL specification",
    "force_not_null",
    "DATEFORMAT",
    "cannot exceed a size",
    "syntax error",
    "UNKNOWN",
    "more than one file",
];
const OF_TABLE: [&str; 4] =
    ["Could not convert", "derived from an existing table", "Error when converting", "Schema mismatch"];

struct Statement {
    /// `test/file.test:line`.
    key: String,
    files: Vec<String>,
    /// In small letters, without blanks.
    sql: String,
    kind: String,
    expected: Vec<String>,
}

fn statements(corpora: &Path) -> Vec<Statement> {
    let text = std::fs::read_to_string(corpora.join("duckdb/csv_expectations.jsonl")).expect("statements");
    let mut out = Vec::new();
    for line in text.lines() {
        let value: Value = serde_json::from_str(line).expect("JSON");
        let strings = |key: &str| -> Vec<String> {
            let list = value[key].as_array().map(Vec::as_slice).unwrap_or_default();
            list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let files = strings("files");
        // Kept apart: nothing may be tuned by these.
        if value["auto"].as_bool() != Some(true) || files.iter().any(|file| file.contains("pollock")) {
            continue;
        }
        let test = value["test"].as_str().unwrap_or_default().trim_start_matches("test/sql/copy/csv/");
        let sql = value["sql"].as_str().unwrap_or_default().to_lowercase().replace("'\t'", "'\\t'");
        out.push(Statement {
            key: format!(
                "{test}:{} {}",
                value["line"],
                files.first().map_or("", |file| file.trim_start_matches("data/csv/"))
            ),
            files,
            sql: sql.split_whitespace().collect::<Vec<_>>().join(" "),
            kind: value["kind"].as_str().unwrap_or_default().to_owned(),
            expected: strings("expected"),
        });
    }
    out
}

fn asks(statement: &Statement) -> Asks<'_> {
    let file = statement.files.first().map_or("", String::as_str);
    if statement.files.len() != 1 || file.contains(['*', '{', '?']) || file.contains("[0-9]") {
        return Asks::LeftOut("several files in one statement");
    }
    if [".gz", ".gzz", ".zst"].iter().any(|end| file.ends_with(end)) {
        return Asks::LeftOut("packed files are opened before they are read");
    }
    let sql = statement.sql.as_str();
    let options = sql.split_once("' (").map(|(_, rest)| rest).unwrap_or_default();
    match statement.kind.as_str() {
        "ok" => Asks::Loads,
        "error" => match statement.expected.first().map_or("", String::as_str) {
            "Permission Error" => Asks::LeftOut("what another program may open"),
            error if IN_STATEMENT.iter().any(|part| error.contains(part)) || error.is_empty() => {
                Asks::LeftOut("the statement is wrong, not the file")
            }
            error if OF_TABLE.iter().any(|part| error.contains(part)) => {
                Asks::LeftOut("the file does not fit the statement's own table")
            }
            _ => Asks::Refused,
        },
        "query" => {
            let name = format!("{{data_dir}}/{}", file.trim_start_matches("data/").to_lowercase());
            let rest = sql.replace(&format!("read_csv_auto('{name}')"), "@");
            let rest = rest.replace(&format!("read_csv('{name}')"), "@").replace(&format!("'{name}'"), "@");
            let rest = rest.trim_end_matches(';').trim();
            let rest = rest.trim_start_matches("select * ").trim();
            match rest {
                "from @" => Asks::Rows(None),
                "from @ limit 5" => Asks::Rows(Some(5)),
                "select count(*) from @" => Asks::Count,
                "describe from @" => Asks::Names,
                _ if rest.starts_with("select columns from sniff_csv(") => Asks::Names,
                _ if rest.starts_with("copy ") && can_give(options) => Asks::Count,
                _ if rest.starts_with("copy ") => Asks::LeftOut("an option that we do not have"),
                _ if rest.contains("typeof") || rest.contains("sniff_csv") => {
                    Asks::LeftOut("its own types and its own report")
                }
                _ => Asks::LeftOut("a query over what was read"),
            }
        }
        _ => Asks::LeftOut("no expectation"),
    }
}

fn can_give(options: &str) -> bool {
    !["null", "force", "nullstr", "skip"].iter().any(|other| options.contains(other))
        && !options.contains("delimiter 'a")
        && !options.contains("delimiter 'b")
        && !options.contains("🦆")
}

/// The options of a COPY statement, as far as we have them.
fn options(sql: &str) -> ReadOptions {
    let after = |word: &str| sql.split_once(word).map(|(_, rest)| rest.trim_start());
    let quoted = |word: &str| {
        let rest = after(word)?.strip_prefix('\'')?;
        if rest.starts_with("\\t") { Some(b'\t') } else { rest.bytes().next() }
    };
    let quote = quoted("quote").map(|quote| Some(quote).filter(|quote| *quote != b'\''));
    let escape = quoted("escape").filter(|escape| !matches!(escape, b'\'' | b'"'));
    let header = match after("header") {
        Some(rest) if rest.starts_with(['0', 'f']) => Some(HeaderChoice::None),
        Some(_) => Some(HeaderChoice::Rows { line: 1, rows: 1 }),
        None => None,
    };
    let delimiter = ["delimiter", "separator", "delim"].iter().find_map(|word| quoted(word));
    ReadOptions { delimiter, quote, escape: escape.map(Some), header, ..ReadOptions::default() }
}

fn rows_differ(read: &Read, expected: &[String], most: Option<usize>) -> Option<String> {
    let Ok(table) = &read.table else {
        let is_none =
            expected.is_empty() && !matches!(read.table, Err(garimpo_table::Unusable::Binary { .. }));
        return (!is_none).then(|| format!("{:?} instead of {expected:?}", read.table));
    };
    let count = table.row_count() as usize;
    if most.map_or(count, |most| count.min(most)) != expected.len() {
        let first: Vec<Vec<String>> =
            table.rows().take(3).map(|row| crate::support::cells(table, row)).collect();
        return Some(format!(
            "{count} rows under {:?}, not {}; {first:?} expected {:?}",
            table.headers(),
            expected.len(),
            expected.iter().take(3).collect::<Vec<_>>()
        ));
    }
    for (row, expected) in table.rows().zip(expected) {
        let own = crate::support::cells(table, row);
        let expected: Vec<&str> = expected.split('\t').collect();
        let is_same = own.len() == expected.len()
            && (0..).zip(&expected).all(|(column, expected)| is_shown_as(table, row, column, expected));
        if !is_same {
            return Some(format!("{own:?}\n    not {expected:?}"));
        }
    }
    None
}

fn count_differs(read: &Read, expected: &[String]) -> Option<String> {
    let own = parts(read).map(|part| part.receipt.kept).sum::<u32>();
    (expected != [own.to_string()]).then(|| format!("{own} rows, not {expected:?}; {:?}", read.receipt))
}

fn names_differ(read: &Read, expected: &[String]) -> Option<String> {
    let listed = expected.first().is_some_and(|first| first.starts_with("[{"));
    let names: Vec<String> = if listed {
        let list = expected.first().map_or("", String::as_str);
        let names = list.split("{'name': ").skip(1).filter_map(|part| part.split_once(", 'type'"));
        names.map(|(name, _)| name.trim_matches('\'').replace("\\'", "'")).collect()
    } else {
        expected.iter().filter_map(|line| line.split('\t').next()).map(str::to_owned).collect()
    };
    let own: Vec<String> = match (&read.header, &read.table) {
        (Some(header), _) => header.names.clone(),
        // It numbers columns without a header, we give them letters.
        (None, Ok(table)) => (0..table.headers().len()).map(|column| format!("column{column}")).collect(),
        _ => Vec::new(),
    };
    (own != names).then(|| format!("{own:?}\n    not {names:?}"))
}

#[test]
fn the_statements_of_duckdb() {
    let Some(corpora) = corpora() else { return };
    let (mut compared, mut loads, mut refused) = (0, 0, 0);
    let mut left = BTreeMap::<&str, u32>::new();
    let (mut cells_differ, mut not_loaded, mut not_refused) = (Vec::new(), Vec::new(), Vec::new());
    let statements = statements(&corpora);
    for statement in &statements {
        let path: PathBuf = corpora.join("duckdb").join(statement.files.first().map_or("", String::as_str));
        let asks = asks(statement);
        if let Asks::LeftOut(reason) = asks {
            *left.entry(reason).or_default() += 1;
            continue;
        }
        let Ok(bytes) = std::fs::read(&path) else {
            *left.entry("there is no such file").or_default() += 1;
            continue;
        };
        let options = match asks {
            Asks::Count if statement.sql.starts_with("copy") => options(&statement.sql),
            Asks::Loads | Asks::Refused if statement.sql.starts_with("copy") => options(&statement.sql),
            _ => ReadOptions::default(),
        };
        let read = read_bytes(&bytes, options);
        let differs = match asks {
            Asks::Rows(most) => rows_differ(&read, &statement.expected, most),
            Asks::Count => count_differs(&read, &statement.expected),
            Asks::Names => names_differ(&read, &statement.expected),
            Asks::Loads => match &read.table {
                Ok(_) => None,
                Err(why) => Some(format!("{why:?}")),
            },
            Asks::Refused => {
                let problems: u32 = parts(&read).map(|part| part.problem_count).sum();
                let invalid = read.table.as_ref().map_or(0, |table| {
                    (0..table.headers().len() as u32).map(|column| table.profile(column).invalid).sum()
                });
                (read.table.is_ok() && problems + invalid == 0).then(|| format!("{:?}", statement.expected))
            }
            Asks::LeftOut(_) => None,
        };
        let (count, list) = match asks {
            Asks::Loads => (&mut loads, &mut not_loaded),
            Asks::Refused => (&mut refused, &mut not_refused),
            _ => (&mut compared, &mut cells_differ),
        };
        *count += 1;
        if let Some(differs) = differs {
            list.push((statement.key.clone(), format!("{}\n    {differs}", statement.sql)));
        }
    }
    say(&format!(
        "DuckDB, {} statements: {} of {compared} the same, {} of {loads} load, {} of {refused} are refused or told; left out {left:?}",
        statements.len(),
        compared - cells_differ.len(),
        loads - not_loaded.len(),
        refused - not_refused.len(),
    ));
    settle("DuckDB, cells", &cells_differ, CELLS);
    settle("DuckDB, must load", &not_loaded, LOADS);
    settle("DuckDB, must be refused", &not_refused, REFUSED);
}
