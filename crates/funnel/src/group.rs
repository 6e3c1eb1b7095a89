//! Channel groups: what people know from their web analytics, from source and medium by a rule table.
//!
//! The data is in `group/table.rs`; this file only looks things up. Must never rename an explicit channel:
//! [`group_of_text`] gives such a text its group's id, the page goes on showing it as spelled.

mod table;

use serde::{Deserialize, Serialize};

use crate::text::{fold, has_phrase, is_blank, words};
use table::{Medium, NAMES, RULES, SOURCES, Source};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Group {
    PaidSearch,
    OrganicSearch,
    PaidSocial,
    OrganicSocial,
    Email,
    Referral,
    Direct,
    Display,
    Video,
    Affiliate,
    Event,
    Outbound,
    Other,
    Unknown,
}

impl Group {
    pub const ALL: [Group; 14] = [
        Self::PaidSearch,
        Self::OrganicSearch,
        Self::PaidSocial,
        Self::OrganicSocial,
        Self::Email,
        Self::Referral,
        Self::Direct,
        Self::Display,
        Self::Video,
        Self::Affiliate,
        Self::Event,
        Self::Outbound,
        Self::Other,
        Self::Unknown,
    ];

    /// CONTRACT.md `data-channel-id`.
    pub fn id(self) -> &'static str {
        match self {
            Self::PaidSearch => "paid-search",
            Self::OrganicSearch => "organic-search",
            Self::PaidSocial => "paid-social",
            Self::OrganicSocial => "organic-social",
            Self::Email => "email",
            Self::Referral => "referral",
            Self::Direct => "direct",
            Self::Display => "display",
            Self::Video => "video",
            Self::Affiliate => "affiliate",
            Self::Event => "event",
            Self::Outbound => "outbound",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }
}

/// The group of a source and a medium (utm values, ad platform names, CRM source codes), in any case and
/// accents, Portuguese or English. Both empty is `Unknown`.
///
/// A source that is a group's name or a CRM's code for one (`PAID_SEARCH`) is that group when there is no
/// medium; `google / cpc` in the source alone is source and medium.
pub fn group_of(source: &str, medium: &str) -> Group {
    let no_medium = is_blank(medium);
    if no_medium && let Some((left, right)) = source.split_once(" / ") {
        return group_of(left, right);
    }
    let source = if is_blank(source) { String::new() } else { words(source) };
    // `(none)` is a medium of its own (direct), not a missing one.
    let medium = if no_medium && fold(medium) != "(none)" { String::new() } else { words(medium) };
    if source.is_empty() && medium.is_empty() {
        return Group::Unknown;
    }
    if medium.is_empty()
        && let Some(group) = named(&source)
    {
        return group;
    }
    let from = source_kind(&source);
    let by = medium_kind(&medium).or_else(|| medium_kind(&source));
    RULES
        .iter()
        .find(|rule| {
            rule.source.is_none_or(|kind| Some(kind) == from)
                && rule.medium.is_none_or(|kind| Some(kind) == by)
        })
        .map(|rule| rule.group)
        .or_else(|| named(&medium))
        .unwrap_or(if from.is_none() && source.is_empty() { Group::Unknown } else { Group::Other })
}

/// The group whose usual name in Portuguese or English the text is, exactly (case, accents, spaces and
/// punctuation aside): `Busca Paga`, `Paid Search`, `PAID_SEARCH`. `social`, `Google` or `site` are nobody's name.
pub fn group_of_text(text: &str) -> Option<Group> {
    named(&words(text))
}

fn named(words: &str) -> Option<Group> {
    NAMES.iter().find(|(_, names)| names.contains(&words)).map(|(group, _)| *group)
}

fn source_kind(words: &str) -> Option<Source> {
    kind(SOURCES, words)
}

fn medium_kind(words: &str) -> Option<Medium> {
    kind(table::MEDIUMS, words)
}

fn kind<K: Copy>(table: &[(K, &[&str])], words: &str) -> Option<K> {
    if words.is_empty() {
        return None;
    }
    table
        .iter()
        .find(|(_, phrases)| phrases.iter().any(|phrase| has_phrase(words, phrase)))
        .map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_by_source_and_medium() {
        use Group::*;
        #[track_caller]
        fn check(source: &str, medium: &str, expected: Group) {
            assert_eq!(group_of(source, medium), expected, "{source:?} / {medium:?}");
        }
        check("", "", Unknown);
        check("(not set)", "(not set)", Unknown);
        check("google", "cpc", PaidSearch);
        check("Google", "CPC", PaidSearch);
        check("adwords", "", PaidSearch);
        check("google ads", "", PaidSearch);
        check("Google_Ads", "", PaidSearch);
        check("googleads", "ppc", PaidSearch);
        check("bing", "paid_search", PaidSearch);
        check("microsoft ads", "", PaidSearch);
        check("google", "organic", OrganicSearch);
        check("google", "", OrganicSearch);
        check("google.com.br", "referral", OrganicSearch);
        check("google", "display", Display);
        check("gdn", "cpm", Display);
        check("google", "pmax", PaidSearch);
        check("facebook", "cpc", PaidSocial);
        check("fb", "paid", PaidSocial);
        check("ig", "ads", PaidSocial);
        check("Facebook Ads", "", PaidSocial);
        check("meta ads", "", PaidSocial);
        check("meta", "paid_social", PaidSocial);
        check("linkedin", "paid-social", PaidSocial);
        check("LinkedIn Ads", "", PaidSocial);
        check("tiktok", "cpc", PaidSocial);
        check("instagram", "story_ads", PaidSocial);
        check("instagram", "", OrganicSocial);
        check("l.facebook.com", "referral", OrganicSocial);
        check("linktree", "bio", OrganicSocial);
        check("WhatsApp", "", OrganicSocial);
        check("instagram", "social", OrganicSocial);
        check("newsletter", "email", Email);
        check("rdstation", "e-mail", Email);
        check("RD Station", "email marketing", Email);
        check("newsletter", "", Email);
        check("parceiro.com.br", "referral", Referral);
        check("Indicação", "", Referral);
        check("(direct)", "(none)", Direct);
        check("direto", "", Direct);
        check("", "(none)", Direct);
        check("youtube", "cpc", Video);
        check("youtube.com", "", Video);
        check("hotmart", "afiliado", Affiliate);
        check("feira agrishow", "evento", Event);
        check("Webinar", "", Event);
        check("cold call", "", Outbound);
        check("Prospecção ativa", "", Outbound);
        check("taboola", "cpc", Display);
        check("outbrain", "native", Display);
        check("someone", "cpc", Other);
        check("something", "", Other);
        check("PAID_SEARCH", "", PaidSearch);
        check("ORGANIC_SEARCH", "", OrganicSearch);
        check("PAID_SOCIAL", "", PaidSocial);
        check("SOCIAL_MEDIA", "", OrganicSocial);
        check("EMAIL_MARKETING", "", Email);
        check("REFERRALS", "", Referral);
        check("OTHER_CAMPAIGNS", "", Other);
        check("DIRECT_TRAFFIC", "", Direct);
        check("OFFLINE", "", Other);
        check("google / cpc", "", PaidSearch);
        check("(direct) / (none)", "", Direct);
        check("", "organic", OrganicSearch);
        check("", "cpc", Other);
        check("", "email", Email);
        check("chatgpt.com", "", Referral);
        check("blog", "", Referral);
    }

    #[test]
    fn only_usual_names_are_groups() {
        #[track_caller]
        fn check(text: &str, expected: Option<Group>) {
            assert_eq!(group_of_text(text), expected, "{text:?}");
        }
        check("Busca paga", Some(Group::PaidSearch));
        check("  PAID   SEARCH ", Some(Group::PaidSearch));
        check("Paid-Search", Some(Group::PaidSearch));
        check("organic search", Some(Group::OrganicSearch));
        check("direct traffic", Some(Group::Direct));
        check("E-mail", Some(Group::Email));
        check("referral", Some(Group::Referral));
        check("Indicação", Some(Group::Referral));
        check("Outros", Some(Group::Other));
        check("Desconhecido", Some(Group::Unknown));
        check("display", Some(Group::Display));
        check("social", None);
        check("other publicities", None);
        check("Google", None);
        check("Google Ads", None);
        check("Site", None);
        check("", None);
    }

    #[test]
    fn no_name_stands_for_two_groups() {
        for (group, names) in NAMES {
            for name in *names {
                assert_eq!(*name, words(name), "not as looked up");
                assert_eq!(group_of_text(name), Some(*group), "{name}");
            }
            assert!(names.contains(&words(group.id()).as_str()), "the id of {group:?} is its name");
        }
    }
}
