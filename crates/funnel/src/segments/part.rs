//! What a row or a column of the table stands for.

use serde::{Deserialize, Serialize};

/// A channel or a value of a segment column, or what has no place of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    /// `id` is a channel's id, or the folded value; `name` the value as most often spelled, or empty for a
    /// channel, which has its name in [`crate::company::Channel`].
    One { id: String, name: String },
    /// So many smaller ones together.
    Others { count: u32 },
    /// The cell says nothing, or the deal has no channel.
    NotTold,
}

impl Part {
    pub fn id(&self) -> Option<&str> {
        match self {
            Part::One { id, .. } => Some(id),
            _ => None,
        }
    }
}
