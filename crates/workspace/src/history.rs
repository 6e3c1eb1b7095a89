//! Undo and redo: steps of inverse operations. Nothing that a person can do is out of its reach, and sorting,
//! the clock and the period do not clear redo (they are not steps).

use std::collections::VecDeque;

use crate::op::Op;
use crate::view::{HistoryView, SheetId, StepLabel};

/// Bytes that steps may hold before the oldest are let go. The last step always stays.
const MOST_BYTES: usize = 256 << 20;

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

impl Step {
    /// About how much memory it holds.
    fn bytes(&self) -> usize {
        self.ops.iter().map(Op::bytes).sum()
    }
}

#[derive(Debug, Default)]
pub struct History {
    past: VecDeque<Step>,
    future: Vec<Step>,
    /// Bytes that `past` holds.
    bytes: usize,
}

impl History {
    /// A new step was done: `step` holds its inverse. What was undone before cannot come back.
    pub fn record(&mut self, step: Step) {
        self.future.clear();
        self.keep(step);
    }

    fn keep(&mut self, step: Step) {
        self.bytes += step.bytes();
        self.past.push_back(step);
        while self.bytes > MOST_BYTES && self.past.len() > 1 {
            self.bytes -= self.past.pop_front().map_or(0, |step| step.bytes());
        }
    }

    /// A step that is only a way of looking: what was undone before can still come back.
    pub fn look(&mut self, step: Step) {
        self.keep(step);
    }

    pub fn next_undo(&mut self) -> Option<Step> {
        let step = self.past.pop_back()?;
        self.bytes -= step.bytes();
        Some(step)
    }

    pub fn next_redo(&mut self) -> Option<Step> {
        self.future.pop()
    }

    /// An undo was carried out: `step` holds what would do it again.
    pub fn undone(&mut self, step: Step) {
        self.future.push(step);
    }

    pub fn redone(&mut self, step: Step) {
        self.keep(step);
    }

    pub fn view(&self) -> HistoryView {
        HistoryView {
            undo: self.past.back().map(|step| step.label.clone()),
            redo: self.future.last().map(|step| step.label.clone()),
            steps: u32::try_from(self.past.len()).unwrap_or(u32::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(rows: usize) -> Step {
        let op = Op::SetLook { sheet: 1, look: crate::Look::default(), seen: Some(vec![0; rows]) };
        Step { label: StepLabel::Sort, ops: vec![op], spot: None }
    }

    #[test]
    fn old_steps_go_when_they_hold_too_much_and_the_last_one_stays() {
        let mut history = History::default();
        (0..3).for_each(|_| history.record(step(1)));
        let half = MOST_BYTES / 8;
        history.record(step(half));
        assert_eq!(history.view().steps, 4);
        history.record(step(half + 1_000));
        assert_eq!(history.view().steps, 1, "the older large one went, and what was before it");
        history.next_undo();
        assert_eq!((history.view().steps, history.bytes), (0, 0));
        history.record(step(MOST_BYTES));
        assert_eq!(history.view().steps, 1);
    }
}
