//! Tests that would decide, and how long they take.

use garimpo_funnel::moves::trial::Length;
use garimpo_funnel::moves::{Trial, Undecided};

use super::super::Lang;

sentences! {
    trials_title = "Testes que decidiriam", "Tests that would decide";
    trials_say = "Trocas que parecem boas, mas que o passado não decide. Cada teste diz quanto teria de durar.",
        "Exchanges that look good, but that the past does not decide. Each test tells how long it would have to last.";
    quickest = "o mais curto", "the shortest";
    never = "não decidiria em cinco anos", "would not decide within five years";
}

/// How a question between two channels can be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Raise,
    SwitchOff,
    Wait,
}

impl Way {
    pub const ALL: [Way; 3] = [Way::Raise, Way::SwitchOff, Way::Wait];

    pub fn name(self) -> &'static str {
        match self {
            Way::Raise => "raise",
            Way::SwitchOff => "switch-off",
            Way::Wait => "wait",
        }
    }

    pub fn of(self, trial: &Trial) -> Option<Length> {
        match self {
            Way::Raise => trial.raise,
            Way::SwitchOff => trial.switch_off,
            Way::Wait => trial.wait,
        }
    }
}

/// Whether the past is sure enough, and something else than doubt keeps it from being a move.
pub fn is_sure(trial: &Trial) -> bool {
    trial.why != Undecided::NotSure
}

/// The ways that would tell something new: waiting adds nothing to what is sure already.
pub fn ways(trial: &Trial) -> impl Iterator<Item = Way> {
    let sure = is_sure(trial);
    Way::ALL.into_iter().filter(move |way| !(sure && *way == Way::Wait))
}

/// The way that decides first; of equals the one that is under the person's control.
pub fn shortest(trial: &Trial) -> Option<(Way, Length)> {
    let ways = ways(trial).filter_map(|way| Some((way, way.of(trial)?)));
    ways.reduce(|a, b| if b.1.days < a.1.days { b } else { a })
}

/// "cerca de 4 meses"; short ones in days.
pub fn lasts(lang: Lang, length: &Length, count: &dyn Fn(u32) -> String) -> String {
    let (number, many) = match length.months {
        0 | 1 => (length.days, lang.pick("dias", "days")),
        months => (months, lang.pick("meses", "months")),
    };
    let one = match many {
        "dias" => "dia",
        "days" => "day",
        other => other,
    };
    let noun = if number == 1 { one } else { many };
    match lang {
        Lang::PtBr => format!("cerca de {} {noun}", count(number)),
        Lang::En => format!("about {} {noun}", count(number)),
    }
}

/// "Eventos ou Busca paga?".
pub fn trial_title(lang: Lang, from: &str, to: &str) -> String {
    match lang {
        Lang::PtBr => format!("De {from} para {to}?"),
        Lang::En => format!("From {from} to {to}?"),
    }
}

/// How sure a gain is at the two ends of the band, never rounded up, and what keeps it from being a move.
pub fn trial_say(lang: Lang, trial: &Trial, to: &str) -> String {
    let Trial { p_low, p_high, .. } = *trial;
    let worlds = |p: f64| (p * 100.0).floor().clamp(0.0, 99.0);
    let (low, high) = (worlds(p_low.min(p_high)), worlds(p_low.max(p_high)));
    let range = if low == high { format!("{low}") } else { format!("{low} {} {high}", lang.pick("a", "to")) };
    let but = match (lang, trial.why) {
        (_, Undecided::NotSure) => None,
        (Lang::PtBr, Undecided::TooFew) => {
            Some(format!("{to} tem poucos dados para receber mais sem um teste"))
        }
        (Lang::PtBr, Undecided::NeverSpent) => Some("um dos dois sairia do que já gastou num mês".into()),
        (Lang::PtBr, Undecided::Unlike) => {
            Some("perderia se os dois canais respondessem de modos diferentes a mais e a menos verba".into())
        }
        (Lang::En, Undecided::TooFew) => {
            Some(format!("{to} has too few data to receive more without a test"))
        }
        (Lang::En, Undecided::NeverSpent) => {
            Some("one of both would leave what it has spent in a month before".into())
        }
        (Lang::En, Undecided::Unlike) => {
            Some("it would lose if the two channels answered unlike to more and to less money".into())
        }
    };
    if let Some(but) = but {
        return match lang {
            Lang::PtBr => {
                format!("A troca ganha mais do que perde em {range} de 100 mundos plausíveis, mas {but}.")
            }
            Lang::En => format!(
                "The exchange gains more than it loses in {range} of 100 plausible worlds, but {but}."
            ),
        };
    }
    match lang {
        Lang::PtBr => format!(
            "Cedo para dizer: a troca ganha mais do que perde em {range} de 100 mundos plausíveis, conforme a hipótese."
        ),
        Lang::En => format!(
            "Too close to call: the exchange gains more than it loses in {range} of 100 plausible worlds, depending on the assumption."
        ),
    }
}

/// What to do. `raise`: money a month, as written.
pub fn way(lang: Lang, way: Way, from: &str, to: &str, raise: &str) -> String {
    match (lang, way) {
        (Lang::PtBr, Way::Raise) => format!("Aumentar {to} em {raise} por mês"),
        (Lang::En, Way::Raise) => format!("Raise {to} by {raise} a month"),
        (Lang::PtBr, Way::SwitchOff) => {
            format!("Desligar {from} em metade das regiões ou das semanas")
        }
        (Lang::En, Way::SwitchOff) => format!("Switch off {from} in half of the regions or weeks"),
        (Lang::PtBr, Way::Wait) => "Deixar tudo como está e esperar".into(),
        (Lang::En, Way::Wait) => "Leave everything as it is and wait".into(),
    }
}

/// "cerca de 4 meses, uns 120 clientes a contar".
pub fn way_lasts(lang: Lang, length: &Length, count: &dyn Fn(u32) -> String) -> String {
    let time = lasts(lang, length, count);
    match (lang, length.customers == 1) {
        (Lang::PtBr, true) => format!("{time}, até contar 1 cliente"),
        (Lang::PtBr, false) => format!("{time}, até contar uns {} clientes", count(length.customers)),
        (Lang::En, true) => format!("{time}, until 1 customer is counted"),
        (Lang::En, false) => format!("{time}, until some {} customers are counted", count(length.customers)),
    }
}

/// Results come after the sales cycle.
pub fn cycle(lang: Lang, days: &str, to: &str) -> String {
    match lang {
        Lang::PtBr => {
            format!("Some o ciclo de vendas: metade dos negócios de {to} leva mais de {days} dias.")
        }
        Lang::En => format!("Add the sales cycle: half of the deals of {to} take more than {days} days."),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::trial;
    use super::*;

    #[test]
    fn short_tests_are_told_in_days() {
        let check = |lang, months, days, expected: &str| {
            let length = Length { months, days, customers: 3 };
            assert_eq!(lasts(lang, &length, &|count| count.to_string()), expected);
        };
        check(Lang::PtBr, 1, 12, "cerca de 12 dias");
        check(Lang::En, 1, 1, "about 1 day");
        check(Lang::PtBr, 2, 40, "cerca de 2 meses");
        check(Lang::En, 14, 420, "about 14 months");
    }

    #[test]
    fn chances_of_a_test_are_not_rounded_up() {
        let say = |lang, p_low, p_high, why| {
            trial_say(lang, &Trial { p_low, p_high, why, ..trial(None, None, None) }, "Beta")
        };
        assert!(
            say(Lang::PtBr, 0.539, 0.799, Undecided::NotSure)
                .contains("Cedo para dizer: a troca ganha mais do que perde em 53 a 79 de 100")
        );
        assert!(say(Lang::En, 0.621, 0.629, Undecided::NotSure).contains("in 62 of 100"));
        let sure = say(Lang::En, 0.809, 0.819, Undecided::TooFew);
        assert!(sure.contains("in 80 to 81 of 100 plausible worlds, but Beta has too few data"), "{sure}");
    }

    /// Eight days of waiting were to decide what was sure already, and would never have been a move.
    #[test]
    fn waiting_is_no_test_of_what_is_sure() {
        let length = |days| Some(Length { months: days / 30, days, customers: 1 });
        let sure = Trial { why: Undecided::TooFew, ..trial(length(8), None, length(1_600)) };
        assert_eq!(ways(&sure).collect::<Vec<_>>(), [Way::Raise, Way::SwitchOff]);
        assert_eq!(shortest(&sure).map(|(way, _)| way), Some(Way::SwitchOff));
        let open = Trial { why: Undecided::NotSure, ..sure };
        assert_eq!(shortest(&open).map(|(way, _)| way), Some(Way::Wait));
    }

    #[test]
    fn of_equally_long_ways_acting_comes_before_waiting() {
        let length = |days| Some(Length { months: days / 30, days, customers: 10 });
        let check = |wait, raise, off, expected: Option<Way>| {
            assert_eq!(shortest(&trial(wait, raise, off)).map(|(way, _)| way), expected);
        };
        check(length(60), length(60), length(90), Some(Way::Raise));
        check(length(30), length(60), length(90), Some(Way::Wait));
        check(None, None, length(90), Some(Way::SwitchOff));
        check(None, None, None, None);
    }
}
