//! The meetings of the document: today's page, those that were frozen, and what was decided.
//!
//! A snapshot comes into the document whole, as a change like any other, so the journal keeps it as it was and a
//! later version of the program shows the same numbers. Must never be made again from the data.

use garimpo_funnel::Day;
use garimpo_funnel::meeting::funnel::Window;
use garimpo_funnel::meeting::{
    Decision, Earlier, Judged, Page, Progress, Quality, Snapshot, Sources, VERSION, decision, page,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::doc::{Doc, Plan};
use crate::intent::Refusal;
use crate::op::Op;
use crate::sheet::Sheet;
use crate::view::StepLabel;

/// One of the meetings that were frozen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub number: u32,
    pub date: Day,
    pub as_of: Option<Day>,
    /// Of all that it keeps: two copies with one stamp are alike.
    pub stamp: u16,
}

impl Head {
    pub fn of(snapshot: &Snapshot) -> Head {
        let bytes = postcard::to_stdvec(snapshot).unwrap_or_default();
        let digest = Sha256::digest(&bytes);
        let stamp = digest.first_chunk::<2>().map_or(0, |first| u16::from_be_bytes(*first));
        Head { number: snapshot.number, date: snapshot.date, as_of: snapshot.page.as_of, stamp }
    }
}

/// A meeting as the page shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeetingView {
    /// The number of the one shown: of today's, the one that freezing would give it.
    pub number: u32,
    /// Of one that was frozen, and when that was: minutes since 1970.
    pub head: Option<Head>,
    pub frozen: Option<i64>,
    pub page: Page,
    /// What became of the notebook's decisions, by today's data; one each.
    pub judged: Vec<Option<Judged>>,
}

/// A meeting of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub head: Head,
    pub snapshot: Snapshot,
}

impl Doc {
    fn next_number(&self) -> u32 {
        self.meetings.last().map_or(1, |kept| kept.head.number.saturating_add(1))
    }

    pub(crate) fn heads(&self) -> Vec<Head> {
        self.meetings.iter().map(|kept| kept.head).collect()
    }

    /// `None`: there is no such meeting, or nothing to make one of.
    pub(crate) fn meeting(&mut self, number: Option<u32>) -> Option<MeetingView> {
        let judged = self.judged();
        if let Some(number) = number {
            let kept = self.meetings.iter().find(|kept| kept.head.number == number)?;
            return Some(MeetingView {
                number,
                head: Some(kept.head),
                frozen: Some(kept.snapshot.frozen),
                page: kept.snapshot.page.clone(),
                judged,
            });
        }
        let (page, _) = self.meeting_page(false)?;
        Some(MeetingView { number: self.next_number(), head: None, frozen: None, page, judged })
    }

    /// What freezing today's page would keep.
    pub(crate) fn snapshot(&mut self, date: Day, frozen: i64) -> Option<Snapshot> {
        let (page, ledger) = self.meeting_page(true)?;
        Some(Snapshot { version: VERSION, number: self.next_number(), date, frozen, page, ledger: ledger? })
    }

    fn judged(&mut self) -> Vec<Option<Judged>> {
        let decisions = self.notebook.decisions.clone();
        if decisions.iter().all(|decision| decision.aim.is_none()) {
            return vec![None; decisions.len()];
        }
        self.with_company(|company, _, settings, _| {
            decisions.iter().map(|one| decision::judge(company, settings, one)).collect()
        })
    }

    fn meeting_page(&mut self, with_ledger: bool) -> Option<(Page, Option<garimpo_funnel::meeting::Packed>)> {
        let ranking = self.ranking()?.clone();
        let (notebook, quality) = (self.notebook.clone(), self.quality());
        let names: Vec<String> =
            self.sheets.iter().filter(|sheet| sheet.counts()).map(|sheet| sheet.name.clone()).collect();
        // Lent, and given back: the company borrows the document.
        let meetings = std::mem::take(&mut self.meetings);
        let windows: Vec<Window> = meetings
            .iter()
            .filter_map(|kept| kept.snapshot.page.funnel.as_ref()?.windows.last().copied())
            .collect();
        let made = self.with_company(|company, sheets, settings, _| {
            let sources = Sources {
                company,
                sheets,
                names: &names,
                settings,
                ranking: &ranking,
                cards: &notebook.cards,
                flags: &notebook.flags,
                decisions: &notebook.decisions,
                quality,
                days: None,
            };
            let last = meetings.last().map(|kept| &kept.snapshot);
            page(&sources, Earlier { last, windows: &windows }, with_ledger)
        });
        self.meetings = meetings;
        Some(made)
    }

    fn quality(&self) -> Quality {
        let mut quality = Quality::default();
        for sheet in self.sheets.iter().filter(|sheet| sheet.counts()) {
            quality.sheets += 1;
            quality.rows += sheet.table.row_count();
            let edited = sheet.table.edited_cells().filter(|(row, _)| sheet.table.is_alive(*row)).count();
            quality.edited += u32::try_from(edited).unwrap_or(u32::MAX);
            quality.problems += problems(sheet);
            quality.questions += sheet
                .questions
                .as_ref()
                .map_or(0, |questions| u32::try_from(questions.len()).unwrap_or(u32::MAX));
        }
        quality
    }

    pub(crate) fn plan_freeze(&self, snapshot: Snapshot) -> Result<Plan, Refusal> {
        if snapshot.number < self.next_number() {
            return Err(Refusal::NoSuchMeeting);
        }
        let at = u32::try_from(self.meetings.len()).unwrap_or(u32::MAX);
        let ops = vec![Op::AddMeeting { at, meeting: Box::new(snapshot) }];
        Ok(Plan { ops, label: StepLabel::Freeze, spot: None })
    }

    pub(crate) fn plan_drop_meeting(&self, number: u32) -> Result<Plan, Refusal> {
        let at = self.meetings.iter().position(|kept| kept.head.number == number);
        let at = at.and_then(|at| u32::try_from(at).ok()).ok_or(Refusal::NoSuchMeeting)?;
        Ok(Plan { ops: vec![Op::DropMeeting { at }], label: StepLabel::DropMeeting, spot: None })
    }

    pub(crate) fn plan_decision(&self, at: Option<u32>, new: Option<Decision>) -> Result<Plan, Refusal> {
        let mut notebook = self.notebook.clone();
        match (at, new) {
            (None, new) => notebook.decisions.extend(new),
            (Some(at), Some(new)) => {
                let slot = notebook.decisions.get_mut(at as usize).ok_or(Refusal::NoSuchDecision)?;
                *slot = new;
            }
            (Some(at), None) if (at as usize) < notebook.decisions.len() => {
                notebook.decisions.remove(at as usize);
            }
            (Some(_), None) => return Err(Refusal::NoSuchDecision),
        }
        Ok(Plan { ops: vec![Op::SetNotebook(notebook)], label: StepLabel::Decision, spot: None })
    }

    pub(crate) fn add_meeting(&mut self, at: u32, snapshot: Snapshot) -> Op {
        let at = (at as usize).min(self.meetings.len());
        self.meetings.insert(at, Kept { head: Head::of(&snapshot), snapshot });
        Op::DropMeeting { at: u32::try_from(at).unwrap_or(u32::MAX) }
    }

    pub(crate) fn drop_meeting(&mut self, at: u32) -> Result<Op, Refusal> {
        if at as usize >= self.meetings.len() {
            return Err(Refusal::NoSuchMeeting);
        }
        let kept = self.meetings.remove(at as usize);
        Ok(Op::AddMeeting { at, meeting: Box::new(kept.snapshot) })
    }
}

/// Records out of the table that nobody has decided about, and cells that their column cannot understand.
fn problems(sheet: &Sheet) -> u32 {
    let invalid = (0..sheet.columns())
        .filter(|column| sheet.field(*column).is_some())
        .map(|column| sheet.table.profile(column).invalid)
        .sum::<u32>();
    let decided = u32::try_from(sheet.fates.len()).unwrap_or(u32::MAX);
    sheet.problem_count.saturating_sub(decided).saturating_add(invalid)
}

/// Whether a decision is still to be looked at in the meeting of that number.
pub fn is_open(decision: &Decision, number: u32) -> bool {
    decision.progress == Progress::Open && decision.meeting < number
}
