//! Offers to merge channels that folding does not unify. Never done unasked; never across digits, which tell
//! campaigns and tiers apart.
//!
//! Three reasons: the same letters (`google-ads`, `GoogleAds`), a plural or a rare typing error; two usual
//! names of one group (`Busca paga`, `Paid Search`); the cost of an ad platform's report that stands under its
//! group while one channel of the leads is that platform by name.

use rustc_hash::FxHashMap;

use super::{Channel, ChannelName, MergeOffer};
use crate::group::{Group, group_of, group_of_text};
use crate::text::words;

/// A rarer variant with one letter wrong must be at most this share of the other.
const TYPO_SHARE: u64 = 5;
const TYPO_LETTERS: usize = 6;
/// Among more channels than this nobody reads offers; comparing all pairs would take its time.
const MOST: usize = 1_000;

/// A channel's rows: leads, deals and sums, and spend.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Candidate {
    pub outcomes: u64,
    pub costs: u64,
    /// The group of the sources that stand beside its name in cells of two levels, if they agree.
    pub by_source: Option<Group>,
}

impl Candidate {
    fn rows(&self) -> u64 {
        self.outcomes + self.costs
    }
}

struct Name {
    letters: Vec<char>,
    digits: String,
    squashed: String,
    group: Option<Group>,
}

/// `candidates`: the rows of each channel.
pub(super) fn offers(channels: &[Channel], candidates: &[Candidate]) -> Vec<MergeOffer> {
    if channels.len() > MOST {
        return Vec::new();
    }
    let rows = |at: usize| candidates.get(at).map_or(0, Candidate::rows);
    let names: Vec<Option<Name>> = channels.iter().map(name).collect();
    // The most used first: it is what the others are merged into.
    let mut order: Vec<usize> = (0..channels.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(rows(*at)), *at));
    let mut into_of: FxHashMap<usize, usize> = FxHashMap::default();
    for (place, into) in order.iter().enumerate() {
        let Some(Some(kept)) = names.get(*into) else { continue };
        if into_of.contains_key(into) {
            continue;
        }
        for other in order.iter().skip(place + 1) {
            let Some(Some(variant)) = names.get(*other) else { continue };
            if !into_of.contains_key(other) && is_variant(kept, variant, rows(*into), rows(*other)) {
                into_of.insert(*other, *into);
            }
        }
    }
    for (cost, into) in lone_costs(channels, candidates) {
        into_of.entry(cost).or_insert(into);
    }
    let mut offers = Vec::new();
    for (into, channel) in channels.iter().enumerate() {
        let from: Vec<Channel> = order
            .iter()
            .filter(|other| into_of.get(other) == Some(&into))
            .filter_map(|other| channels.get(*other))
            .cloned()
            .collect();
        if !from.is_empty() {
            offers.push(MergeOffer { into: channel.clone(), from });
        }
    }
    offers
}

fn name(channel: &Channel) -> Option<Name> {
    let ChannelName::Text(text) = &channel.name else { return None };
    let squashed = words(text).replace(' ', "");
    let letters: Vec<char> = squashed.chars().collect();
    let digits = letters.iter().filter(|c| c.is_ascii_digit()).collect();
    (!letters.is_empty()).then(|| Name { letters, digits, squashed, group: group_of_text(text) })
}

fn is_variant(kept: &Name, variant: &Name, many: u64, few: u64) -> bool {
    if kept.digits != variant.digits {
        return false;
    }
    let same = kept.squashed == variant.squashed || plural(&kept.squashed, &variant.squashed);
    let one_group = kept.group.is_some() && kept.group == variant.group;
    same || one_group || (few * TYPO_SHARE <= many && one_letter_off(&kept.letters, &variant.letters))
}

fn plural(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.len() >= 4 && long.strip_suffix('s') == Some(short)
}

/// One letter added, lost or changed.
fn one_letter_off(one: &[char], other: &[char]) -> bool {
    if one.len().min(other.len()) < TYPO_LETTERS || one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let front = one.iter().zip(other).take_while(|(x, y)| x == y).count();
    let back = one.iter().rev().zip(other.iter().rev()).take_while(|(x, y)| x == y).count();
    front + back + 1 >= one.len().max(other.len())
}

/// Groups that have nothing but cost, and the one channel without any cost that the group's rule names:
/// leads of `Google Ads`, and a Google Ads report that counts for paid search.
fn lone_costs(channels: &[Channel], candidates: &[Candidate]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (at, (channel, rows)) in channels.iter().zip(candidates).enumerate() {
        let ChannelName::Group(group) = channel.name else { continue };
        if rows.outcomes > 0 || rows.costs == 0 || matches!(group, Group::Unknown | Group::Other) {
            continue;
        }
        let mut of_group = channels.iter().zip(candidates).enumerate().filter(|(_, (other, rows))| {
            let text = match &other.name {
                ChannelName::Text(text) => text,
                ChannelName::Group(_) | ChannelName::Blank => return false,
            };
            // A name that no rule knows is known by its source.
            let by_name = group_of(text, "");
            let told = rows.by_source.filter(|_| matches!(by_name, Group::Other | Group::Unknown));
            rows.outcomes > 0 && rows.costs == 0 && told.unwrap_or(by_name) == group
        });
        if let (Some((into, _)), None) = (of_group.next(), of_group.next()) {
            found.push((at, into));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str) -> Channel {
        Channel { id: crate::text::fold(name), name: ChannelName::Text(name.into()), spellings: Vec::new() }
    }

    #[track_caller]
    fn check(names: &[(&str, u64)], expected: &[(&str, &[&str])]) {
        let channels: Vec<Channel> = names.iter().map(|(name, _)| text(name)).collect();
        let candidates: Vec<Candidate> =
            names.iter().map(|(_, rows)| Candidate { outcomes: *rows, ..Candidate::default() }).collect();
        let name = |channel: &Channel| match &channel.name {
            ChannelName::Text(text) => text.clone(),
            _ => String::new(),
        };
        let offers: Vec<(String, Vec<String>)> = offers(&channels, &candidates)
            .iter()
            .map(|offer| (name(&offer.into), offer.from.iter().map(name).collect()))
            .collect();
        let expected: Vec<(String, Vec<String>)> = expected
            .iter()
            .map(|(into, from)| ((*into).into(), from.iter().map(|text| (*text).into()).collect()))
            .collect();
        assert_eq!(offers, expected);
    }

    #[test]
    fn spellings_of_one_name_are_offered() {
        check(
            &[("Google Ads", 30), ("google-ads", 4), ("GoogleAds", 9)],
            &[("Google Ads", &["GoogleAds", "google-ads"])],
        );
        check(&[("Evento", 3), ("Eventos", 30)], &[("Eventos", &["Evento"])]);
        check(&[("Instagram", 50), ("Instagran", 2)], &[("Instagram", &["Instagran"])]);
        check(&[("Busca paga", 5), ("Paid Search", 9)], &[("Paid Search", &["Busca paga"])]);
    }

    #[test]
    fn different_channels_are_left_alone() {
        check(&[("facebook_tier1", 30), ("facebook_tier2", 30)], &[]);
        check(&[("facebook tier1", 300), ("facebook tier11", 3)], &[]);
        check(&[("Instagram", 50), ("Instagran", 40)], &[]);
        check(&[("other", 50), ("other publicities", 3), ("email", 40), ("unknown", 9)], &[]);
        check(&[("Site", 50), ("Sitio", 2)], &[]);
        check(&[("Google", 50), ("Google Ads", 2)], &[]);
    }

    #[test]
    fn a_platforms_cost_is_offered_to_its_only_channel() {
        let group = |group: Group| Channel {
            id: group.id().into(),
            name: ChannelName::Group(group),
            spellings: Vec::new(),
        };
        let leads = Candidate { outcomes: 10, ..Candidate::default() };
        let cost = Candidate { costs: 5, ..Candidate::default() };
        let one = [text("Google Ads"), text("Site"), group(Group::PaidSearch)];
        let found = offers(&one, &[leads, leads, cost]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].into.id, "google ads");
        assert_eq!(found[0].from[0].id, "paid-search");
        let two = [text("Google Ads"), text("Bing Ads"), group(Group::PaidSearch)];
        assert_eq!(offers(&two, &[leads, leads, cost]), []);
        assert_eq!(offers(&one, &[leads, leads, leads]), []);
        // `Anúncios | Google Ads`: the name says nothing, its source does.
        let unknown = [text("Anúncios"), text("Site"), group(Group::PaidSearch)];
        assert_eq!(offers(&unknown, &[leads, leads, cost]), []);
        let told = Candidate { by_source: Some(Group::PaidSearch), ..leads };
        let found = offers(&unknown, &[told, leads, cost]);
        assert_eq!((found.len(), found[0].into.id.as_str()), (1, "anuncios"));
        let event = [text("Feira"), text("Site"), group(Group::PaidSearch)];
        assert_eq!(offers(&event, &[told, leads, cost]), [], "a name that is known is what it says");
    }
}
