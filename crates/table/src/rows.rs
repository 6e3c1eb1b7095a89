//! The cells of a table, wherever they are: the file's text, records that were read with care, rows
//! added by hand, and the sparse layer of edits over them. Knows nothing of types.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::careful::Literal;
use crate::cut::{Cells, Cut, Pad, without_returns};
use crate::marked::Codes;
use crate::table::RowId;

/// From this row on, lines are `row + offset`, up to the next jump.
#[derive(Clone, Copy, Debug)]
pub struct LineJump {
    pub row: RowId,
    pub offset: u32,
}

/// Rows that are visited in one go.
const STRETCH: u32 = 2_048;

#[derive(Debug)]
pub struct Rows {
    pub text: Vec<u8>,
    pub cut: Cut,
    /// The start of every row of the file.
    pub starts: Vec<u32>,
    pub jumps: Vec<LineJump>,
    /// Rows of one line whose quotes are broken: the code of the way in which they are read.
    pub codes: Codes,
    /// Rows that are cut in another way than all others; ascending.
    pub literal: Vec<(RowId, Literal)>,
    /// Columns that the file has; the ones behind them live in the edits alone.
    pub file_columns: u32,
    /// Rows added by hand; their ids follow those of the file.
    pub added: Vec<Vec<String>>,
    pub edits: BTreeMap<(RowId, u32), String>,
    /// `None`: all rows, in the order of their ids.
    order: Option<Vec<RowId>>,
    /// The place of every row id, `u32::MAX` for deleted ones; made when first asked for.
    places: RefCell<Option<Rc<Vec<u32>>>>,
}

impl Rows {
    pub fn new(text: Vec<u8>, cut: Cut, starts: Vec<u32>, file_columns: u32) -> Self {
        Self {
            text,
            cut,
            starts,
            jumps: Vec::new(),
            codes: Codes::default(),
            literal: Vec::new(),
            file_columns,
            added: Vec::new(),
            edits: BTreeMap::new(),
            order: None,
            places: RefCell::new(None),
        }
    }

    pub fn file_rows(&self) -> u32 {
        self.starts.len() as u32
    }

    pub fn capacity(&self) -> u32 {
        self.file_rows() + self.added.len() as u32
    }

    pub fn count(&self) -> u32 {
        self.order.as_ref().map_or(self.capacity(), |order| order.len() as u32)
    }

    pub fn row_at(&self, position: u32) -> Option<RowId> {
        match &self.order {
            Some(order) => order.get(position as usize).copied(),
            None => (position < self.capacity()).then_some(position),
        }
    }

    fn places(&self) -> Rc<Vec<u32>> {
        let mut slot = self.places.borrow_mut();
        let places = slot.get_or_insert_with(|| {
            let mut places = vec![u32::MAX; self.capacity() as usize];
            for (place, &row) in self.order.iter().flatten().enumerate() {
                if let Some(slot) = places.get_mut(row as usize) {
                    *slot = place as u32;
                }
            }
            Rc::new(places)
        });
        places.clone()
    }

    pub fn position_of(&self, row: RowId) -> Option<u32> {
        if self.order.is_none() {
            return (row < self.capacity()).then_some(row);
        }
        self.places().get(row as usize).copied().filter(|&place| place != u32::MAX)
    }

    pub fn line(&self, row: RowId) -> Option<u32> {
        if row >= self.file_rows() {
            return None;
        }
        let index = self.jumps.partition_point(|jump| jump.row <= row);
        let offset =
            index.checked_sub(1).and_then(|index| self.jumps.get(index)).map_or(1, |jump| jump.offset);
        Some(row + offset)
    }

    pub fn insert(&mut self, at: u32, rows: &[Vec<String>]) -> Vec<RowId> {
        let first = self.capacity();
        let at = at.min(self.count());
        let ids: Vec<RowId> = (first..first + rows.len() as u32).collect();
        if at < first || self.order.is_some() {
            let order = self.order.get_or_insert_with(|| (0..first).collect());
            order.splice(at as usize..at as usize, ids.iter().copied());
        }
        self.added.extend_from_slice(rows);
        *self.places.get_mut() = None;
        ids
    }

    pub fn delete(&mut self, rows: &[RowId]) -> Vec<(u32, RowId)> {
        let mut taken: Vec<(u32, RowId)> =
            rows.iter().filter_map(|&row| Some((self.position_of(row)?, row))).collect();
        taken.sort_unstable();
        taken.dedup();
        if taken.is_empty() {
            return taken;
        }
        let capacity = self.capacity();
        let order = self.order.get_or_insert_with(|| (0..capacity).collect());
        let mut next = taken.iter().peekable();
        let mut position = 0;
        order.retain(|_| {
            let is_taken = next.next_if(|(place, _)| *place == position).is_some();
            position += 1;
            !is_taken
        });
        *self.places.get_mut() = None;
        taken
    }

    pub fn restore(&mut self, places: &[(u32, RowId)]) {
        let mut wanted: Vec<(u32, RowId)> = places
            .iter()
            .copied()
            .filter(|&(_, row)| row < self.capacity() && self.position_of(row).is_none())
            .collect();
        wanted.sort_by_key(|&(place, _)| place);
        // A row can come back only once.
        let mut seen = rustc_hash::FxHashSet::default();
        wanted.retain(|&(_, row)| seen.insert(row));
        let Some(order) = self.order.take() else { return };
        let mut out = Vec::with_capacity(order.len() + wanted.len());
        let mut rest = order.into_iter();
        for (place, row) in wanted {
            while (out.len() as u32) < place {
                match rest.next() {
                    Some(row) => out.push(row),
                    None => break,
                }
            }
            out.push(row);
        }
        out.extend(rest);
        let is_identity = out.len() as u32 == self.capacity()
            && out.iter().enumerate().all(|(place, &row)| place as u32 == row);
        self.order = (!is_identity).then_some(out);
        *self.places.get_mut() = None;
    }

    /// The cells of a row as lists hold them: added by hand, or read with care.
    fn listed(&self, row: RowId) -> Option<Cow<'_, [String]>> {
        if row >= self.file_rows() {
            return self.added.get((row - self.file_rows()) as usize).map(|cells| Cow::Borrowed(&**cells));
        }
        let start = *self.starts.get(row as usize)? as usize;
        let cells = match self.codes.get(row) {
            0 => self.literal_of(row)?.cells(&self.text, start, self.cut),
            code => Literal::of_line(code, &self.text, start, self.cut)?.cells(&self.text, start, self.cut),
        };
        Some(Cow::Owned(cells))
    }

    fn literal_of(&self, row: RowId) -> Option<&Literal> {
        let index = self.literal.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        self.literal.get(index).map(|(_, read)| read)
    }

    fn is_listed(&self, row: RowId) -> bool {
        row >= self.file_rows() || self.codes.get(row) != 0 || self.literal_of(row).is_some()
    }

    fn in_file(&self, row: RowId) -> Option<Cells<'_>> {
        let start = *self.starts.get(row as usize)?;
        Some(Cells::new(&self.text, start as usize, self.cut))
    }

    /// Whether the file's text is cut as `cut` says (its line ends aside).
    pub fn is_cut_by(&self, cut: Cut) -> bool {
        let exact = |pad: Pad| if pad == Pad::BeforeQuote { Pad::None } else { pad };
        Cut { newline: cut.newline, pad: exact(self.cut.pad), ..self.cut } == cut
    }

    /// The cells of a row of the file as they stand in its text, with the blanks and quotes around them.
    /// `false`: the row is not of the file, or its quotes are broken.
    pub fn spans<'a>(&'a self, row: RowId, spans: &mut Vec<&'a [u8]>) -> bool {
        spans.clear();
        if self.is_listed(row) {
            return false;
        }
        let (Some(&start), Some(mut cells)) = (self.starts.get(row as usize), self.in_file(row)) else {
            return false;
        };
        let mut start = start as usize;
        while cells.next().is_some() {
            let end = cells.end();
            // Blanks before a quote are no text here, and would be in a file with few of them.
            let open = self.cut.opening(&self.text, start).filter(|_| self.cut.pad == Pad::BeforeQuote);
            let span = self.text.get(open.unwrap_or(start)..end).unwrap_or_default();
            let last = if cells.is_done() { self.cut.newline } else { self.cut.delimiter };
            let span = span.strip_suffix(&[last]).unwrap_or(span);
            let is_return = cells.is_done() && self.cut.newline == b'\n';
            let span = if is_return { without_returns(span) } else { span };
            // A return that is text would be taken for one of the line's end.
            if is_return && span.ends_with(b"\r") {
                return false;
            }
            spans.push(span);
            start = end;
        }
        true
    }

    pub fn cell(&self, row: RowId, column: u32) -> Cow<'_, str> {
        match self.edits.get(&(row, column)) {
            Some(text) => Cow::Borrowed(text),
            None => self.base_cell(row, column),
        }
    }

    /// The cell without its edit.
    pub fn base_cell(&self, row: RowId, column: u32) -> Cow<'_, str> {
        if let Some(cells) = self.listed(row) {
            if row < self.file_rows() && column >= self.file_columns {
                return Cow::Borrowed("");
            }
            return match cells {
                Cow::Borrowed(cells) => cells.get(column as usize).map_or(Cow::Borrowed(""), Cow::from),
                Cow::Owned(cells) => cells.into_iter().nth(column as usize).unwrap_or_default().into(),
            };
        }
        if column >= self.file_columns {
            return Cow::Borrowed("");
        }
        self.in_file(row)
            .and_then(|mut cells| cells.nth(column as usize))
            .map_or(Cow::Borrowed(""), |cell| cell.text(self.cut.quote))
    }

    /// Hands every cell of the columns (ascending) to `take`, row by row in the order of ids, deleted rows
    /// included, as `(row, index in columns, text)`.
    pub fn visit(&self, columns: &[u32], mut take: impl FnMut(RowId, usize, &[u8])) {
        let mut first = 0;
        while first < self.capacity() {
            let end = first.saturating_add(STRETCH).min(self.capacity());
            self.visit_rows(first..end, columns, &mut take);
            first = end;
        }
    }

    /// The same for some rows. A call of its own: a browser goes over to its faster code only where a function
    /// is called anew.
    #[inline(never)]
    fn visit_rows(&self, rows: Range<RowId>, columns: &[u32], take: &mut impl FnMut(RowId, usize, &[u8])) {
        let mut edits = self.edits.range((rows.start, 0)..).map(|(&(row, _), _)| row).peekable();
        let before = self.literal.partition_point(|(row, _)| *row < rows.start);
        let mut literal = self.literal.iter().skip(before).map(|(row, _)| *row).peekable();
        let has_codes = !self.codes.is_empty();
        let mut scratch = Vec::new();
        let mut cells = Cells::new(&self.text, 0, self.cut);
        for row in rows {
            let is_literal = literal.next_if_eq(&row).is_some() || has_codes && self.codes.get(row) != 0;
            let mut is_edited = false;
            while edits.next_if_eq(&row).is_some() {
                is_edited = true;
            }
            if is_literal || is_edited || row >= self.file_rows() {
                self.visit_changed(row, columns, |index, cell| take(row, index, cell));
            } else {
                cells.restart(self.starts.get(row as usize).copied().unwrap_or(u32::MAX) as usize);
                self.visit_plain(&mut cells, columns, &mut scratch, |index, cell| take(row, index, cell));
            }
        }
    }

    /// The cells of one row, in the order of the columns (ascending).
    pub fn visit_row(
        &self,
        row: RowId,
        columns: &[u32],
        scratch: &mut Vec<u8>,
        take: impl FnMut(usize, &[u8]),
    ) {
        let is_edited = self.edits.range((row, 0)..=(row, u32::MAX)).next().is_some();
        if is_edited || self.is_listed(row) {
            self.visit_changed(row, columns, take);
        } else if let Some(mut cells) = self.in_file(row) {
            self.visit_plain(&mut cells, columns, scratch, take);
        }
    }

    /// A row that was edited, added, or read with care. Its cells are cut once.
    fn visit_changed(&self, row: RowId, columns: &[u32], mut take: impl FnMut(usize, &[u8])) {
        let own: Vec<Cow<'_, str>> = match self.listed(row) {
            Some(cells) => cells.iter().map(|cell| Cow::Owned(cell.clone())).collect(),
            None => self.in_file(row).into_iter().flatten().map(|cell| cell.text(self.cut.quote)).collect(),
        };
        let most = if row < self.file_rows() { self.file_columns } else { u32::MAX };
        for (index, &column) in columns.iter().enumerate() {
            let own = || own.get(column as usize).filter(|_| column < most).map_or("", |cell| cell);
            let edit = self.edits.get(&(row, column));
            take(index, edit.map_or_else(own, String::as_str).as_bytes());
        }
    }

    /// A row of the file that is as it was read, of which `cells` stands at the start.
    #[inline]
    fn visit_plain(
        &self,
        cells: &mut Cells<'_>,
        columns: &[u32],
        scratch: &mut Vec<u8>,
        mut take: impl FnMut(usize, &[u8]),
    ) {
        let mut wanted = columns.iter().copied().take_while(|&column| column < self.file_columns).enumerate();
        let mut next = wanted.next();
        let (mut column, mut taken) = (0, 0);
        while let Some((index, asked)) = next
            && let Some(cell) = cells.next()
        {
            if column == asked {
                if cell.doubled {
                    scratch.clear();
                    cell.write(self.cut.quote, scratch);
                    take(index, scratch);
                } else {
                    take(index, cell.raw);
                }
                taken = index + 1;
                next = wanted.next();
            }
            column += 1;
        }
        (taken..columns.len()).for_each(|index| take(index, b""));
    }
}

impl Rows {
    /// The column is gone, with everything in it: one that is added later in its place starts empty.
    pub fn drop_column(&mut self, column: u32) {
        self.file_columns = self.file_columns.min(column);
        self.edits.retain(|&(_, edited), _| edited < column);
        for cells in &mut self.added {
            cells.truncate(column as usize);
        }
    }
}
