//! Columns that only some exports have: kinds of spend, margins, recurring amounts, first attempts,
//! disqualification; and money at the typed rate of its day.

use crate::company_kit;

use company_kit::*;
use garimpo_funnel::Settings;
use garimpo_funnel::company::{Answered, Cache, NO_AMOUNT, NO_DAY, Note, SpendKind};
use garimpo_table::{Currency, value::civil};

const LEADS: &str =
    "lead_id,email,created_at,channel\n1,a@x.com,2026-01-05,google\n2,b@x.com,2026-01-06,google\n";

#[test]
fn without_the_columns_nothing_is_there() {
    let company = company(&[
        ("leads.csv", LEADS),
        ("deals.csv", "deal_id,lead_id,status,closed_at,amount\n1,1,won,2026-02-01,100.00\n"),
        ("spend.csv", "channel,date,amount\ngoogle,2026-01-05,50.00\n"),
    ]);
    assert_eq!((company.leads.answered.len(), company.leads.disqualified_at.len()), (0, 0));
    assert_eq!(
        (company.deals.profit.len(), company.deals.recurring.len(), company.spend.kind.len()),
        (0, 0, 0)
    );
}

#[test]
fn kinds_of_spend_by_their_words() {
    let company = company(&[(
        "spend.csv",
        "channel,date,amount,kind\ngoogle,2026-01-05,50.00,media\n,2026-01-05,9.00,Ferramentas\ngoogle,2026-01-06,1.00,\n",
    )]);
    assert_eq!(company.spend.kind, [SpendKind::Media, SpendKind::Tools, SpendKind::Untold]);
}

#[test]
fn margins_are_fractions_percents_or_money_by_their_column() {
    #[track_caller]
    fn check(margins: [&str; 3], expected: [i64; 3]) {
        let rows = margins
            .iter()
            .zip([1, 2, 3])
            .map(|(margin, id)| format!("{id},won,2026-02-01,1000.00,{margin}\n"));
        let deals = format!("deal_id,status,closed_at,amount,margin\n{}", rows.collect::<String>());
        assert_eq!(company(&[("deals.csv", &deals)]).deals.profit, expected, "{margins:?}");
    }
    check(["40%", "12.5%", ""], [40_000, 12_500, NO_AMOUNT]);
    check(["0.4", "0.125", "1"], [40_000, 12_500, 100_000]);
    check(["40", "12.5", "-5"], [40_000, 12_500, -5_000]);
    check(["400.00", "125.00", "950.00"], [40_000, 12_500, 95_000]);
}

#[test]
fn the_recurring_part_stays_known() {
    let company = company(&[(
        "deals.csv",
        "deal_id,status,closed_at,amount,mrr\n1,won,2026-02-01,1000.00,100.00\n2,won,2026-02-01,500.00,\n",
    )]);
    assert_eq!(company.deals.amount, [110_000, 50_000]);
    assert_eq!(company.deals.recurring, [10_000, NO_AMOUNT]);
}

#[test]
fn every_win_knows_its_buyers_first() {
    let company = company(&[
        ("leads.csv", LEADS),
        (
            "deals.csv",
            "deal_id,lead_id,email,status,closed_at,amount\n1,1,,won,2026-03-01,10.00\n2,1,,won,2026-02-01,10.00\n\
             3,,z@x.com,won,2026-04-01,10.00\n4,,z@x.com,won,2026-04-09,10.00\n5,,,won,2026-05-01,10.00\n\
             6,1,,lost,2026-01-09,10.00\n",
        ),
    ]);
    let at = |month, day| civil::days(2026, month, day).expect("a day");
    assert_eq!(company.deals.first_won, [at(2, 1), at(2, 1), at(4, 1), at(4, 1), at(5, 1), NO_DAY]);
    assert_eq!(company.deals.first_win, [false, true, true, false, true, false]);
}

#[test]
fn first_answers_on_the_clock_on_the_wall() {
    let company = company(&[(
        "leads.csv",
        "lead_id,email,created_at,channel,first_attempt_at\n\
         1,a@x.com,2026-01-05 10:00:00,google,2026-01-05 10:30:00\n\
         2,b@x.com,2026-01-05 12:00:00,google,\n\
         3,c@x.com,2026-01-06 09:00:00,google,2026-01-06 08:00:00\n\
         4,d@x.com,2026-01-07 12:00:00,google,2026-01-09 12:00:00\n",
    )]);
    let expected = [
        Answered::After(1_800),
        // Until the last second of the data.
        Answered::Waits(4 * 86_400),
        Answered::Before,
        Answered::After(2 * 86_400),
    ];
    assert_eq!(company.leads.answered, expected);
    let faults: Vec<u32> = company
        .notes
        .iter()
        .filter_map(|note| match note {
            Note::AttemptBeforeLead { rows, first } => Some((*rows, first.len() as u32)),
            _ => None,
        })
        .flat_map(|(rows, first)| [rows, first])
        .collect();
    assert_eq!(faults, [1, 1]);
}

#[test]
fn days_alone_tell_days() {
    let company = company(&[(
        "leads.csv",
        "lead_id,email,created_at,channel,first_attempt_at\n1,a@x.com,2026-01-05,google,2026-01-07\n\
         2,b@x.com,2026-01-06,google,\n3,c@x.com,,google,2026-01-07\n",
    )]);
    assert_eq!(
        company.leads.answered,
        [Answered::After(2 * 86_400), Answered::Waits(86_400), Answered::Untold]
    );
}

#[test]
fn of_merged_rows_the_first_attempt_counts() {
    let company = company(&[(
        "leads.csv",
        "lead_id,email,created_at,channel,first_attempt_at,disqualified_at\n1,a@x.com,2026-01-05,google,,2026-01-08\n\
         2,A@x.com,2026-01-06,google,2026-01-09,\n3,b@x.com,2026-01-06,google,2026-01-07,\n",
    )]);
    assert_eq!(company.leads.answered, [Answered::After(4 * 86_400), Answered::After(86_400)]);
    assert_eq!(company.leads.disqualified_at, [civil::days(2026, 1, 8).expect("a day"), NO_DAY]);
}

#[test]
fn money_is_taken_at_the_rate_of_its_day_or_stays_apart() {
    let files = sheets(&[
        (
            "deals.csv",
            "deal_id,status,created_at,closed_at,amount,currency,margin\n1,won,2026-01-01,2026-02-01,1000.00,BRL,50%\n\
             2,won,2026-01-01,2026-02-10,100.00,USD,50%\n3,won,2026-01-01,2026-01-05,100.00,USD,50%\n\
             4,open,2026-02-11,,100.00,USD,50%\n5,won,2026-02-01,2026-02-10,100.00,EUR,50%\n6,won,2026-02-01,2026-02-10,1.00,BRL,50%\n\
             7,won,2026-02-01,2026-02-10,1.00,BRL,50%\n8,won,2026-02-01,2026-02-10,1.00,BRL,50%\n",
        ),
        (
            "spend.csv",
            "channel,date,amount,currency\ngoogle,2026-02-05,10.00,USD\ngoogle,2026-03-05,10.00,BRL\n",
        ),
    ]);
    let at = |month, day| civil::days(2026, month, day).expect("a day");
    let rates = |rates: &[(i32, f64)]| {
        let mut settings = Settings::default();
        settings.money.rates = [(Currency::USD, rates.to_vec())].into();
        settings
    };
    let company = join(&files, &rates(&[(at(2, 1), 5.0), (at(2, 11), 6.0)]), &mut Cache::default());
    assert_eq!(company.currency, Some(Currency::BRL));
    // Converted by the day of closing (an open one by that of opening); before the first rate, and without one, apart.
    assert_eq!(company.deals.amount, [100_000, 50_000, NO_AMOUNT, 60_000, NO_AMOUNT, 100, 100, 100]);
    assert_eq!(company.deals.profit, [50_000, 25_000, NO_AMOUNT, 30_000, NO_AMOUNT, 50, 50, 50]);
    assert_eq!(company.spend.amount, [5_000, 1_000]);
    let (used, usd, eur) = (Currency::BRL, Currency::USD, Currency::EUR);
    for note in [
        Note::OtherCurrency { used, other: usd, rows: 1 },
        Note::OtherCurrency { used, other: eur, rows: 1 },
        Note::Converted { used, other: usd, rows: 3 },
    ] {
        assert!(company.notes.contains(&note), "{note:?} of {:?}", company.notes);
    }
    // Without rates all other money is apart, as ever.
    let plain = join(&files, &Settings::default(), &mut Cache::default());
    assert_eq!(plain.deals.amount, [100_000, NO_AMOUNT, NO_AMOUNT, NO_AMOUNT, NO_AMOUNT, 100, 100, 100]);
    assert_eq!(plain.spend.amount, [1_000]);
    // A person may choose the other one.
    let mut chosen = Settings::default();
    chosen.money.currency = Some(Currency::USD);
    let chosen = join(&files, &chosen, &mut Cache::default());
    assert_eq!((chosen.currency, chosen.deals.amount[1]), (Some(Currency::USD), 10_000));
}
