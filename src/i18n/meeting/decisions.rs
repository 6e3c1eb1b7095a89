//! Decisions: what, who, until when, and how one will know.

use garimpo_funnel::meeting::decision::{Kind, Outcome, Progress, Toward};

use super::Lang;

sentences! {
    decisions_title = "Decisões de hoje", "Decisions of today";
    what = "O quê", "What";
    who = "Quem", "Who";
    until = "Até", "Until";
    how = "Como saberemos", "How we will know";
    yes_head = "Sim", "Yes";
    decide = "Anotar decisão", "Note a decision";
    decision_form = "Nova decisão", "New decision";
    keep_decision = "Guardar decisão", "Keep the decision";
    give_up = "Desistir", "Give up";
    lack_what = "Falta dizer o que foi decidido.", "Say what was decided.";
    lack_target = "A meta precisa ser um número.", "The aim must be a number.";
    decision_noted = "Decisão anotada.", "Decision noted.";
    which_number = "Qual número deve mudar", "Which number should change";
    no_number = "Nenhum", "None";
    of_channel = "De que canal", "Of which channel";
    all_channels = "Todos os canais", "All channels";
    toward_label = "Deve ficar em", "Should be";
    at_least = "pelo menos", "at least";
    at_most = "no máximo", "at most";
    target = "Meta", "Aim";
    target_rate = "em %", "in %";
    target_count = "a cada 14 dias", "every 14 days";
    target_cost = "em dinheiro", "in money";
    done = "Feita", "Done";
    open = "Aberta", "Open";
    dropped = "Deixada de lado", "Set aside";
    mark_as = "Como está", "How it stands";
    remove = "Retirar", "Remove";
    hit = "chegou", "reached";
    missed = "não chegou", "not reached";
    too_early = "cedo para dizer", "too close to call";
    young = "leads novos demais", "leads too young";
    not_told = "nada desde então", "nothing since";
}

pub fn progress(lang: Lang, progress: Progress) -> &'static str {
    match progress {
        Progress::Open => open(lang),
        Progress::Done => done(lang),
        Progress::Dropped => dropped(lang),
    }
}

pub fn toward(lang: Lang, toward: Toward) -> &'static str {
    match toward {
        Toward::AtLeast => at_least(lang),
        Toward::AtMost => at_most(lang),
    }
}

pub fn target_unit(lang: Lang, kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Rate) => target_rate(lang),
        Some(Kind::Count) => target_count(lang),
        Some(Kind::Cost) => target_cost(lang),
        None => "",
    }
}

/// "CPL de Social pago no máximo R$ 30 (era R$ 46)".
pub fn aim(
    lang: Lang,
    metric: &str,
    channel: Option<&str>,
    to: Toward,
    target: &str,
    was: Option<&str>,
) -> String {
    let head = match (lang, channel) {
        (Lang::PtBr, Some(channel)) => format!("{metric} de {channel}"),
        (Lang::En, Some(channel)) => format!("{metric} of {channel}"),
        (_, None) => metric.to_owned(),
    };
    let mut said = format!("{head} {} {target}", toward(lang, to));
    if let Some(was) = was {
        said.push_str(&match lang {
            Lang::PtBr => format!(" (era {was})"),
            Lang::En => format!(" (was {was})"),
        });
    }
    said
}

/// A count of fourteen days: "14 a cada 14 dias".
pub fn per_fortnight(lang: Lang, count: &str) -> String {
    format!("{count} {}", target_count(lang))
}

pub fn outcome(lang: Lang, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Yes => hit(lang),
        Outcome::No => missed(lang),
        Outcome::TooEarly => too_early(lang),
        Outcome::Young => young(lang),
        Outcome::NotTold => not_told(lang),
    }
}

/// "desde então 14 (10 a 19); a meta, em 2 de 100 mundos plausíveis".
pub fn judged(lang: Lang, value: &str, range: Option<&str>, p: Option<f64>) -> String {
    let range = range.map(|range| format!(" ({range})")).unwrap_or_default();
    let worlds = p.map(|p| (p * 100.0).round().clamp(1.0, 99.0) as u32);
    match (lang, worlds) {
        (Lang::PtBr, Some(worlds)) => {
            format!("desde então {value}{range}; a meta, em {worlds} de 100 mundos plausíveis")
        }
        (Lang::PtBr, None) => format!("desde então {value}{range}"),
        (Lang::En, Some(worlds)) => {
            format!("{value}{range} since; the aim in {worlds} of 100 plausible worlds")
        }
        (Lang::En, None) => format!("{value}{range} since"),
    }
}

/// "Retirar: Ligar hoje".
pub fn remove_which(lang: Lang, what: &str) -> String {
    format!("{}: {what}", remove(lang))
}

/// "A", "B" … of a meeting's decisions.
pub fn letter(place: usize) -> char {
    char::from_u32('A' as u32 + (place % 26) as u32).unwrap_or('A')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_aim_says_where_from_and_where_to() {
        let said = aim(Lang::PtBr, "CPL", Some("Social pago"), Toward::AtMost, "R$ 30", Some("R$ 46"));
        assert_eq!(said, "CPL de Social pago no máximo R$ 30 (era R$ 46)");
        let said = aim(Lang::En, "Leads", None, Toward::AtLeast, "200", None);
        assert_eq!(said, "Leads at least 200");
    }

    #[test]
    fn a_chance_is_never_none_nor_all() {
        assert!(
            judged(Lang::En, "14", Some("10 to 19"), Some(0.0)).ends_with("in 1 of 100 plausible worlds")
        );
        assert!(judged(Lang::En, "14", None, Some(1.0)).ends_with("in 99 of 100 plausible worlds"));
        assert_eq!(judged(Lang::PtBr, "14", None, None), "desde então 14");
    }
}
