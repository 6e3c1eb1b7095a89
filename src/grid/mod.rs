//! The table on the screen: a ring of row nodes that are filled by hand, inside one Yew component.
//!
//! Scrolling, selection, keys, clipboard formats, columns and the row cache are pure and tested natively; the
//! rest holds browser objects.

pub mod bindings;
pub mod cache;
pub mod clip;
pub mod columns;
pub mod keys;
pub mod look;
pub mod scroll;
pub mod selection;
pub mod values;

#[cfg(target_arch = "wasm32")]
mod act;
#[cfg(target_arch = "wasm32")]
mod clipboard;
#[cfg(target_arch = "wasm32")]
mod component;
#[cfg(target_arch = "wasm32")]
mod context;
#[cfg(target_arch = "wasm32")]
mod edit;
#[cfg(target_arch = "wasm32")]
mod engine;
#[cfg(target_arch = "wasm32")]
mod filter;
#[cfg(target_arch = "wasm32")]
mod find;
#[cfg(target_arch = "wasm32")]
mod handle;
#[cfg(target_arch = "wasm32")]
mod header;
#[cfg(target_arch = "wasm32")]
mod hits;
#[cfg(target_arch = "wasm32")]
mod line;
#[cfg(target_arch = "wasm32")]
mod listen;
#[cfg(target_arch = "wasm32")]
pub mod menu;
#[cfg(target_arch = "wasm32")]
mod paint;
#[cfg(target_arch = "wasm32")]
mod pointer;
#[cfg(target_arch = "wasm32")]
mod pool;
#[cfg(target_arch = "wasm32")]
pub mod port;
#[cfg(target_arch = "wasm32")]
mod strip;

#[cfg(target_arch = "wasm32")]
pub use component::Grid;
