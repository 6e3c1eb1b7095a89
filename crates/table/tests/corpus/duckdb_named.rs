//! Where we read DuckDB's files otherwise than its statements expect: the statement with its file, and why.

/// Text behind `#` within a line.
const MIDLINE: &str = "it cuts cells at a `#`; here a cell's text is never cut, and longer rows are told";
/// No delimiter, and fewer lines than a list has.
const NO_TABLE: &str = "one or two lines without a delimiter are no table: said so, nothing is guessed";
const BLANK: &str = "records of nothing but empty cells are counted as blank, and are no rows";
const TYPES: &str = "the same text in another type's writing: a cell is kept as it is written";
const NOT_THE_FILE: &str = "the statement or its own table is wrong; nothing is wrong with the file";
const UTF8: &str =
    "not UTF-8, but every byte is a character of Windows-1252, which it is read as and said to be";

pub const CELLS: &[(&str, &str)] = &[
    (
        "inconsistent_cells_error.test:5 inconsistent_cells.csv",
        "it takes the longest rows; here the header's three columns hold, and longer rows are told",
    ),
    ("recursive_read_csv.test:48 test/date.csv", NO_TABLE),
    ("relaxed_quotes.test:5 unescaped_quotes/stops.csv", "it keeps the quotes around cells as text"),
    ("struct.test:5 struct.csv", NO_TABLE),
    ("test_11403.test:8 quoted_newline.csv", NO_TABLE),
    ("test_allow_quoted_nulls_option.test:6 null_comparison.csv", BLANK),
    ("test_auto_detection_headers.test:10 headers/all_varchar.csv", NO_TABLE),
    ("test_auto_detection_headers.test:26 headers/integer.csv", NO_TABLE),
    (
        "test_column_inconsistencies.test:33 inconsistencies/inconsistent_columns_6.csv",
        "for one long row it gives up all columns; here the row alone is put aside and told",
    ),
    ("test_comment_midline.test:51 comments/only_midline.csv", MIDLINE),
    ("test_comment_midline.test:63 comments/mid_line.csv", MIDLINE),
    ("test_comment_midline.test:69 comments/mid_line_header.csv", MIDLINE),
    ("test_comment_midline.test:75 comments/mid_line_quote.csv", MIDLINE),
    ("test_comment_midline.test:81 comments/mid_line_null.csv", MIDLINE),
    ("test_comment_midline.test:87 comments/simple_mid_line.csv", MIDLINE),
    ("test_comment_midline.test:95 comments/midline_empty_space.csv", MIDLINE),
    ("test_comment_midline.test:109 comments/midline_big.csv", MIDLINE),
    ("test_comment_midline.test:123 comments/midline_big.csv", MIDLINE),
    (
        "test_comment_option.test:29 comments/simple_comma.csv",
        "lines above the header without its delimiter are a preamble, not rows",
    ),
    ("test_comment_option.test:46 comments/big.csv", "`# 20;7` has the cells of a row, and is kept as one"),
    ("test_comment_option.test:60 comments/big.csv", "as above, three of them"),
    ("test_copy_many_empty_lines.test:10 test/many_empty_lines.csv", BLANK),
    ("test_csv_timestamp_tz.test:60 timestamp_timezone.csv", TYPES),
    ("test_csv_timestamp_tz.test:78 timestamp_with_tz.csv", TYPES),
    ("test_date.test:8 test/date.csv", NO_TABLE),
    ("test_decimal.test:5 decimal.csv", NO_TABLE),
    (
        "test_issue5077.test:5 issue5077_aligned.csv",
        "two lines with two and three cells: the first is the header, the longer one is put aside and told",
    ),
    (
        "test_read_csv.test:27 bad_escape.csv",
        "a backslash before anything but a quote or a backslash is text",
    ),
    ("test_read_csv.test:54 test/dateformat.csv", NO_TABLE),
    ("test_windows_newline.test:37 test/windows_newline_empty.csv", BLANK),
    ("auto/test_csv_auto.test:34 nullterm.csv", "every seventh byte is a NUL: taken for no text"),
    ("auto/test_csv_auto.test:72 dates.csv", "`10/08/2008` alone reads in both orders: asked, not decided"),
    ("multidelimiter/test_abac.test:127 multidelimiter/file_ends_in_quoted_value.csv", BLANK),
    (
        "multidelimiter/test_abac.test:375 multidelimiter/trailing_delimiter.csv",
        "the only record is text: a header, and said to have nothing below it",
    ),
    ("code_cov/csv_type_detection.test:20 date_format_percentage.csv", NO_TABLE),
];

pub const LOADS: &[(&str, &str)] = &[
    ("csv_external_access.test:8 test/date.csv", NO_TABLE),
    ("test_insert_into_types.test:263 timestamp.csv", NO_TABLE),
    ("test_replacement_scan_alias.test:7 test/dateformat.csv", NO_TABLE),
    ("test_replacement_scan_alias.test:14 test/dateformat.csv", NO_TABLE),
    ("test_replacement_scan_alias.test:17 test/dateformat.csv", NO_TABLE),
    ("auto/test_header_detection.test:92 auto/single_value.csv", NO_TABLE),
    ("auto/test_header_detection.test:103 auto/single_numeric.csv", NO_TABLE),
    (
        "auto/test_sniffer_blob.test:26 test/blob.csv",
        "the only record is text: a header, and said to have nothing below it",
    ),
];

pub const REFUSED: &[(&str, &str)] = &[
    ("test_copy.test:259 test/too_many_values.csv", NOT_THE_FILE),
    ("test_copy.test:271 test/invalid_utf.csv", UTF8),
    ("test_copy_null.test:84 test/test_null_option.csv", NOT_THE_FILE),
    ("test_copy_null.test:89 test/test_null_option.csv", NOT_THE_FILE),
    ("test_copy_null.test:104 test/test_null_option.csv", NOT_THE_FILE),
    ("test_dateformat.test:9 test/dateformat.csv", NOT_THE_FILE),
    ("code_cov/csv_state_machine_invalid_utf.test:6 test/invalid_utf.csv", UTF8),
    ("code_cov/csv_state_machine_invalid_utf.test:11 test/invalid_utf.csv", UTF8),
];
