//! The answer in one sentence, what would settle it, and the reasons of the tiers.

use garimpo_funnel::Ranking;
use garimpo_funnel::ranking::{Answer, MetricId, State};

use super::{Lang, Piece, Sure, join_some, ordinal_tier, sure};

/// Over the answer.
pub fn eyebrow(lang: Lang) -> &'static str {
    lang.pick("Canais mais baratos", "Cheapest channels")
}

/// The sentence on top. `name` gives a channel's name as shown, by id.
pub fn answer(lang: Lang, ranking: &Ranking, name: impl Fn(&str) -> String) -> Vec<Piece> {
    match &ranking.answer {
        Answer::NoCosts => vec![Piece::text(lang.pick(
            "Ainda não dá para dizer o que é barato: nenhum canal tem custo informado.",
            "There is no telling yet what is cheap: no channel has a cost.",
        ))],
        Answer::NoCustomers => vec![Piece::text(no_customers(lang, ranking))],
        Answer::OnlyOne { channel } => match lang {
            Lang::PtBr => vec![
                Piece::text("Só "),
                Piece::Mark(name(channel)),
                Piece::text(" tem custo e amostra: não há com que comparar."),
            ],
            Lang::En => vec![
                Piece::text("Only "),
                Piece::Mark(name(channel)),
                Piece::text(" has a cost and enough data: there is nothing to compare it with."),
            ],
        },
        Answer::Cheapest { first, .. } if first.is_empty() => vec![Piece::text(lang.pick(
            "Há custos e clientes, mas nenhum canal tem amostra para entrar na ordem.",
            "There are costs and customers, but no channel has enough data to be ranked.",
        ))],
        Answer::Cheapest { first, dearer } => cheapest(lang, ranking, first, dearer, name),
    }
}

/// Nobody bought, or nobody told who did: two different things.
fn no_customers(lang: Lang, ranking: &Ranking) -> &'static str {
    let told = |id| ranking.totals.get(id).value.is_some();
    if told(MetricId::Customers) {
        lang.pick(
            "Nenhum lead virou cliente ainda: não há custo por cliente a comparar.",
            "No lead has become a customer yet: there is no cost per customer to compare.",
        )
    } else if told(MetricId::Leads) {
        lang.pick(
            "Ainda não se sabe quem virou cliente: falta a tabela de negócios.",
            "It is not known yet who became a customer: the table of deals is missing.",
        )
    } else {
        lang.pick(
            "Só há gastos: faltam os leads e os negócios para saber o que cada canal trouxe.",
            "There is only spend: leads and deals are missing to know what each channel brought.",
        )
    }
}

fn cheapest(
    lang: Lang,
    ranking: &Ranking,
    first: &[String],
    dearer: &[(String, f64)],
    name: impl Fn(&str) -> String,
) -> Vec<Piece> {
    let mut said = join_some(lang, first.iter().map(|id| Piece::Mark(name(id))));
    if first.len() == 1 {
        // In later tiers, but not surely dearer: saying "the cheapest" alone would claim too much.
        let unclear: Vec<String> = ranking
            .tiers_cost
            .iter()
            .flat_map(|tier| &tier.channels)
            .filter(|id| !first.contains(id) && dearer.iter().all(|(other, _)| other != *id))
            .map(|id| name(id))
            .collect();
        said.push(Piece::text(
            lang.pick(" tem o menor custo por cliente", " has the lowest cost per customer"),
        ));
        if !unclear.is_empty() {
            said.push(Piece::text(
                lang.pick(", mas ainda não se distingue de ", ", but cannot be told apart yet from "),
            ));
            said.extend(join_some(lang, unclear.into_iter().map(Piece::Text)));
        }
        said.push(Piece::text("."));
    } else {
        said.push(Piece::text(lang.pick(" ainda não se distinguem.", " cannot be told apart yet.")));
        if dearer.is_empty() {
            said.push(Piece::text(lang.pick(
                " Cedo para dizer qual é o mais barato.",
                " Too close to call which is the cheapest.",
            )));
        }
    }
    said.extend(dearer_than(lang, first, dearer, &name));
    said
}

/// "Eventos é quase certamente mais caro que os três; Social pago, provavelmente."
fn dearer_than(
    lang: Lang,
    first: &[String],
    dearer: &[(String, f64)],
    name: &impl Fn(&str) -> String,
) -> Vec<Piece> {
    let of = |sure: Sure| -> Vec<&(String, f64)> {
        dearer.iter().filter(|(_, probability)| Sure::of(*probability) == sure).collect()
    };
    let (almost, probably) = (of(Sure::Almost), of(Sure::Probably));
    let list = |some: &[&(String, f64)]| join_some(lang, some.iter().map(|(id, _)| Piece::Text(name(id))));
    let weakest = |some: &[&(String, f64)]| some.iter().map(|(_, p)| *p).fold(1.0, f64::min);
    let (main, rest) = if almost.is_empty() { (probably, Vec::new()) } else { (almost, probably) };
    if main.is_empty() {
        return Vec::new();
    }
    let many = main.len() > 1;
    let mut said = vec![Piece::text(" ")];
    said.extend(list(&main));
    said.push(Piece::text(match (lang, many) {
        (Lang::PtBr, false) => " é ",
        (Lang::PtBr, true) => " são ",
        (Lang::En, false) => " is ",
        (Lang::En, true) => " are ",
    }));
    said.push(sure(lang, weakest(&main)));
    said.push(Piece::text(match (lang, many) {
        (Lang::PtBr, false) => " mais caro que ",
        (Lang::PtBr, true) => " mais caros que ",
        (Lang::En, _) => " dearer than ",
    }));
    said.push(Piece::Text(match first {
        [only] => name(only),
        several => them(lang, several.len()),
    }));
    if !rest.is_empty() {
        said.push(Piece::text("; "));
        said.extend(list(&rest));
        said.push(Piece::text(", "));
        said.push(sure(lang, weakest(&rest)));
    }
    said.push(Piece::text("."));
    said
}

/// "os três", "all three".
fn them(lang: Lang, count: usize) -> String {
    const PT_BR: [&str; 9] = ["dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez"];
    const EN: [&str; 9] = ["both", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let word =
        |words: &[&str]| words.get(count.wrapping_sub(2)).map_or(count.to_string(), ToString::to_string);
    match lang {
        Lang::PtBr => format!("os {}", word(&PT_BR)),
        Lang::En if count == 2 => word(&EN),
        Lang::En => format!("all {}", word(&EN)),
    }
}

/// "O que decidiria. Mais uns 15 clientes de Indicação …". `spend` is money, as written.
pub fn settle(lang: Lang, channel: &str, from: &str, customers: u32, spend: &str) -> Vec<Piece> {
    match lang {
        Lang::PtBr => vec![
            Piece::Strong("O que decidiria.".into()),
            Piece::Text(match customers {
                1 => format!(
                    " Mais um cliente de {channel} (cerca de {spend} no ritmo atual) separaria esse canal de {from}."
                ),
                _ => format!(
                    " Mais uns {customers} clientes de {channel} (cerca de {spend} no ritmo atual) separariam esse canal de {from}."
                ),
            }),
        ],
        Lang::En => vec![
            Piece::Strong("What would settle it.".into()),
            Piece::Text(match customers {
                1 => format!(
                    " One more {channel} customer (about {spend} at the present rate) would separate it from {from}."
                ),
                _ => format!(
                    " About {customers} more {channel} customers (about {spend} at the present rate) would separate it from {from}."
                ),
            }),
        ],
    }
}

/// Which channel the second remark is about: of the first value tier, the one of most value that is not among
/// the cheapest; else the one that is both.
pub fn value_remark(ranking: &Ranking) -> Option<(usize, bool)> {
    let in_first = |index: usize, id| {
        ranking.channels.get(index).is_some_and(|row| {
            let metric = row.row.get(id);
            metric.state == State::Ok && metric.value == Some(1.0)
        })
    };
    let value = |index: usize| ranking.channels.get(index)?.row.get(MetricId::ValuePerLead).value;
    let returns = |index: usize| {
        ranking.channels.get(index).is_some_and(|row| {
            let metric = row.row.get(MetricId::ReturnPerUnit);
            metric.state == State::Ok && metric.low.is_some() && metric.high.is_some()
        })
    };
    (0..ranking.channels.len())
        .filter(|index| in_first(*index, MetricId::TierValue) && returns(*index))
        .map(|index| (index, in_first(index, MetricId::TierCost)))
        .max_by(|left, right| {
            let by_value = value(left.0).unwrap_or(0.0).total_cmp(&value(right.0).unwrap_or(0.0));
            right.1.cmp(&left.1).then(by_value)
        })
}

/// "Eventos está na 1ª faixa de valor por lead, mas cada R$ 1 volta R$ 0,97 (de 0,49 a 1,58): cedo para dizer
/// se paga." The verdict follows the interval, not the estimate.
pub fn value_say(
    lang: Lang,
    channel: &str,
    cheap: bool,
    one: &str,
    back: &str,
    low: (f64, &str),
    high: (f64, &str),
) -> Vec<Piece> {
    let verdict = if low.0 > 1.0 {
        lang.pick("volta mais do que custa", "it returns more than it costs")
    } else if high.0 < 1.0 {
        lang.pick("volta menos do que custa", "it returns less than it costs")
    } else {
        lang.pick("cedo para dizer se paga", "too close to call whether it pays")
    };
    let (low, high) = (low.1, high.1);
    match lang {
        Lang::PtBr => {
            let tiers = if cheap {
                "na 1ª faixa de custo e de valor por lead"
            } else {
                "na 1ª faixa de valor por lead"
            };
            vec![
                Piece::Strong(format!("{channel} está {tiers}:")),
                Piece::Text(format!(" cada {one} volta {back} (de {low} a {high}); {verdict}.")),
            ]
        }
        Lang::En => {
            let tiers = if cheap {
                "the 1st tier of cost and of value per lead"
            } else {
                "the 1st tier of value per lead"
            };
            vec![
                Piece::Strong(format!("{channel} is in {tiers}:")),
                Piece::Text(format!(" each {one} returns {back} ({low} to {high}); {verdict}.")),
            ]
        }
    }
}

/// A tier's heading: its name, and why these channels are together. `worse` is P(dearer than the tier before).
pub fn tier_head(lang: Lang, tier: usize, channels: usize, worse: Option<f64>) -> (String, String) {
    let many = channels > 1;
    let name = match lang {
        Lang::PtBr => format!("{tier}ª faixa."),
        Lang::En => format!("{}.", ordinal_tier(tier)),
    };
    let Some(worse) = worse else {
        let why = match (lang, many) {
            (Lang::PtBr, true) => {
                format!("Ainda não se distinguem: {} dividem a medalha.", them(lang, channels))
            }
            (Lang::PtBr, false) => "O menor custo por cliente.".into(),
            (Lang::En, true) if channels == 2 => "Cannot be told apart yet: both share the medal.".into(),
            (Lang::En, true) => {
                format!("Cannot be told apart yet: {} share the medal.", them(lang, channels))
            }
            (Lang::En, false) => "The lowest cost per customer.".into(),
        };
        return (name, why);
    };
    let word = capital(Sure::of(worse).word(lang));
    let before = tier.saturating_sub(1);
    let why = match (lang, many) {
        (Lang::PtBr, true) => format!("{word} mais caros que a {before}ª; entre si, empate."),
        (Lang::PtBr, false) => format!("{word} mais caro que a {before}ª."),
        (Lang::En, true) => {
            format!("{word} dearer than the {}; among themselves, a tie.", ordinal_tier(before))
        }
        (Lang::En, false) => format!("{word} dearer than the {}.", ordinal_tier(before)),
    };
    (name, why)
}

/// The heading of channels that are in no tier.
pub fn out_head(lang: Lang) -> (&'static str, &'static str) {
    (
        lang.pick("Fora da ordem de custo.", "Out of the order of cost."),
        lang.pick("Falta amostra ou falta o custo.", "Too few data, or no cost."),
    )
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{channel, ranking};
    use super::*;
    use garimpo_funnel::ranking::Tier;

    fn say(lang: Lang, first: &[&str], dearer: &[(&str, f64)], tiers: &[&[&str]]) -> String {
        let ids = |ids: &[&str]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        let mut ranking = ranking(Vec::new());
        ranking.tiers_cost =
            tiers.iter().map(|tier| Tier { channels: ids(tier), worse_than_before: None }).collect();
        ranking.answer = Answer::Cheapest {
            first: ids(first),
            dearer: dearer.iter().map(|(id, p)| ((*id).to_owned(), *p)).collect(),
        };
        answer(lang, &ranking, str::to_owned).iter().map(Piece::plain).collect()
    }

    #[test]
    fn the_answer_claims_what_is_known() {
        let three = ["Indicação", "Orgânico", "Busca paga"];
        assert_eq!(
            say(Lang::PtBr, &three, &[("Eventos", 0.999)], &[]),
            "Indicação, Orgânico e Busca paga ainda não se distinguem. Eventos é quase certamente mais caro que os três."
        );
        assert_eq!(
            say(Lang::En, &["A", "B"], &[("C", 0.97), ("D", 0.96), ("E", 0.85)], &[]),
            "A and B cannot be told apart yet. C and D are almost surely dearer than both; E, probably."
        );
        assert_eq!(
            say(Lang::En, &["A", "B", "C"], &[("D", 0.9)], &[]),
            "A, B and C cannot be told apart yet. D is probably dearer than all three."
        );
        assert_eq!(
            say(Lang::PtBr, &["A", "B"], &[], &[]),
            "A e B ainda não se distinguem. Cedo para dizer qual é o mais barato."
        );
        assert_eq!(
            say(Lang::PtBr, &["A"], &[("B", 0.96)], &[&["A"], &["B", "C"]]),
            "A tem o menor custo por cliente, mas ainda não se distingue de C. B é quase certamente mais caro que A."
        );
        assert_eq!(
            say(Lang::En, &["A"], &[("B", 0.96)], &[&["A"], &["B"]]),
            "A has the lowest cost per customer. B is almost surely dearer than A."
        );
    }

    #[test]
    fn a_sentence_bears_five_names() {
        let ids = ["B", "C", "D", "E", "F", "G"].map(|id| (id, 0.99));
        assert_eq!(
            say(Lang::PtBr, &["A"], &ids, &[]),
            "A tem o menor custo por cliente. B, C, D e mais 3 canais são quase certamente mais caros que A."
        );
    }

    #[test]
    fn a_mixed_group_takes_its_weakest_word() {
        let pieces = dearer_than(
            Lang::PtBr,
            &["A".into()],
            &[("B".into(), 0.99), ("C".into(), 0.951)],
            &str::to_owned,
        );
        assert!(
            pieces.iter().any(|piece| matches!(piece, Piece::Sure { meaning, .. } if meaning.contains("95")))
        );
    }

    #[test]
    fn tiers_say_why() {
        let check = |tier, channels, worse, expected: &str| {
            assert_eq!(tier_head(Lang::PtBr, tier, channels, worse).1, expected);
        };
        check(1, 3, None, "Ainda não se distinguem: os três dividem a medalha.");
        check(2, 2, Some(0.97), "Quase certamente mais caros que a 1ª; entre si, empate.");
        check(3, 1, Some(0.91), "Provavelmente mais caro que a 2ª.");
    }

    #[test]
    fn the_verdict_follows_the_interval() {
        let say = |low: f64, high: f64| -> String {
            let pieces = value_say(Lang::En, "Events", false, "$1", "$0.97", (low, "a"), (high, "b"));
            pieces.iter().map(Piece::plain).collect()
        };
        assert!(say(0.49, 1.58).ends_with("too close to call whether it pays."));
        assert!(say(1.2, 3.0).ends_with("it returns more than it costs."));
        assert!(say(0.2, 0.9).ends_with("it returns less than it costs."));
    }

    #[test]
    fn the_remark_prefers_a_channel_that_is_not_cheap() {
        let with = |id: &str, cost: f64, value: f64| {
            let mut row = channel(
                id,
                &[
                    (MetricId::TierValue, 1.0, State::Ok),
                    (MetricId::TierCost, cost, State::Ok),
                    (MetricId::ValuePerLead, value, State::Ok),
                    (MetricId::ReturnPerUnit, 1.0, State::Ok),
                ],
            );
            let metric = &mut row.row.metrics[MetricId::ReturnPerUnit as usize];
            (metric.low, metric.high) = (Some(0.5), Some(2.0));
            row
        };
        let ranking = ranking(vec![with("cheap", 1.0, 900.0), with("dear", 3.0, 700.0)]);
        assert_eq!(value_remark(&ranking), Some((1, false)));
    }
}
