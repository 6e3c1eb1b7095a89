//! Sentences of the scoreboard with their parts, and those of the form of a version.

use garimpo_funnel::agreement::scoreboard::{Delivered, Kept, Scoreboard};
use garimpo_funnel::agreement::terms::{Promise, Promises};

use super::super::Lang;
use super::super::channels::{Piece, sure};
use super::{Within, within};
use crate::agreement::{Flaw, Looks, Unit};

sentences! {
    form_title = "Proposta de acordo", "Proposed agreement";
    since = "Vale desde", "In force since";
    agreed_on = "Combinado em", "Agreed on";
    for_marketing = "Por marketing", "For marketing";
    for_sales = "Por vendas", "For sales";
    words_note = "O que muda", "What changes";
    calendar = "Calendário de trabalho", "Working calendar";
    opens = "Abre", "Opens";
    closes = "Fecha", "Closes";
    by_law = "feriados nacionais", "Brazilian national holidays";
    by_custom = "Carnaval e Corpus Christi", "Carnival and Corpus Christi";
    own_off = "Outros dias sem trabalho", "Other days without work";
    own_off_hint = "Datas como 2026-01-25, com vírgula.", "Dates like 2026-01-25, with commas.";
    goal = "De onde vem a meta", "Where the target comes from";
    revenue = "Receita por mês", "Revenue a month";
    share = "Parte do marketing, %", "Marketing’s share, %";
    targets = "O que marketing promete por mês", "What marketing promises a month";
    told_by = "Leads por", "Leads by";
    class = "Classe", "Class";
    value_a_lead = "Valor por lead", "Value a lead";
    by_data = "Pelos dados", "By the data";
    take_data = "Usar os valores dos dados", "Take the data’s values";
    add_class = "Acrescentar classe", "Add a class";
    remove = "Retirar", "Remove";
    all_others = "todos os outros leads", "all other leads";
    criteria = "O que faz um lead qualificado", "What makes a lead qualified";
    criteria_say = "Todas as regras precisam valer. Sem regras, todo lead conta.", "All rules must hold. Without rules every lead counts.";
    add_rule = "Acrescentar regra", "Add a rule";
    column = "Coluna", "Column";
    looks = "Regra", "Rule";
    values = "Valores", "Values";
    sales = "O que vendas promete", "What sales promises";
    sales_say = "Deixe em branco o que não foi combinado.", "Leave blank what was not agreed.";
    first_within = "Primeiro contato em até", "First contact within";
    served = "de quantos leads, %", "of how many leads, %";
    unit = "Unidade", "Unit";
    own_time = "Tipo com prazo próprio", "Type with a time of its own";
    add_type = "Prazo próprio para um tipo", "A time of its own for a type";
    tries = "Tentativas por lead", "Attempts a lead";
    tries_days = "em dias úteis", "within working days";
    verdict_days = "Devolutiva em dias úteis", "Verdict within working days";
    capacity = "Capacidade", "Capacity";
    people = "Pessoas que ligam", "People who call";
    a_day = "Tentativas de cada uma por dia", "Attempts of each a day";
    agree = "Combinar esta versão", "Agree on this version";
    give_up = "Desistir", "Give up";
    agreed_said = "Acordo guardado.", "Agreement kept.";
}

pub fn looks_name(lang: Lang, looks: Looks) -> &'static str {
    match looks {
        Looks::OneOf => lang.pick("é um de", "is one of"),
        Looks::NoneOf => lang.pick("não é nenhum de", "is none of"),
        Looks::AtLeast => lang.pick("é pelo menos", "is at least"),
        Looks::AtMost => lang.pick("é no máximo", "is at most"),
        Looks::Filled => lang.pick("está preenchido", "is filled"),
    }
}

pub fn unit_name(lang: Lang, unit: Unit) -> &'static str {
    match unit {
        Unit::Minutes => lang.pick("minutos úteis", "working minutes"),
        Unit::Hours => lang.pick("horas úteis", "working hours"),
        Unit::Days => lang.pick("dias úteis", "working days"),
    }
}

pub fn flaw(lang: Lang, flaw: Flaw) -> String {
    let plain = match flaw {
        Flaw::Since => {
            lang.pick("Falta o dia desde quando vale.", "The day from which it counts is missing.")
        }
        Flaw::Revenue => lang.pick("A receita não é um número.", "The revenue is not a number."),
        Flaw::Share => {
            lang.pick("A parte do marketing vai de 0 a 100%.", "Marketing’s share goes from 0 to 100%.")
        }
        Flaw::Hours => lang.pick(
            "O horário vai de uma hora a outra mais tarde, como 09:00 e 18:00.",
            "Hours go from one time to a later one, like 09:00 and 18:00.",
        ),
        Flaw::Off => lang.pick(
            "Um dos dias sem trabalho não é uma data como 2026-01-25.",
            "One of the days without work is not a date like 2026-01-25.",
        ),
        Flaw::First => lang.pick(
            "O primeiro contato precisa de um prazo inteiro e de um percentual.",
            "The first contact needs a whole time and a percentage.",
        ),
        Flaw::Attempts => lang.pick(
            "As tentativas precisam de um número, dos dias e de um percentual.",
            "Attempts need a number, days and a percentage.",
        ),
        Flaw::Verdict => lang.pick(
            "A devolutiva precisa dos dias e de um percentual.",
            "The verdict needs days and a percentage.",
        ),
        Flaw::Capacity => lang.pick(
            "A capacidade precisa de pessoas e de tentativas por dia.",
            "Capacity needs people and attempts a day.",
        ),
        Flaw::Class(at) => {
            let nth = at + 1;
            return match lang {
                Lang::PtBr => {
                    format!("Na {nth}ª classe falta um número de leads, ou o valor não é um número.")
                }
                Lang::En => format!("Class {nth} lacks a number of leads, or its value is not a number."),
            };
        }
        Flaw::Rule(at) => {
            let nth = at + 1;
            return match lang {
                Lang::PtBr => format!("Na {nth}ª regra faltam os valores."),
                Lang::En => format!("Rule {nth} lacks its values."),
            };
        }
    };
    plain.to_owned()
}

/// "14 de 21".
pub fn of(lang: Lang, part: &str, whole: &str) -> String {
    match lang {
        Lang::PtBr => format!("{part} de {whole}"),
        Lang::En => format!("{part} of {whole}"),
    }
}

/// Whether a side of marketing's promise will be kept, as a word with its threshold.
fn will(lang: Lang, p: f64) -> (Piece, bool) {
    if p >= 0.5 { (sure(lang, p), true) } else { (sure(lang, 1.0 - p), false) }
}

/// The month's answer in one sentence.
pub fn answer(lang: Lang, board: &Scoreboard) -> Vec<Piece> {
    let Some(made) = &board.delivered else {
        return vec![Piece::Text(sales_answer(lang, board))];
    };
    let is_over = board.days.0 >= board.days.1;
    let reached = |p: Option<f64>| p.map(|p| p >= 0.5);
    let text = |text: &str| Piece::Text(text.to_owned());
    if is_over {
        let said = match (lang, reached(made.p_leads), reached(made.p_value)) {
            (Lang::PtBr, Some(true), Some(false)) => "O volume de leads chegou à meta; o valor, não.",
            (Lang::PtBr, Some(false), Some(true)) => {
                "O valor dos leads chegou à meta, com menos leads do que o combinado."
            }
            (Lang::PtBr, Some(true), _) => "Marketing chegou à meta do mês.",
            (Lang::PtBr, Some(false), _) => "Marketing não chegou à meta do mês.",
            (Lang::PtBr, None, _) => "O mês acabou sem meta de leads.",
            (Lang::En, Some(true), Some(false)) => "Lead volume reached the target; its value did not.",
            (Lang::En, Some(false), Some(true)) => {
                "The leads’ value reached the target, with fewer leads than agreed."
            }
            (Lang::En, Some(true), _) => "Marketing reached the month’s target.",
            (Lang::En, Some(false), _) => "Marketing did not reach the month’s target.",
            (Lang::En, None, _) => "The month is over without a target of leads.",
        };
        return vec![text(said), text(" "), Piece::Text(sales_answer(lang, board))];
    }
    let Some(p) = made.p_leads else {
        return vec![text(lang.pick(
            "O mês mal começou: ainda não dá para dizer se a meta será cumprida.",
            "The month has hardly begun: there is no telling yet whether the target will be met.",
        ))];
    };
    let (word, good) = will(lang, p);
    let mut pieces = vec![text(lang.pick("O volume de leads ", "Lead volume will ")), word];
    pieces.push(text(match (lang, good) {
        (Lang::PtBr, true) => " chega à meta",
        (Lang::PtBr, false) => " não chega à meta",
        (Lang::En, true) => " reach the target",
        (Lang::En, false) => " miss the target",
    }));
    match made.p_value.map(|p| will(lang, p)) {
        None => pieces.push(text(".")),
        Some((_, same)) if same == good => {
            pieces.push(text(lang.pick(", e o valor também.", ", and so will its value.")))
        }
        Some((word, same)) => {
            pieces.push(text(lang.pick("; o valor ", "; its value will ")));
            pieces.push(word);
            pieces.push(text(match (lang, same) {
                (Lang::PtBr, true) => " chega.",
                (Lang::PtBr, false) => " não.",
                (Lang::En, true) => " reach it.",
                (Lang::En, false) => " not reach it.",
            }));
        }
    }
    pieces
}

fn sales_answer(lang: Lang, board: &Scoreboard) -> String {
    let told: Vec<&Kept> = board.kept.iter().filter(|kept| kept.counts.share().is_some()).collect();
    let below =
        told.iter().filter(|kept| kept.counts.share().is_some_and(|share| share < kept.share)).count();
    match (lang, told.len(), below) {
        (Lang::PtBr, 0, _) => "De vendas ainda não dá para dizer.".into(),
        (Lang::PtBr, _, 0) => "Vendas cumpriu o que prometeu.".into(),
        (Lang::PtBr, all, 1) if all == 1 => "Vendas ficou abaixo do prometido.".into(),
        (Lang::PtBr, all, below) => format!("Vendas ficou abaixo em {below} de {all} promessas."),
        (Lang::En, 0, _) => "Of sales there is no telling yet.".into(),
        (Lang::En, _, 0) => "Sales kept what it promised.".into(),
        (Lang::En, all, 1) if all == 1 => "Sales fell short of its promise.".into(),
        (Lang::En, all, below) => format!("Sales fell short in {below} of {all} promises."),
    }
}

/// Beside the answer: how far marketing is.
pub fn marketing_aside(
    lang: Lang,
    leads: &str,
    target: &str,
    share: &str,
    value: Option<&str>,
    pace: &str,
) -> String {
    match (lang, value) {
        (Lang::PtBr, Some(value)) => {
            format!("{leads} de {target} leads ({share}), {value} do valor, com {pace} dos dias úteis.")
        }
        (Lang::PtBr, None) => format!("{leads} de {target} leads ({share}), com {pace} dos dias úteis."),
        (Lang::En, Some(value)) => format!(
            "{leads} of {target} leads ({share}), {value} of the value, with {pace} of the working days."
        ),
        (Lang::En, None) => format!("{leads} of {target} leads ({share}), with {pace} of the working days."),
    }
}

pub fn untouched(lang: Lang, count: u32) -> String {
    match (lang, count) {
        (Lang::PtBr, 0) => "Nenhum lead vencido sem contato.".into(),
        (Lang::PtBr, 1) => "1 lead vencido sem nenhum contato.".into(),
        (Lang::PtBr, _) => format!("{count} leads vencidos sem nenhum contato."),
        (Lang::En, 0) => "No overdue lead without contact.".into(),
        (Lang::En, 1) => "1 overdue lead without any contact.".into(),
        (Lang::En, _) => format!("{count} overdue leads without any contact."),
    }
}

pub fn unqualified(lang: Lang, out: u32, leads: u32) -> String {
    match lang {
        Lang::PtBr => format!("{out} de {leads} leads não cumprem os critérios e não contam."),
        Lang::En => format!("{out} of {leads} leads do not meet the criteria and do not count."),
    }
}

pub fn see_all(lang: Lang, count: u32) -> String {
    match lang {
        Lang::PtBr if count == 1 => "ver o lead".into(),
        Lang::PtBr => format!("ver os {count}"),
        Lang::En if count == 1 => "see the lead".into(),
        Lang::En => format!("see all {count}"),
    }
}

/// What a promise says.
pub fn promised(lang: Lang, promise: Promise, promises: &Promises) -> String {
    match promise {
        Promise::First => {
            let Some(first) = &promises.first else { return String::new() };
            let mut parts: Vec<String> = first
                .by_type
                .iter()
                .map(|(kind, time)| match lang {
                    Lang::PtBr => format!("{kind} em {}", within(lang, *time)),
                    Lang::En => format!("{kind} within {}", within(lang, *time)),
                })
                .collect();
            let rest = within(lang, first.within);
            parts.push(match (lang, first.by_type.is_empty()) {
                (Lang::PtBr, true) => format!("em {rest}"),
                (Lang::PtBr, false) => format!("demais, {rest}"),
                (Lang::En, true) => format!("within {rest}"),
                (Lang::En, false) => format!("others, {rest}"),
            });
            parts.join("; ")
        }
        Promise::Attempts => promises.attempts.map_or_else(String::new, |agreed| {
            let days = within(lang, Within::Days(agreed.days));
            match lang {
                Lang::PtBr => format!("{} em {days}, ou uma resposta antes", agreed.attempts),
                Lang::En => format!("{} within {days}, or an answer before", agreed.attempts),
            }
        }),
        Promise::Verdict => promises.verdict.map_or_else(String::new, |agreed| {
            let days = within(lang, Within::Days(agreed.days));
            match lang {
                Lang::PtBr => format!("aceito, reciclado, recusado ou em negociação em {days}"),
                Lang::En => format!("accepted, recycled, refused or in negotiation within {days}"),
            }
        }),
    }
}

/// Whether the volume (or value) will reach its target, as a short tag.
pub fn tag(lang: Lang, is_value: bool, p: f64, is_over: bool) -> (String, bool) {
    let what = if is_value { lang.pick("valor", "value") } else { lang.pick("volume", "volume") };
    let good = p >= 0.5;
    if is_over {
        let word =
            if good { lang.pick("chegou", "reached") } else { lang.pick("não chegou", "not reached") };
        return (format!("{what}: {word}"), good);
    }
    let Piece::Sure { word, .. } = sure(lang, p.max(1.0 - p)) else { return (what.to_owned(), good) };
    let will = match (lang, good) {
        (Lang::PtBr, true) => format!("{word} chega"),
        (Lang::PtBr, false) => format!("{word} não chega"),
        (Lang::En, true) => format!("{word} reaches it"),
        (Lang::En, false) => format!("{word} does not"),
    };
    (format!("{what}: {will}"), good)
}

/// "cabe na equipe: 432 leads × 4,1 tentativas = 1.771, de 2.016 possíveis".
pub fn load(lang: Lang, fits: bool, [leads, attempts, needed, possible]: [&str; 4], is_seen: bool) -> String {
    let seen = match (lang, is_seen) {
        (_, true) => "",
        (Lang::PtBr, false) => " (o combinado)",
        (Lang::En, false) => " (as agreed)",
    };
    match (lang, fits) {
        (Lang::PtBr, true) => format!(
            "cabe na equipe: {leads} leads × {attempts} tentativas{seen} = {needed}, de {possible} possíveis"
        ),
        (Lang::PtBr, false) => format!(
            "não cabe na equipe: {leads} leads × {attempts} tentativas{seen} = {needed}, e só {possible} são possíveis"
        ),
        (Lang::En, true) => format!(
            "fits the team: {leads} leads × {attempts} attempts{seen} = {needed}, of {possible} possible"
        ),
        (Lang::En, false) => format!(
            "does not fit the team: {leads} leads × {attempts} attempts{seen} = {needed}, and only {possible} are possible"
        ),
    }
}

pub fn nine_of_ten(lang: Lang) -> &'static str {
    lang.pick("em 9 de 10 casos", "in 9 of 10 cases")
}

pub fn target_is(lang: Lang, target: &str) -> String {
    format!("{} {target}", lang.pick("meta", "target"))
}

/// What the picture of the pace shows, in words.
pub fn pace_said(
    lang: Lang,
    now: &str,
    days: (u32, u32),
    ends: Option<(&str, &str)>,
    target: Option<&str>,
) -> String {
    let (gone, all) = days;
    let mut said = match lang {
        Lang::PtBr => format!("{now} em {gone} dos {all} dias úteis."),
        Lang::En => format!("{now} in {gone} of {all} working days."),
    };
    if let Some((low, high)) = ends {
        said.push_str(&match lang {
            Lang::PtBr => format!(" No ritmo atual, o mês fecha entre {low} e {high}."),
            Lang::En => format!(" At the present pace, the month ends between {low} and {high}."),
        });
    }
    if let Some(target) = target {
        said.push_str(&match lang {
            Lang::PtBr => format!(" A meta é {target}."),
            Lang::En => format!(" The target is {target}."),
        });
    }
    said
}

/// "de 358 a 522".
pub fn from_to(lang: Lang, low: &str, high: &str) -> String {
    match lang {
        Lang::PtBr => format!("de {low} a {high}"),
        Lang::En => format!("{low} to {high}"),
    }
}

/// When the leads of the chain must come.
pub fn arrive(lang: Lang, from: &str, to: &str, cycle: i32) -> String {
    match lang {
        Lang::PtBr => format!(
            "Metade das vendas leva até {cycle} dias do lead ao fechamento: estes leads precisam chegar de {from} a {to}."
        ),
        Lang::En => format!(
            "Half of the wins take up to {cycle} days from lead to close: these leads must come from {from} to {to}."
        ),
    }
}

pub fn chain_counts(lang: Lang, [customers, grown, won, decided]: [&str; 4]) -> String {
    match lang {
        Lang::PtBr => format!(
            "Taxas dos seus dados: {customers} clientes de {grown} leads (os novos contam só pelo tempo que já tiveram), {won} ganhos de {decided} negócios decididos. Intervalos de 90%, com o ticket como está."
        ),
        Lang::En => format!(
            "Rates of your data: {customers} customers of {grown} leads (young ones count only by the time they have had), {won} won of {decided} decided deals. 90% intervals, with the mean deal as it is."
        ),
    }
}

/// How long leads wait, by their own curve.
pub fn waits(lang: Lang, median: Option<&str>, ninetieth: Option<&str>) -> String {
    let none = lang.pick("ainda não", "not yet");
    let (median, ninetieth) = (median.unwrap_or(none), ninetieth.unwrap_or(none));
    match lang {
        Lang::PtBr => format!(
            "Metade dos leads foi procurada em até {median}; nove de dez, em até {ninetieth}. Quem nunca foi procurado conta."
        ),
        Lang::En => format!(
            "Half of the leads were contacted within {median}; nine of ten within {ninetieth}. Those never contacted count."
        ),
    }
}

pub fn curve_left_out(lang: Lang, young: u32, faults: u32) -> Option<String> {
    let mut said = Vec::new();
    if young > 0 {
        said.push(match lang {
            Lang::PtBr => format!("{young} leads novos demais para ter desfecho ficam fora."),
            Lang::En => format!("{young} leads too young to have an outcome are left out."),
        });
    }
    if faults > 0 {
        said.push(match lang {
            Lang::PtBr => {
                format!("{faults} têm a primeira tentativa antes de chegar: erro dos dados, fora da conta.")
            }
            Lang::En => {
                format!("{faults} have a first attempt before they came: a fault of the data, left out.")
            }
        });
    }
    (!said.is_empty()).then(|| said.join(" "))
}

/// "15 min a 1 h" of working time.
pub fn wait_bin(lang: Lang, from: &str, to: Option<&str>) -> String {
    match (lang, to) {
        (_, Some(to)) if from == "0" => match lang {
            Lang::PtBr => format!("menos de {to}"),
            Lang::En => format!("less than {to}"),
        },
        (Lang::PtBr, Some(to)) => format!("{from} a {to}"),
        (Lang::En, Some(to)) => format!("{from} to {to}"),
        (Lang::PtBr, None) => format!("{from} ou mais"),
        (Lang::En, None) => format!("{from} or more"),
    }
}

/// Working minutes in short: "45 min", "4 h", "3 dias".
pub fn wait(lang: Lang, minutes: u32, day: u32, number: &dyn Fn(f64) -> String) -> String {
    let day = day.max(1);
    if minutes >= day {
        let days = number(f64::from(minutes) / f64::from(day));
        let one = minutes == day;
        return match lang {
            Lang::PtBr => format!("{days} {}", if one { "dia útil" } else { "dias úteis" }),
            Lang::En => format!("{days} {}", if one { "working day" } else { "working days" }),
        };
    }
    if minutes >= 60 {
        return format!("{} h", number(f64::from(minutes) / 60.0));
    }
    if minutes == 0 { "0".to_owned() } else { format!("{minutes} min") }
}

pub fn days_waited(lang: Lang, days: u32) -> String {
    match (lang, days) {
        (Lang::PtBr, 0) => "mesmo dia".into(),
        (Lang::PtBr, 1) => "1 dia útil".into(),
        (Lang::PtBr, _) => format!("{days} dias úteis"),
        (Lang::En, 0) => "same day".into(),
        (Lang::En, 1) => "1 working day".into(),
        (Lang::En, _) => format!("{days} working days"),
    }
}

/// "Versão 2, desde 01/03/2026".
pub fn version_since(lang: Lang, number: usize, since: &str) -> String {
    match lang {
        Lang::PtBr => format!("Versão {number}, desde {since}"),
        Lang::En => format!("Version {number}, since {since}"),
    }
}

pub fn signed(lang: Lang, marketing: &str, sales: &str) -> String {
    let none = "–";
    let name = |name: &str| if name.trim().is_empty() { none.to_owned() } else { name.to_owned() };
    match lang {
        Lang::PtBr => format!("{} (marketing) e {} (vendas)", name(marketing), name(sales)),
        Lang::En => format!("{} (marketing) and {} (sales)", name(marketing), name(sales)),
    }
}

pub fn class_said(made: &Delivered, lang: Lang) -> Option<String> {
    let gap = |ok: fn(f64) -> bool| {
        let lines = made.classes.iter().filter(|line| line.by_now >= 1.0);
        let of = lines.map(|line| (f64::from(line.leads) / line.by_now - 1.0, line));
        let found = of.filter(|(gap, _)| ok(*gap)).max_by(|a, b| a.0.abs().total_cmp(&b.0.abs()));
        found.map(|(_, line)| line.name.clone()).filter(|name| !name.is_empty())
    };
    let (over, under) = (gap(|gap| gap >= 0.15), gap(|gap| gap <= -0.15));
    match (lang, over, under) {
        (_, None, None) => None,
        (Lang::PtBr, Some(over), Some(under)) => Some(format!("Sobra {over} e falta {under}.")),
        (Lang::PtBr, Some(over), None) => Some(format!("Sobra {over}.")),
        (Lang::PtBr, None, Some(under)) => Some(format!("Falta {under}.")),
        (Lang::En, Some(over), Some(under)) => Some(format!("Too many {over}, too few {under}.")),
        (Lang::En, Some(over), None) => Some(format!("Too many {over}.")),
        (Lang::En, None, Some(under)) => Some(format!("Too few {under}.")),
    }
}
