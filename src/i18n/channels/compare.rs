//! Two channels side by side: which is better, how sure that is, and what would settle it.

use garimpo_funnel::compare::Lack;

use super::{Lang, Piece, names, sure};

sentences! {
    compare_title = "Comparar dois canais", "Compare two channels";
    compare_say =
        "Qual é mais barato, qual vale mais, qual é mais rápido: com que certeza, e o que decidiria.",
        "Which is cheaper, which is worth more, which is faster: how sure that is, and what would settle it.";
    compare_first = "Um canal", "One channel";
    compare_second = "O outro", "The other";
    compare_same = "Escolha dois canais diferentes.", "Choose two different channels.";
    cheaper_title = "Custo por cliente", "Cost per customer";
    value_title = "Valor por lead", "Value per lead";
    faster_title = "Dias até ganhar", "Days to a win";
    settled = "Já dá para dizer: mais dados só confirmariam.", "This is told already: more data would only confirm it.";
    never_settled =
        "São parecidos demais: nenhuma amostra razoável os separaria. Decida por outra coisa.",
        "They are too alike: no reasonable amount of data would tell them apart. Decide by something else.";
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Cost,
    Value,
    Speed,
}

/// "Indicação é provavelmente mais barato que Busca paga." `probability` that `better` is better, at least 0.5.
pub fn verdict(lang: Lang, side: Side, better: &str, other: &str, probability: f64) -> Vec<Piece> {
    let told = probability >= 0.8;
    let (pt_br, en) = match side {
        Side::Cost => ("mais barato que", "cheaper than"),
        Side::Value => ("melhor em valor por lead que", "worth more per lead than"),
        Side::Speed => ("mais rápido que", "faster than"),
    };
    if told {
        return vec![
            Piece::Mark(better.to_owned()),
            Piece::text(lang.pick(" é ", " is ")),
            sure(lang, probability),
            Piece::Text(format!(" {} {other}.", lang.pick(pt_br, en))),
        ];
    }
    let worlds = (probability * 100.0).floor().clamp(0.0, 99.0);
    vec![
        Piece::text(lang.pick("Ainda não dá para separar", "Too close to call")),
        Piece::Text(match lang {
            Lang::PtBr => format!(": em {worlds} de 100 mundos plausíveis, {better} é {pt_br} {other}."),
            Lang::En => format!(": in {worlds} of 100 plausible worlds, {better} is {en} {other}."),
        }),
    ]
}

/// More of one channel. The numbers are as written; `spend` is money.
#[derive(Clone, Debug)]
pub struct More {
    pub channel: String,
    pub customers: (u32, String),
    pub leads: Option<String>,
    pub spend: Option<String>,
}

fn more(lang: Lang, of: &More) -> String {
    let customers = match (lang, of.customers.0 == 1) {
        (Lang::PtBr, true) => "mais 1 cliente".to_owned(),
        (Lang::PtBr, false) => format!("mais uns {} clientes", of.customers.1),
        (Lang::En, true) => "1 more customer".to_owned(),
        (Lang::En, false) => format!("about {} more customers", of.customers.1),
    };
    let leads = of.leads.as_ref().map(|leads| match lang {
        Lang::PtBr => format!("uns {leads} leads"),
        Lang::En => format!("about {leads} leads"),
    });
    let spend = of.spend.as_ref().map(|spend| match lang {
        Lang::PtBr => format!("cerca de {spend}"),
        Lang::En => format!("about {spend}"),
    });
    let cost: Vec<String> = [leads, spend].into_iter().flatten().collect();
    let cost = if cost.is_empty() { String::new() } else { format!(" ({})", cost.join(", ")) };
    format!("{customers} {} {}{cost}", lang.pick("de", "of"), of.channel)
}

/// One of these would do.
pub fn either(lang: Lang, ways: &[More]) -> Vec<Piece> {
    let ways: Vec<String> = ways.iter().map(|way| more(lang, way)).collect();
    settle_with(lang, ways.join(lang.pick("; ou ", "; or ")))
}

/// Neither alone would.
pub fn both(lang: Lang, one: &More, other: &More) -> Vec<Piece> {
    settle_with(lang, format!("{} {} {}", more(lang, one), lang.pick("e", "and"), more(lang, other)))
}

fn settle_with(lang: Lang, what: String) -> Vec<Piece> {
    vec![
        Piece::Strong(lang.pick("O que decidiria:", "What would settle it:").into()),
        Piece::Text(format!(" {what}.")),
    ]
}

/// Why a side cannot be compared.
pub fn lack(lang: Lang, channel: &str, lack: Lack) -> String {
    let (pt_br, en) = match lack {
        Lack::CostUnknown => ("custo não informado", "cost not informed"),
        Lack::NoCustomers => ("nenhum cliente ainda", "no customer yet"),
        Lack::FewLeads => ("menos de 10 leads", "fewer than 10 leads"),
        Lack::FewDeals => (
            "menos de 5 negócios ganhos com o que se precisa (valor, datas)",
            "fewer than 5 won deals with what is needed (amount, dates)",
        ),
    };
    format!("{channel}: {}.", lang.pick(pt_br, en))
}

/// A young channel is compared by what has come so far.
pub fn young_warning(lang: Lang, channels: &[String]) -> String {
    let list = names(lang, channels);
    match (lang, channels.len() > 1) {
        (Lang::PtBr, true) => {
            format!("{list} ainda são imaturos: a maior parte dos clientes deles não veio. Compare depois.")
        }
        (Lang::PtBr, false) => {
            format!("{list} ainda é imaturo: a maior parte dos clientes dele não veio. Compare depois.")
        }
        (Lang::En, true) => {
            format!("{list} are still young: most of their customers have not come. Compare later.")
        }
        (Lang::En, false) => {
            format!("{list} is still young: most of its customers have not come. Compare later.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(pieces: &[Piece]) -> String {
        pieces.iter().map(Piece::plain).collect()
    }

    #[test]
    fn a_verdict_claims_what_is_known() {
        let check = |lang, probability, expected: &str| {
            assert_eq!(plain(&verdict(lang, Side::Cost, "A", "B", probability)), expected);
        };
        check(Lang::PtBr, 0.97, "A é quase certamente mais barato que B.");
        check(Lang::PtBr, 0.85, "A é provavelmente mais barato que B.");
        check(
            Lang::PtBr,
            0.7999,
            "Ainda não dá para separar: em 79 de 100 mundos plausíveis, A é mais barato que B.",
        );
        check(Lang::En, 0.97, "A is almost surely cheaper than B.");
        check(Lang::En, 0.6, "Too close to call: in 60 of 100 plausible worlds, A is cheaper than B.");
    }

    #[test]
    fn what_would_settle_it_is_told_in_customers_leads_and_money() {
        let way = |channel: &str, spend: Option<&str>| More {
            channel: channel.into(),
            customers: (15, "15".into()),
            leads: Some("103".into()),
            spend: spend.map(Into::into),
        };
        assert_eq!(
            plain(&either(Lang::PtBr, &[way("A", Some("R$ 21.600")), way("B", None)])),
            "O que decidiria: mais uns 15 clientes de A (uns 103 leads, cerca de R$ 21.600); ou mais uns 15 \
             clientes de B (uns 103 leads)."
        );
    }
}
