//! Notices that a source file was changed, added or removed, by asking for the times of all of them twice a second.
//!
//! No notification library: a few hundred files cost about a millisecond, and it works the same everywhere.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// What the page is built from.
const SOURCES: [&str; 6] = ["src", "crates", "styles", "index.html", "Cargo.toml", "Cargo.lock"];

/// Every source file with the time of its last change.
#[derive(PartialEq, Eq)]
pub struct Snapshot(BTreeMap<PathBuf, SystemTime>);

impl Snapshot {
    pub fn take(root: &Path) -> Snapshot {
        let mut files = BTreeMap::new();
        for source in SOURCES {
            collect(&root.join(source), &mut files);
        }
        Snapshot(files)
    }

    /// Waits until something differs from this, and then until it has been quiet for a moment: editors and
    /// version control write many files in a row.
    pub fn wait_for_change(self, root: &Path) -> Change {
        let mut last = self;
        let mut first_changed = None;
        loop {
            std::thread::sleep(Duration::from_millis(if first_changed.is_some() { 150 } else { 500 }));
            let now = Snapshot::take(root);
            match (now == last, first_changed.take()) {
                (true, Some(file)) => return Change { file, now },
                (true, None) => {}
                (false, seen) => {
                    first_changed = seen.or_else(|| now.first_difference(&last));
                    last = now;
                }
            }
        }
    }

    fn first_difference(&self, before: &Snapshot) -> Option<PathBuf> {
        let changed =
            self.0.iter().find(|(path, time)| before.0.get(*path) != Some(*time)).map(|(path, _)| path);
        let gone = || before.0.keys().find(|path| !self.0.contains_key(*path));
        changed.or_else(gone).cloned()
    }
}

pub struct Change {
    /// One of the files that changed, to be named.
    pub file: PathBuf,
    pub now: Snapshot,
}

fn collect(path: &Path, files: &mut BTreeMap<PathBuf, SystemTime>) {
    let Ok(about) = fs::metadata(path) else { return };
    if !about.is_dir() {
        if let Ok(time) = about.modified() {
            files.insert(path.to_owned(), time);
        }
        return;
    }
    let Ok(entries) = fs::read_dir(path) else { return };
    for entry in entries.flatten() {
        // `.swp` files, and build output of a tool that was run inside a crate.
        let name = entry.file_name();
        if !name.to_string_lossy().starts_with('.') && name != "target" {
            collect(&entry.path(), files);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_an_addition_and_a_removal_are_noticed() {
        let time = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let of = |files: &[(&str, u64)]| {
            Snapshot(files.iter().map(|(name, seconds)| (PathBuf::from(name), time(*seconds))).collect())
        };
        let before = of(&[("a", 1), ("b", 1)]);
        for (now, want) in [
            (of(&[("a", 1), ("b", 1)]), None),
            (of(&[("a", 1), ("b", 2)]), Some("b")),
            (of(&[("a", 1), ("b", 1), ("c", 1)]), Some("c")),
            (of(&[("b", 1)]), Some("a")),
        ] {
            assert_eq!(now.first_difference(&before), want.map(PathBuf::from));
        }
    }
}
