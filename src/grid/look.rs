//! Changes of how a table is looked at: which columns it is sorted by, and which rows stay. Touches no browser
//! object.

use garimpo_table::{Filter, SortKey, Test};
use garimpo_workspace::Look;

/// `add`: after the columns that it is sorted by already. Else by this one alone.
pub fn sorted(look: &Look, column: u32, descending: bool, add: bool) -> Look {
    let mut look = look.clone();
    if !add {
        look.sort.clear();
    }
    let key = SortKey { column, descending };
    match look.sort.iter_mut().find(|key| key.column == column) {
        Some(own) => *own = key,
        None => look.sort.push(key),
    }
    look
}

pub fn unsorted(look: &Look, column: u32) -> Look {
    let mut look = look.clone();
    look.sort.retain(|key| key.column != column);
    look
}

/// The column's one filter; `None` takes it away.
pub fn filtered(look: &Look, column: u32, test: Option<Test>) -> Look {
    let mut look = look.clone();
    look.filters.retain(|filter| filter.column != column);
    look.filters.extend(test.map(|test| Filter { column, test }));
    look
}

/// Its place among the columns of the order (1, 2, …), and whether it goes down.
pub fn order(look: &Look, column: u32) -> Option<(usize, bool)> {
    let at = look.sort.iter().position(|key| key.column == column)?;
    Some((at + 1, look.sort.get(at)?.descending))
}

pub fn filter(look: &Look, column: u32) -> Option<&Test> {
    look.filters.iter().find(|filter| filter.column == column).map(|filter| &filter.test)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_join_and_leave_the_order() {
        let look = sorted(&Look::default(), 3, false, true);
        let look = sorted(&look, 1, true, true);
        assert_eq!(
            (order(&look, 3), order(&look, 1), order(&look, 0)),
            (Some((1, false)), Some((2, true)), None)
        );
        let turned = sorted(&look, 3, true, true);
        assert_eq!((order(&turned, 3), turned.sort.len()), (Some((1, true)), 2), "it keeps its place");
        assert_eq!(sorted(&look, 5, false, false).sort.len(), 1);
        assert_eq!(unsorted(&look, 3).sort.len(), 1);
    }

    #[test]
    fn a_column_has_one_filter() {
        let look = filtered(&Look::default(), 2, Some(Test::Blank(true)));
        let look = filtered(&look, 2, Some(Test::Unread));
        let look = filtered(&look, 4, Some(Test::Blank(false)));
        assert_eq!((filter(&look, 2), look.filters.len()), (Some(&Test::Unread), 2));
        assert_eq!(filter(&filtered(&look, 2, None), 2), None);
    }
}
