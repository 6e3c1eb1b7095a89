//! What an export meant the last time: its role, fields and readings, by its headers. The same export next
//! month is then one drop. Kept by the page, if the person allows it; holds headers' hashes and no cell.

use garimpo_funnel::{Field, Role};
use garimpo_table::fold::fold_key;
use garimpo_table::{Reading, letters};
use serde::{Deserialize, Serialize};

use crate::sheet::Sheet;
use crate::view::SheetView;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Remembered {
    pub fingerprint: u64,
    pub role: Role,
    pub fields: Vec<Option<Field>>,
    /// One a column, where a person has chosen it.
    pub readings: Vec<Option<Reading>>,
}

/// Of the folded headers in their order: FNV-1a, the same in every version and on every platform.
pub fn fingerprint(headers: &[String]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    for header in headers {
        fold_key(header).bytes().for_each(&mut add);
        add(0xff);
    }
    hash
}

impl Remembered {
    /// What a sheet means now. `None` for one whose columns have no names: they would all be alike.
    pub fn of(sheet: &SheetView) -> Option<Remembered> {
        let headers: Vec<String> = sheet.columns.iter().map(|column| column.header.clone()).collect();
        let is_named = !headers.iter().zip(0..).all(|(header, at)| *header == letters::letter(at));
        is_named.then(|| Remembered {
            fingerprint: fingerprint(&headers),
            role: sheet.role,
            fields: sheet.columns.iter().map(|column| column.field).collect(),
            readings: sheet
                .columns
                .iter()
                .map(|column| Some(column.reading).filter(|_| column.chosen))
                .collect(),
        })
    }

    /// Gives a new sheet the meaning, if it has these headers.
    pub(crate) fn apply(&self, sheet: &mut Sheet) -> bool {
        let headers = sheet.table.headers();
        if fingerprint(headers) != self.fingerprint || headers.len() != self.fields.len() {
            return false;
        }
        sheet.meaning.role = self.role;
        sheet.meaning.fields.clone_from(&self.fields);
        for question in crate::question::about_meaning(sheet) {
            crate::act::settle_one(&mut sheet.meaning, &question.id);
        }
        for (column, reading) in (0..).zip(&self.readings) {
            if reading.is_some() {
                sheet.table.choose_reading(column, *reading);
            }
        }
        sheet.remembered = true;
        true
    }
}
