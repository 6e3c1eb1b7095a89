//! Names into channels: spellings folded, groups named, merges followed.
//!
//! The id of a text is the folded text. A group that comes from source and medium, or from an ad platform, and
//! an explicit text that is this group's usual name are one channel with the group's id: two rows called
//! "Paid search" would help nobody. Two explicit texts are never made one unasked.

use rustc_hash::{FxHashMap, FxHashSet};

use super::columns::Columns;
use super::kept::Memo;
use super::labels::{Label, Labels};
use super::leads::rows_of;
use super::offers::{Candidate, offers};
use super::sales::alone;
use super::{Channel, ChannelIx, ChannelName, Deals, MergeOffer, Source};
use crate::Settings;
use crate::group::{Group, group_of_text};

/// What rows are counted for: an offer to merge looks at both.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weigh {
    Outcome,
    Cost,
    /// Counts for nothing but being there.
    Touch,
}

struct Entry {
    /// Folded.
    label: Label,
    /// The group whose usual name the text is.
    named: Option<Group>,
    /// Each spelling with its rows, in order of appearance.
    spellings: Vec<(String, u64)>,
    outcomes: u64,
    costs: u64,
    /// Of the sources beside the text in cells of two levels.
    source_groups: Vec<Group>,
}

/// While the sheets are read: provisional numbers, which [`Registry::finish`] maps to final ones.
#[derive(Default)]
pub(super) struct Registry {
    entries: Vec<Entry>,
    known: FxHashMap<String, u32>,
}

/// More channels than this are no channels: the rarest become `other`.
const MOST: usize = 50_000;

impl Registry {
    fn entry(&mut self, label: &Label) -> u32 {
        let folded = label.folded();
        // Texts apart from groups and blanks, whatever they say.
        let key = match &folded {
            Label::Text(text) => format!("t{text}"),
            Label::Group(group) => format!("g{}", group.id()),
            Label::Blank => String::new(),
        };
        let next = self.entries.len() as u32;
        let number = *self.known.entry(key).or_insert(next);
        if number == next {
            let named = match &folded {
                Label::Text(text) => group_of_text(text),
                Label::Group(_) | Label::Blank => None,
            };
            self.entries.push(Entry {
                label: folded,
                named,
                spellings: Vec::new(),
                outcomes: 0,
                costs: 0,
                source_groups: Vec::new(),
            });
        }
        number
    }

    /// Counts the rows' channels and gives each code its provisional number.
    fn take(
        &mut self,
        labels: &mut Labels,
        counted: Vec<(usize, Label, u64)>,
        weigh: Weigh,
        counts: impl Fn(&Label) -> bool,
    ) {
        for (code, label, count) in counted.into_iter().filter(|(_, label, _)| counts(label)) {
            let number = self.entry(&label);
            labels.set(code, number);
            let Some(entry) = self.entries.get_mut(number as usize) else { continue };
            match weigh {
                Weigh::Outcome => entry.outcomes += count,
                Weigh::Cost => entry.costs += count,
                Weigh::Touch => {}
            }
            let group = labels.source_group(code);
            entry.source_groups.extend(group.filter(|group| !entry.source_groups.contains(group)));
            if let Label::Text(spelled) = label {
                match entry.spellings.iter_mut().find(|(text, _)| *text == spelled) {
                    Some((_, rows)) => *rows += count,
                    None => entry.spellings.push((spelled, count)),
                }
            }
        }
    }

    /// Only rows that count for a channel make one: those of `sources`.
    pub fn take_sheets(
        &mut self,
        sheets: &[&Columns<'_>],
        labels: &mut [Option<Labels>],
        sources: &[Source],
        weigh: Weigh,
    ) {
        for (columns, labels) in sheets.iter().zip(labels) {
            if let Some(labels) = labels {
                let counted = labels.count(rows_of(sources, columns.sheet.id));
                self.take(labels, counted, weigh, |_| true);
            }
        }
    }

    /// The same for leads, which have been counted.
    pub fn take_leads(&mut self, memo: &mut Memo) {
        for (labels, counted) in memo.labels.iter_mut().zip(&memo.counted) {
            if let Some(labels) = labels {
                self.take(labels, counted.clone(), Weigh::Outcome, |_| true);
            }
        }
    }

    /// The same for the deals that count for a channel of their own: an empty one is none.
    pub fn take_lone_deals(&mut self, sheets: &[&Columns<'_>], labels: &mut [Option<Labels>], deals: &Deals) {
        for (columns, labels) in sheets.iter().zip(labels) {
            if let Some(labels) = labels {
                let counted = labels.count(alone(deals, columns.sheet.id));
                self.take(labels, counted, Weigh::Outcome, Label::says_something);
            }
        }
    }

    /// How many provisional numbers there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The channels by id, where each provisional number went, and the offers to merge spellings.
    pub fn finish(&self, settings: &Settings) -> (Vec<Channel>, Vec<ChannelIx>, Vec<MergeOffer>) {
        let own = self.ids();
        let merged: Vec<String> = self.targets(&own, settings);
        let mut members: Vec<usize> = (0..merged.len()).collect();
        members.sort_by(|a, b| (merged.get(*a), a).cmp(&(merged.get(*b), b)));
        let mut channels = Vec::new();
        let mut candidates = Vec::new();
        let mut places = vec![super::NO_CHANNEL; merged.len()];
        for same in members.chunk_by(|a, b| merged.get(*a) == merged.get(*b)) {
            let Some(id) = same.first().and_then(|at| merged.get(*at)) else { continue };
            for at in same {
                if let Some(slot) = places.get_mut(*at) {
                    *slot = ChannelIx::try_from(channels.len()).unwrap_or(super::NO_CHANNEL);
                }
            }
            let entries = || same.iter().filter_map(|at| self.entries.get(*at));
            candidates.push(Candidate {
                outcomes: entries().map(|entry| entry.outcomes).sum(),
                costs: entries().map(|entry| entry.costs).sum(),
                by_source: agreed(entries().flat_map(|entry| &entry.source_groups)),
            });
            channels.push(self.channel(id, &own, same));
        }
        let offers = offers(&channels, &candidates);
        (channels, places, offers)
    }

    /// One id an entry. An explicit text takes the id of its group only if rows came in by that group, too,
    /// and no other text is called so.
    fn ids(&self) -> Vec<String> {
        let mut called: FxHashMap<Group, u32> = FxHashMap::default();
        for group in self.entries.iter().filter_map(|entry| entry.named) {
            *called.entry(group).or_default() += 1;
        }
        let mut ids: Vec<String> = self
            .entries
            .iter()
            .map(|entry| match &entry.label {
                Label::Blank => "blank".to_owned(),
                Label::Group(group) => group.id().to_owned(),
                Label::Text(text) => match entry.named {
                    Some(group) if self.has_group(group) && called.get(&group) == Some(&1) => {
                        group.id().to_owned()
                    }
                    _ => text.clone(),
                },
            })
            .collect();
        if ids.len() > MOST {
            let mut rarest: Vec<usize> = (0..ids.len()).collect();
            let rows = |at: usize| self.entries.get(at).map_or(0, |entry| entry.outcomes + entry.costs);
            rarest.sort_by_key(|at| (std::cmp::Reverse(rows(*at)), *at));
            for at in rarest.into_iter().skip(MOST) {
                if let Some(id) = ids.get_mut(at) {
                    *id = Group::Other.id().to_owned();
                }
            }
        }
        ids
    }

    fn has_group(&self, group: Group) -> bool {
        self.known.contains_key(&format!("g{}", group.id()))
    }

    /// Where a person's merges send each entry. Whether a text has its group's id depends on the other sheets;
    /// a merge that was made under either name holds under both.
    fn targets(&self, own: &[String], settings: &Settings) -> Vec<String> {
        if settings.merges.is_empty() {
            return own.to_vec();
        }
        let names = |entry: &Entry| match &entry.label {
            Label::Text(text) => [Some(text.clone()), entry.named.map(|group| group.id().to_owned())],
            Label::Group(_) | Label::Blank => [None, None],
        };
        let here: FxHashSet<&String> = own.iter().collect();
        // The other names of the channels that are here, which merges may know them by.
        let mut known_as: FxHashMap<String, &String> = FxHashMap::default();
        let mut starts: FxHashMap<&String, String> = FxHashMap::default();
        for (entry, id) in self.entries.iter().zip(own) {
            for name in names(entry).into_iter().flatten().filter(|name| !here.contains(name)) {
                if settings.merges.contains_key(&name) {
                    starts.entry(id).or_insert_with(|| name.clone());
                }
                known_as.entry(name).or_insert(id);
            }
        }
        let as_here = |id: String| known_as.get(&id).map_or(id, |own| (*own).clone());
        let target = |id: &String| {
            let known = settings.merges.contains_key(id).then_some(id).or_else(|| starts.get(id));
            known.map_or_else(|| id.clone(), |start| as_here(follow(start, settings)))
        };
        own.iter().map(target).collect()
    }

    fn channel(&self, id: &str, own: &[String], members: &[usize]) -> Channel {
        let entries = || members.iter().filter_map(|at| self.entries.get(*at));
        // Its own entries name it; those merged into it only add spellings, unless it is not here itself.
        let is_own = |at: &&usize| {
            let called = self.entries.get(**at).is_some_and(|entry| match &entry.label {
                Label::Text(text) => text == id || entry.named.is_some_and(|group| group.id() == id),
                Label::Group(_) | Label::Blank => true,
            });
            called && own.get(**at).is_some_and(|own| own == id)
        };
        let any_own = members.iter().any(|at| is_own(&at));
        let naming: Vec<&Entry> = members
            .iter()
            .filter(|at| !any_own || is_own(at))
            .filter_map(|at| self.entries.get(*at))
            .collect();
        let spelled = || naming.iter().flat_map(|entry| &entry.spellings);
        let most = spelled().map(|(_, rows)| *rows).max().unwrap_or(0);
        let best = spelled().find(|(_, rows)| *rows == most).map(|(text, _)| text.clone());
        let group = Group::ALL.into_iter().find(|group| group.id() == id);
        let name = match (best, group) {
            (_, Some(group)) if !any_own => ChannelName::Group(group),
            (Some(text), _) => ChannelName::Text(text),
            (None, Some(group)) => ChannelName::Group(group),
            (None, None) => ChannelName::Blank,
        };
        let mut spellings: Vec<String> = Vec::new();
        for (text, _) in entries().flat_map(|entry| &entry.spellings).take(1000) {
            if name != ChannelName::Text(text.clone()) && !spellings.contains(text) {
                spellings.push(text.clone());
            }
        }
        Channel { id: id.to_owned(), name, spellings }
    }
}

fn agreed<'a>(mut groups: impl Iterator<Item = &'a Group>) -> Option<Group> {
    let first = groups.next()?;
    groups.all(|other| other == first).then_some(*first)
}

/// The end of the chain of merges. Of a circle, the smallest id.
fn follow(id: &str, settings: &Settings) -> String {
    let mut passed: Vec<&str> = vec![id];
    let mut at = id;
    while let Some(next) = settings.merges.get(at) {
        if let Some(from) = passed.iter().position(|earlier| *earlier == next) {
            let circle = passed.get(from..).unwrap_or(&[]);
            return circle.iter().min().map_or_else(|| id.to_owned(), |id| (*id).to_owned());
        }
        passed.push(next);
        at = next;
    }
    at.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merges_are_followed_to_their_end() {
        #[track_caller]
        fn check(merges: &[(&str, &str)], id: &str, expected: &str) {
            let merges = merges.iter().map(|(from, into)| ((*from).to_owned(), (*into).to_owned())).collect();
            assert_eq!(follow(id, &Settings { merges, ..Settings::default() }), expected);
        }
        check(&[], "a", "a");
        check(&[("a", "b"), ("b", "c")], "a", "c");
        check(&[("a", "b"), ("b", "c")], "b", "c");
        check(&[("a", "a")], "a", "a");
        check(&[("b", "a"), ("a", "b")], "a", "a");
        check(&[("b", "a"), ("a", "b")], "b", "a");
        check(&[("x", "b"), ("b", "c"), ("c", "b")], "x", "b");
    }
}
