//! Every look-alike: recognised, mapped, counted, without a question that its tool answers.

use crate::company_kit;
use crate::exports;

use std::collections::{BTreeMap, BTreeSet};

use company_kit::{Sheet, join, per_channel};
use exports::Export;
use garimpo_funnel::company::{Company, NO_CHANNEL, NO_DAY, Reached, Status};
use garimpo_funnel::{Cache, Field, Role, Settings};
use garimpo_table::{Read, ReadOptions, Reader};

/// The table that the truth is about.
fn read(export: &Export) -> Read {
    let (_, mut tables) = read_all(export);
    tables.swap_remove(export.truth.table)
}

/// The lines above the file's first table, and all tables.
fn read_all(export: &Export) -> (Vec<String>, Vec<Read>) {
    let mut reader = Reader::new(ReadOptions::default(), export.bytes.len());
    reader.push(&export.bytes);
    let mut first = reader.finish();
    let more = std::mem::take(&mut first.more);
    (first.preamble.clone(), std::iter::once(first).chain(more).collect())
}

/// What is not as it should be.
fn faults(export: &Export) -> Vec<String> {
    let mut faults = Vec::new();
    let mut same = |what: &str, found: String, expected: String| {
        if found != expected {
            faults.push(format!("{what}: {found}, not {expected}"));
        }
    };
    let truth = &export.truth;
    let (above, tables) = read_all(export);
    let expected: Vec<&String> = export.preamble.iter().filter(|line| !line.trim().is_empty()).collect();
    same("preamble", format!("{above:?}"), format!("{expected:?}"));
    same("further tables", (tables.len() - 1).to_string(), truth.more.to_string());
    let Some(read) = tables.into_iter().nth(truth.table) else { return faults };
    let preamble = read.preamble;
    let receipt = read.receipt;
    same("balances", format!("{}", receipt.balances()), "true".into());
    same(
        "rows and totals",
        format!("{:?}", (receipt.kept, receipt.totals)),
        format!("{:?}", (truth.rows, truth.totals)),
    );
    same("rejected", receipt.rejected.to_string(), "0".into());
    let Ok(table) = read.table else {
        same("a table", "none".into(), if truth.rows == 0 { "none" } else { "one" }.into());
        return faults;
    };
    let sheet = Sheet::around(1, &export.file, &preamble, table);
    same("source", format!("{:?}", sheet.guess.source), format!("{:?}", truth.source));
    same("role", format!("{:?}", Some(sheet.guess.role)), format!("{:?}", truth.role));
    let fields = sheet.fields();
    for field in truth.fields {
        same(field, format!("{}", fields.iter().any(|have| have == field)), "true".into());
    }
    same("doubts", format!("{:?}", sheet.guess.doubts), "[]".into());
    let asked = sheet.table.headers().iter().zip(0u32..).filter(|(_, column)| {
        let measured = sheet.guess.fields.get(*column as usize).copied().flatten();
        measured.is_some_and(is_measured) && sheet.table.profile(*column).doubt.is_some()
    });
    let asked: Vec<&str> = asked.map(|(header, _)| header.as_str()).collect();
    same("questions", format!("{asked:?}"), format!("{:?}", truth.questions));
    let invalid: u32 = (0u32..)
        .zip(&sheet.guess.fields)
        .filter(|(_, field)| field.is_some())
        .map(|(column, _)| sheet.table.profile(column).invalid)
        .sum();
    same("cells that cannot be read", invalid.to_string(), "0".into());

    let company = join(&[sheet], &Settings::default(), &mut Cache::default());
    spend(export, &company, &mut same);
    let leads = &company.leads;
    same(
        "leads",
        format!("{:?}", per_channel(&company, leads.channel.iter().copied())),
        format!("{:?}", truth.leads),
    );
    if truth.role == Some(Role::Leads) {
        let customers =
            leads.channel.iter().zip(&leads.reached).filter(|(_, reached)| **reached == Reached::Customer);
        same(
            "customers",
            format!("{:?}", per_channel(&company, customers.map(|(channel, _)| *channel))),
            format!("{:?}", truth.customers),
        );
    }
    let deals = &company.deals;
    let won = deals.channel.iter().zip(&deals.status).filter(|(_, status)| **status == Status::Won);
    same(
        "won",
        format!("{:?}", per_channel(&company, won.map(|(channel, _)| *channel))),
        format!("{:?}", truth.won),
    );
    let lost = deals.status.iter().filter(|status| **status == Status::Lost).count();
    same("lost", lost.to_string(), truth.lost.to_string());
    let revenue: i64 = deals
        .amount
        .iter()
        .zip(&deals.status)
        .filter(|(_, status)| **status == Status::Won)
        .map(|(amount, _)| *amount)
        .sum();
    same("revenue", revenue.to_string(), truth.revenue.unwrap_or(0).to_string());
    let created = leads.created.iter().chain(&deals.created).copied().filter(|day| *day != NO_DAY);
    let span = created.clone().min().zip(created.max());
    same("created", format!("{span:?}"), format!("{:?}", truth.created));
    faults
}

fn spend(export: &Export, company: &Company, same: &mut impl FnMut(&str, String, String)) {
    let spend = &company.spend;
    let Some(truth) = &export.truth.spend else {
        return same("spend rows", spend.amount.len().to_string(), "0".into());
    };
    same("spend", spend.amount.iter().sum::<i64>().to_string(), truth.cents.to_string());
    let days = spend
        .from
        .iter()
        .copied()
        .min()
        .zip(spend.to.iter().copied().max())
        .filter(|(from, _)| *from != NO_DAY);
    same("days of spend", format!("{days:?}"), format!("{:?}", truth.days));
    let by_report = spend.by_report.iter().filter(|by_report| **by_report).count();
    same("rows by report", by_report.to_string(), truth.by_report.to_string());
    same(
        "currency",
        format!("{:?}", company.currency.map(|currency| currency.code().to_owned())),
        format!("{:?}", truth.currency.map(str::to_owned)),
    );
    if !truth.channel.is_empty() {
        let channels: BTreeSet<&str> = spend
            .channel
            .iter()
            .filter(|channel| **channel != NO_CHANNEL)
            .filter_map(|channel| company.channels.get(usize::from(*channel)))
            .map(|channel| channel.id.as_str())
            .collect();
        same("channels", format!("{channels:?}"), format!("{:?}", BTreeSet::from([truth.channel])));
    }
}

fn is_measured(field: Field) -> bool {
    use Field::*;
    matches!(
        field,
        CreatedAt
            | MqlAt
            | SqlAt
            | OpportunityAt
            | CustomerAt
            | ClosedAt
            | Date
            | PeriodStart
            | PeriodEnd
            | Amount
            | RecurringAmount
            | Spend
            | Revenue
            | Customers
            | Visitors
    )
}

#[test]
fn every_look_alike_is_read_as_its_tool_means_it() {
    let mut wrong: Vec<String> = Vec::new();
    for export in exports::all() {
        wrong.extend(faults(&export).iter().map(|fault| format!("{}: {fault}", export.folder)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_source_has_a_look_alike_and_every_look_alike_its_place() {
    let all = exports::all();
    let folders: BTreeSet<&str> = all.iter().map(|export| export.folder).collect();
    assert_eq!(folders.len(), all.len());
    for source in garimpo_funnel::guess::SourceId::ALL {
        assert!(all.iter().any(|export| export.truth.source == Some(*source)), "{source:?}");
    }
    let again: Vec<Vec<u8>> = exports::all().into_iter().map(|export| export.bytes).collect();
    assert!(
        all.iter().zip(&again).all(|(export, bytes)| export.bytes == *bytes),
        "the same bytes every time"
    );
}

#[test]
fn visits_come_by_channel() {
    for export in exports::all().iter().filter(|export| !export.truth.visitors.is_empty()) {
        let Read { table, preamble, .. } = read(export);
        let sheet = Sheet::around(1, &export.file, &preamble, table.expect("a table"));
        let column = |field| {
            sheet.guess.fields.iter().position(|found| *found == Some(field)).expect("a column") as u32
        };
        let (channel, visitors) =
            (sheet.table.texts(column(Field::Channel)), sheet.table.numbers(column(Field::Visitors)));
        let found: BTreeMap<String, u32> = sheet
            .table
            .rows()
            .map(|row| {
                (
                    channel.values[channel.codes[row as usize] as usize].to_lowercase(),
                    visitors[row as usize] as u32,
                )
            })
            .collect();
        assert_eq!(found, export.truth.visitors, "{}", export.folder);
    }
}
