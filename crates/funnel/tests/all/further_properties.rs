//! The further metrics on random companies: sound numbers, nothing that depends on the order of rows, numbers that
//! open, and counts that are the same in a table and in a list.

use crate::ranking_kit;

use garimpo_funnel::company::{Answered, Channel, ChannelName, Reached, Spans, SpendKind, Status};
use garimpo_funnel::maturity::{Cell, Lag, Survey};
use garimpo_funnel::ranking::{MetricId, State};
use garimpo_funnel::{Allocation, Churn, Clock, Form, Period, Settings, explain, rank};
use proptest::prelude::*;
use ranking_kit::*;

const IDS: [&str; 5] = ["a", "blank", "indicacao", "paid-search", "z"];
const STAGES: [Reached; 5] =
    [Reached::Lead, Reached::Mql, Reached::Sql, Reached::Opportunity, Reached::Customer];
const KINDS: [SpendKind; 4] = [SpendKind::Untold, SpendKind::Media, SpendKind::Tools, SpendKind::Event];

#[derive(Clone, Debug)]
enum Line {
    /// Channel, day, stage, first answer, disqualified.
    Lead(usize, i32, usize, Answered, i32),
    /// Channel, day of the lead, deals: status, opened, closed, amount, profit.
    Deals(usize, i32, Vec<(u8, i32, i32, i64, i64)>),
    Lone(usize, u8, i32, i32, i64, i64),
    Spend(usize, i32, i32, i64, usize),
}

fn line() -> impl Strategy<Value = Line> {
    let channel = 0..IDS.len();
    let day = prop_oneof![9 => 0..90i32, 1 => Just(NO_DAY), 1 => 90..400i32];
    let amount = prop_oneof![8 => 1..10_000_000i64, 1 => Just(0i64), 1 => Just(NO_AMOUNT), 1 => -1_000..0i64];
    let answered = prop_oneof![
        (0..1_000_000i64).prop_map(Answered::After),
        (0..1_000_000i64).prop_map(Answered::Waits),
        Just(Answered::Before),
        Just(Answered::Untold),
    ];
    let deal = (0..3u8, day.clone(), day.clone(), amount.clone(), amount.clone());
    prop_oneof![
        8 => (channel.clone(), day.clone(), 0..5usize, answered, day.clone())
            .prop_map(|(c, d, s, a, q)| Line::Lead(c, d, s, a, q)),
        6 => (channel.clone(), day.clone(), prop::collection::vec(deal, 1..4))
            .prop_map(|(c, d, deals)| Line::Deals(c, d, deals)),
        1 => (0..=IDS.len(), 0..3u8, day.clone(), day.clone(), amount.clone(), amount.clone())
            .prop_map(|(c, s, o, e, a, p)| Line::Lone(c, s, o, e, a, p)),
        4 => (channel, day, 0..40i32, amount, 0..KINDS.len()).prop_map(|(c, d, n, a, k)| Line::Spend(c, d, n, a, k)),
    ]
}

fn status(of: u8) -> Status {
    [Status::Open, Status::Won, Status::Lost][usize::from(of)]
}

fn company(lines: &[Line], as_of: Option<i32>) -> Maker {
    let mut maker = Maker::new(&IDS);
    let closes = |status: Status, closed: i32| if status == Status::Open { NO_DAY } else { closed };
    for line in lines {
        match line {
            Line::Lead(c, day, stage, answered, disqualified) => {
                maker.lead(IDS[*c], *day, STAGES[*stage], if *stage == 4 { *disqualified } else { NO_DAY });
                maker.company.leads.answered.push(*answered);
                maker.company.leads.disqualified_at.push(*disqualified);
            }
            Line::Deals(c, day, deals) => {
                let won = deals.iter().filter(|deal| status(deal.0) == Status::Won).map(|deal| deal.2);
                let first = won.clone().filter(|day| *day != NO_DAY).min().unwrap_or(NO_DAY);
                let reached = if won.count() > 0 { Reached::Customer } else { Reached::Opportunity };
                let lead = maker.lead(IDS[*c], *day, reached, first);
                maker.company.leads.answered.push(Answered::Untold);
                maker.company.leads.disqualified_at.push(NO_DAY);
                let mut is_first = true;
                for (of, opened, closed, amount, profit) in deals {
                    let status = status(*of);
                    let wins = status == Status::Won && is_first;
                    maker.deal(lead, IDS[*c], status, (*opened, closes(status, *closed)), *amount, wins);
                    is_first &= !wins;
                    maker.company.deals.profit.push(*profit);
                    maker.company.deals.recurring.push(*profit);
                    maker.company.deals.first_won.push(if status == Status::Won { first } else { NO_DAY });
                }
            }
            Line::Lone(c, of, opened, closed, amount, profit) => {
                let (status, id) = (status(*of), IDS.get(*c).unwrap_or(&"nowhere"));
                let (closed, won) = (closes(status, *closed), status == Status::Won);
                maker.deal(u32::MAX, id, status, (*opened, closed), *amount, won);
                maker.company.deals.profit.push(*profit);
                maker.company.deals.recurring.push(*profit);
                maker.company.deals.first_won.push(if won { closed } else { NO_DAY });
            }
            Line::Spend(c, day, length, amount, kind) => {
                let to = if *day == NO_DAY { NO_DAY } else { day + length };
                maker.spend(IDS[*c], (*day, to), *amount);
                maker.company.spend.kind.push(KINDS[*kind]);
            }
        }
    }
    let company = &mut maker.company;
    company.as_of = as_of;
    company.spans = Spans::of(&company.leads, &company.deals, &company.spend);
    maker
}

fn settings() -> impl Strategy<Value = Settings> {
    let day = prop::option::of(-5..120i32);
    let looks = (any::<bool>(), day.clone(), day, any::<bool>(), prop::option::of(1..120i32));
    let money = (
        prop::option::of(-0.5..1.0f64),
        0..3u8,
        any::<bool>(),
        prop::option::of((0.0..20.0f64, 0.0..500.0f64)),
        1..400i32,
    );
    (looks, money).prop_map(
        |((cohort, from, to, lagged, horizon), (margin, form, by_leads, churn, value_days))| {
            let mut settings = Settings {
                clock: if cohort { Clock::Cohort } else { Clock::Period },
                period: Period { from, to },
                lagged,
                horizon,
                ..Settings::default()
            };
            settings.money.margin = margin;
            settings.money.form = [Form::OneOff, Form::Repeat, Form::Subscription][usize::from(form)];
            settings.money.allocation = if by_leads { Allocation::ByLeads } else { Allocation::BySpend };
            settings.money.churn = churn.map(|(ended, customer_months)| Churn { ended, customer_months });
            settings.money.value_days = value_days;
            settings
        },
    )
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    prop::collection::vec(line(), 0..150)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_number_is_sound(lines in lines(), as_of in prop::option::of(60..500i32), settings in settings()) {
        let maker = company(&lines, as_of);
        let ranking = rank(&maker.company, &settings);
        for (id, row) in ranking.channels.iter().map(|c| (Some(c.channel.id.as_str()), &c.row)).chain([(None, &ranking.totals)]) {
            for (metric, name) in row.metrics.iter().zip(MetricId::ALL) {
                let name = name.name();
                let over = metric.over.map_or([None, None], |over| [Some(over.0), Some(over.1)]);
                for number in [metric.value, metric.low, metric.high].into_iter().chain(over).flatten() {
                    prop_assert!(number.is_finite() && !(number == 0.0 && number.is_sign_negative()), "{name}: {metric:?}");
                }
                let value = metric.value.unwrap_or(0.0);
                prop_assert!(metric.value.is_none() || metric.low.is_none_or(|low| low <= value), "{name}: {metric:?}");
                prop_assert!(metric.value.is_none() || metric.high.is_none_or(|high| value <= high), "{name}: {metric:?}");
                prop_assert_eq!(metric.value.is_some(), matches!(metric.state, State::Ok | State::TooFew), "{}: {:?}", name, metric);
                if let (Some(value), Some((top, bottom))) = (metric.value, metric.over) {
                    prop_assert!((value - top / bottom).abs() <= 1e-12 * value.abs().max(1e-300), "{name}: {metric:?}");
                }
            }
            for share in [MetricId::Maturity, MetricId::WinRateByH, MetricId::ValueWinRate] {
                prop_assert!(row.get(share).value.is_none_or(|share| (0.0..=1.0).contains(&share)), "{id:?} {}", share.name());
            }
            let (raw, done) = (row.get(MetricId::Customers).value, row.get(MetricId::CustomersCompleted).value);
            prop_assert!(done.is_none() || done >= raw, "{id:?}");
        }
        for month in &ranking.unfinished.months {
            prop_assert!(month.customers <= month.leads);
            prop_assert!(month.maturity.is_none_or(|maturity| (0.0..=1.0).contains(&maturity)));
        }
        for id in &ranking.unfinished.young {
            for metric in [MetricId::TierCost, MetricId::TierValue, MetricId::PCheapest, MetricId::PBestValue] {
                prop_assert_eq!(get(&ranking, id, metric).value, None);
            }
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter(lines in lines(), as_of in prop::option::of(60..500i32), settings in settings()) {
        let mut turned = lines.clone();
        turned.reverse();
        let half = turned.len() / 2;
        turned.rotate_left(half);
        let (one, other) = (rank(&company(&lines, as_of).company, &settings), rank(&company(&turned, as_of).company, &settings));
        prop_assert_eq!(one, other);
    }

    #[test]
    fn every_number_opens(lines in lines(), settings in settings(), pick in 0..MetricId::ALL.len()) {
        let maker = company(&lines, Some(300));
        let ranking = rank(&maker.company, &settings);
        for row in &ranking.channels {
            let metric = MetricId::ALL[pick];
            let opened = explain(&maker.company, &settings, Some(&row.channel.id), metric).expect("opens");
            prop_assert_eq!(opened.result, row.row.get(metric));
            let parts = opened.numerator.and_then(|part| part.value).zip(opened.denominator.and_then(|part| part.value));
            if let (Some((top, bottom)), Some(value), Some(_)) = (parts, opened.result.value, opened.result.over) {
                prop_assert!((top / bottom - value).abs() <= 1e-12 * value.abs().max(1e-300), "{}", metric.name());
            }
        }
    }

    /// Shared and own costs of all channels are all that was spent, wherever it was laid.
    #[test]
    fn loaded_costs_add_up(lines in lines(), by_leads in any::<bool>()) {
        let mut settings = Settings::default();
        settings.money.allocation = if by_leads { Allocation::ByLeads } else { Allocation::BySpend };
        let ranking = rank(&company(&lines, Some(300)).company, &settings);
        let parts: Vec<Option<f64>> =
            ranking.channels.iter().map(|row| row.row.get(MetricId::CacLoaded).over.map(|over| over.0)).collect();
        let customers = ranking.totals.get(MetricId::Customers).value.is_some();
        let spent: Vec<bool> = ranking.channels.iter().map(|row| row.row.get(MetricId::Spend).value.is_some()).collect();
        // Where a channel without a told cost takes a share, its part is not shown.
        let untold = spent.iter().any(|spent| !spent);
        if customers && parts.iter().any(Option::is_some) && !(by_leads && untold) {
            let sum: f64 = parts.iter().flatten().sum();
            let all = ranking.totals.get(MetricId::Spend).value.unwrap_or(0.0);
            prop_assert!((sum - all).abs() < 1e-6, "{sum} {all}");
        }
    }

    #[test]
    fn leads_are_counted_by_channel_and_age(lines in lines(), as_of in 60..500i32) {
        let maker = company(&lines, Some(as_of));
        check_cells(&maker, as_of)?;
    }
}

fn check_cells(maker: &Maker, as_of: i32) -> Result<(), TestCaseError> {
    let leads = &maker.company.leads;
    let mut expected: Vec<Cell> = Vec::new();
    for ((channel, created), reached) in leads.channel.iter().zip(&leads.created).zip(&leads.reached) {
        if *created == NO_DAY || *created > as_of {
            continue;
        }
        let (channel, age) = (usize::from(*channel), (as_of - created).min(7_300));
        let at = expected.iter().position(|cell| (cell.channel, cell.age) == (channel, age)).unwrap_or_else(
            || {
                expected.push(Cell { channel, age, leads: 0, customers: 0 });
                expected.len() - 1
            },
        );
        expected[at].leads += 1;
        expected[at].customers += u32::from(*reached == Reached::Customer);
    }
    expected.sort_by_key(|cell| (cell.channel, cell.age));
    prop_assert_eq!(Survey::of(&maker.company).cells, expected);
    Ok(())
}

/// Very many channels over many years: a table of all would be larger than the data.
#[test]
fn many_channels_and_years_are_counted_in_a_list() {
    let mut maker = Maker::new(&["a"]);
    maker.company.channels = (0..2_000)
        .map(|i| Channel { id: format!("{i:05}"), name: ChannelName::Blank, spellings: Vec::new() })
        .collect();
    for i in 0..400i32 {
        let id = format!("{:05}", i % 7 * 150);
        maker.lead(
            &id,
            i * i % 9_000,
            STAGES[(i % 5) as usize],
            if i % 5 == 4 { i * i % 9_000 + 3 } else { NO_DAY },
        );
    }
    maker.company.as_of = Some(9_100);
    check_cells(&maker, 9_100).expect("the same counts");
    assert_eq!(Lag::of_leads(&maker.company).map(|lag| lag.wins), Some(80));
}
