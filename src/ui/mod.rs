//! Plain widgets: they know no model and no message of the program.

pub mod button;
pub mod dialog;
pub mod field;
pub mod figures;
pub mod icon;
pub mod menu;
pub mod page;
pub mod select;
pub mod slice;

pub use button::{button, choices, icon_button};
pub use figures::Written;
pub use icon::{Icon, icon};
pub use menu::Menu;
pub use select::select;
pub use slice::Slice;

/// What every view gets to act with.
pub type Dispatch = yew::Callback<crate::msg::Msg>;
