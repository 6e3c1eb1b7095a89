//! The digest of everything that is computed of made-up companies. `cargo xtask digest` runs it natively and in a
//! browser, and compares: the same bits, or a difference that says from which company on.

/// Of `count` companies from the seed `first`.
fn digest(first: u32, count: u32) -> String {
    format!("{:016x}", garimpo_funnel::simulate::companies_digest_from(first, count))
}

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn companies(first: u32, count: u32) -> String {
    digest(first, count)
}

#[cfg(target_arch = "wasm32")]
fn main() {}

/// `garimpo-digest FIRST COUNT`
#[cfg(not(target_arch = "wasm32"))]
#[allow(clippy::print_stdout)]
fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|word| word.parse().ok());
    let (first, count) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(250));
    println!("{}", digest(first, count));
}
