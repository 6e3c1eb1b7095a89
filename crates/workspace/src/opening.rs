//! What the opener of workbooks and archives tells the engine. It is a worker of its own, started by the first
//! such file; it gets a File handle and answers with these. A part's bytes are the buffer beside.

use garimpo_table::{ReadOptions, Unusable};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Opening {
    /// It runs, and may be given a file.
    Ready,
    /// Rows of the part that is being made.
    Progress { rows: u32 },
    /// `path`: names of packed files and of sheets, from the outside in.
    Part { path: Vec<String>, options: ReadOptions },
    /// One thing inside that cannot be used.
    Refused { path: Vec<String>, why: Unusable },
    /// The last word about a file. `Some`: nothing of it can be used.
    Done { why: Option<Unusable> },
}
