//! What the past says of moving budget between channels: proposals to discuss, and tests where it says nothing.
//!
//! Never "it will bring": the past is no proof of cause, and the curve of a channel is not known.

mod answer;
mod budget;
mod trial;

pub use answer::*;
pub use budget::*;
pub use trial::*;

use super::Lang;

sentences! {
    eyebrow = "Movimentos de verba, para discutir", "Budget moves, to discuss";
    counting = "Comparando os canais dois a dois…", "Comparing the channels two by two…";
    moves_title = "Movimentos que se sustentam", "Moves that hold";
    moves_say = "O dinheiro a mais num canal rende menos que a média, e ninguém sabe quanto menos. Só aparece aqui o que compensa nas três hipóteses: o dinheiro a mais rende 50%, 70% ou 90% da média.",
        "Extra money in a channel brings less than the average does, and nobody knows how much less. Only what pays under all three assumptions is shown here: extra money brings 50%, 70% or 90% of the average.";
    assumption = "Se o dinheiro a mais render", "If extra money brings";
    of_average = "da média", "of the average";
    net_customers = "Saldo de clientes por mês", "Net customers a month";
    net_revenue = "Saldo de receita por mês", "Net revenue a month";
    net_profit = "Saldo de lucro bruto por mês", "Net gross profit a month";
    more_customers = "Ganha mais clientes do que perde?", "Are more customers gained than lost?";
    more_revenue = "Ganha mais receita do que perde?", "Is more revenue gained than lost?";
    more_profit = "Ganha mais lucro bruto do que perde?", "Is more gross profit gained than lost?";
    rates_title = "De onde vêm os números", "Where the numbers come from";
    in_customers = "Poucos negócios com valor nos dois canais: a conta é em clientes, sem dinheiro.",
        "Too few deals with a value in both channels: the sum is in customers, without money.";
    in_revenue = "A margem não foi informada: os ganhos são em receita, não em lucro.",
        "The margin is not told: gains are in revenue, not in profit.";
    in_profit = "Os ganhos em dinheiro são lucro bruto, pela margem informada.",
        "Gains in money are gross profit, at the margin that was told.";
    foot = "Só com dados do passado, e atribuição não é prova de causa: o cliente creditado a um canal poderia ter vindo sem ele. O jeito certo de saber é desligar alguma coisa e olhar.",
        "From past data only, and attribution is not proof of cause: a customer credited to a channel might have come without it. The sure way is to switch something off and look.";
    believe_title = "Se você acredita nesta curva", "If you believe this curve";
    believe_say = "Como a verba de hoje se dividiria se todos os canais seguissem a mesma curva. Não é proposta: vai muito além do que já foi gasto, e a curva é suposta.",
        "How today’s budget would be split if all channels followed the same curve. Not a proposal: it goes far beyond what was ever spent, and the curve is assumed.";
    believe_label = "O dinheiro a mais rende, da média", "Extra money brings, of the average";
    believe_none = "Menos de dois canais podem receber: não há o que dividir.",
        "Fewer than two channels may receive: there is nothing to split.";
    now = "Hoje", "Now";
    in_split = "Na divisão", "In the split";
    together = "Juntos", "Together";
    customers_now = "Clientes por mês, hoje", "Customers a month, now";
    customers_then = "Na divisão, se a curva valer", "In the split, if the curve holds";
}

/// A move's heading: "R$ 2.000 por mês: de Eventos para Busca paga".
pub fn move_title(lang: Lang, amount: &str, from: &str, to: &str) -> String {
    match lang {
        Lang::PtBr => format!("{amount} por mês: de {from} para {to}"),
        Lang::En => format!("{amount} a month: from {from} to {to}"),
    }
}

/// A level before and after, and the range that it stays in.
pub fn levels(lang: Lang, before: &str, after: &str, change: &str, range: Option<(&str, &str)>) -> String {
    let mut said = match lang {
        Lang::PtBr => format!("{before} → {after} por mês ({change})"),
        Lang::En => format!("{before} → {after} a month ({change})"),
    };
    if let Some((low, high)) = range {
        said.push_str(&match lang {
            Lang::PtBr => format!("; já gastou de {low} a {high}"),
            Lang::En => format!("; has spent {low} to {high}"),
        });
    }
    said
}

/// "R$ 60.000 e 25 clientes ao todo: R$ 2.400 por cliente, negócio médio R$ 4.000".
pub fn rate(lang: Lang, spend: &str, customers: (f64, &str), each: &str, deal: Option<&str>) -> String {
    let one = customers.0 == 1.0;
    let mut said = match lang {
        Lang::PtBr => {
            let noun = if one { "cliente" } else { "clientes" };
            format!("{spend} e {} {noun} ao todo: {each} por cliente", customers.1)
        }
        Lang::En => {
            let noun = if one { "customer" } else { "customers" };
            format!("{spend} and {} {noun} in all: {each} a customer", customers.1)
        }
    };
    if let Some(deal) = deal {
        said.push_str(&match lang {
            Lang::PtBr => format!("; negócio médio {deal}"),
            Lang::En => format!("; mean deal {deal}"),
        });
    }
    said
}

/// The rows of the arithmetic.
pub fn brings_more(lang: Lang, channel: &str) -> String {
    match lang {
        Lang::PtBr => format!("{channel} traz a mais, clientes por mês"),
        Lang::En => format!("{channel} brings more, customers a month"),
    }
}

pub fn brings_less(lang: Lang, channel: &str) -> String {
    match lang {
        Lang::PtBr => format!("{channel} traz a menos, clientes por mês"),
        Lang::En => format!("{channel} brings less, customers a month"),
    }
}

/// The table's name, for those who hear it.
pub fn arithmetic(lang: Lang, from: &str, to: &str) -> String {
    match lang {
        Lang::PtBr => format!("A conta de {from} para {to}"),
        Lang::En => format!("The sum from {from} to {to}"),
    }
}

/// Which part of the arithmetic is the interval.
pub fn plausible(lang: Lang, low: &str, high: &str) -> String {
    match lang {
        Lang::PtBr => format!("de {low} a {high}"),
        Lang::En => format!("{low} to {high}"),
    }
}

/// Moves to try sentences on.
#[cfg(test)]
pub mod testing {
    use garimpo_funnel::moves::Undecided;
    use garimpo_funnel::moves::gain::{Case, MoneyCase};
    use garimpo_funnel::moves::trial::Length;
    use garimpo_funnel::moves::{Budget, Evidence, Move, Moves, Trial};
    use garimpo_table::{ReadOptions, Reader};
    use garimpo_workspace::protocol::Lang;
    use garimpo_workspace::{Doc, Incoming, Studied, Study, sample};

    fn of_sample() -> Moves {
        let mut doc = Doc::new();
        let read = |(name, text): (String, String)| {
            let mut reader = Reader::new(ReadOptions::default(), text.len());
            reader.push(text.as_bytes());
            Incoming::new(name, reader.finish(), ReadOptions::default())
        };
        let files = sample::files(Lang::En).into_iter().map(read).collect();
        doc.import(files, &[]);
        match doc.study(&Study::Moves) {
            Studied::Moves(moves) => *moves,
            other => panic!("{other:?}"),
        }
    }

    pub fn budget(id: &str, level: Option<f64>) -> Budget {
        let mut budget = of_sample().budgets.remove(0);
        budget.channel.id = id.into();
        budget.level = level;
        budget
    }

    pub fn moves(budgets: Vec<Budget>, moves: Vec<Move>, trials: Vec<Trial>) -> Moves {
        Moves {
            as_of: None,
            currency: None,
            budgets,
            moves,
            trials,
            exploration: None,
            evidence: Evidence::default(),
            margin: None,
        }
    }

    pub fn moving(cases: Vec<Case>) -> Move {
        Move {
            from: "a".into(),
            to: "b".into(),
            amount: 2_000.0,
            from_levels: (10_000.0, 8_000.0),
            to_levels: (10_000.0, 12_000.0),
            from_rate: (60_000.0, 25.0),
            to_rate: (60_000.0, 120.0),
            deals: None,
            sure: cases.iter().map(Case::p).collect(),
            sure_unlike: 0.5,
            cases,
        }
    }

    /// `money`: how sure, and the gross profit.
    pub fn case(elasticity: f64, p: f64, money: Option<(f64, Option<f64>)>) -> Case {
        let money = money.map(|(p, gross_profit)| MoneyCase { revenue: 100.0, gross_profit, p });
        Case { elasticity, gained: 2.0, lost: 1.0, p_customers: p, net: None, money }
    }

    pub fn trial(wait: Option<Length>, raise: Option<Length>, switch_off: Option<Length>) -> Trial {
        Trial {
            from: "a".into(),
            to: "b".into(),
            why: Undecided::NotSure,
            raise_by: 3_000.0,
            p_low: 0.6,
            p_high: 0.7,
            wait,
            raise,
            switch_off,
            cycle_days: None,
        }
    }
}
