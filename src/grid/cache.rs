//! The rows that the page holds, in blocks. Old blocks stay until new ones come, so that nothing flickers.
//! Own edits show at once as patches, until a version arrives that has them. Touches no browser object.

use std::collections::BTreeMap;

use garimpo_workspace::view::{EDITED, RowView};
use garimpo_workspace::{RowBlock, SheetId};

pub const BLOCK: u32 = 128;
/// About 16,000 rows; the blocks farthest from the window go first.
const MOST: usize = 128;

#[derive(Clone, Debug, PartialEq)]
struct Patch {
    text: String,
    /// The version that did not have it yet.
    before: u64,
    born: f64,
}

struct Held {
    version: u64,
    /// The table had this many rows then: a short last block is right only for that.
    total: u32,
    rows: Vec<RowView>,
}

#[derive(Default)]
pub struct Cache {
    sheet: SheetId,
    /// The number that goes with requests; answers with another are dropped.
    view: u32,
    version: u64,
    rows: u32,
    blocks: BTreeMap<u32, Held>,
    /// Requests on their way, with the version that they were sent for.
    asked: BTreeMap<u32, u64>,
    patches: BTreeMap<(u32, u32), Patch>,
}

impl Cache {
    /// What the document says now. Another sheet empties the cache.
    pub fn follow(&mut self, sheet: SheetId, version: u64, rows: u32) {
        if sheet != self.sheet || self.view == 0 {
            self.sheet = sheet;
            self.view += 1;
            self.blocks.clear();
            self.asked.clear();
            self.patches.clear();
        }
        self.version = version;
        self.rows = rows;
        let blocks = rows.div_ceil(BLOCK);
        self.blocks.retain(|&block, _| block < blocks);
    }

    pub fn view(&self) -> u32 {
        self.view
    }

    /// Blocks on their way.
    pub fn waiting(&self) -> usize {
        self.asked.len()
    }

    /// Whoever was asked will not answer any more.
    pub fn give_up_waiting(&mut self) {
        self.asked.clear();
    }

    /// Blocks of `first..last` that must be asked for, as `(first row, count)`; they count as asked then.
    pub fn want(&mut self, first: u32, last: u32) -> Vec<(u32, u32)> {
        let mut wanted: Vec<(u32, u32)> = Vec::new();
        if first >= last.min(self.rows) {
            return wanted;
        }
        for block in first / BLOCK..last.min(self.rows).div_ceil(BLOCK) {
            let fresh = self.blocks.get(&block).is_some_and(|held| self.is_fresh(block, held));
            let asked = self.asked.get(&block) == Some(&self.version);
            if fresh || asked {
                continue;
            }
            self.asked.insert(block, self.version);
            let from = block * BLOCK;
            let count = BLOCK.min(self.rows - from);
            match wanted.last_mut() {
                Some((start, have)) if *start + *have == from => *have += count,
                _ => wanted.push((from, count)),
            }
        }
        wanted
    }

    fn is_fresh(&self, block: u32, held: &Held) -> bool {
        let due = BLOCK.min(self.rows.saturating_sub(block * BLOCK)) as usize;
        held.version >= self.version && held.rows.len() >= due
    }

    /// Takes an answer; false when it is nobody's any more. `near` is a row on the screen.
    pub fn take(&mut self, answer: RowBlock, near: u32) -> bool {
        if answer.sheet != self.sheet || answer.view != self.view {
            return false;
        }
        let RowBlock { version, first, total, rows, .. } = answer;
        if first % BLOCK != 0 {
            return false;
        }
        let mut rows = rows.into_iter().peekable();
        let mut block = first / BLOCK;
        while rows.peek().is_some() {
            let part: Vec<RowView> = rows.by_ref().take(BLOCK as usize).collect();
            if self.asked.get(&block).is_some_and(|&asked| asked <= version) {
                self.asked.remove(&block);
            }
            if self.blocks.get(&block).is_none_or(|held| held.version <= version) {
                self.blocks.insert(block, Held { version, total, rows: part });
                // An edit gives way to the rows that have it, and not to the mere news of their version.
                self.patches.retain(|&(row, _), patch| row / BLOCK != block || patch.before >= version);
            }
            block += 1;
        }
        // Blocks asked for past the end of a table that has become shorter never come.
        self.asked.retain(|&block, &mut asked| asked > version || block * BLOCK < total);
        let home = near / BLOCK;
        while self.blocks.len() > MOST {
            let (Some(&low), Some(&high)) = (self.blocks.keys().next(), self.blocks.keys().next_back())
            else {
                break;
            };
            let far = if home.abs_diff(low) > home.abs_diff(high) { low } else { high };
            self.blocks.remove(&far);
        }
        true
    }

    pub fn row(&self, row: u32) -> Option<&RowView> {
        self.blocks.get(&(row / BLOCK))?.rows.get((row % BLOCK) as usize)
    }

    /// The text of a cell and its marks, own edits included. `None` when it is not here.
    pub fn cell(&self, row: u32, column: u32) -> Option<(&str, u8)> {
        if let Some(patch) = self.patch(row, column) {
            return Some((&patch.text, EDITED));
        }
        let view = self.row(row)?;
        let column = column as usize;
        Some((
            view.cells.get(column).map_or("", String::as_str),
            view.marks.get(column).copied().unwrap_or(0),
        ))
    }

    fn patch(&self, row: u32, column: u32) -> Option<&Patch> {
        let patch = self.patches.get(&(row, column))?;
        let held = self.blocks.get(&(row / BLOCK)).map_or(0, |held| held.version);
        (held <= patch.before).then_some(patch)
    }

    pub fn has_patches(&self) -> bool {
        !self.patches.is_empty()
    }

    /// Shows an edit before the worker has answered. `now` in milliseconds.
    pub fn edit(&mut self, row: u32, column: u32, text: String, now: f64) {
        self.patches.insert((row, column), Patch { text, before: self.version, born: now });
    }

    /// Edits that nobody confirmed (a refusal): what the worker says counts. True when there were any.
    pub fn expire(&mut self, now: f64, age: f64) -> bool {
        let before = self.patches.len();
        self.patches.retain(|_, patch| now - patch.born < age);
        before != self.patches.len()
    }

    /// All rows of a range, oldest version included; `None` when one is missing or not up to date.
    pub fn has_all(&self, first: u32, count: u32) -> bool {
        count > 0
            && (first / BLOCK..=(first + count - 1) / BLOCK).all(|block| {
                self.blocks.get(&block).is_some_and(|held| self.is_fresh(block, held) && held.total > 0)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(first: u32, count: u32, word: &str) -> Vec<RowView> {
        (first..first + count)
            .map(|n| RowView {
                id: n,
                line: Some(n + 2),
                cells: vec![format!("{word} {n}"), String::new()],
                marks: vec![],
            })
            .collect()
    }

    fn answer(cache: &Cache, version: u64, first: u32, count: u32, word: &str) -> RowBlock {
        RowBlock {
            sheet: 7,
            view: cache.view(),
            version,
            first,
            total: 1_000,
            rows: rows(first, count, word),
        }
    }

    fn loaded() -> Cache {
        let mut cache = Cache::default();
        cache.follow(7, 1, 1_000);
        assert_eq!(cache.want(0, 130), vec![(0, 256)]);
        assert_eq!(cache.want(0, 130), vec![], "asked once");
        let block = answer(&cache, 1, 0, 256, "old");
        assert!(cache.take(block, 0));
        cache
    }

    #[test]
    fn asks_for_what_is_missing_only() {
        let mut cache = loaded();
        assert_eq!(cache.want(0, 256), vec![]);
        assert_eq!(cache.want(200, 300), vec![(256, 128)]);
        assert_eq!(cache.want(950, 2_000), vec![(896, 104)], "the last block is short");
        assert_eq!(cache.want(1_000, 1_100), vec![]);
    }

    #[test]
    fn old_rows_stay_until_new_ones_come() {
        let mut cache = loaded();
        cache.follow(7, 2, 1_000);
        assert_eq!(cache.cell(3, 0), Some(("old 3", 0)));
        assert!(!cache.has_all(0, 10));
        assert_eq!(cache.want(0, 100), vec![(0, 128)]);
        let block = answer(&cache, 2, 0, 128, "new");
        cache.take(block, 0);
        assert_eq!(cache.cell(3, 0), Some(("new 3", 0)));
        assert!(cache.has_all(0, 128) && !cache.has_all(0, 129));
    }

    #[test]
    fn late_answers_do_not_overwrite() {
        let mut cache = loaded();
        cache.follow(7, 2, 1_000);
        let late = answer(&cache, 1, 0, 128, "late");
        let new = answer(&cache, 2, 0, 128, "new");
        cache.take(new, 0);
        cache.take(late, 0);
        assert_eq!(cache.cell(0, 0), Some(("new 0", 0)));
    }

    #[test]
    fn an_answer_from_before_the_change_does_not_stop_the_next_request() {
        let mut cache = Cache::default();
        cache.follow(7, 1, 1_000);
        cache.want(0, 100);
        cache.follow(7, 2, 1_000);
        assert_eq!(cache.want(0, 100), vec![(0, 128)]);
        let late = answer(&cache, 1, 0, 128, "old");
        cache.take(late, 0);
        assert_eq!(cache.want(0, 100), vec![], "the second request is still on its way");
    }

    #[test]
    fn answers_for_another_sheet_or_view_are_dropped() {
        let mut cache = loaded();
        let old = answer(&cache, 9, 0, 10, "other");
        cache.follow(8, 1, 10);
        assert!(!cache.take(old, 0));
        assert_eq!(cache.cell(0, 0), None);
    }

    #[test]
    fn own_edits_show_at_once_and_give_way_to_the_document() {
        let mut cache = loaded();
        cache.edit(3, 0, "mine".into(), 0.0);
        assert_eq!(cache.cell(3, 0), Some(("mine", EDITED)));
        let late = answer(&cache, 1, 0, 128, "old");
        cache.take(late, 0);
        assert_eq!(cache.cell(3, 0), Some(("mine", EDITED)), "a block from before the edit");
        let new = answer(&cache, 2, 0, 128, "new");
        cache.take(new, 0);
        assert_eq!(cache.cell(3, 0), Some(("new 3", 0)));
        assert!(!cache.has_patches());
    }

    #[test]
    fn an_edit_does_not_flicker_back_while_its_rows_are_on_their_way() {
        let mut cache = loaded();
        cache.edit(3, 0, "mine".into(), 0.0);
        cache.follow(7, 2, 1_000);
        assert_eq!(cache.cell(3, 0), Some(("mine", EDITED)));
    }

    #[test]
    fn a_refused_edit_does_not_stay() {
        let mut cache = loaded();
        cache.edit(3, 0, "mine".into(), 100.0);
        assert!(!cache.expire(2_000.0, 5_000.0));
        assert!(cache.expire(6_000.0, 5_000.0));
        assert_eq!(cache.cell(3, 0), Some(("old 3", 0)));
    }

    #[test]
    fn memory_is_bounded_and_near_rows_stay() {
        let mut cache = Cache::default();
        cache.follow(7, 1, 1_000_000);
        for block in 0..1_000 {
            let part = answer(&cache, 1, block * BLOCK, BLOCK, "x");
            cache.take(part, block * BLOCK);
        }
        assert_eq!(cache.blocks.len(), MOST);
        assert!(cache.row(999 * BLOCK).is_some());
        assert!(cache.row(0).is_none());
    }

    #[test]
    fn a_shorter_table_forgets_what_is_past_its_end() {
        let mut cache = loaded();
        cache.follow(7, 2, 100);
        assert!(cache.row(200).is_none());
    }
}
