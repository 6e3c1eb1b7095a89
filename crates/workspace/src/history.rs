//! Undo and redo: steps of inverse operations. Nothing that a person can do is out of its reach, and sorting,
//! the clock and the period do not clear redo (they are not steps).

use crate::op::Op;
use crate::view::{HistoryView, SheetId, StepLabel};

/// Where a step happened, in row ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    pub sheet: SheetId,
    pub row: Option<u32>,
    pub column: Option<u32>,
}

/// One thing that a person did, ready to be taken back: operations in the order to apply them.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub label: StepLabel,
    pub ops: Vec<Op>,
    pub spot: Option<Spot>,
}

#[derive(Debug, Default)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
}

impl History {
    /// A new step was done: `step` holds its inverse. What was undone before cannot come back.
    pub fn record(&mut self, step: Step) {
        self.future.clear();
        self.past.push(step);
    }

    /// A step that is only a way of looking: what was undone before can still come back.
    pub fn look(&mut self, step: Step) {
        self.past.push(step);
    }

    pub fn next_undo(&mut self) -> Option<Step> {
        self.past.pop()
    }

    pub fn next_redo(&mut self) -> Option<Step> {
        self.future.pop()
    }

    /// An undo was carried out: `step` holds what would do it again.
    pub fn undone(&mut self, step: Step) {
        self.future.push(step);
    }

    pub fn redone(&mut self, step: Step) {
        self.past.push(step);
    }

    pub fn view(&self) -> HistoryView {
        HistoryView {
            undo: self.past.last().map(|step| step.label.clone()),
            redo: self.future.last().map(|step| step.label.clone()),
            steps: u32::try_from(self.past.len()).unwrap_or(u32::MAX),
        }
    }
}
