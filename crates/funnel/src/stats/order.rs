//! Sorting by any order, made once: each sort with a closure of its own would be another copy in the program.

use std::cmp::Ordering;

/// The indices 0 .. `count` in the order of `compare`; equal ones stay in their order.
pub fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..count).collect();
    indices.sort_by(|a, b| compare(*a, *b));
    indices
}
