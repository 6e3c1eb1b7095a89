//! Workbooks: every visible sheet with something in it is a part. Sheets of cells as they come where the reader
//! below allows it (XLSX, XLSB), so that one cell in the last corner costs nothing.

use std::io::Cursor;

use calamine::{
    Data, DataRef, Ods, OdsError, Reader, Sheet as Listed, SheetType, SheetVisible, Xls, XlsError, Xlsb,
    XlsbError, Xlsx, XlsxError,
};
use garimpo_table::Unusable;

use crate::cell::{self, Format};
use crate::sheet::Sheet;
use crate::{Job, Part, Path, chains, within};

/// Which form a zip has that is a workbook, by the names in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Xlsx,
    Xlsb,
    Ods,
}

/// Progress is told once in so many rows.
const TOLD: u32 = 20_000;

/// A zip that is a workbook. Its size inflated has been checked.
pub fn zipped(job: &mut Job<'_>, path: &Path, bytes: Vec<u8>, form: Form) -> Result<(), Unusable> {
    match form {
        Form::Xlsx => xlsx(job, path, bytes),
        Form::Xlsb => xlsb(job, path, bytes),
        Form::Ods => ods(job, path, bytes),
    }
}

fn xlsx(job: &mut Job<'_>, path: &Path, bytes: Vec<u8>) -> Result<(), Unusable> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(of_xlsx)?;
    each(job, path, listed(book.sheets_metadata()), |job, name| {
        let mut sheet = Sheet::new(&job.limits, job.left);
        let mut cells = match book.worksheet_cells_reader(name) {
            Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
            other => other.map_err(of_xlsx)?,
        };
        let formats: Vec<Format> = cells
            .styles()
            .iter()
            .map(|style| {
                style.number_format.as_ref().map_or(Format::Plain, |it| cell::format(&it.format_code))
            })
            .collect();
        let mut scratch = String::new();
        while let Some((found, style)) = cells.next_cell_with_style_id().map_err(of_xlsx)? {
            let (row, column) = found.get_position();
            let format = formats.get(style).unwrap_or(&Format::Plain);
            put(job, &mut sheet, (row, column), found.get_value(), format, &mut scratch)?;
        }
        Ok(Some(sheet))
    })
}

fn xlsb(job: &mut Job<'_>, path: &Path, bytes: Vec<u8>) -> Result<(), Unusable> {
    let mut book: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(of_xlsb)?;
    each(job, path, listed(book.sheets_metadata()), |job, name| {
        let mut sheet = Sheet::new(&job.limits, job.left);
        let mut cells = book.worksheet_cells_reader(name).map_err(of_xlsb)?;
        let mut scratch = String::new();
        while let Some(found) = cells.next_cell().map_err(of_xlsb)? {
            put(job, &mut sheet, found.get_position(), found.get_value(), &Format::Plain, &mut scratch)?;
        }
        Ok(Some(sheet))
    })
}

fn ods(job: &mut Job<'_>, path: &Path, bytes: Vec<u8>) -> Result<(), Unusable> {
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(of_ods)?;
    each(job, path, listed(book.sheets_metadata()), |job, name| {
        whole(job, &book.worksheet_range(name).map_err(of_ods)?).map(Some)
    })
}

/// The old binary form, or a box around an encrypted workbook.
pub fn compound(job: &mut Job<'_>, path: &Path, bytes: Vec<u8>) -> Result<(), Unusable> {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if memchr::memmem::find(&bytes, &name).is_some() {
        return Err(Unusable::Locked);
    }
    if chains::run_in_circles(&bytes) {
        return Err(Unusable::Damaged);
    }
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(of_xls)?;
    each(job, path, listed(book.sheets_metadata()), |job, name| {
        whole(job, &book.worksheet_range(name).map_err(of_xls)?).map(Some)
    })
}

fn listed(sheets: &[Listed]) -> Vec<String> {
    let is_shown =
        |sheet: &&Listed| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet;
    sheets.iter().filter(is_shown).map(|sheet| sheet.name.clone()).collect()
}

/// Reads the named sheets one after the other. One that is damaged is told; the others are read.
fn each(
    job: &mut Job<'_>,
    path: &Path,
    names: Vec<String>,
    mut read: impl FnMut(&mut Job<'_>, &str) -> Result<Option<Sheet>, Unusable>,
) -> Result<(), Unusable> {
    let mut found = false;
    for name in names {
        let made = match read(job, &name) {
            Ok(Some(sheet)) => sheet.finish(true),
            Ok(None) => continue,
            Err(why) => Err(why),
        };
        match made {
            Ok(None) => {}
            Ok(Some((bytes, options))) => {
                job.spend(bytes.len() as u64)?;
                job.part(Part { path: within(path, &name), bytes, options })?;
                found = true;
            }
            Err(Unusable::TooLarge { .. }) => return Err(job.too_large()),
            Err(why) => {
                job.sink.refused(within(path, &name), why);
                found = true;
            }
        }
    }
    if found { Ok(()) } else { Err(Unusable::NothingInside) }
}

/// A sheet that the reader below hands over as a whole.
fn whole(job: &mut Job<'_>, range: &calamine::Range<Data>) -> Result<Sheet, Unusable> {
    let mut sheet = Sheet::new(&job.limits, job.left);
    let (top, left) = range.start().unwrap_or((0, 0));
    let mut scratch = String::new();
    for (row, column, value) in range.used_cells() {
        let at = (
            top.saturating_add(u32::try_from(row).unwrap_or(u32::MAX)),
            left.saturating_add(u32::try_from(column).unwrap_or(u32::MAX)),
        );
        put(job, &mut sheet, at, &borrowed(value), &Format::Plain, &mut scratch)?;
    }
    Ok(sheet)
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::String(text) => DataRef::SharedString(text),
        Data::Int(value) => DataRef::Int(*value),
        Data::Float(value) => DataRef::Float(*value),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(value) => DataRef::DateTime(*value),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn put(
    job: &mut Job<'_>,
    sheet: &mut Sheet,
    (row, column): (u32, u32),
    value: &DataRef<'_>,
    format: &Format,
    scratch: &mut String,
) -> Result<(), Unusable> {
    if column == 0 && row.is_multiple_of(TOLD) && row > 0 {
        job.sink.progress(sheet.row_count());
    }
    match cell::text(value, format, scratch) {
        Some(cell) => sheet.cell(row, column, cell),
        None => Ok(()),
    }
}

fn of_xlsx(error: XlsxError) -> Unusable {
    match error {
        XlsxError::Password => Unusable::Locked,
        _ => Unusable::Damaged,
    }
}

fn of_xlsb(error: XlsbError) -> Unusable {
    match error {
        XlsbError::Password => Unusable::Locked,
        _ => Unusable::Damaged,
    }
}

fn of_xls(error: XlsError) -> Unusable {
    match error {
        XlsError::Password => Unusable::Locked,
        _ => Unusable::Damaged,
    }
}

fn of_ods(error: OdsError) -> Unusable {
    match error {
        OdsError::Password => Unusable::Locked,
        _ => Unusable::Damaged,
    }
}
