//! The public test files of other readers, when they are beside the project: the tests pass without them.
//! What we read otherwise than they expect is named here with its reason, one line each, and a line that no
//! longer holds fails as well. Must never: count a case as passed that was not compared.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it did not expect")]
#![allow(clippy::disallowed_methods, reason = "no file may take long: only a clock can tell")]

mod duckdb;
mod duckdb_named;
mod papa;
mod small;
mod support;
mod walk;
