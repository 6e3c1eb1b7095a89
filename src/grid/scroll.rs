//! The mathematics of scrolling a table that is taller than a browser can be.
//!
//! Two positions: `y` is the browser's (`scrollTop` of a spacer that never passes the cap), `v` is where the
//! table really stands. Small moves (wheel, trackpad, arrows) move both by the same amount; large ones (the
//! thumb) are scaled. Near both ends the two scales run side by side, so the first and last rows are reached
//! exactly. At rest the thumb is put back where `v` belongs. Pixels are CSS pixels. Touches no browser object.

/// Browsers draw wrongly, clamp or ignore heights above these.
const MOST: f64 = 5_000_000.0;
const MOST_PHYSICAL: f64 = 25_000_000.0;
/// A single move larger than this is the thumb.
const SMALL: f64 = 2_000.0;
/// How far from an end the two scales run 1:1.
const EDGE: f64 = 20_000.0;

/// The tallest spacer at this device pixel ratio.
pub fn cap(ratio: f64) -> f64 {
    if ratio > 0.0 { MOST.min(MOST_PHYSICAL / ratio) } else { MOST }
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Frame {
    pub rows: u32,
    pub row_height: f64,
    /// Height of the header, which stays on top of the rows.
    pub head: f64,
    /// Height of the scrolling element, header included.
    pub view: f64,
    /// Device pixels a CSS pixel.
    pub ratio: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scroll {
    frame: Frame,
    v: f64,
    y: f64,
}

impl Scroll {
    /// A new size of anything: the table stays where it is as far as possible. Returns the new `scrollTop`.
    pub fn resize(&mut self, frame: Frame) -> f64 {
        let held = if self.frame.row_height > 0.0 { self.v / self.frame.row_height } else { 0.0 };
        let same_height = self.frame.row_height == frame.row_height;
        let v = if same_height { self.v } else { held * frame.row_height };
        self.frame = frame;
        self.go(v)
    }

    pub fn frame(&self) -> &Frame {
        &self.frame
    }

    pub fn position(&self) -> f64 {
        self.v
    }

    fn total(&self) -> f64 {
        self.frame.head + f64::from(self.frame.rows) * self.frame.row_height
    }

    /// The height to give to the spacer.
    pub fn spacer(&self) -> f64 {
        self.total().min(cap(self.frame.ratio))
    }

    fn v_max(&self) -> f64 {
        (self.total() - self.frame.view).max(0.0)
    }

    fn y_max(&self) -> f64 {
        (self.spacer() - self.frame.view).max(0.0)
    }

    pub fn is_scaled(&self) -> bool {
        self.total() > self.spacer()
    }

    fn edge(&self) -> f64 {
        EDGE.min(self.y_max() / 4.0)
    }

    fn v_at(&self, y: f64) -> f64 {
        map(y, self.y_max(), self.v_max(), self.edge())
    }

    fn y_at(&self, v: f64) -> f64 {
        map(v, self.v_max(), self.y_max(), self.edge()).round()
    }

    /// The browser has scrolled to `y`. `Some` is where `scrollTop` must be put without moving the table.
    pub fn scrolled(&mut self, y: f64) -> Option<f64> {
        let (y_max, v_max) = (self.y_max(), self.v_max());
        let y = y.clamp(0.0, y_max);
        let moved = y - self.y;
        self.y = y;
        if !self.is_scaled() {
            self.v = y;
            return None;
        }
        if moved.abs() > SMALL {
            // The last pixel may be a fraction short of the end.
            self.v = if y >= y_max - 1.0 { v_max } else { self.v_at(y).round() };
            return None;
        }
        self.v = (self.v + moved).clamp(0.0, v_max);
        let stuck = y <= 0.0 || y >= y_max - 1.0 || self.v <= 0.0 || self.v >= v_max;
        if stuck && moved != 0.0 { self.rest() } else { None }
    }

    /// Scrolling has come to rest: `Some` is where the thumb belongs.
    pub fn rest(&self) -> Option<f64> {
        let y = self.y_at(self.v);
        (self.is_scaled() && (y - self.y).abs() >= 1.0).then_some(y)
    }

    /// What the browser made of a `scrollTop` that was set.
    pub fn landed(&mut self, y: f64) {
        self.y = y;
    }

    /// To a position; returns the `scrollTop` to set.
    pub fn go(&mut self, v: f64) -> f64 {
        self.v = v.clamp(0.0, self.v_max());
        self.y = if self.is_scaled() { self.y_at(self.v) } else { self.v };
        self.y
    }

    /// Height left for rows under the header.
    pub fn room(&self) -> f64 {
        (self.frame.view - self.frame.head).max(0.0)
    }

    /// Whole rows that fit: a page of PageDown.
    pub fn page(&self) -> u32 {
        if self.frame.row_height <= 0.0 { 1 } else { ((self.room() / self.frame.row_height) as u32).max(1) }
    }

    /// The rows on the screen, `first..last`, with `over` more on either side.
    pub fn rows(&self, over: u32) -> (u32, u32) {
        if self.frame.row_height <= 0.0 {
            return (0, 0);
        }
        let first = (self.v / self.frame.row_height).floor().max(0.0) as u32;
        let last = ((self.v + self.room()) / self.frame.row_height).ceil().max(0.0) as u32;
        (first.saturating_sub(over), last.saturating_add(over).min(self.frame.rows))
    }

    /// Where the top of a row is inside of the spacer.
    pub fn top(&self, row: u32) -> f64 {
        self.frame.head + f64::from(row) * self.frame.row_height + self.shift()
    }

    /// Constant while the table moves 1:1: rows already placed need no new place.
    pub fn shift(&self) -> f64 {
        self.y - self.v
    }

    /// The row under a height measured from the top of the scrolling element, clamped to the table.
    pub fn row_at(&self, height: f64) -> u32 {
        if self.frame.row_height <= 0.0 {
            return 0;
        }
        let row = ((height - self.frame.head + self.v) / self.frame.row_height).floor().max(0.0) as u32;
        row.min(self.frame.rows.saturating_sub(1))
    }

    /// The position that shows a row; `None` when it is wholly on the screen. Far rows land a third down.
    pub fn reveal(&self, row: u32) -> Option<f64> {
        let (top, height, room) =
            (f64::from(row) * self.frame.row_height, self.frame.row_height, self.room());
        if top >= self.v && top + height <= self.v + room {
            return None;
        }
        let near = if top < self.v { top } else { top + height - room };
        let far = (near - self.v).abs() > room;
        Some(if far { (top - room / 3.0).round() } else { near })
    }
}

/// From one scale to the other: 1:1 within `edge` of both ends, straight in between.
fn map(at: f64, from: f64, to: f64, edge: f64) -> f64 {
    if at <= edge {
        return at.max(0.0);
    }
    if at >= from - edge {
        return (to - (from - at).max(0.0)).max(0.0);
    }
    let (inner_from, inner_to) = (from - 2.0 * edge, to - 2.0 * edge);
    edge + (at - edge) * (inner_to / inner_from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: u32, ratio: f64) -> Scroll {
        let mut scroll = Scroll::default();
        scroll.resize(Frame { rows, row_height: 28.0, head: 54.0, view: 800.0, ratio });
        scroll
    }

    /// Moves as a browser does: clamps, and takes a correction at once.
    fn wheel(scroll: &mut Scroll, by: f64) {
        let y = (scroll.y + by).clamp(0.0, scroll.y_max());
        if let Some(y) = scroll.scrolled(y) {
            scroll.landed(y);
        }
    }

    #[test]
    fn the_spacer_obeys_the_cap_at_every_ratio() {
        for (rows, ratio, spacer) in [
            (100, 1.0, 2_854.0),
            (100_000, 1.0, 2_800_054.0),
            (1_000_000, 1.0, 5_000_000.0),
            (1_000_000, 2.0, 5_000_000.0),
            (1_000_000, 8.0, 3_125_000.0),
            (0, 1.0, 54.0),
        ] {
            assert_eq!(table(rows, ratio).spacer(), spacer, "{rows} rows at {ratio}");
        }
    }

    #[test]
    fn first_and_last_rows_are_reachable_by_thumb() {
        for (rows, ratio) in
            [(10, 1.0), (100_000, 1.0), (156_000, 2.0), (1_000_000, 1.0), (1_000_000, 8.0), (4_000_000, 1.5)]
        {
            let mut scroll = table(rows, ratio);
            let end = scroll.y_max();
            scroll.scrolled(end);
            let (_, last) = scroll.rows(0);
            assert_eq!(last, rows, "{rows} at {ratio}");
            let bottom = scroll.top(rows - 1) + 28.0;
            assert!((bottom - scroll.spacer()).abs() < 0.01, "{bottom} of {}", scroll.spacer());
            scroll.scrolled(0.0);
            assert_eq!(scroll.rows(0).0, 0);
            assert_eq!(scroll.top(0), 54.0);
        }
    }

    #[test]
    fn a_last_pixel_short_of_the_end_still_shows_the_last_row() {
        let mut scroll = table(1_000_000, 1.5);
        let end = scroll.y_max() - 0.67;
        scroll.scrolled(end);
        assert_eq!(scroll.position(), scroll.v_max());
    }

    #[test]
    fn the_wheel_moves_one_to_one_everywhere() {
        for start in [0.0, 30_000.0, 14_000_000.0, 27_960_000.0] {
            let mut scroll = table(1_000_000, 1.0);
            let y = scroll.go(start);
            scroll.landed(y);
            for _ in 0..100 {
                let before = scroll.position();
                wheel(&mut scroll, 120.0);
                let moved = scroll.position() - before;
                assert!(
                    (moved - 120.0).abs() < 1e-6 || scroll.position() == scroll.v_max(),
                    "{moved} at {before}"
                );
            }
        }
    }

    #[test]
    fn rows_do_not_jump_on_the_screen_when_the_thumb_is_put_back() {
        let mut scroll = table(1_000_000, 1.0);
        let y = scroll.go(9_000_000.0);
        scroll.landed(y);
        for _ in 0..50 {
            wheel(&mut scroll, 100.0);
        }
        let before = scroll.top(321_500) - scroll.y;
        let y = scroll.rest().expect("drifted");
        scroll.landed(y);
        assert_eq!(scroll.top(321_500) - scroll.y, before);
        assert_eq!(scroll.rest(), None);
    }

    #[test]
    fn wheeling_on_reaches_both_ends_without_a_leap() {
        let mut scroll = table(400_000, 1.0);
        let y = scroll.go(1_000_000.0);
        scroll.landed(y);
        let mut steps = 0;
        while scroll.position() > 0.0 && steps < 30_000 {
            let before = scroll.position();
            wheel(&mut scroll, -100.0);
            assert!(before - scroll.position() <= 100.0 + 1e-6);
            steps += 1;
        }
        assert_eq!(scroll.rows(0).0, 0);
        assert_eq!(scroll.y, 0.0);
        let y = scroll.go(scroll.v_max() - 300_000.0);
        scroll.landed(y);
        for _ in 0..10_000 {
            wheel(&mut scroll, 100.0);
        }
        assert_eq!(scroll.rows(0).1, 400_000);
        assert_eq!(scroll.y, scroll.y_max());
    }

    #[test]
    fn the_thumb_reaches_every_part() {
        let mut scroll = table(1_000_000, 1.0);
        for part in 1..10 {
            let y = (scroll.y_max() * f64::from(part) / 10.0).round();
            scroll.scrolled(y);
            let row = scroll.rows(0).0;
            let wanted = 100_000 * part;
            assert!(row.abs_diff(wanted as u32) < 3_000, "{row} for {wanted}");
        }
    }

    #[test]
    fn reveals_only_what_is_hidden() {
        let mut scroll = table(1_000_000, 1.0);
        assert_eq!(scroll.reveal(3), None);
        assert_eq!(scroll.reveal(26), Some(10.0));
        scroll.go(scroll.reveal(500_000).expect("far"));
        let (first, last) = scroll.rows(0);
        assert!(first < 500_000 && 500_000 < last);
        scroll.go(scroll.reveal(999_999).expect("last"));
        assert_eq!(scroll.rows(0).1, 1_000_000);
        assert_eq!(scroll.row_at(799.0), 999_999);
        assert_eq!(scroll.reveal(999_999), None);
    }

    #[test]
    fn another_row_height_keeps_the_first_row() {
        let mut scroll = table(1_000, 1.0);
        scroll.go(280.0 * 28.0);
        scroll.resize(Frame { row_height: 44.0, ..*scroll.frame() });
        assert_eq!(scroll.rows(0).0, 280);
    }

    #[test]
    fn nothing_to_scroll_is_no_harm() {
        let mut scroll = table(0, 1.0);
        assert_eq!(scroll.scrolled(10.0), None);
        assert_eq!(scroll.rows(4), (0, 0));
        assert_eq!(scroll.row_at(500.0), 0);
        assert_eq!(Scroll::default().rows(4), (0, 0));
    }
}
