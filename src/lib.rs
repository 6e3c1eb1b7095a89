//! The page: `Model / Msg / update / Effect` pure and tested natively; `run` carries effects out; `view`
//! draws slices of the model.

pub mod agreement;
pub mod calendar;
pub mod chart;
pub mod columns;
pub mod commands;
pub mod effect;
pub mod grid;
pub mod i18n;
pub mod model;
pub mod msg;
pub mod order;
pub mod route;
pub mod segments;
pub mod share;
pub mod typed;
pub mod update;

#[cfg(target_arch = "wasm32")]
pub mod root;
#[cfg(target_arch = "wasm32")]
pub mod run;
#[cfg(target_arch = "wasm32")]
pub mod ui;
#[cfg(target_arch = "wasm32")]
pub mod view;
