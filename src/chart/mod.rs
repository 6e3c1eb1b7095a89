//! Charts in SVG, with a table behind each.
//!
//! `scale` and `labels` are arithmetic and know nothing of drawing. Positions are SVG attributes; there is never
//! a `style` attribute, which the content policy would refuse.

pub mod labels;
pub mod scale;

#[cfg(target_arch = "wasm32")]
pub mod interval;
#[cfg(target_arch = "wasm32")]
pub mod map;
#[cfg(target_arch = "wasm32")]
pub mod months;
