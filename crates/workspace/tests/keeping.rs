//! The workspace file: what is written comes back, and damage is noticed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test")]

use std::collections::BTreeMap;

use garimpo_funnel::settings::MoneySettings;
use garimpo_table::{Currency, ReadOptions};
use garimpo_workspace::Intent;
use garimpo_workspace::keep::{
    BLOCK, HEAD, JOURNAL, JOURNAL_AGAIN, Journal, MARK, Opened, Opener, Unopenable, VERSION, blocks, end,
};
use garimpo_workspace::protocol::{FileInfo, JournalEntry};
use sha2::{Digest, Sha256};

/// As the worker writes it.
fn written(journal: &Journal, files: &[Vec<u8>]) -> Vec<u8> {
    let text = journal.to_json().expect("a journal");
    let mut out = blocks(JOURNAL, &text);
    (0..).zip(files).for_each(|(number, bytes)| out.extend(blocks(number, bytes)));
    out.extend(blocks(JOURNAL_AGAIN, &text));
    let per = |bytes: &[u8]| bytes.chunks(BLOCK).count() as u64;
    let count = 2 * per(&text) + files.iter().map(|bytes| per(bytes)).sum::<u64>();
    out.extend(end(count));
    out
}

fn opened(bytes: &[u8], chunk: usize) -> Result<Opened, Unopenable> {
    let mut opener = Opener::default();
    bytes.chunks(chunk.max(1)).for_each(|chunk| opener.push(chunk));
    opener.finish()
}

fn content(container: &[u8], parts: &[(u64, u32)]) -> Vec<u8> {
    parts
        .iter()
        .flat_map(|(place, len)| &container[*place as usize..*place as usize + *len as usize])
        .copied()
        .collect()
}

fn sample() -> (Journal, Vec<Vec<u8>>) {
    let files: Vec<Vec<u8>> = vec![
        b"email,canal\nana@example.com,Busca\n".to_vec(),
        Vec::new(),
        (0..3 * BLOCK / 2).map(|at| (at % 251) as u8).collect(),
    ];
    let info = |(number, bytes): (usize, &Vec<u8>)| FileInfo {
        name: format!("{number}.csv"),
        size: bytes.len() as u64,
    };
    let money = MoneySettings {
        margin: Some(0.1 + 0.2),
        rates: BTreeMap::from([(Currency::USD, vec![(20_000, 5.43)])]),
        ..MoneySettings::default()
    };
    let journal = Journal {
        entries: vec![
            JournalEntry::Import { files: files.iter().enumerate().map(info).collect(), memory: Vec::new() },
            JournalEntry::Do { intent: Intent::SetMoney(money) },
            JournalEntry::Undo,
            JournalEntry::Redo,
        ],
        files: files.iter().enumerate().map(info).collect(),
    };
    (journal, files)
}

#[test]
fn what_is_written_comes_back_however_it_arrives() {
    let (journal, files) = sample();
    let bytes = written(&journal, &files);
    for chunk in [1_000, 65_536, 1 << 20, bytes.len()] {
        let opened = opened(&bytes, chunk).expect("a workspace");
        assert!(opened.is_whole(), "{:?}", (opened.damaged, opened.is_cut));
        assert_eq!(opened.journal, journal);
        for (parts, file) in opened.files.iter().zip(&files) {
            assert_eq!(&content(&bytes, parts.as_ref().unwrap()), file);
        }
    }
}

/// Every byte of a small file, flipped: it is noticed, and what the flip did not touch comes back.
#[test]
fn a_flipped_byte_is_never_read_as_data() {
    let files = vec![b"a,b\n1,2\n".to_vec(), b"c,d\n3,4\n".to_vec()];
    let info = |(number, bytes): (usize, &Vec<u8>)| FileInfo {
        name: format!("{number}.csv"),
        size: bytes.len() as u64,
    };
    let list: Vec<FileInfo> = files.iter().enumerate().map(info).collect();
    let journal = Journal {
        entries: vec![JournalEntry::Import { files: list.clone(), memory: Vec::new() }],
        files: list,
    };
    let bytes = written(&journal, &files);
    for at in 0..bytes.len() {
        let mut broken = bytes.clone();
        broken[at] ^= 0x10;
        let opened = opened(&broken, 4_096).expect("one copy of the journal is whole");
        assert!(!opened.is_whole(), "byte {at} was not noticed");
        assert_eq!(opened.journal, journal);
        let lost = opened.files.iter().filter(|file| file.is_none()).count();
        assert!(lost <= 1, "byte {at} took {lost} files");
        for (parts, file) in opened.files.iter().zip(&files) {
            assert!(parts.as_ref().is_none_or(|parts| &content(&broken, parts) == file), "byte {at}");
        }
    }
}

#[test]
fn a_file_that_was_cut_says_so() {
    let (journal, files) = sample();
    let bytes = written(&journal, &files);
    for len in [bytes.len() - 1, bytes.len() - HEAD, bytes.len() / 2, HEAD + journal.to_json().unwrap().len()]
    {
        let opened = opened(&bytes[..len], 65_536).expect("the first journal is whole");
        assert!(opened.is_cut && !opened.is_whole(), "{len}");
    }
    assert_eq!(opened(&bytes[..HEAD + 10], 1_000), Err(Unopenable::NotOurs));
}

#[test]
fn other_files_are_not_ours() {
    let check = |bytes: &[u8]| assert_eq!(opened(bytes, 7), Err(Unopenable::NotOurs));
    check(b"");
    check(b"email,canal\n");
    check(&MARK);
    check(&[MARK, MARK, MARK].concat());
    check(&[0x89; 1_000]);
    let mut newer = end(0);
    newer[8] = 9;
    assert_eq!(
        opened(&newer, 100),
        Err(Unopenable::NotOurs),
        "a head whose check does not hold says nothing"
    );
}

/// Written by the first version that could save. It must open for ever, and is never written anew.
#[test]
fn a_file_of_the_first_version_opens() {
    let bytes = include_bytes!("golden/v1.garimpo");
    let opened = opened(bytes, 1_000).expect("a workspace");
    assert!(opened.is_whole());
    let files = [FileInfo { name: "gastos.csv".into(), size: 26 }];
    let entries = &opened.journal.entries;
    assert_eq!(opened.journal.files, files);
    assert_eq!(content(bytes, opened.files[0].as_ref().unwrap()), b"canal,valor\nBusca,1234.50\n");
    assert_eq!(entries, &first_version(&files));
}

fn first_version(files: &[FileInfo]) -> Vec<JournalEntry> {
    let money = MoneySettings {
        margin: Some(0.62),
        rates: BTreeMap::from([(Currency::USD, vec![(20_000, 5.43)])]),
        ..MoneySettings::default()
    };
    vec![
        JournalEntry::Import { files: files.to_vec(), memory: Vec::new() },
        JournalEntry::Do { intent: Intent::SetCell { sheet: 1, row: 0, column: 1, text: "99".into() } },
        JournalEntry::Do { intent: Intent::SetMoney(money) },
        JournalEntry::Do { intent: Intent::DeleteRows { sheet: 1, at: 0, count: 1 } },
        JournalEntry::Undo,
        JournalEntry::Redo,
        JournalEntry::Reread {
            sheet: 1,
            options: ReadOptions { delimiter: Some(b','), ..ReadOptions::default() },
        },
    ]
}

#[test]
fn a_later_version_is_told_apart_from_damage() {
    let mut newer = end(0).to_vec();
    newer[8] = VERSION + 1;
    let check = Sha256::digest(&newer[..HEAD - 8]);
    newer[HEAD - 8..].copy_from_slice(&check[..8]);
    assert_eq!(opened(&newer, 7), Err(Unopenable::Newer { version: VERSION + 1 }));
}
