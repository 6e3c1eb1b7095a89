//! The page of the fortnightly meeting: what a room of people reads aloud. Short, and never more than is known.

mod board;
mod decisions;
mod foot;
mod since;

pub use board::*;
pub use decisions::*;
pub use foot::*;
pub use since::*;

use garimpo_funnel::company::ChannelName;
use garimpo_funnel::company::Reached;
use garimpo_funnel::meeting::funnel::Stage;
use garimpo_funnel::ranking::Answer;

use super::Lang;
use super::channels::{Piece, Sure, names, some_names, sure};

sentences! {
    title = "Reunião de marketing e vendas", "Marketing and sales meeting";
    toolbar = "Reunião", "Meeting";
    which = "Reunião", "Meeting";
    against = "Comparar com", "Compared with";
    numbers = "Números", "Numbers";
    still_moving = "de hoje, ainda mudam", "of today, still moving";
    nothing_before = "nenhuma antes", "none before";
    frozen_say = "Estes números não mudam mais. O que chegar depois aparece na próxima, em “desde a última reunião”.",
        "These numbers do not change any more. What comes later shows in the next one, under “since the last meeting”.";
    moving_say = "Congele antes da reunião: todos olham os mesmos números, e a próxima diz o que mudou.",
        "Freeze before the meeting: everybody looks at the same numbers, and the next one says what changed.";
    freeze = "Congelar", "Freeze";
    freeze_title = "Congelar a reunião", "Freeze the meeting";
    freeze_say = "Guarda os números como estão, para sempre, no seu arquivo. Nenhum nome de lead vai junto.",
        "Keeps the numbers as they are, for ever, in your file. No lead’s name goes with them.";
    meeting_day = "Dia da reunião", "Day of the meeting";
    freezing = "Congelando…", "Freezing…";
    print_one = "Imprimir 1 página", "Print 1 page";
    present = "Apresentar", "Present";
    drop_meeting = "Excluir esta reunião", "Delete this meeting";
    counting = "Montando a página…", "Putting the page together…";
    nothing = "Ainda não há o que levar a uma reunião: faltam leads, negócios ou gastos.",
        "There is nothing to take to a meeting yet: leads, deals or spend are missing.";
    gone = "Esta reunião não está aqui.", "This meeting is not here.";
    to_today = "Ver a página de hoje", "See today’s page";
    numbers_frozen = "Números congelados", "Numbers frozen";
    numbers_today = "Números de hoje", "Today’s numbers";
    data_until = "Dados até", "Data until";

    since_title = "Desde a última reunião", "Since the last meeting";
    funnel_title = "Funil", "Funnel";
    same_age = "com a mesma idade", "at the same age";
    stage = "Etapa", "Stage";
    now = "agora", "now";
    mean = "média", "mean";
    usual = "do normal", "the usual";
    above = "acima", "above";
    below = "abaixo", "below";
    inside = "dentro", "within";
    not_compared = "–", "–";
    cost_title = "Custo por lead", "Cost per lead";
    reasons_title = "O que vendas recusou", "What sales turned down";
    others = "outros", "others";
    sum = "soma", "sum";
    channel = "Canal", "Channel";
    channels_title = "Canais", "Channels";
    cost_tier = "Faixa de custo", "Cost tier";
    value_head = "valor", "value";
    back_head = "volta", "back";
    cards_title = "Hipóteses de vendas", "Hypotheses of sales";
    cards_note = "Só contam leads criados depois da hipótese, comparados dentro do mesmo canal.",
        "Only leads created after the hypothesis count, compared within the same channel.";
    finds_title = "Segmentos a conferir", "Segments to check";
    moves_title = "Verba a discutir", "Budget to discuss";
    moves_note = "A conta supõe que cada real a mais rende menos. Só dados passados: não é prova de causa.",
        "The sum takes each extra unit of money to bring less. From past data only: no proof of cause.";
    no_wins = "Ninguém ganhou ou perdeu o bastante para comparar.", "Too little was won or lost to compare.";
    tie_note = "Medalha igual: empate.", "The same medal: a tie.";

    behind = "O que está por trás", "What is behind it";
    behind_say = "As contas inteiras de cada linha da página. Não vão para o papel.",
        "The whole sums of each line of the page. They do not go on paper.";
    split_title = "O que mudou, por canal e por motivo", "What changed, by channel and by cause";
    before = "antes", "before";
    after = "agora", "now";
    window_title = "O funil, período a período", "The funnel, period by period";
    cost_parts = "O custo por lead, canal a canal", "The cost per lead, channel by channel";
    own_cost = "custo do canal", "the channel’s cost";
    mix = "mistura", "mix";
    without_leads = "gasto sem leads", "spend without leads";
    change = "mudança", "change";
    all = "Total", "Total";
    won_deals = "Negócios ganhos", "Won deals";
    lost_deals = "Negócios perdidos", "Lost deals";

    slide_hint = "Setas mudam de assunto; Esc sai.", "Arrows change the topic; Esc leaves.";
    slide_before = "Assunto anterior", "Topic before";
    slide_next = "Próximo assunto", "Next topic";
    slide_leave = "Sair da apresentação", "Leave the presentation";
    definitions_title = "Definições e dados", "Definitions and data";
}

/// The same in both languages.
pub const CAC: &str = "CAC";

pub fn leads_count(count: &str) -> String {
    format!("{count} leads")
}

/// "nº 12".
pub fn number(lang: Lang, number: u32) -> String {
    match lang {
        Lang::PtBr => format!("nº {number}"),
        Lang::En => format!("no. {number}"),
    }
}

/// In the list of meetings: "nº 12, 22/06/2026".
pub fn dated(lang: Lang, which: u32, date: &str) -> String {
    format!("{}, {date}", number(lang, which))
}

pub fn next_one(lang: Lang, which: u32) -> String {
    match lang {
        Lang::PtBr => format!("nº {which}, ainda por vir"),
        Lang::En => format!("no. {which}, still to come"),
    }
}

/// "congelados em 19/06/2026, 18:02".
pub fn frozen_at(lang: Lang, at: &str) -> String {
    match lang {
        Lang::PtBr => format!("congelados em {at}"),
        Lang::En => format!("frozen on {at}"),
    }
}

/// "cópia 12-a3f9": two pages with one stamp hold the same.
pub fn copy(lang: Lang, number: u32, stamp: u16) -> String {
    format!("{} {number}-{stamp:04x}", lang.pick("cópia", "copy"))
}

pub fn frozen_said(lang: Lang, which: u32) -> String {
    match lang {
        Lang::PtBr => format!("Reunião nº {which} congelada."),
        Lang::En => format!("Meeting no. {which} is frozen."),
    }
}

/// "3 de 9": where in the presentation one is.
pub fn topic(lang: Lang, at: usize, of: usize) -> String {
    format!("{at} {} {of}", lang.pick("de", "of"))
}

pub fn next_date(lang: Lang, date: &str) -> String {
    match lang {
        Lang::PtBr => format!("Próxima: {date}"),
        Lang::En => format!("Next: {date}"),
    }
}

pub fn stage_name(lang: Lang, stage: Reached) -> &'static str {
    match stage {
        Reached::Lead => "Leads",
        Reached::Mql => "MQL",
        Reached::Sql => "SQL",
        Reached::Opportunity => lang.pick("Oportunidade", "Opportunity"),
        Reached::Customer => lang.pick("Cliente", "Customer"),
    }
}

/// "6 anteriores e esta".
pub fn series(lang: Lang, before: usize) -> [String; 2] {
    match lang {
        Lang::PtBr => [format!("{before} anteriores e "), "esta".into()],
        Lang::En => [format!("{before} before and "), "this one".into()],
    }
}

/// Over the funnel: "14 dias, 06/06 a 19/06".
pub fn window(lang: Lang, days: i32, from: &str, to: &str) -> String {
    match lang {
        Lang::PtBr => format!("{days} dias, {from} a {to}, com a mesma idade"),
        Lang::En => format!("{days} days, {from} to {to}, at the same age"),
    }
}

fn worlds(p: f64) -> u32 {
    (p * 100.0).floor().clamp(0.0, 99.0) as u32
}

/// Under the funnel: which stages are not as usual, in how many worlds; and which are beyond their limits.
pub fn funnel_note(lang: Lang, stages: &[Stage]) -> String {
    let real: Vec<&Stage> = stages.iter().filter(|stage| stage.real).collect();
    let mut said: Vec<String> = real
        .iter()
        .filter_map(|stage| {
            let p = stage.p_up?;
            let (name, up) = (stage_name(lang, stage.stage), p >= 0.5);
            let count = worlds(if up { p } else { 1.0 - p });
            Some(match (lang, up) {
                (Lang::PtBr, true) => {
                    format!("{name}: acima das anteriores em {count} de 100 mundos plausíveis.")
                }
                (Lang::PtBr, false) => {
                    format!("{name}: abaixo das anteriores em {count} de 100 mundos plausíveis.")
                }
                (Lang::En, true) => {
                    format!("{name}: above the ones before in {count} of 100 plausible worlds.")
                }
                (Lang::En, false) => {
                    format!("{name}: below the ones before in {count} of 100 plausible worlds.")
                }
            })
        })
        .collect();
    let compared = stages.iter().any(|stage| stage.p_up.is_some());
    if real.is_empty() && compared {
        said.push(lang.pick("Tudo cabe na variação de sempre.", "All is within the usual variation.").into());
    } else if !real.is_empty() {
        said.push(
            lang.pick("O resto cabe na variação de sempre.", "The rest is within the usual variation.")
                .into(),
        );
    }
    let undated: Vec<String> = stages
        .iter()
        .filter(|stage| stage.before.is_empty())
        .map(|stage| stage_name(lang, stage.stage).to_owned())
        .collect();
    if !undated.is_empty() && compared {
        let list = names(lang, &undated);
        said.push(match lang {
            Lang::PtBr => format!("{list}: os dados não dizem quando, e não há reunião antes para comparar."),
            Lang::En => format!("{list}: the data do not say when, and no meeting before to compare with."),
        });
    }
    let beyond: Vec<String> = stages
        .iter()
        .filter(|stage| stage.signal.is_some())
        .map(|stage| stage_name(lang, stage.stage).to_owned())
        .collect();
    if !beyond.is_empty() {
        let list = names(lang, &beyond);
        said.push(match lang {
            Lang::PtBr => format!("Fora dos limites da própria variação: {list}."),
            Lang::En => format!("Beyond the limits of its own variation: {list}."),
        });
    }
    said.join(" ")
}

/// The sentence on top: what the last days brought.
pub fn headline(lang: Lang, stages: &[Stage]) -> Vec<Piece> {
    let of = |wanted: Reached| stages.iter().find(|stage| stage.stage == wanted);
    let turn = |stage: Option<&Stage>| {
        let stage = stage.filter(|stage| stage.real)?;
        Some(stage.p_up? >= 0.5)
    };
    let leads = turn(of(Reached::Lead));
    let further = stages.iter().skip(1).find(|stage| stage.real);
    let mut said = Vec::new();
    match leads {
        Some(true) => said.push(Piece::Strong(
            lang.pick("Entraram mais leads que o normal", "More leads than usual came in").into(),
        )),
        Some(false) => said.push(Piece::Strong(
            lang.pick("Entraram menos leads que o normal", "Fewer leads than usual came in").into(),
        )),
        None if of(Reached::Lead).is_some_and(|stage| stage.p_up.is_some()) => said.push(Piece::text(
            lang.pick("Entraram tantos leads quanto de costume", "As many leads as usual came in"),
        )),
        None => {}
    }
    if let Some((stage, up)) = further.and_then(|stage| Some((stage, stage.p_up? >= 0.5))) {
        let name = stage_name(lang, stage.stage).to_lowercase();
        let name = if stage.stage <= Reached::Sql { stage_name(lang, stage.stage).to_owned() } else { name };
        let joined = if said.is_empty() { "" } else { lang.pick(" e ", " and ") };
        said.push(Piece::text(joined));
        said.push(Piece::Strong(match (lang, up) {
            (Lang::PtBr, true) => format!("mais viraram {name}"),
            (Lang::PtBr, false) => format!("menos viraram {name}"),
            (Lang::En, true) => format!("a larger share became {name}"),
            (Lang::En, false) => format!("a smaller share became {name}"),
        }));
    }
    if !said.is_empty() {
        said.push(Piece::text(". "));
    }
    said
}

/// And what is known of the channels' costs.
pub fn standing(lang: Lang, answer: Option<&Answer>, name: &dyn Fn(&str) -> String) -> Vec<Piece> {
    let Some(Answer::Cheapest { first, dearer }) = answer else { return Vec::new() };
    if first.is_empty() {
        return Vec::new();
    }
    let mut said = Vec::new();
    let last = first.len() - 1;
    for (nth, id) in first.iter().enumerate() {
        if nth > 0 {
            said.push(Piece::text(if nth == last { lang.pick(" e ", " and ") } else { ", " }));
        }
        said.push(Piece::Mark(name(id)));
    }
    said.push(Piece::text(match (lang, first.len()) {
        (Lang::PtBr, 1) => " tem o menor custo por cliente",
        (Lang::PtBr, _) => " empatam no custo por cliente",
        (Lang::En, 1) => " has the lowest cost per customer",
        (Lang::En, _) => " tie for the lowest cost per customer",
    }));
    let surely: Vec<&(String, f64)> = dearer.iter().filter(|(_, p)| Sure::of(*p) == Sure::Almost).collect();
    if let Some(weakest) = surely.iter().map(|(_, p)| *p).reduce(f64::min) {
        let list: Vec<String> = surely.iter().map(|(id, _)| name(id)).collect();
        let many = list.len() > 1;
        said.push(Piece::text(format!("; {} ", some_names(lang, &list))));
        said.push(Piece::text(match (lang, many) {
            (Lang::PtBr, false) => "é ",
            (Lang::PtBr, true) => "são ",
            (Lang::En, false) => "is ",
            (Lang::En, true) => "are ",
        }));
        said.push(sure(lang, weakest));
        said.push(Piece::text(match (lang, many) {
            (Lang::PtBr, false) => " mais caro",
            (Lang::PtBr, true) => " mais caros",
            (Lang::En, _) => " dearer",
        }));
    }
    said.push(Piece::text("."));
    said
}

/// Why a lead costs more or less: "R$ 40 → R$ 46: custo dos canais −R$ 2, mistura +R$ 8."
pub fn cost_say(lang: Lang, before: &str, after: &str, real: bool) -> String {
    match (lang, real) {
        (Lang::PtBr, true) => format!("Um lead foi de {before} para {after}, fora do normal."),
        (Lang::PtBr, false) => format!("Um lead foi de {before} para {after}, dentro do normal."),
        (Lang::En, true) => format!("A lead went from {before} to {after}, beyond the usual."),
        (Lang::En, false) => format!("A lead went from {before} to {after}, within the usual."),
    }
}

pub fn cost_split(lang: Lang, rate: &str, mix: &str, without: Option<&str>) -> String {
    let mut said = match lang {
        Lang::PtBr => format!("Do custo de cada canal vem {rate}; de os leads virem de outros canais, {mix}"),
        Lang::En => format!("The channels’ own costs make {rate}; leads from other channels, {mix}"),
    };
    if let Some(without) = without {
        said.push_str(&match lang {
            Lang::PtBr => format!("; de gasto sem lead, {without}"),
            Lang::En => format!("; spend without a lead, {without}"),
        });
    }
    said.push('.');
    said
}

/// "06/06 a 19/06 contra os 84 dias antes".
pub fn cost_when(lang: Lang, after: (&str, &str), days: i32) -> String {
    match lang {
        Lang::PtBr => format!("{} a {} contra os {days} dias antes", after.0, after.1),
        Lang::En => format!("{} to {} against the {days} days before", after.0, after.1),
    }
}

pub fn refused_count(lang: Lang, count: u32, words: &str) -> String {
    match (lang, count) {
        (Lang::PtBr, 1) => format!("{words} perda"),
        (Lang::PtBr, _) => format!("{words} perdas"),
        (Lang::En, 1) => format!("{words} loss"),
        (Lang::En, _) => format!("{words} losses"),
    }
}

/// "Porte pesa mais em Social pago (14 de 27) que no resto (8 de 37)."
pub fn over(lang: Lang, reason: &str, channel: &str, inside: (u32, u32), outside: (u32, u32)) -> Vec<Piece> {
    let ((a, b), (c, d)) = (inside, outside);
    vec![
        Piece::Strong(reason.to_owned()),
        Piece::Text(match lang {
            Lang::PtBr => format!(" pesa mais em {channel} ({a} de {b}) que no resto ({c} de {d}). "),
            Lang::En => format!(" weighs more in {channel} ({a} of {b}) than in the rest ({c} of {d}). "),
        }),
    ]
}

pub fn none_over(lang: Lang, tests: u32) -> String {
    match lang {
        Lang::PtBr if tests == 0 => "Poucas perdas com motivo para comparar canais.".into(),
        Lang::PtBr => {
            format!("Nenhum motivo pesa mais num canal do que o acaso explica, em {tests} comparações.")
        }
        Lang::En if tests == 0 => "Too few losses with a reason to compare channels.".into(),
        Lang::En => {
            format!("No reason weighs more in a channel than chance explains, in {tests} comparisons.")
        }
    }
}

pub fn reasons_missing(lang: Lang, count: &str) -> String {
    match lang {
        Lang::PtBr => format!("{count} sem motivo dito."),
        Lang::En => format!("{count} without a reason told."),
    }
}

/// The column of the meeting before.
pub fn at_number(lang: Lang, which: Option<u32>) -> String {
    which.map_or_else(|| "–".to_owned(), |which| number(lang, which))
}

pub fn wasted(lang: Lang, parts: &[String]) -> String {
    match lang {
        Lang::PtBr => format!("Gasto sem leads: {}.", names(lang, parts)),
        Lang::En => format!("Spend without leads: {}.", names(lang, parts)),
    }
}

pub fn uninformed(lang: Lang, parts: &[String]) -> String {
    match lang {
        Lang::PtBr => format!("Custo não informado: {}.", names(lang, parts)),
        Lang::En => format!("Cost not informed: {}.", names(lang, parts)),
    }
}

pub fn nowhere(lang: Lang, count: &str, of: &str) -> String {
    match lang {
        Lang::PtBr => format!("{count} de {of} leads sem canal."),
        Lang::En => format!("{count} of {of} leads without a channel."),
    }
}

pub fn back_note(lang: Lang, one: &str, profit: bool) -> String {
    let what =
        if profit { lang.pick("lucro bruto", "gross profit") } else { lang.pick("receita", "revenue") };
    match lang {
        Lang::PtBr => format!("Volta: {what} por {one} gasto."),
        Lang::En => format!("Back: {what} for {one} spent."),
    }
}

pub fn more_channels(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::PtBr, 1) => "E mais 1 canal.".into(),
        (Lang::PtBr, _) => format!("E mais {count} canais."),
        (Lang::En, 1) => "And 1 more channel.".into(),
        (Lang::En, _) => format!("And {count} more channels."),
    }
}

pub fn more_cards(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::PtBr, 1) => "E mais 1 hipótese.".into(),
        (Lang::PtBr, _) => format!("E mais {count} hipóteses."),
        (Lang::En, 1) => "And 1 more hypothesis.".into(),
        (Lang::En, _) => format!("And {count} more hypotheses."),
    }
}

/// "8 de 46, contra 24 de 201."
pub fn against_others(lang: Lang, inside: &str, outside: &str) -> String {
    format!("{inside}, {} {outside}.", lang.pick("contra", "against"))
}

pub fn nobody_since(lang: Lang) -> &'static str {
    lang.pick("Ninguém chegou depois.", "Nobody has come since.")
}

pub fn needs_more(lang: Lang, units: &str) -> String {
    match lang {
        Lang::PtBr => format!("Faltam uns {units}."),
        Lang::En => format!("About {units} more would tell."),
    }
}

pub fn finds_note(lang: Lang, tests: u32) -> String {
    match lang {
        Lang::PtBr => format!("Achados entre {tests} comparações: confira em leads novos."),
        Lang::En => format!("Found among {tests} comparisons: check on new leads."),
    }
}

/// "R$ 2.000 por mês de Eventos para Busca paga".
pub fn one_move(lang: Lang, amount: &str, from: &str, to: &str) -> String {
    match lang {
        Lang::PtBr => format!("{amount} por mês de {from} para {to}"),
        Lang::En => format!("{amount} a month from {from} to {to}"),
    }
}

/// ": 1,2 cliente a mais por mês (0,3 a 2,2)."
pub fn move_brings(lang: Lang, count: &str, low: &str, high: &str) -> String {
    match lang {
        Lang::PtBr => format!("{count} clientes a mais por mês ({low} a {high})."),
        Lang::En => format!("{count} more customers a month ({low} to {high})."),
    }
}

/// A channel that the page knows by its id only: it is gone since.
pub fn channel_name(lang: Lang, name: Option<&ChannelName>, id: &str) -> String {
    match name {
        Some(name) => super::fields::channel_name(lang, name),
        None if id.is_empty() => lang.pick("(sem canal)", "(no channel)").to_owned(),
        None => id.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(stage: Reached, p_up: Option<f64>, real: bool) -> Stage {
        let before = if p_up.is_some() { vec![(60.0, 60.0)] } else { Vec::new() };
        Stage {
            stage,
            now: (10.0, 10.0),
            interval: None,
            before,
            usual: None,
            p_up,
            real,
            limits: None,
            signal: None,
        }
    }

    fn plain(pieces: &[Piece]) -> String {
        pieces.iter().map(Piece::plain).collect()
    }

    #[test]
    fn the_headline_says_what_is_not_usual() {
        let check =
            |stages: &[Stage], expected: &str| assert_eq!(plain(&headline(Lang::PtBr, stages)), expected);
        let more = stage(Reached::Lead, Some(0.99), true);
        let fewer = stage(Reached::Mql, Some(0.02), true);
        check(&[more, fewer], "Entraram mais leads que o normal e menos viraram MQL. ");
        check(&[stage(Reached::Lead, Some(0.6), false)], "Entraram tantos leads quanto de costume. ");
        check(&[stage(Reached::Lead, None, false)], "");
    }

    #[test]
    fn the_note_names_what_cannot_be_compared() {
        let stages = [stage(Reached::Lead, Some(0.999), true), stage(Reached::Mql, None, false)];
        assert_eq!(
            funnel_note(Lang::En, &stages),
            "Leads: above the ones before in 99 of 100 plausible worlds. The rest is within the usual variation. MQL: the data do not say when, and no meeting before to compare with."
        );
        assert_eq!(funnel_note(Lang::En, &[]), "");
    }

    #[test]
    fn a_tie_is_said_as_one() {
        let answer = Answer::Cheapest {
            first: vec!["a".into(), "b".into()],
            dearer: vec![("c".into(), 0.97), ("d".into(), 0.85)],
        };
        let said = plain(&standing(Lang::PtBr, Some(&answer), &str::to_uppercase));
        assert_eq!(said, "A e B empatam no custo por cliente; C é quase certamente mais caro.");
        assert_eq!(plain(&standing(Lang::En, None, &str::to_uppercase)), "");
    }
}
