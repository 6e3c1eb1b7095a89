//! Direct labels beside bubbles, so that they hide neither each other nor a bubble. Pure arithmetic.

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bubble {
    pub x: f64,
    pub y: f64,
    pub radius: f64,
}

/// Where a label's text starts, is centred or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// The base line of a label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    pub x: f64,
    pub y: f64,
    pub anchor: Anchor,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rect {
    fn overlap(&self, other: &Rect) -> f64 {
        let wide = self.right.min(other.right) - self.left.max(other.left);
        let tall = self.bottom.min(other.bottom) - self.top.max(other.top);
        wide.max(0.0) * tall.max(0.0)
    }

    fn area(&self) -> f64 {
        (self.right - self.left) * (self.bottom - self.top)
    }

    fn outside(&self, frame: &Rect) -> f64 {
        let wide = (frame.left - self.left).max(0.0) + (self.right - frame.right).max(0.0);
        let tall = (frame.top - self.top).max(0.0) + (self.bottom - frame.bottom).max(0.0);
        wide + tall
    }
}

const HEIGHT: f64 = 14.0;
const GAP: f64 = 5.0;

/// About how wide a label is, in pixels, for 13 px semibold.
pub fn width(text: &str) -> f64 {
    text.chars().count() as f64 * 7.0
}

/// A name as it is written on a map: not longer than a label can be.
pub fn short(name: &str) -> String {
    const MOST: usize = 22;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    let kept: String = name.chars().take(MOST - 1).collect();
    format!("{}…", kept.trim_end())
}

/// One a bubble, in the same order. Each takes the place beside its bubble that hides least; earlier bubbles
/// choose first, and where all is taken a later one goes without. `busy` are places that labels should leave
/// free.
pub fn place(bubbles: &[(Bubble, f64)], busy: &[Rect], frame: Rect) -> Vec<Option<Label>> {
    /// So much of its own area a label may share with others.
    const SHARED: f64 = 0.3;
    let discs: Vec<Rect> = bubbles.iter().map(|(bubble, _)| disc(bubble)).collect();
    let mut placed: Vec<Rect> = Vec::with_capacity(bubbles.len());
    let mut labels = Vec::with_capacity(bubbles.len());
    for (index, (bubble, width)) in bubbles.iter().enumerate() {
        let cost = |spot: &Rect| {
            let others = discs.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, disc)| disc);
            let hidden: f64 = others.map(|disc| spot.overlap(disc)).sum();
            let hiding: f64 = placed.iter().map(|label| spot.overlap(label)).sum();
            let crossing: f64 = busy.iter().map(|busy| spot.overlap(busy)).sum();
            let shared = hidden + hiding;
            (hidden + hiding * 3.0 + crossing * 0.4 + spot.outside(&frame) * 50.0, shared)
        };
        let best = spots(bubble, *width)
            .into_iter()
            .enumerate()
            // A later spot has to be clearly better.
            .map(|(order, (label, spot))| {
                let (cost, shared) = cost(&spot);
                (cost + order as f64 * 2.0, shared, label, spot)
            })
            .min_by(|left, right| left.0.total_cmp(&right.0))
            .filter(|(_, shared, _, spot)| *shared <= SHARED * spot.area());
        labels.push(best.map(|(_, _, label, spot)| {
            placed.push(spot);
            label
        }));
    }
    labels
}

fn disc(bubble: &Bubble) -> Rect {
    Rect {
        left: bubble.x - bubble.radius,
        top: bubble.y - bubble.radius,
        right: bubble.x + bubble.radius,
        bottom: bubble.y + bubble.radius,
    }
}

fn spots(bubble: &Bubble, width: f64) -> [(Label, Rect); 6] {
    let (x, y, away) = (bubble.x, bubble.y, bubble.radius + GAP);
    let slant = bubble.radius * 0.72 + GAP * 0.6;
    [
        spot(x + away, y + HEIGHT * 0.32, Anchor::Start, width),
        spot(x - away, y + HEIGHT * 0.32, Anchor::End, width),
        spot(x + slant, y - slant, Anchor::Start, width),
        spot(x - slant, y - slant, Anchor::End, width),
        spot(x + slant, y + slant + HEIGHT * 0.7, Anchor::Start, width),
        spot(x - slant, y + slant + HEIGHT * 0.7, Anchor::End, width),
    ]
}

fn spot(x: f64, y: f64, anchor: Anchor, width: f64) -> (Label, Rect) {
    let left = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    (
        Label { x, y, anchor },
        Rect { left, top: y - HEIGHT * 0.8, right: left + width, bottom: y + HEIGHT * 0.2 },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Rect = Rect { left: 0.0, top: 0.0, right: 400.0, bottom: 400.0 };

    #[test]
    fn a_label_goes_right_when_there_is_room_and_left_at_the_edge() {
        let bubble = |x| (Bubble { x, y: 200.0, radius: 10.0 }, 70.0);
        assert_eq!(place(&[bubble(100.0)], &[], FRAME)[0].map(|label| label.anchor), Some(Anchor::Start));
        assert_eq!(place(&[bubble(380.0)], &[], FRAME)[0].map(|label| label.anchor), Some(Anchor::End));
    }

    #[test]
    fn neighbours_do_not_hide_each_other() {
        let bubbles = [
            (Bubble { x: 100.0, y: 200.0, radius: 12.0 }, 70.0),
            (Bubble { x: 150.0, y: 200.0, radius: 12.0 }, 70.0),
            (Bubble { x: 125.0, y: 220.0, radius: 12.0 }, 70.0),
        ];
        let labels: Vec<Label> = place(&bubbles, &[], FRAME).into_iter().flatten().collect();
        assert_eq!(labels.len(), 3);
        let rect = |label: &Label| spot(label.x, label.y, label.anchor, 70.0).1;
        for (nth, label) in labels.iter().enumerate() {
            for other in &labels[nth + 1..] {
                assert_eq!(rect(label).overlap(&rect(other)), 0.0);
            }
        }
    }

    #[test]
    fn in_a_crowd_the_later_go_without() {
        let crowd = vec![(Bubble { x: 200.0, y: 200.0, radius: 5.0 }, 120.0); 40];
        let named = place(&crowd, &[], FRAME).into_iter().flatten().count();
        assert!((1..=6).contains(&named), "{named}");
    }

    #[test]
    fn long_names_are_cut() {
        assert_eq!(short("Busca paga"), "Busca paga");
        assert_eq!(short("Feira de negócios do interior"), "Feira de negócios do…");
    }
}
