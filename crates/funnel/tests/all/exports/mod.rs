//! Look-alikes of the exports that people have, made from one company whose numbers are known.
//!
//! Every file is written as its tool writes it: encoding, preamble, quotes, totals, footers, numbers, dates.
//! Nothing is of a real person or advertiser; addresses end in `.example`. The same bytes every time.
#![allow(clippy::expect_used)]
#![allow(dead_code)]

mod ads;
mod analytics;
mod company;
mod deals;
mod google;
mod google_cards;
mod hand;
mod leads;
mod mail;
mod meta;
mod sales;
mod writing;

use std::collections::BTreeMap;

use garimpo_funnel::Role;
use garimpo_funnel::guess::SourceId;

/// A file as a person has it, and what it says.
pub struct Export {
    /// Tool, language and variant: `google-ads/report-pt-br-utf16`. Unique.
    pub folder: &'static str,
    /// As the tool calls it.
    pub file: String,
    pub bytes: Vec<u8>,
    /// The lines above the header.
    pub preamble: Vec<String>,
    pub truth: Truth,
}

/// What must come out.
#[derive(Clone, Debug, Default)]
pub struct Truth {
    pub source: Option<SourceId>,
    pub role: Option<Role>,
    /// `header=field` of the columns that matter.
    pub fields: &'static [&'static str],
    /// Records of data, and totals rows.
    pub rows: u32,
    pub totals: u32,
    /// In cents, and the first and the last day it was spent on; `None` for undated.
    pub spend: Option<Spend>,
    /// Leads and customers by channel id.
    pub leads: BTreeMap<String, u32>,
    pub customers: BTreeMap<String, u32>,
    /// Won deals by channel id, lost ones, and what the won brought, in cents.
    pub won: BTreeMap<String, u32>,
    pub lost: u32,
    pub revenue: Option<i64>,
    /// The first and the last creation, as days.
    pub created: Option<(i32, i32)>,
    /// Visits by channel id.
    pub visitors: BTreeMap<String, u32>,
    /// Columns about which only a person can tell.
    pub questions: &'static [&'static str],
    /// Further tables in the file, and which of all these numbers are of, from 0.
    pub more: u32,
    pub table: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spend {
    pub cents: i64,
    pub days: Option<(i32, i32)>,
    /// Rows that tell only the days of their report.
    pub by_report: u32,
    pub currency: Option<&'static str>,
    /// The channel it counts for.
    pub channel: &'static str,
}

/// Every look-alike, in a fixed order.
pub fn all() -> Vec<Export> {
    [
        google::all(),
        google_cards::all(),
        meta::all(),
        ads::all(),
        analytics::all(),
        leads::all(),
        deals::all(),
        sales::all(),
        mail::all(),
        hand::all(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
