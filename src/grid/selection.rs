//! Which cells are selected, and where a move leads. Positions on the screen; touches no browser object.

use garimpo_workspace::protocol::Block;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub row: u32,
    pub column: u32,
}

/// How large the table is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    pub rows: u32,
    pub columns: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    PageLeft,
    PageRight,
    /// To the edge of the data.
    EdgeUp,
    EdgeDown,
    EdgeLeft,
    EdgeRight,
    RowStart,
    RowEnd,
    First,
    Last,
}

/// The cell that takes the typing, and two opposite corners of the range; it is inside of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub active: Cell,
    pub anchor: Cell,
    pub head: Cell,
}

impl Selection {
    pub fn at(cell: Cell) -> Self {
        Selection { active: cell, anchor: cell, head: cell }
    }

    /// From the active cell to another one.
    pub fn range(active: Cell, head: Cell) -> Self {
        Selection { active, anchor: active, head }
    }

    /// The same range, with its active cell where `cell` is, if that is inside.
    pub fn keeping(self, cell: Cell) -> Self {
        if contains(&self.block(), cell) { Selection { active: cell, ..self } } else { self }
    }

    pub fn block(&self) -> Block {
        let (a, b) = (self.anchor, self.head);
        Block {
            row: a.row.min(b.row),
            column: a.column.min(b.column),
            rows: a.row.abs_diff(b.row) + 1,
            columns: a.column.abs_diff(b.column) + 1,
        }
    }

    pub fn is_range(&self) -> bool {
        self.anchor != self.head
    }

    pub fn cells(&self) -> u64 {
        let block = self.block();
        u64::from(block.rows) * u64::from(block.columns)
    }

    /// Whole rows are selected.
    pub fn is_rows(&self, bounds: Bounds) -> bool {
        bounds.columns > 0
            && self.block().columns >= bounds.columns
            && (bounds.columns > 1 || self.is_range())
    }

    pub fn all(bounds: Bounds) -> Self {
        let last = Cell { row: bounds.rows.saturating_sub(1), column: bounds.columns.saturating_sub(1) };
        Selection::range(Cell::default(), last)
    }

    pub fn rows(from: u32, to: u32, bounds: Bounds) -> Self {
        let head = Cell { row: to, column: bounds.columns.saturating_sub(1) };
        Selection::range(Cell { row: from, column: 0 }, head)
    }

    pub fn columns(from: u32, to: u32, bounds: Bounds) -> Self {
        let head = Cell { row: bounds.rows.saturating_sub(1), column: to };
        Selection::range(Cell { row: 0, column: from }, head)
    }

    /// Inside of a table that has become smaller.
    pub fn clamped(&self, bounds: Bounds) -> Self {
        Selection {
            active: clamp(self.active, bounds),
            anchor: clamp(self.anchor, bounds),
            head: clamp(self.head, bounds),
        }
    }
}

pub fn contains(block: &Block, cell: Cell) -> bool {
    cell.row >= block.row
        && cell.row - block.row < block.rows
        && cell.column >= block.column
        && cell.column - block.column < block.columns
}

pub fn clamp(cell: Cell, bounds: Bounds) -> Cell {
    Cell {
        row: cell.row.min(bounds.rows.saturating_sub(1)),
        column: cell.column.min(bounds.columns.saturating_sub(1)),
    }
}

/// One step from a cell; never leaves the table, never wraps. `page` is rows and columns on a screen.
/// `filled` says whether a cell has text; `None` when that is not known here: then the edge is the table's.
pub fn step(
    from: Cell,
    step: Step,
    bounds: Bounds,
    page: Bounds,
    filled: impl Fn(Cell) -> Option<bool>,
) -> Cell {
    let Cell { row, column } = clamp(from, bounds);
    let (last_row, last_column) = (bounds.rows.saturating_sub(1), bounds.columns.saturating_sub(1));
    let to = match step {
        Step::Up => Cell { row: row.saturating_sub(1), column },
        Step::Down => Cell { row: row.saturating_add(1), column },
        Step::Left => Cell { row, column: column.saturating_sub(1) },
        Step::Right => Cell { row, column: column.saturating_add(1) },
        Step::PageUp => Cell { row: row.saturating_sub(page.rows), column },
        Step::PageDown => Cell { row: row.saturating_add(page.rows), column },
        Step::PageLeft => Cell { row, column: column.saturating_sub(page.columns) },
        Step::PageRight => Cell { row, column: column.saturating_add(page.columns) },
        Step::EdgeUp => Cell { row: row - edge(row, |by| filled(Cell { row: row - by, column })), column },
        Step::EdgeDown => {
            Cell { row: row + edge(last_row - row, |by| filled(Cell { row: row + by, column })), column }
        }
        Step::EdgeLeft => {
            Cell { row, column: column - edge(column, |by| filled(Cell { row, column: column - by })) }
        }
        Step::EdgeRight => Cell {
            row,
            column: column + edge(last_column - column, |by| filled(Cell { row, column: column + by })),
        },
        Step::RowStart => Cell { row, column: 0 },
        Step::RowEnd => Cell { row, column: last_column },
        Step::First => Cell::default(),
        Step::Last => Cell { row: last_row, column: last_column },
    };
    clamp(to, bounds)
}

/// As spreadsheets jump: inside of data to its last cell, else to the next data. Steps to take, at most `room`.
fn edge(room: u32, filled: impl Fn(u32) -> Option<bool>) -> u32 {
    if room == 0 {
        return 0;
    }
    let (Some(here), Some(next)) = (filled(0), filled(1)) else { return room };
    let through_data = here && next;
    for by in 2..=room {
        match filled(by) {
            None => return room,
            Some(full) if through_data && !full => return by - 1,
            Some(full) if !through_data && next => {
                let _ = full;
                return 1;
            }
            Some(true) if !through_data => return by,
            Some(_) => {}
        }
    }
    if !through_data && next { 1 } else { room }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: Bounds = Bounds { rows: 1_000_000, columns: 12 };
    const PAGE: Bounds = Bounds { rows: 25, columns: 6 };

    fn at(row: u32, column: u32) -> Cell {
        Cell { row, column }
    }

    #[test]
    fn steps() {
        for (from, by, to) in [
            (at(0, 0), Step::Up, at(0, 0)),
            (at(0, 0), Step::Left, at(0, 0)),
            (at(0, 11), Step::Right, at(0, 11)),
            (at(999_999, 3), Step::Down, at(999_999, 3)),
            (at(5, 5), Step::Down, at(6, 5)),
            (at(10, 3), Step::PageUp, at(0, 3)),
            (at(999_990, 3), Step::PageDown, at(999_999, 3)),
            (at(10, 3), Step::PageRight, at(10, 9)),
            (at(10, 3), Step::PageLeft, at(10, 0)),
            (at(7, 7), Step::RowStart, at(7, 0)),
            (at(7, 7), Step::RowEnd, at(7, 11)),
            (at(7, 7), Step::First, at(0, 0)),
            (at(7, 7), Step::Last, at(999_999, 11)),
            (at(7, 7), Step::EdgeDown, at(999_999, 7)),
            (at(7, 7), Step::EdgeUp, at(0, 7)),
        ] {
            assert_eq!(step(from, by, TABLE, PAGE, |_| None), to, "{by:?} from {from:?}");
        }
    }

    #[test]
    fn edges_of_data_as_in_a_spreadsheet() {
        let column = [true, true, true, false, false, true, false, true, true];
        let bounds = Bounds { rows: column.len() as u32, columns: 1 };
        let filled = |cell: Cell| column.get(cell.row as usize).copied();
        for (from, down, up) in
            [(0, 2, 0), (1, 2, 0), (2, 5, 0), (3, 5, 2), (5, 7, 2), (6, 7, 5), (7, 8, 5), (8, 8, 7)]
        {
            assert_eq!(step(at(from, 0), Step::EdgeDown, bounds, PAGE, filled).row, down, "down from {from}");
            assert_eq!(step(at(from, 0), Step::EdgeUp, bounds, PAGE, filled).row, up, "up from {from}");
        }
    }

    #[test]
    fn blocks_from_any_corner() {
        let block = Block { row: 2, column: 1, rows: 4, columns: 3 };
        for (a, b) in [(at(2, 1), at(5, 3)), (at(5, 3), at(2, 1)), (at(2, 3), at(5, 1)), (at(5, 1), at(2, 3))]
        {
            assert_eq!(Selection::range(a, b).block(), block);
        }
        assert!(contains(&block, at(5, 3)) && !contains(&block, at(6, 3)) && !contains(&block, at(2, 0)));
    }

    #[test]
    fn whole_things() {
        assert_eq!(Selection::all(TABLE).cells(), 12_000_000);
        assert!(Selection::rows(9, 4, TABLE).is_rows(TABLE));
        assert_eq!(Selection::rows(9, 4, TABLE).block().rows, 6);
        assert!(!Selection::at(at(3, 0)).is_rows(Bounds { rows: 9, columns: 1 }));
        assert_eq!(Selection::columns(2, 2, TABLE).block().rows, 1_000_000);
    }

    #[test]
    fn the_active_cell_stays_where_it_is_in_what_is_selected_around_it() {
        let all = Selection::all(TABLE).keeping(at(7, 3));
        assert_eq!((all.active, all.cells()), (at(7, 3), 12_000_000));
        assert_eq!(Selection::rows(2, 4, TABLE).keeping(at(9, 9)).active, at(2, 0));
    }

    #[test]
    fn a_smaller_table_keeps_the_selection_inside() {
        let small = Bounds { rows: 3, columns: 2 };
        assert_eq!(Selection::all(TABLE).clamped(small), Selection::all(small));
        assert_eq!(Selection::all(TABLE).clamped(Bounds::default()), Selection::default());
    }
}
