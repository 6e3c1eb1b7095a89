//! Intervals, pair and rank probabilities, tiers. Closed forms and quadrature; no random numbers.
//!
//! Everything here takes and gives plain numbers: it knows nothing of companies, channels or money's currency.
//! Bit-equal on every platform: only `libm` and + − × ÷ √ (see `special`).

pub mod change;
pub mod check;
pub mod conditional;
pub mod exact;
pub mod frontier;
pub mod interval;
pub mod money;
pub mod order;
pub mod pooled;
pub mod quadrature;
pub mod rank;
pub mod ranked;
pub mod shares;
pub mod special;
pub mod speed;
pub mod survival;
pub mod tables;
pub mod tier;
pub mod two_way;
pub mod weights;

pub use check::self_check_digest;

/// What [`self_check_digest`] gives on every platform.
pub const SELF_CHECK: u64 = 0xdc3b_5d6e_00ec_b4ec;
