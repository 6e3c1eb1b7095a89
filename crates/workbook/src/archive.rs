//! Gzip and zip. What an archive says it will become is checked before, what it becomes while it does.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use flate2::read::MultiGzDecoder;
use garimpo_table::Unusable;
use garimpo_table::packed;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use crate::book::{self, Form};
use crate::{Job, Path, within};

const PIECE: usize = 64 << 10;

pub fn gzip(job: &mut Job<'_>, path: Path, bytes: Vec<u8>, depth: u32) -> Result<(), Unusable> {
    // Several members one after the other are one file.
    let inflated = inflate(job, MultiGzDecoder::new(bytes.as_slice()), 0)?;
    drop(bytes);
    job.open(path, inflated, depth + 1)
}

pub fn zip(job: &mut Job<'_>, path: Path, bytes: Vec<u8>, depth: u32) -> Result<(), Unusable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(of_zip)?;
    // The sizes that are stated hold: reading an entry ends with an error where it grows beyond its own.
    let mut stated = 0_u64;
    for index in 0..archive.len() {
        // Raw: also of what is locked or packed in a way that is not known.
        stated = stated.saturating_add(archive.by_index_raw(index).map_err(of_zip)?.size());
    }
    if stated > job.left {
        return Err(job.too_large());
    }
    match form(&archive) {
        Some(form) => book::zipped(job, &path, archive.into_inner().into_inner(), form),
        None => files(job, &path, archive, depth),
    }
}

fn form<R: Read + std::io::Seek>(archive: &ZipArchive<R>) -> Option<Form> {
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.bin") {
        Some(Form::Xlsb)
    } else if has("xl/workbook.xml") || has("[Content_Types].xml") {
        Some(Form::Xlsx)
    } else if has("mimetype") && has("content.xml") {
        Some(Form::Ods)
    } else {
        None
    }
}

fn files(
    job: &mut Job<'_>,
    path: &Path,
    mut archive: ZipArchive<Cursor<Vec<u8>>>,
    depth: u32,
) -> Result<(), Unusable> {
    let mut wanted = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(of_zip)?;
        let name = name(&entry);
        if entry.is_file() && !is_litter(&name) {
            let is_known =
                matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated);
            let way = match (entry.encrypted(), is_known) {
                (true, _) => Err(Unusable::Locked),
                (false, false) => Err(Unusable::Unsupported { what: "zip".into() }),
                (false, true) => Ok(entry.size()),
            };
            wanted.push((index, name, way));
        }
    }
    let names = short_names(wanted.iter().map(|(_, name, ..)| name.as_str()));
    let is_several = wanted.len() > 1;
    if u32::try_from(wanted.len()).is_ok_and(|count| count > job.limits.parts) {
        return Err(Unusable::TooManyParts { limit: job.limits.parts });
    }
    if wanted.is_empty() {
        return Err(Unusable::NothingInside);
    }
    for ((index, _, way), name) in wanted.into_iter().zip(names) {
        let inner = within(path, &name);
        let opened = way
            .and_then(|size| entry(job, &mut archive, index, size))
            .and_then(|bytes| job.open(inner.clone(), bytes, depth + 1));
        match opened {
            Ok(()) => {}
            // The file as a whole is too much.
            Err(why @ (Unusable::TooLarge { .. } | Unusable::TooManyParts { .. })) => return Err(why),
            Err(why) if !is_several => return Err(why),
            Err(why) => job.sink.refused(inner, why),
        }
    }
    Ok(())
}

fn entry(
    job: &mut Job<'_>,
    archive: &mut ZipArchive<Cursor<Vec<u8>>>,
    index: usize,
    size: u64,
) -> Result<Vec<u8>, Unusable> {
    let entry = archive.by_index(index).map_err(of_zip)?;
    inflate(job, entry, size)
}

/// All bytes of a stream. `size`: as stated, only to reserve memory.
fn inflate(job: &mut Job<'_>, mut from: impl Read, size: u64) -> Result<Vec<u8>, Unusable> {
    let mut out = Vec::new();
    let size = usize::try_from(size.min(job.left)).unwrap_or(0);
    if out.try_reserve_exact(size).is_err() {
        return Err(job.too_large());
    }
    let mut piece = vec![0; PIECE];
    loop {
        let read = from.read(&mut piece).map_err(|_| Unusable::Damaged)?;
        if read == 0 {
            return Ok(out);
        }
        let first = out.is_empty();
        job.spend(read as u64)?;
        if out.try_reserve(read).is_err() {
            return Err(job.too_large());
        }
        out.extend_from_slice(piece.get(..read).unwrap_or_default());
        // A film or a picture in the archive is not inflated to its end.
        if first && let Some(looks_like) = packed::foreign(&out) {
            return Err(Unusable::Binary { looks_like: Some(looks_like.to_owned()) });
        }
    }
}

/// What systems put into archives for themselves.
fn is_litter(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    path.split('/').any(|folder| folder == "__MACOSX")
        || name.is_empty()
        || name.starts_with('.')
        || ["thumbs.db", "desktop.ini"].contains(&name.to_ascii_lowercase().as_str())
}

/// Without folders, unless two files of different folders have the same name.
fn short_names<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<String> {
    let paths: Vec<&str> = paths.collect();
    let short = |path: &'a str| path.rsplit('/').next().unwrap_or(path);
    let is_clear = |path: &'a str| paths.iter().filter(|other| short(other) == short(path)).count() == 1;
    paths.iter().map(|path| (if is_clear(path) { short(path) } else { path }).to_owned()).collect()
}

/// UTF-8 where it is, whatever the archive says, else as the archive says: mostly the letters of the old DOS.
fn name<R: Read>(entry: &zip::read::ZipFile<'_, R>) -> String {
    let raw = entry.name_raw();
    let name = match std::str::from_utf8(raw) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => entry.name().unwrap_or_else(|_| String::from_utf8_lossy(raw)),
    };
    // Some Windows programs write their own separators.
    name.replace('\\', "/")
}

fn of_zip(error: ZipError) -> Unusable {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Unusable::Locked
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            Unusable::Unsupported { what: "zip".into() }
        }
        _ => Unusable::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_in_an_archive() {
        let short = |paths: &[&'static str]| short_names(paths.iter().copied());
        assert_eq!(short(&["out/leads.csv", "out/deals.csv"]), ["leads.csv", "deals.csv"]);
        assert_eq!(
            short(&["jan/leads.csv", "fev/leads.csv", "x/a.csv"]),
            ["jan/leads.csv", "fev/leads.csv", "a.csv"]
        );
    }

    #[test]
    fn litter_is_no_file_of_the_person() {
        for path in ["__MACOSX/._leads.csv", ".DS_Store", "a/Thumbs.db", "a/"] {
            assert!(is_litter(path), "{path}");
        }
        assert!(!is_litter("a.b/leads.csv"));
    }
}
