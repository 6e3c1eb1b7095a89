//! Segments: what is counted where, reversals, cards, finds; tables of cases.
#![allow(clippy::expect_used)]

use crate::segments_kit;

use garimpo_funnel::company::Status;
use garimpo_funnel::segments::*;
use garimpo_funnel::{Period, Settings};
use segments_kit::*;

#[track_caller]
fn near(what: &str, got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() <= tolerance, "{what}: got {got}, want {want}");
}

fn shown(made: &Made) -> SegmentTable {
    table(&made.company, &made.sheets(), "setor", &Settings::default(), None).expect("a table")
}

fn one(id: &str, name: &str) -> Part {
    Part::One { id: id.to_owned(), name: name.to_owned() }
}

fn channel(id: &str) -> Part {
    one(id, "")
}

/// Departments as channels and sexes as segments: Berkeley's admissions.
fn berkeley() -> Made {
    const DEPARTMENTS: [(&str, [usize; 4]); 6] = [
        ("a", [512, 825, 89, 108]),
        ("b", [353, 560, 17, 25]),
        ("c", [120, 325, 202, 593]),
        ("d", [138, 417, 131, 375]),
        ("e", [53, 191, 94, 393]),
        ("f", [22, 373, 24, 341]),
    ];
    let mut people = Vec::new();
    for (department, [men, all_men, women, all_women]) in DEPARTMENTS {
        people.extend(group(department, "Homem", 100, men, all_men));
        people.extend(group(department, "Mulher", 100, women, all_women));
    }
    made(&["a", "b", "c", "d", "e", "f"], &people)
}

#[test]
fn berkeley_is_told_and_explained() {
    let table = shown(&berkeley());
    assert_eq!(table.base, Base::Leads);
    let found = table.reversals.iter().find(|r| r.axis == Axis::Segments).expect("a reversal");
    assert_eq!((&found.better, &found.worse), (&one("homem", "Homem"), &one("mulher", "Mulher")));
    assert_eq!((found.crude_better, found.crude_worse), ((2691, 1198), (1835, 557)));
    assert!(found.p_crude > 0.999 && (0.8..0.95).contains(&found.p_within), "{found:?}");
    near("odds", found.odds_within.value, 1.0 / 0.9047, 0.01);
    assert_eq!(found.strata.len(), 6);
    assert_eq!(found.strata[0].part, channel("a"));
    assert_eq!((found.strata[0].better, found.strata[0].worse), ((825, 512), (108, 89)));
    // Men are better as they are; with the same departments they are not.
    let line = |id: &str| table.segments.iter().find(|line| line.part.id() == Some(id)).expect("a line");
    assert!(line("homem").rate.unwrap().value > line("mulher").rate.unwrap().value + 0.13);
    assert!(line("homem").adjusted.unwrap().value < line("mulher").adjusted.unwrap().value);
}

#[test]
fn a_difference_that_stays_is_no_reversal() {
    let mut people = group("a", "X", 1, 60, 100);
    people.extend(group("a", "Y", 1, 30, 100));
    people.extend(group("b", "X", 1, 40, 100));
    people.extend(group("b", "Y", 1, 20, 100));
    assert_eq!(shown(&made(&["a", "b"], &people)).reversals, []);
}

#[test]
fn what_a_table_counts() {
    let mut people = group("ads", "Tecnologia", 10, 3, 10);
    people.extend(group("ads", "tecnologia ", 11, 2, 5));
    people.extend(group("ads", "", 12, 1, 4));
    people.extend(group("seo", "Varejo", 13, 6, 30));
    people.extend(group("seo", "N/A", 13, 0, 2));
    people.push(Person { channel: "seo", values: vec!["Varejo"], created: 14, outcome: Outcome::Open });
    let made = made(&["ads", "seo"], &people);
    let table = shown(&made);
    // Largest first, spellings folded, blanks together and last.
    let parts: Vec<Part> = table.segments.iter().map(|line| line.part.clone()).collect();
    assert_eq!(parts, [one("varejo", "Varejo"), one("tecnologia", "Tecnologia"), Part::NotTold]);
    let parts: Vec<Part> = table.channels.iter().map(|line| line.part.clone()).collect();
    assert_eq!(parts, [channel("seo"), channel("ads")]);
    let counts: Vec<_> = table.cells.iter().map(|c| (c.units, c.hits, c.won, c.lost, c.support)).collect();
    assert_eq!(
        counts,
        [
            (31, 6, 6, 24, Support::Good),
            (0, 0, 0, 0, Support::None),
            (2, 0, 0, 2, Support::Thin),
            (0, 0, 0, 0, Support::None),
            (15, 5, 5, 10, Support::Thin),
            (4, 1, 1, 3, Support::Thin),
        ]
    );
    assert_eq!((table.channels[0].units, table.channels[0].hits), (33, 6));
    assert_eq!((table.channels[0].told_units, table.channels[0].told_hits), (31, 6));
    assert_eq!((table.segments[2].units, table.segments[2].told_units), (6, 6));
    // An empty cell has no rate of its own, only what its row and column say.
    assert!(table.cells[1].raw.is_none() && table.cells[1].drawn.is_some());
    assert_eq!(table.fill, Fill { of_hits: (11, 12), of_others: (35, 40) });
    // The period and the age of leads.
    let settings = Settings { period: Period { from: Some(11), to: Some(13) }, ..Settings::default() };
    let units = |mature: Option<i32>| {
        let table = super_table(&made, &settings, mature);
        table.segments.iter().map(|line| line.units).sum::<u32>()
    };
    assert_eq!((units(None), units(Some(13)), units(Some(99))), (5 + 4 + 32, 5 + 4, 41));
}

fn super_table(made: &Made, settings: &Settings, mature: Option<i32>) -> SegmentTable {
    table(&made.company, &made.sheets(), "setor", settings, mature).expect("a table")
}

#[test]
fn only_the_largest_groups_have_a_place() {
    const NAMES: [&str; 15] = [
        "s00", "s01", "s02", "s03", "s04", "s05", "s06", "s07", "s08", "s09", "s10", "s11", "s12", "s13",
        "s14",
    ];
    let people: Vec<Person> =
        NAMES.iter().enumerate().flat_map(|(i, name)| group("a", name, 1, 2, 10 + i)).collect();
    let table = shown(&made(&["a"], &people));
    assert_eq!(table.segments.len(), 13);
    assert_eq!(table.segments[0].part, one("s14", "s14"));
    assert_eq!(table.segments[12].part, Part::Others { count: 3 });
    assert_eq!(table.segments[12].units, 10 + 11 + 12);
    assert_eq!(table.segments.iter().map(|line| line.units).sum::<u32>(), table.channels[0].units);
}

#[test]
fn no_column_no_table() {
    let made = berkeley();
    let none = |column: &str| table(&made.company, &made.sheets(), column, &Settings::default(), None);
    assert!(none("porte").is_none());
    assert!(none("").is_none());
    // Leads without any outcome: there is nothing to compare.
    let people = vec![Person { channel: "a", values: vec!["X"], created: 1, outcome: Outcome::Nothing }; 20];
    let made = segments_kit::made(&["a"], &people);
    assert!(table(&made.company, &made.sheets(), "setor", &Settings::default(), None).is_none());
    // All bought: rates, but nothing to draw to.
    let table = shown(&segments_kit::made(&["a"], &group("a", "X", 1, 7, 7)));
    assert!(table.cells[0].drawn.is_none() && table.cells[0].raw == Some(1.0));
}

#[test]
fn deals_without_leads_have_their_own() {
    let mut deals = Vec::new();
    for i in 0..30 {
        let won = if i < 12 { Status::Won } else { Status::Lost };
        deals.push(("a", "X", won, (1, 20), 50_000));
        deals.push(("", "Y", if i < 5 { Status::Won } else { Status::Lost }, (1, 40), 50_000));
    }
    deals.push(("a", "X", Status::Open, (5, NO_DAY), NO_AMOUNT));
    let made = deals_alone(&["a"], &deals);
    let mut sheets = made.sheets();
    sheets[0].id = DEALS;
    sheets[0].role = garimpo_funnel::Role::Deals;
    let table = table(&made.company, &sheets, "setor", &Settings::default(), None).expect("a table");
    assert_eq!(table.base, Base::Deals);
    // The open one is not decided. Deals without a channel are a row of their own.
    assert_eq!(table.channels[0].part, channel("a"));
    assert_eq!((table.channels[0].units, table.channels[0].hits), (30, 12));
    assert_eq!(table.channels[1].part, Part::NotTold);
    // No channel has both: nothing compares within channels.
    let card = card("setor", &["x"], Measure::WinRate, Direction::More, 0);
    let verdict = judge(&made.company, &sheets, &card, None);
    assert_eq!(verdict.judgement, Judgement::NotYet { more: None });
    assert_eq!((verdict.new.inside.units, verdict.new.outside.units, verdict.new.channels), (30, 30, 0));
}

fn card(column: &str, values: &[&str], measure: Measure, direction: Direction, created: i32) -> Card {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    let rule = Rule { column: column.to_owned(), values };
    Card { claim: "Tecnologia fecha mais fácil".into(), rule, measure, direction, by: "Ana".into(), created }
}

#[test]
fn a_card_is_judged_by_later_leads_only() {
    // Before the card technology looks splendid; after it, like the rest.
    let mut people = group("a", "Tecnologia", 10, 30, 40);
    people.extend(group("a", "Outros", 10, 5, 40));
    let before = people.clone();
    people.extend(group("a", "Tecnologia", 50, 8, 40));
    people.extend(group("a", "Outros", 50, 8, 40));
    let claim = card("setor", &["tecnologia"], Measure::LeadToCustomer, Direction::More, 10);
    let made = segments_kit::made(&["a"], &people);
    let verdict = judge(&made.company, &made.sheets(), &claim, None);
    assert_eq!(verdict.judgement, Judgement::NotYet { more: None }, "nothing to see at all");
    near("even", verdict.p_true.unwrap(), 0.5, 1e-6);
    assert_eq!((verdict.new.inside.units, verdict.new.inside.hits), (40, 8));
    assert_eq!((verdict.old.inside.units, verdict.old.inside.hits), (40, 30));
    assert!(verdict.old.p_more.unwrap() > 0.999);
    // Nothing new yet.
    let made = segments_kit::made(&["a"], &before);
    let verdict = judge(&made.company, &made.sheets(), &claim, None);
    assert_eq!((verdict.judgement, verdict.p_true), (Judgement::NotYet { more: None }, None));
}

#[test]
fn verdicts() {
    #[track_caller]
    fn check(inside: (usize, usize), outside: (usize, usize), direction: Direction, expected: Judgement) {
        let mut people = group("a", "Tecnologia", 50, inside.0, inside.1);
        people.extend(group("a", "Outros", 50, outside.0, outside.1));
        let made = made(&["a"], &people);
        let claim = card("setor", &["tecnologia"], Measure::LeadToCustomer, direction, 10);
        let verdict = judge(&made.company, &made.sheets(), &claim, None);
        assert_eq!(verdict.judgement, expected, "{:?}", verdict.p_true);
    }
    use Direction::{Less, More};
    use Judgement::*;
    check((20, 60), (10, 80), More, Supported);
    check((20, 60), (10, 80), Less, Contradicted);
    check((5, 60), (30, 80), More, Contradicted);
    check((5, 60), (30, 80), Less, Supported);
    // Sure, but of nine leads: one more of them wants about ten leads of both kinds.
    check((9, 9), (10, 81), More, NotYet { more: Some(10) });
    check((0, 60), (0, 80), More, NotYet { more: None });
    check((0, 0), (10, 80), More, NoColumn);
}

#[test]
fn about_so_many_more_settle_it() {
    let count = |times: usize| {
        let mut people = group("a", "Tecnologia", 50, 6 * times, 40 * times);
        people.extend(group("a", "Outros", 50, 8 * times, 80 * times));
        let made = made(&["a"], &people);
        let claim = card("setor", &["tecnologia"], Measure::LeadToCustomer, Direction::More, 10);
        judge(&made.company, &made.sheets(), &claim, None)
    };
    let now = count(1);
    let Judgement::NotYet { more: Some(more) } = now.judgement else { panic!("{now:?}") };
    assert!((100..400).contains(&more), "{more}");
    // So many more of the same kind do settle it, and half of them do not.
    let times = 1.0 + f64::from(more) / 120.0;
    assert!(count((times + 1.0) as usize).judgement == Judgement::Supported);
    assert!(matches!(count((times / 2.0) as usize).judgement, Judgement::NotYet { .. }));
}

#[test]
fn the_channel_is_not_the_segments_merit() {
    // Technology comes by referral, and referral buys: within channels there is nothing.
    let mut people = group("referral", "Tecnologia", 50, 36, 90);
    people.extend(group("referral", "Outros", 50, 4, 10));
    people.extend(group("ads", "Tecnologia", 50, 1, 10));
    people.extend(group("ads", "Outros", 50, 9, 90));
    let made = made(&["ads", "referral"], &people);
    let claim = card("setor", &["tecnologia"], Measure::LeadToCustomer, Direction::More, 10);
    let verdict = judge(&made.company, &made.sheets(), &claim, None);
    assert!(verdict.new.inside.value.unwrap() > 2.5 * verdict.new.outside.value.unwrap());
    assert!(matches!(verdict.judgement, Judgement::NotYet { .. }), "{verdict:?}");
    let in_channel =
        |channel: &str, inside, outside| InChannel { channel: Some(channel.into()), inside, outside };
    assert_eq!(
        verdict.new.by_channel,
        [in_channel("ads", (10, 1), (90, 9)), in_channel("referral", (90, 36), (10, 4))]
    );
    near("baseline", verdict.new.baseline.unwrap(), 0.37, 1e-12);
    near("expected", verdict.new.expected.unwrap(), 0.37, 0.02);
}

#[test]
fn faster_and_dearer() {
    let mut people = Vec::new();
    for i in 0..40 {
        let won = |after, amount| Outcome::Won { after, amount };
        let person = |value, outcome| Person { channel: "a", values: vec![value], created: 50, outcome };
        people.push(person("Tecnologia", won(20 + i % 20, 100_000 + i64::from(i) * 5_000)));
        people.push(person("Outros", won(35 + i % 25, 100_000 + i64::from(i) * 5_100)));
        people.push(person("Outros", Outcome::Lost { after: 3 }));
        people.push(person("Tecnologia", Outcome::Lost { after: 3 }));
    }
    let made = made(&["a"], &people);
    let claim = |measure| card("setor", &["tecnologia"], measure, Direction::Less, 10);
    let faster = judge(&made.company, &made.sheets(), &claim(Measure::Cycle), None);
    assert_eq!(faster.judgement, Judgement::Supported);
    assert_eq!((faster.new.inside.units, faster.new.inside.value), (40, Some(29.5)));
    let ratio = faster.new.ratio.unwrap();
    near("ratio", ratio.value, 30.5 / 47.5, 0.04);
    near("days", faster.new.expected.unwrap(), 29.5, 1.5);
    let cheaper = judge(&made.company, &made.sheets(), &claim(Measure::Ticket), None);
    assert!(matches!(cheaper.judgement, Judgement::NotYet { more: Some(_) }), "{cheaper:?}");
}

#[test]
fn a_column_filled_at_closing_decides_nothing() {
    // The sector is typed when a deal is won.
    let mut people = group("a", "Tecnologia", 50, 30, 34);
    people.extend(group("a", "Varejo", 50, 20, 24));
    people.extend(group("a", "", 50, 5, 200));
    let made = made(&["a"], &people);
    let claim = card("setor", &["tecnologia"], Measure::LeadToCustomer, Direction::More, 10);
    let verdict = judge(&made.company, &made.sheets(), &claim, None);
    assert_eq!(verdict.judgement, Judgement::Unlike);
    assert_eq!(verdict.fill.unwrap().of_hits, (50, 55));
    let found = finds(&made.company, &made.sheets(), &["setor".into()], &Settings::default(), None);
    assert_eq!((found.finds.len(), found.tests), (0, 0));
    // Of four winners nobody can tell how often it is filled; they decide nothing either.
    let mut few = group("a", "Tecnologia", 50, 3, 12);
    few.extend(group("a", "Varejo", 50, 0, 60));
    few.extend(group("a", "", 50, 1, 2));
    let few = segments_kit::made(&["a"], &few);
    let verdict = judge(&few.company, &few.sheets(), &claim, None);
    assert!(verdict.fill.unwrap().is_unlike() && verdict.p_true.unwrap() > 0.9);
    assert_eq!(verdict.judgement, Judgement::NotYet { more: None });
    // The table counts, and claims nothing.
    let table = shown(&made);
    assert!(table.fill.is_unlike() && table.reversals.is_empty());
    assert!(table.channels.iter().chain(&table.segments).all(|line| line.adjusted.is_none()));
    let refused: Vec<Measure> = found.refused.iter().map(|refusal| refusal.measure).collect();
    assert_eq!(refused, [Measure::LeadToCustomer, Measure::WinRate, Measure::Cycle, Measure::Ticket]);
}

#[test]
fn what_is_there_is_found() {
    let mut people = group("a", "Tecnologia", 50, 60, 200);
    people.extend(group("a", "Varejo", 50, 20, 200));
    people.extend(group("b", "Varejo", 50, 21, 200));
    people.extend(group("b", "Saúde", 50, 20, 180));
    people.extend(group("b", "Tecnologia", 50, 30, 100));
    let made = made(&["a", "b"], &people);
    let chosen = ["setor".to_owned()];
    let found = finds(&made.company, &made.sheets(), &chosen, &Settings::default(), None);
    let is_technology = |find: &&Find| find.value == one("tecnologia", "Tecnologia");
    let first = found.finds.iter().find(is_technology).expect("a find");
    assert_eq!((first.channel.clone(), first.measure), (None, Measure::LeadToCustomer));
    assert_eq!((first.compared.inside.units, first.compared.inside.hits), (300, 90));
    assert!(first.adjusted < 0.001 && first.probability > 0.999);
    // 30 % against 10 %: drawn, the difference is a little less than the 60 customers that the counts show.
    let extra = first.extra.unwrap();
    assert!((40.0..60.0).contains(&extra), "{extra}");
    near("money", first.money.unwrap(), extra * 1_000.0, 1e-6);
    // The same said of one channel, or of deals, is not said again.
    assert_eq!(found.finds.iter().filter(|find| find.value == first.value).count(), 1);
    assert!(found.finds.len() <= 5 && found.tests >= found.passed);
    // Not chosen, not looked at.
    assert_eq!(finds(&made.company, &made.sheets(), &[], &Settings::default(), None).tests, 0);
    // Too young, not looked at.
    assert_eq!(finds(&made.company, &made.sheets(), &chosen, &Settings::default(), Some(50)).tests, 0);
}

#[test]
fn too_few_are_not_even_tested() {
    #[track_caller]
    fn check(inside: (usize, usize), outside: (usize, usize), tests: u32) {
        let mut people = group("a", "X", 50, inside.0, inside.1);
        people.extend(group("a", "Y", 50, outside.0, outside.1));
        let made = made(&["a"], &people);
        let found = finds(&made.company, &made.sheets(), &["setor".into()], &Settings::default(), None);
        assert_eq!(found.tests, tests);
    }
    // Leads to customers and win rate; all amounts and days are the same, so these cannot be ranked.
    check((5, 20), (5, 20), 2);
    check((5, 19), (5, 40), 0);
    check((4, 40), (5, 40), 0);
    check((30, 40), (4, 40), 0);
}

#[test]
fn of_two_values_the_better_one_is_the_find() {
    let mut people = group("a", "Sim", 50, 50, 300);
    people.extend(group("a", "Não", 50, 20, 280));
    let made = made(&["a"], &people);
    let found = finds(&made.company, &made.sheets(), &["setor".into()], &Settings::default(), None);
    assert_eq!(found.tests, 2);
    assert_eq!(found.finds.first().map(|find| find.value.clone()), Some(one("sim", "Sim")));
    assert!(found.finds[0].extra.unwrap() > 0.0);
    // Unless it is nearly everybody: then who is worse is the find.
    let mut people = group("a", "Não", 50, 400, 1_000);
    people.extend(group("a", "Sim", 50, 12, 100));
    let made = segments_kit::made(&["a"], &people);
    let found = finds(&made.company, &made.sheets(), &["setor".into()], &Settings::default(), None);
    assert_eq!(found.finds.first().map(|find| find.value.clone()), Some(one("sim", "Sim")));
    assert!(found.finds[0].extra.unwrap() < 0.0);
}

#[test]
fn a_list_of_sales_tells_no_win_rate() {
    let sale =
        |i: i64| ("a", ["X", "Y"][i as usize % 2], Status::Won, (1, 20 + i as i32), 50_000 + 1_000 * i);
    let deals: Vec<_> = (0..80).map(sale).collect();
    let made = deals_alone(&["a"], &deals);
    let mut sheets = made.sheets();
    sheets[0].id = DEALS;
    sheets[0].role = garimpo_funnel::Role::Deals;
    assert!(table(&made.company, &sheets, "setor", &Settings::default(), None).is_none());
    let claim = card("setor", &["x"], Measure::WinRate, Direction::More, 0);
    assert_eq!(judge(&made.company, &sheets, &claim, None).judgement, Judgement::NotTold);
    // How fast and how large can still be compared.
    let found = finds(&made.company, &sheets, &["setor".into()], &Settings::default(), None);
    assert_eq!((found.tests, found.refused), (2, vec![]));
}

#[test]
fn which_columns_there_are() {
    let texts = |name: &str, text: &str| {
        let mut reader = garimpo_table::Reader::new(garimpo_table::ReadOptions::default(), text.len());
        reader.push(text.as_bytes());
        (name.to_owned(), reader.finish().table.expect("a table"))
    };
    let mut rows = String::from("Id;Setor;Região;Cidade;Etapa\n");
    for i in 0..40 {
        rows += &format!(
            "L{i};{};{};Cidade {i};Lead\n",
            ["TI", "Varejo"][i % 2],
            ["Sul", "Norte", "Leste"][i % 3]
        );
    }
    let (_, leads) = texts("leads", &rows);
    let (_, deals) = texts("deals", "Id;SETOR;Valor\n1;TI;10\n2;Varejo;20\n");
    use garimpo_funnel::{Field, Role};
    let lead_fields = [Some(Field::LeadId), Some(Field::Segment), None, None, Some(Field::Stage)];
    let deal_fields = [Some(Field::DealId), None, Some(Field::Amount)];
    let sheet = |id, role, fields, table| garimpo_funnel::SheetInput {
        id,
        role,
        fields,
        platform: None,
        period: None,
        table,
    };
    let sheets = [
        sheet(1, Role::Leads, &lead_fields, &leads),
        sheet(2, Role::Deals, &deal_fields, &deals),
        sheet(3, Role::Other, &deal_fields, &deals),
    ];
    let found: Vec<(String, bool, bool)> =
        columns(&sheets).into_iter().map(|c| (c.id, c.is_mapped, c.on_leads)).collect();
    // Forty cities of forty rows name, they do not group; a stage is an outcome; ids are keys.
    assert_eq!(found, [("setor".to_owned(), true, true), ("regiao".to_owned(), false, true)]);
}
