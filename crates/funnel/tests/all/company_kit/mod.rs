//! Files as text, guessed and joined as the workspace does it.
#![allow(clippy::expect_used)]
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use garimpo_funnel::company::{Cache, Channel, ChannelIx, ChannelName, Company, Reached, SheetInput, build};
use garimpo_funnel::guess::{Around, Guess, guess_in};
use garimpo_funnel::{Field, Role, Settings};
use garimpo_table::{ReadOptions, Reader, Table};

pub struct Sheet {
    pub id: u32,
    pub name: String,
    pub table: Table,
    pub guess: Guess,
}

pub fn read(bytes: &[u8]) -> Table {
    let mut reader = Reader::new(ReadOptions::default(), bytes.len());
    reader.push(bytes);
    reader.finish().table.expect("a table")
}

impl Sheet {
    pub fn new(id: u32, name: &str, text: &str) -> Self {
        Self::of(id, name, read(text.as_bytes()))
    }

    pub fn of(id: u32, name: &str, table: Table) -> Self {
        Self::around(id, name, &[], table)
    }

    /// With the lines above the header; habits answer the doubts they can, as in an import.
    pub fn around(id: u32, name: &str, preamble: &[String], mut table: Table) -> Self {
        let guess = guess_in(Around { file_name: name, preamble }, &table);
        guess.teach(&mut table);
        Sheet { id, name: name.to_owned(), table, guess }
    }

    pub fn input(&self) -> SheetInput<'_> {
        SheetInput {
            id: self.id,
            role: self.guess.role,
            fields: &self.guess.fields,
            platform: self.guess.platform,
            period: self.guess.period,
            table: &self.table,
        }
    }

    /// `header=field` of every column that has one, without segments.
    pub fn fields(&self) -> Vec<String> {
        let named = self.table.headers().iter().zip(&self.guess.fields);
        let named = named.filter_map(|(header, field)| Some((header, (*field)?)));
        named
            .filter(|(_, field)| *field != Field::Segment)
            .map(|(header, field)| format!("{header}={}", field.name()))
            .collect()
    }
}

pub fn sheets(files: &[(&str, &str)]) -> Vec<Sheet> {
    (1..).zip(files).map(|(id, (name, text))| Sheet::new(id, name, text)).collect()
}

pub fn join(sheets: &[Sheet], settings: &Settings, cache: &mut Cache) -> Company {
    let inputs: Vec<SheetInput<'_>> = sheets.iter().map(Sheet::input).collect();
    build(&inputs, settings, cache)
}

pub fn company(files: &[(&str, &str)]) -> Company {
    join(&sheets(files), &Settings::default(), &mut Cache::default())
}

pub fn name(channel: &Channel) -> String {
    match &channel.name {
        ChannelName::Text(text) => text.clone(),
        ChannelName::Group(group) => format!("<{}>", group.id()),
        ChannelName::Blank => "<blank>".to_owned(),
    }
}

/// (id, how many) of each channel that has any.
pub fn per_channel(company: &Company, of: impl Iterator<Item = ChannelIx>) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for channel in of {
        let id = company.channels.get(usize::from(channel)).map_or("", |channel| &channel.id);
        *counts.entry(id.to_owned()).or_default() += 1;
    }
    counts
}

pub fn leads(company: &Company) -> BTreeMap<String, u32> {
    per_channel(company, company.leads.channel.iter().copied())
}

pub fn customers(company: &Company) -> BTreeMap<String, u32> {
    let leads = company.leads.channel.iter().zip(&company.leads.reached);
    per_channel(
        company,
        leads.filter(|(_, reached)| **reached == Reached::Customer).map(|(channel, _)| *channel),
    )
}

pub fn expected(pairs: &[(&str, u32)]) -> BTreeMap<String, u32> {
    pairs.iter().map(|(id, count)| ((*id).to_owned(), *count)).collect()
}

/// A file of the public data, or a printed message that it is not here.
pub fn public_data(path: &str) -> Option<Table> {
    let full = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")).join(path);
    match std::fs::read(&full) {
        Ok(bytes) => Some(read(&bytes)),
        Err(_) => {
            eprintln!("skipped: {path} is not here");
            None
        }
    }
}

pub fn public_sheets(paths: &[&str]) -> Option<Vec<Sheet>> {
    (1..).zip(paths).map(|(id, path)| Some(Sheet::of(id, path, public_data(path)?))).collect()
}

#[track_caller]
pub fn check_guess(sheet: &Sheet, role: Role, fields: &[&str]) {
    let found = sheet.fields();
    assert_eq!(sheet.guess.role, role, "{}: {found:?}", sheet.name);
    for field in fields {
        assert!(found.iter().any(|have| have == field), "{} lacks {field}: {found:?}", sheet.name);
    }
    assert_eq!(sheet.guess.doubts, [], "{}: {found:?}", sheet.name);
}
