//! What must hold for any calendar, lead and agreement.

use garimpo_funnel::agreement::judge::Answer;
use garimpo_funnel::agreement::terms::Promise;
use garimpo_funnel::agreement::{
    Agreement, Calendar, Counts, Dues, FirstContact, Moment, Persistence, Promises, State, Verdicts, Version,
    Within, Worked, Worktime,
};
use proptest::prelude::*;

const START: i32 = 20_454;

fn calendars() -> impl Strategy<Value = Calendar> {
    (
        any::<[bool; 7]>(),
        0u16..1_440,
        0u16..=1_440,
        any::<bool>(),
        prop::collection::btree_set(START..START + 120, 0..9),
    )
        .prop_map(|(week, opens, closes, national, off)| Calendar {
            week,
            opens: opens.min(closes),
            closes: closes.max(opens),
            national,
            customary: national,
            off,
            worked: [START + 11].into(),
        })
}

fn leads() -> impl Strategy<Value = Worked> {
    let moment = (0i64..100 * 86_400, any::<bool>()).prop_map(|(second, timed)| {
        let second = i64::from(START) * 86_400 + second;
        if timed { Moment::at(second) } else { Moment::of_day((second / 86_400) as i32) }
    });
    let answer =
        (prop::option::of(START..START + 100), any::<bool>()).prop_map(|(day, frees)| Answer { day, frees });
    let tries = prop::collection::vec(START..START + 100, 0..8).prop_map(|mut tries| {
        tries.sort_unstable();
        tries
    });
    (
        prop::option::of(moment.clone()),
        prop::option::of(moment),
        tries,
        prop::option::of(0u32..9),
        prop::option::of(answer),
    )
        .prop_map(|(created, first, tries, counted, answered)| Worked {
            created,
            first,
            tries,
            counted,
            answered,
        })
}

fn promises() -> impl Strategy<Value = Promises> {
    (0u32..2_000, 1u32..6, 0u32..12, 0u32..12).prop_map(|(minutes, attempts, days, verdict)| Promises {
        first: Some(FirstContact { within: Within::Minutes(minutes), by_type: Vec::new(), share: 0.9 }),
        attempts: Some(Persistence { attempts, days, share: 0.8 }),
        verdict: Some(Verdicts { days: verdict, share: 0.8 }),
        capacity: None,
    })
}

proptest! {
    #[test]
    fn working_time_adds_up(calendar in calendars(), a in 0i64..120 * 86_400, b in 0i64..120 * 86_400, c in 0i64..120 * 86_400) {
        let work = Worktime::over(&calendar, START, START + 120);
        let base = i64::from(START) * 86_400;
        let mut times = [base + a, base + b, base + c];
        times.sort_unstable();
        let [a, b, c] = times;
        prop_assert_eq!(work.seconds(a, b) + work.seconds(b, c), work.seconds(a, c));
        prop_assert_eq!(work.seconds(c, a), 0);
        let first = (a.div_euclid(86_400)) as i32;
        let by_day: u32 = (first..first + 30).map(|day| u32::from(calendar.is_working(day) && day <= START + 120)).sum();
        prop_assert_eq!(work.days(first, first + 29), by_day);
    }

    #[test]
    fn a_deadline_is_the_first_time_by_which_so_much_work_has_gone(
        calendar in calendars(), from in 0i64..60 * 86_400, minutes in 1u32..3_000,
    ) {
        let work = Worktime::over(&calendar, START, START + 200);
        let from = i64::from(START) * 86_400 + from;
        if let Some(by) = work.after(from, minutes) {
            prop_assert_eq!(work.seconds(from, by), i64::from(minutes) * 60);
            prop_assert!(work.seconds(from, by - 1) < i64::from(minutes) * 60, "an earlier time would do");
        }
    }

    #[test]
    fn days_after_counts_working_days(calendar in calendars(), from in START..START + 60, count in 1u32..20) {
        let work = Worktime::over(&calendar, START, START + 300);
        if let Some(by) = work.days_after(from, count) {
            prop_assert!(calendar.is_working(by));
            prop_assert_eq!(work.days(from + 1, by), count);
        }
    }

    #[test]
    fn attained_pending_and_breached_are_all(
        calendar in calendars(), promises in promises(), leads in prop::collection::vec(leads(), 0..30),
        as_of in 0i64..110 * 86_400,
    ) {
        let work = Worktime::over(&calendar, START, START + 300);
        let as_of = Moment::at(i64::from(START) * 86_400 + as_of);
        let dues = Dues { promises: &promises, calendar: &calendar, work: &work, as_of };
        for promise in Promise::ALL {
            let mut counts = Counts::default();
            let judged: Vec<_> = leads.iter().filter_map(|lead| dues.judge(promise, None, lead)).collect();
            judged.iter().for_each(|due| counts.add(due.state));
            prop_assert_eq!(counts.attained + counts.pending + counts.breached, judged.len() as u32);
            prop_assert_eq!(counts.all() as usize, judged.len());
            for due in &judged {
                let past = if due.by.timed { as_of.second > due.by.second } else { as_of.day() > due.by.day() };
                prop_assert!(due.state != State::Pending || !past, "past its deadline and still pending");
            }
        }
    }

    #[test]
    fn time_makes_nothing_undone(calendar in calendars(), promises in promises(), lead in leads(), as_of in 0i64..80 * 86_400, later in 0i64..30 * 86_400) {
        let work = Worktime::over(&calendar, START, START + 300);
        let at = |second: i64| Dues {
            promises: &promises, calendar: &calendar, work: &work, as_of: Moment::at(i64::from(START) * 86_400 + second),
        };
        for promise in Promise::ALL {
            let now = at(as_of).judge(promise, None, &lead).map(|due| due.state);
            let then = at(as_of + later).judge(promise, None, &lead).map(|due| due.state);
            match now {
                Some(State::Pending) => prop_assert!(then.is_some()),
                settled => prop_assert_eq!(settled, then),
            }
        }
    }

    #[test]
    fn the_version_in_force_is_the_last_that_began(sinces in prop::collection::vec(0i32..200, 0..8), day in -10i32..220) {
        let mut agreement = Agreement::default();
        for since in &sinces {
            agreement.put(Version { since: *since, ..Version::default() });
        }
        let expected = sinces.iter().filter(|since| **since <= day).max();
        prop_assert_eq!(agreement.on(day).map(|version| &version.since), expected);
        prop_assert!(agreement.versions.windows(2).all(|pair| pair[0].since < pair[1].since));
    }
}
