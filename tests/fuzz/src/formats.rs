//! Formats that come from elsewhere: messages with links, what is in a link, workspace files.

use garimpo_workspace::keep::{self, Journal, Opener};
use garimpo_workspace::link::sealed;
use garimpo_workspace::link::{Kind, Summary, View, envelope};

use crate::Target;
use crate::change::LONG;
use crate::dice::Dice;

pub fn targets() -> Vec<Target> {
    let summary = envelope::read(SUMMARY).map(|(_, bytes)| bytes).unwrap_or_default();
    let view = View::default().encode();
    let messages = [
        SUMMARY.to_owned(),
        format!("> veja https://garimpo.example/%23{}).", envelope::write(Kind::View, &view)),
        format!("(https://garimpo.example/#{})", envelope::write(Kind::Sealed, &[7; 90])),
    ];
    vec![
        target(
            "link",
            messages.map(String::into_bytes).to_vec(),
            &[b"#", b"%23", b".", b"s1.", b"z", b" ", b">"],
            link,
        ),
        target("payload", vec![summary, view, vec![0; 40]], &[b"\x00", b"\x01", b"\xff", b"\x80"], payload),
        target("file", vec![workspace()], &[&keep::MARK, b"\x00", b"{", b"\""], file),
    ]
}

fn target(
    name: &'static str,
    seeds: Vec<Vec<u8>>,
    marks: &'static [&'static [u8]],
    check: fn(&[u8], &mut Dice) -> Result<(), String>,
) -> Target {
    Target { name, seeds, marks, long: LONG, check, is_ours: |_| true }
}

/// As `crates/workspace/tests/link.rs` keeps it for ever.
const SUMMARY: &str = "s1.b8.AfDBAgHCwAIBzL8CAAAAAAAAANoFQAEAAEEGAKIDAAMDBUxhcmdlCEIdCEETCEEDCEDF1gJwP4gBP6wBcD_TBUCEAXA9dz3OAXBBkgFBkgFwQK8BQK8CcD9zP8cBBAQEBAg64N8SAwNCaWcIQwIIQgEIQQIIQZkVcEARP-wBcD--BUCSAXA9jwE9kQJwQYcBQYgBcEDFAUEmcD7ZB0ATBAQEBAg66oIUAwNNaWQIQhAIQQYIQA8IQaITcD_ZAT_LAnA_xwVApgFwPhE93wJwQaQBQaUBcECUAkDABHA_Zz_YAQQEBAQIOqnKFAhCQQhBIwhAQQhAk-sFcEARP8sBcD-zBkB7cD2aAT3eAXBBkQFBlQFwQOMBQMgCcD96P7EBBAQEBAg6x7YTAAADAAAA.0bde5e76z";

/// Whatever is read is no more than what came, and is written as it was read.
fn link(bytes: &[u8], _: &mut Dice) -> Result<(), String> {
    let message = String::from_utf8_lossy(bytes);
    envelope::is_one(&message);
    let Ok((kind, inside)) = envelope::read(&message) else { return Ok(()) };
    if inside.len() > message.len() {
        return Err(format!("more than came: {} of {}", inside.len(), message.len()));
    }
    if envelope::read(&envelope::write(kind, &inside)) != Ok((kind, inside.clone())) {
        return Err(format!("written anew it is another: {kind:?}"));
    }
    payload(&inside, &mut Dice::new(0))
}

/// What can be read is written and read as the same, and can be looked at.
fn payload(bytes: &[u8], _: &mut Dice) -> Result<(), String> {
    sealed::open(bytes);
    if let Some(view) = View::decode(bytes)
        && View::decode(&view.encode()).as_ref() != Some(&view)
    {
        return Err("settings change on their way".into());
    }
    let Some(summary) = Summary::decode(bytes) else { return Ok(()) };
    let again = Summary::decode(&summary.encode()).ok_or("a summary is not read again")?;
    if Summary::decode(&again.encode()).as_ref() != Some(&again) {
        return Err("a summary changes on its way".into());
    }
    let seen = summary.ranking(|_| String::new());
    let numbers = seen.channels.iter().map(|row| &row.row).chain([&seen.totals]).flat_map(|row| &row.metrics);
    let is_number = |number: Option<f64>| number.is_none_or(f64::is_finite);
    match numbers.into_iter().all(|one| is_number(one.value) && is_number(one.low) && is_number(one.high)) {
        true => Ok(()),
        false => Err("a number that is none".into()),
    }
}

fn workspace() -> Vec<u8> {
    let text = Journal::default().to_json().unwrap_or_default();
    let mut out = keep::blocks(keep::JOURNAL, &text);
    out.extend(keep::blocks(0, b"email,canal\nana@example.com,Busca\n"));
    out.extend(keep::blocks(keep::JOURNAL_AGAIN, &text));
    out.extend(keep::end(3));
    out
}

/// However a file is cut into chunks, the same comes out; places of files are inside of it.
fn file(bytes: &[u8], dice: &mut Dice) -> Result<(), String> {
    let open = |size: usize| {
        let mut opener = Opener::default();
        bytes.chunks(size.max(1)).for_each(|chunk| opener.push(chunk));
        opener.finish()
    };
    let whole = open(bytes.len());
    if open(1 + dice.below(300)) != whole {
        return Err("other chunks, another file".into());
    }
    let Ok(opened) = whole else { return Ok(()) };
    let mut places = opened.files.iter().flatten().flatten();
    match places.all(|(place, len)| place + u64::from(*len) <= bytes.len() as u64) {
        true => Ok(()),
        false => Err("a place outside of the file".into()),
    }
}
