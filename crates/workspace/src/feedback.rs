//! What sales says of a lead becomes a row of a feedback sheet: a table like any other, that is exported, edited,
//! undone and read again. The first entry makes the sheet.
//!
//! The lead is named by its id or e-mail, as written in its own row. An entry of the same day and person about the
//! same lead corrects the row that is there; another one is a new row, and the story stays.

use garimpo_funnel::company::Source;
use garimpo_funnel::{Field, Role};
use garimpo_table::RowId;

use crate::doc::{Doc, Plan};
use crate::history::Spot;
use crate::intent::{NewSheet, Refusal};
use crate::op::Op;
use crate::sheet::Sheet;
use crate::view::StepLabel;

impl Doc {
    /// `cells`: what is said, by field (with [`Field::At`] in a form that every reader understands). `new`: the
    /// sheet that is made if there is none that has all these fields.
    pub(crate) fn plan_feedback(
        &mut self,
        lead: Source,
        cells: Vec<(Field, String)>,
        new: NewSheet,
    ) -> Result<Plan, Refusal> {
        let row = self.sheet(lead.sheet)?;
        if row.table.position_of(lead.row).is_none() {
            return Err(Refusal::NoSuchRow);
        }
        let own = |field: Field| {
            let column = column(row, field)?;
            let cell = row.table.cell(lead.row, column);
            Some(cell.trim().to_owned()).filter(|cell| !cell.is_empty())
        };
        let (id, email) = (own(Field::LeadId), own(Field::Email));
        let mut said: Vec<(Field, String)> = Vec::new();
        said.extend(id.clone().map(|id| (Field::LeadId, id)));
        said.extend(email.clone().map(|email| (Field::Email, email)));
        if said.is_empty() {
            return Err(Refusal::NoKey);
        }
        let keys = said.clone();
        said.extend(own(Field::Company).map(|company| (Field::Company, company)));
        said.extend(cells);
        let takes = |sheet: &&Sheet| {
            let has = |field: Field| column(sheet, field).is_some();
            let all = said
                .iter()
                .filter(|(field, _)| !matches!(field, Field::LeadId | Field::Email | Field::Company));
            sheet.meaning.role == Role::Feedback
                && keys.iter().any(|(field, _)| has(*field))
                && has(Field::At)
                && all.clone().all(|(field, _)| has(*field))
        };
        match self.sheets.iter().find(takes) {
            Some(sheet) => Ok(into(sheet, &keys, &said)),
            None => self.plan_first(said, new),
        }
    }

    /// The sheet with its first row.
    fn plan_first(&mut self, said: Vec<(Field, String)>, mut new: NewSheet) -> Result<Plan, Refusal> {
        let taken: Vec<String> = self.sheets.iter().map(|sheet| sheet.name.clone()).collect();
        new.name = crate::import::free_name(&new.name, &taken);
        new.role = Role::Feedback;
        new.fields.resize(new.headers.len(), None);
        let cell = |field: &Option<Field>| {
            let told = said.iter().find(|(known, _)| Some(*known) == *field);
            told.map(|(_, text)| text.clone()).unwrap_or_default()
        };
        new.rows = vec![new.fields.iter().map(cell).collect()];
        let plan = self.plan_sheet(new)?;
        Ok(Plan { label: StepLabel::Feedback, ..plan })
    }
}

fn column(sheet: &Sheet, field: Field) -> Option<u32> {
    let at = sheet.meaning.fields.iter().position(|known| *known == Some(field))?;
    u32::try_from(at).ok()
}

fn into(sheet: &Sheet, keys: &[(Field, String)], said: &[(Field, String)]) -> Plan {
    let told = |field: Field| said.iter().find(|(known, _)| *known == field).map(|(_, text)| text.as_str());
    let is_same = |row: RowId, field: Field| {
        column(sheet, field).is_none_or(|at| sheet.table.cell(row, at).trim() == told(field).unwrap_or(""))
    };
    let is_about = |row: &RowId| {
        let of = |(field, text): &(Field, String)| {
            column(sheet, *field).is_some_and(|at| sheet.table.cell(*row, at).trim() == text)
        };
        keys.iter().any(of) && is_same(*row, Field::At) && is_same(*row, Field::Owner)
    };
    let rows = (0..sheet.table.row_count()).rev().filter_map(|position| sheet.table.row_at(position));
    let op = match rows.take(MOST_LOOKED_AT).find(is_about) {
        Some(row) => {
            let cell =
                |(field, text): &(Field, String)| Some((row, column(sheet, *field)?, Some(text.clone())));
            Op::SetCells { sheet: sheet.id, cells: said.iter().filter_map(cell).collect() }
        }
        None => {
            let cells = sheet.meaning.fields.iter();
            let cells = cells.map(|field| field.and_then(told).unwrap_or_default().to_owned());
            Op::InsertRows { sheet: sheet.id, at: sheet.table.row_count(), rows: vec![cells.collect()] }
        }
    };
    let spot = Some(Spot { sheet: sheet.id, row: None, column: None });
    Plan { ops: vec![op], label: StepLabel::Feedback, spot }
}

/// An entry of today stands near the end.
const MOST_LOOKED_AT: usize = 2_000;
