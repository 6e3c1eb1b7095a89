//! The digest of everything computed of N made-up companies (default 100,000), to be compared with the browser's:
//! `cargo run --release -p garimpo-funnel --example digest [-- N]`
#![allow(clippy::print_stdout)]

use garimpo_funnel::simulate::companies_digest;

fn main() {
    let count: u32 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    println!("{count} companies: {:#018x}", companies_digest(count));
}
