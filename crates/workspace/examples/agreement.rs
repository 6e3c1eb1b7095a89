//! How long the agreement's screens take at 100,000 leads with touches, activities and feedback:
//! `cargo run --release -p garimpo-workspace --example agreement`.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a tool, not the page"
)]

use std::fmt::Write;
use std::time::Instant;

use garimpo_funnel::agreement::desk::{Ask, Which};
use garimpo_funnel::agreement::outcomes::By;
use garimpo_funnel::agreement::terms::Promise;
use garimpo_funnel::agreement::{Criterion, State, Test};
use garimpo_table::{ReadOptions, Reader};
use garimpo_workspace::protocol::Lang;
use garimpo_workspace::{Doc, Incoming, Intent, Studied, Study, sample};

const LEADS: u32 = 100_000;
const KINDS: [&str; 4] = ["Demo", "Contact", "Webinar", "E-book"];

fn files() -> [(&'static str, String); 5] {
    let mut leads = String::from(
        "lead_id,email,name,company,created_at,channel,campaign,segment,conversion_type,owner,stage\n",
    );
    let mut deals = String::from("deal_id,email,status,created_at,closed_at,amount\n");
    let mut touches = String::from("lead_id,email,touch date,channel,touch type\n");
    let mut activities = String::from("email,activity date,activity type,owner\n");
    let mut feedback = String::from("email,verdict,reason,attempts,by,at\n");
    let mut chance = 1u64;
    let mut below = |limit: u64| {
        chance = chance * 48_271 % 0x7fff_ffff;
        chance % limit
    };
    for at in 0..LEADS {
        let (month, day) = (1 + at % 6, 1 + at / 6 % 28);
        let hour = 8 + below(11);
        let stage = if below(30) == 0 { "customer" } else { "lead" };
        let channel = ["Search", "Social", "Events", "Referral"][below(4) as usize];
        let kind = KINDS[below(4) as usize];
        let _ = writeln!(
            leads,
            "{at},p{at}@x.example,Ana {at},Firm {at},2026-{month:02}-{day:02} {hour:02}:10,{channel},Camp {},S{},{kind},Rep {},{stage}",
            below(40),
            below(5),
            below(9)
        );
        if stage == "customer" || below(12) == 0 {
            let status = if stage == "customer" { "won" } else { "lost" };
            let _ = writeln!(
                deals,
                "d{at},p{at}@x.example,{status},2026-{month:02}-{day:02},2026-06-29,{}",
                1_000 + below(9_000)
            );
        }
        let _ =
            writeln!(touches, "{at},p{at}@x.example,2026-{month:02}-{day:02} {hour:02}:05,{channel},form");
        for nth in 0..below(4) {
            let _ = writeln!(
                activities,
                "p{at}@x.example,2026-{month:02}-{day:02} {:02}:{:02},call,Rep {}",
                hour + nth,
                below(60),
                below(9)
            );
        }
        if below(3) > 0 {
            let verdict = ["accepted", "recycled", "disqualified"][below(3) as usize];
            let _ = writeln!(feedback, "p{at}@x.example,{verdict},No budget,2,Rep 1,2026-06-2{}", below(9));
        }
    }
    [
        ("leads.csv", leads),
        ("deals.csv", deals),
        ("touches.csv", touches),
        ("activities.csv", activities),
        ("feedback.csv", feedback),
    ]
}

fn main() {
    let mut doc = Doc::new();
    let read = |(name, text): &(&str, String)| {
        let mut reader = Reader::new(ReadOptions::default(), text.len());
        reader.push(text.as_bytes());
        Incoming::new((*name).to_owned(), reader.finish(), ReadOptions::default())
    };
    doc.import(files().iter().map(read).collect(), &[]);
    let mut version = sample::notes(Lang::En).agreement.versions.remove(0);
    version.criteria = vec![Criterion { column: "segment".into(), test: Test::NoneOf(vec!["S4".into()]) }];
    doc.act(Intent::Agree(Box::new(version))).expect("agreed");
    let roles: Vec<_> = doc.view(0).sheets.iter().map(|sheet| (sheet.role, sheet.rows)).collect();
    println!("{roles:?}");
    let _ = doc.ranking();
    let ask =
        |which| Study::Desk(Ask { which, month: None, owner: None, channel: None, campaign: None, skip: 0 });
    let Studied::Desk(Some(all)) = doc.study(&ask(Which::All)) else { return };
    let lead = all.lines.first().expect("a lead").source;
    let late = Which::Standing { promise: Promise::First, state: State::Breached };
    let studies = [
        ("scoreboard", Study::Agreement { month: Some(20_454 + 155), basis: None }),
        ("day", ask(Which::Day)),
        ("breached", ask(late)),
        ("all", ask(Which::All)),
        ("lead", Study::Handoff { lead }),
        ("channels", Study::Outcomes(By::Channel)),
        ("campaigns", Study::Outcomes(By::Campaign)),
    ];
    for round in 0..3 {
        let mut said = format!("round {round}:");
        for (name, study) in &studies {
            let begin = Instant::now();
            drop(doc.study(study));
            let _ = write!(said, " {name} {:.0}", begin.elapsed().as_secs_f64() * 1e3);
        }
        println!("{said} ms");
    }
}
