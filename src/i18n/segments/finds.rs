//! What the machine found by itself: always "to check".

use garimpo_funnel::segments::{Find, Finds, Measure};

use super::super::figures::{Figures, counted};
use super::{Lang, Shares, claim};

sentences! {
    finds_title = "Achados da máquina, a conferir", "Found by the machine, to check";
    to_check = "a conferir", "to check";
    make_card = "Transformar em hipótese", "Make it a hypothesis";
    make_card_everywhere = "A hipótese vale para todos os canais juntos.", "The hypothesis is about all channels together.";
    looking = "Procurando…", "Looking…";
    none_made = "Nenhuma comparação foi feita.", "No comparison was made.";
    // After the word of how sure it is.
    not_chance = "não é só acaso.", "not just chance.";
    refused_title = "Não foi olhado", "Not looked at";
    refused_why = "Quem preenche só depois da venda faz qualquer segmento parecer bom.",
        "Filling it in only after the sale makes any segment look good.";
    worked_only = "Só quem vendas atendeu pode ganhar: confira se o grupo não foi só mais bem atendido.",
        "Only those whom sales worked can win: check that the group was not just served better.";
}

/// The claim that a find makes. `value` and `channel` as shown.
pub fn find_claim(lang: Lang, find: &Find, value: &str, channel: Option<&str>) -> String {
    let claim = claim(lang, value, find.measure, find_direction(find));
    match (lang, channel) {
        (_, None) => claim,
        (Lang::PtBr, Some(channel)) => format!("Em {channel}: {}", lowered(&claim)),
        (Lang::En, Some(channel)) => format!("In {channel}: {}", lowered(&claim)),
    }
}

/// A sentence of its own.
pub fn raised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn lowered(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

pub fn find_direction(find: &Find) -> garimpo_funnel::segments::Direction {
    use garimpo_funnel::segments::Direction::{Less, More};
    if find.compared.p_more.is_some_and(|p| p < 0.5) { Less } else { More }
}

/// "São uns 9 clientes a mais do que o resto traria, perto de R$ 120.000."
pub fn worth(lang: Lang, figures: &dyn Shares, find: &Find) -> Option<String> {
    let extra = find.extra.map(|extra| extra.round()).filter(|extra| extra.abs() >= 1.0);
    let more = find.extra.or(find.money)? >= 0.0;
    let direction = match (lang, more) {
        (Lang::PtBr, true) => "a mais",
        (Lang::PtBr, false) => "a menos",
        (Lang::En, true) => "more",
        (Lang::En, false) => "fewer",
    };
    let money = find.money.map(f64::abs).filter(|money| *money >= 1.0).map(|money| figures.about(money));
    let count = extra.map(|extra| {
        // A count of customers.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let count = extra.abs() as u64;
        let (one, many) = hits(lang, find.measure);
        counted(figures, count, one, many)
    });
    match (lang, count, money) {
        (_, None, None) => None,
        (Lang::PtBr, Some(count), None) => {
            Some(format!("Cerca de {count} {direction} do que se esperaria do resto."))
        }
        (Lang::PtBr, Some(count), Some(money)) => Some(format!(
            "Cerca de {count} {direction} do que se esperaria do resto, perto de {money} de receita."
        )),
        (Lang::PtBr, None, Some(money)) => {
            Some(format!("No total, perto de {money} de receita {direction}."))
        }
        (Lang::En, Some(count), None) => {
            Some(format!("About {count} {direction} than the rest would bring."))
        }
        (Lang::En, Some(count), Some(money)) => {
            Some(format!("About {count} {direction} than the rest would bring, some {money} of revenue."))
        }
        (Lang::En, None, Some(money)) => {
            Some(format!("In all some {money} {} revenue.", if more { "more" } else { "less" }))
        }
    }
}

fn hits(lang: Lang, measure: Measure) -> (&'static str, &'static str) {
    match (lang, measure) {
        (Lang::PtBr, Measure::LeadToCustomer) => ("cliente", "clientes"),
        (Lang::PtBr, Measure::WinRate) => ("negócio ganho", "negócios ganhos"),
        (Lang::En, Measure::LeadToCustomer) => ("customer", "customers"),
        (Lang::En, Measure::WinRate) => ("won deal", "won deals"),
        _ => ("MQL", "MQLs"),
    }
}

/// How many comparisons were made, and what that means.
pub fn how_many(lang: Lang, figures: &dyn Figures, finds: &Finds) -> String {
    if finds.tests == 0 && !finds.refused.is_empty() {
        return none_made(lang).to_owned();
    }
    if finds.tests == 0 {
        let words = lang.pick(
            "Nenhuma comparação pôde ser feita: um grupo precisa de 20 casos e 5 ganhos, e os outros também.",
            "No comparison could be made: a group needs 20 cases and 5 wins, and so do the others.",
        );
        return words.to_owned();
    }
    let made = match lang {
        Lang::PtBr => counted(figures, finds.tests.into(), "comparação feita", "comparações feitas"),
        Lang::En => counted(figures, finds.tests.into(), "comparison made", "comparisons made"),
    };
    if finds.passed == 0 {
        let nothing = lang.pick("nada além do que o acaso faz", "nothing beyond what chance does");
        return format!("{made}: {nothing}.");
    }
    let passed = figures.count(finds.passed.into());
    let shown = if finds.passed as usize > finds.finds.len() {
        lang.pick("; aqui, uma de cada afirmação", "; here, one of each claim")
    } else {
        ""
    };
    match lang {
        Lang::PtBr => format!(
            "{made}, {passed} além do acaso{shown}. De cada 10 assim, até 1 costuma ser falsa: por isso se conferem em leads novos."
        ),
        Lang::En => format!(
            "{made}, {passed} beyond chance{shown}. Of every 10 such, up to 1 tends to be false: so they are checked on new leads."
        ),
    }
}

/// A column that was not looked at. `measures` are their names; shares as written.
pub fn refused(lang: Lang, header: &str, of: Measure, hits: &str, others: &str) -> String {
    // Sizes of deals are refused by the deals won and lost.
    let (pt_br, en) = match of {
        Measure::LeadToCustomer => (
            ("dos que viraram cliente", "dos outros leads"),
            ("of those who became customers", "of the other leads"),
        ),
        Measure::MqlRate => {
            (("dos que viraram MQL", "dos outros leads"), ("of those who became MQLs", "of the other leads"))
        }
        _ => (("dos negócios ganhos", "dos negócios perdidos"), ("of the deals won", "of the deals lost")),
    };
    match lang {
        Lang::PtBr => format!("{header} está preenchido em {hits} {} e em {others} {}.", pt_br.0, pt_br.1),
        Lang::En => format!("{header} is filled in for {hits} {} and for {others} {}.", en.0, en.1),
    }
}

/// No column is marked: nothing to look through.
pub fn nothing_marked(lang: Lang) -> &'static str {
    lang.pick(
        "Nenhuma coluna está marcada como segmento: marque uma, e as diferenças são procuradas nela.",
        "No column is marked as a segment: mark one, and differences are looked for in it.",
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::figures::plain::Plain;
    use super::*;
    use garimpo_funnel::segments::{Compared, Part, Refusal};

    fn find(measure: Measure, p_more: f64, extra: Option<f64>, money: Option<f64>) -> Find {
        Find {
            column: "setor".into(),
            header: "Setor".into(),
            value: Part::One { id: "t".into(), name: "T".into() },
            channel: None,
            measure,
            compared: Compared { p_more: Some(p_more), ..Compared::default() },
            p: 0.001,
            adjusted: 0.01,
            probability: p_more.max(1.0 - p_more),
            extra,
            money,
        }
    }

    #[test]
    fn a_find_is_a_claim_with_its_worth() {
        let more = find(Measure::LeadToCustomer, 0.97, Some(9.2), Some(120_000.4));
        assert_eq!(find_claim(Lang::PtBr, &more, "T", None), "Leads de T viram cliente mais vezes");
        assert_eq!(
            find_claim(Lang::En, &more, "T", Some("Search")),
            "In Search: leads from T become customers more often"
        );
        assert_eq!(
            worth(Lang::PtBr, &Plain, &more).as_deref(),
            Some("Cerca de 9 clientes a mais do que se esperaria do resto, perto de $ 120000 de receita.")
        );
        let less = find(Measure::MqlRate, 0.02, Some(-1.4), None);
        assert_eq!(
            worth(Lang::En, &Plain, &less).as_deref(),
            Some("About 1 MQL fewer than the rest would bring.")
        );
        assert_eq!(find_claim(Lang::En, &less, "T", None), "Leads from T become MQLs less often");
        let dear = find(Measure::Ticket, 0.98, None, Some(5_000.0));
        assert_eq!(worth(Lang::En, &Plain, &dear).as_deref(), Some("In all some $ 5000 more revenue."));
        assert_eq!(worth(Lang::En, &Plain, &find(Measure::Cycle, 0.02, None, None)), None);
        assert_eq!(worth(Lang::En, &Plain, &find(Measure::WinRate, 0.9, Some(0.3), None)), None);
    }

    #[test]
    fn the_number_of_comparisons_is_always_told() {
        let of = |tests, passed| Finds { tests, passed, ..Finds::default() };
        assert!(how_many(Lang::PtBr, &Plain, &of(0, 0)).starts_with("Nenhuma comparação"));
        assert_eq!(
            how_many(Lang::En, &Plain, &of(1, 0)),
            "1 comparison made: nothing beyond what chance does."
        );
        let shown = how_many(Lang::PtBr, &Plain, &of(84, 7));
        assert!(shown.starts_with("84 comparações feitas, 7 além do acaso; aqui, uma"), "{shown}");
        let refusal = Refusal {
            column: "setor".into(),
            header: "Setor".into(),
            measure: Measure::WinRate,
            fill: garimpo_funnel::segments::Fill::default(),
        };
        let refused = Finds { refused: vec![refusal], ..Finds::default() };
        assert_eq!(how_many(Lang::En, &Plain, &refused), "No comparison was made.");
    }
}
