//! The one sentence on top.

use garimpo_funnel::moves::{Budget, Move, Moves, Trial};

use super::super::Lang;
use super::super::channels::{Piece, sure};
use super::{Way, lasts, shortest};

/// What there is to say first. `name` gives a channel's name as shown, by id; `money` writes major units.
pub fn answer(
    lang: Lang,
    moves: &Moves,
    name: &dyn Fn(&str) -> String,
    money: &dyn Fn(f64) -> String,
    count: &dyn Fn(u32) -> String,
) -> Vec<Piece> {
    if let Some(first) = moves.moves.first() {
        return holds(lang, first, moves.moves.len(), name, money);
    }
    let known: Vec<&Budget> = moves.budgets.iter().filter(|budget| budget.level.is_some()).collect();
    match known.as_slice() {
        [] if moves.budgets.is_empty() => vec![Piece::text(lang.pick(
            "Nenhum canal tem gasto informado: não há verba a mover.",
            "No channel has a cost: there is no budget to move.",
        ))],
        [] => vec![Piece::text(lang.pick(
            "Não há um mês inteiro de gasto com data: sem saber quanto se gasta por mês, não há o que mover.",
            "There is no whole month of dated spend: without knowing what a month costs, nothing can be moved.",
        ))],
        [only] => vec![
            Piece::text(lang.pick("Só ", "Only ")),
            Piece::Strong(name(&only.channel.id)),
            Piece::text(lang.pick(
                " tem gasto mês a mês: não há de onde tirar nem para onde levar.",
                " has monthly spend: there is nowhere to take from or to bring to.",
            )),
        ],
        _ => nothing_holds(lang, &moves.trials, name, money, count),
    }
}

fn holds(
    lang: Lang,
    first: &Move,
    count: usize,
    name: &dyn Fn(&str) -> String,
    money: &dyn Fn(f64) -> String,
) -> Vec<Piece> {
    let p = first.sure.iter().copied().fold(1.0, f64::min);
    let what = match first.cases.first().and_then(|case| case.money) {
        Some(money) if money.gross_profit.is_some() => lang.pick("lucro bruto", "gross profit"),
        Some(_) => lang.pick("receita", "revenue"),
        None => lang.pick("clientes", "customers"),
    };
    let (amount, from, to) = (money(first.amount), name(&first.from), name(&first.to));
    let mut said = match lang {
        Lang::PtBr => vec![
            Piece::text(format!("Pelos dados até aqui, passar {amount} por mês de ")),
            Piece::Strong(from),
            Piece::text(" para "),
            Piece::Strong(to),
            Piece::text(" "),
            sure(lang, p),
            Piece::text(format!(" traz mais {what} do que tira.")),
        ],
        Lang::En => vec![
            Piece::text(format!("By the data so far, moving {amount} a month from ")),
            Piece::Strong(from),
            Piece::text(" to "),
            Piece::Strong(to),
            Piece::text(" would "),
            sure(lang, p),
            Piece::text(format!(" bring more {what} than it takes away.")),
        ],
    };
    match count {
        0 | 1 => {}
        2 => said.push(Piece::text(lang.pick(" Mais um movimento se sustenta.", " One more move holds."))),
        more => said.push(Piece::Text(match lang {
            Lang::PtBr => format!(" Mais {} movimentos se sustentam.", more - 1),
            Lang::En => format!(" {} more moves hold.", more - 1),
        })),
    }
    said
}

fn nothing_holds(
    lang: Lang,
    trials: &[Trial],
    name: &dyn Fn(&str) -> String,
    money: &dyn Fn(f64) -> String,
    count: &dyn Fn(u32) -> String,
) -> Vec<Piece> {
    let none = lang.pick("Nenhum movimento de verba se sustenta ainda", "No budget move holds yet");
    if trials.is_empty() {
        return vec![Piece::Text(match lang {
            Lang::PtBr => {
                format!("{none}, e nenhuma troca entre dois canais promete o bastante para um teste.")
            }
            Lang::En => format!("{none}, and no exchange between two channels promises enough for a test."),
        })];
    }
    let best = trials.iter().filter_map(|trial| Some((trial, shortest(trial)?)));
    // The first of equals: the likeliest.
    let best = best.reduce(|a, b| if b.1.1.days < a.1.1.days { b } else { a });
    let Some((trial, (way, length))) = best else {
        return vec![Piece::Text(match lang {
            Lang::PtBr => format!("{none}, e nenhum teste decidiria em menos de cinco anos."),
            Lang::En => format!("{none}, and no test would decide within five years."),
        })];
    };
    let (from, to, lasts) = (name(&trial.from), name(&trial.to), lasts(lang, &length, count));
    let mut said = vec![Piece::Text(format!("{none}. "))];
    match (lang, way) {
        (Lang::PtBr, Way::Raise) => said.extend([
            Piece::text("O teste mais curto que decidiria: aumentar "),
            Piece::Strong(to),
            Piece::text(format!(" em {} por mês durante {lasts}.", money(trial.raise_by))),
        ]),
        (Lang::En, Way::Raise) => said.extend([
            Piece::text("The shortest test that would decide: raise "),
            Piece::Strong(to),
            Piece::text(format!(" by {} a month for {lasts}.", money(trial.raise_by))),
        ]),
        (Lang::PtBr, Way::SwitchOff) => said.extend([
            Piece::text("O teste mais curto que decidiria: desligar "),
            Piece::Strong(from),
            Piece::text(format!(" em metade das regiões ou das semanas durante {lasts}.")),
        ]),
        (Lang::En, Way::SwitchOff) => said.extend([
            Piece::text("The shortest test that would decide: switch off "),
            Piece::Strong(from),
            Piece::text(format!(" in half of the regions or weeks for {lasts}.")),
        ]),
        (Lang::PtBr, Way::Wait) => said.extend([
            Piece::text("O mais curto é esperar: com tudo como está, os dados decidem entre "),
            Piece::Strong(from),
            Piece::text(" e "),
            Piece::Strong(to),
            Piece::text(format!(" em {lasts}.")),
        ]),
        (Lang::En, Way::Wait) => said.extend([
            Piece::text("Waiting is the shortest: as things are, the data decide between "),
            Piece::Strong(from),
            Piece::text(" and "),
            Piece::Strong(to),
            Piece::text(format!(" in {lasts}.")),
        ]),
    }
    said
}

#[cfg(test)]
mod tests {
    use super::super::testing::{budget, case, moves, moving, trial};
    use super::*;
    use garimpo_funnel::moves::trial::Length;

    fn said(lang: Lang, moves: &Moves) -> String {
        let name = |id: &str| id.to_uppercase();
        let pieces = answer(lang, moves, &name, &|money| format!("R$ {money}"), &|count| count.to_string());
        pieces.iter().map(Piece::plain).collect()
    }

    #[test]
    fn what_is_missing_is_named() {
        let check = |budgets: Vec<Budget>, expected: &str| {
            assert_eq!(said(Lang::PtBr, &moves(budgets, Vec::new(), Vec::new())), expected);
        };
        check(Vec::new(), "Nenhum canal tem gasto informado: não há verba a mover.");
        check(
            vec![budget("a", None), budget("b", None)],
            "Não há um mês inteiro de gasto com data: sem saber quanto se gasta por mês, não há o que mover.",
        );
        check(
            vec![budget("a", Some(100.0)), budget("b", None)],
            "Só A tem gasto mês a mês: não há de onde tirar nem para onde levar.",
        );
        check(
            vec![budget("a", Some(100.0)), budget("b", Some(100.0))],
            "Nenhum movimento de verba se sustenta ainda, e nenhuma troca entre dois canais promete o bastante para um teste.",
        );
    }

    /// A move is called by its least sure case: the others would promise too much.
    #[test]
    fn a_move_is_as_sure_as_its_worst_case() {
        let shown = moving(vec![case(0.5, 0.86, None), case(0.7, 0.97, None), case(0.9, 0.99, None)]);
        let both = vec![budget("a", Some(10_000.0)), budget("b", Some(10_000.0))];
        let one = moves(both.clone(), vec![shown.clone()], Vec::new());
        assert_eq!(
            said(Lang::En, &one),
            "By the data so far, moving R$ 2000 a month from A to B would probably bring more customers than it takes away."
        );
        let two = moves(both, vec![shown.clone(), shown], Vec::new());
        assert!(
            said(Lang::PtBr, &two)
                .ends_with("provavelmente traz mais clientes do que tira. Mais um movimento se sustenta.")
        );
    }

    #[test]
    fn the_gain_is_named_as_what_it_is() {
        let both = || vec![budget("a", Some(10_000.0)), budget("b", Some(10_000.0))];
        let check = |profit: Option<f64>, expected: &str| {
            let shown = moving(vec![case(0.5, 0.5, Some((0.96, profit)))]);
            let said = said(Lang::PtBr, &moves(both(), vec![shown], Vec::new()));
            assert!(said.contains(expected), "{said}");
        };
        check(None, "quase certamente traz mais receita do que tira");
        check(Some(100.0), "quase certamente traz mais lucro bruto do que tira");
    }

    #[test]
    fn the_shortest_test_is_the_one_that_is_named() {
        let both = vec![budget("a", Some(10_000.0)), budget("b", Some(10_000.0))];
        let length = |months: u32| Some(Length { months, days: months * 30, customers: 10 });
        let check = |trials: Vec<Trial>, expected: &str| {
            let said = said(Lang::PtBr, &moves(both.clone(), Vec::new(), trials));
            assert_eq!(said, format!("Nenhum movimento de verba se sustenta ainda{expected}"));
        };
        check(
            vec![trial(length(9), length(5), length(7)), trial(None, length(5), None)],
            ". O teste mais curto que decidiria: aumentar B em R$ 3000 por mês durante cerca de 5 meses.",
        );
        check(
            vec![trial(length(9), None, length(7))],
            ". O teste mais curto que decidiria: desligar A em metade das regiões ou das semanas durante cerca de 7 meses.",
        );
        check(
            vec![trial(length(2), None, None)],
            ". O mais curto é esperar: com tudo como está, os dados decidem entre A e B em cerca de 2 meses.",
        );
        check(vec![trial(None, None, None)], ", e nenhum teste decidiria em menos de cinco anos.");
    }
}
