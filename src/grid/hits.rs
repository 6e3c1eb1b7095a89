//! The cells that were found: marked where they are seen, gone through one by one.

use super::engine::{Engine, Out};
use super::find::Hits;
use super::selection::{Cell, Selection};

impl Engine {
    /// What the worker has found. `go`: to the first one at or after the active cell.
    pub fn found(&mut self, hits: Vec<(u32, u32)>, all: u32, go: bool) {
        self.hits = hits;
        self.all_hits = all;
        self.dirty = true;
        if go && let Some(&(row, column)) = self.hits.get(self.hit_from(false)).or(self.hits.first()) {
            self.select(Selection::at(Cell { row, column }));
        }
        self.tell_hits();
    }

    pub fn forget_hits(&mut self) {
        self.hits.clear();
        self.all_hits = 0;
        self.dirty = true;
    }

    /// The first hit at the active cell or after it; `past`: after it.
    fn hit_from(&self, past: bool) -> usize {
        let active = (self.selection.active.row, self.selection.active.column);
        self.hits.partition_point(|hit| if past { *hit <= active } else { *hit < active })
    }

    /// To the next one, and from the last to the first.
    pub fn step_hit(&mut self, back: bool) {
        let to = if back {
            self.hit_from(false).checked_sub(1).and_then(|at| self.hits.get(at)).or(self.hits.last())
        } else {
            self.hits.get(self.hit_from(true)).or(self.hits.first())
        };
        let Some(&(row, column)) = to else { return };
        self.commit();
        self.select(Selection::at(Cell { row, column }));
        self.tell_hits();
    }

    fn tell_hits(&mut self) {
        let active = (self.selection.active.row, self.selection.active.column);
        let at = self.hits.binary_search(&active).ok();
        self.out.push(Out::Hits(Hits::Found { at, all: self.all_hits }));
    }
}
