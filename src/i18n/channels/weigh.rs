//! An order by several criteria with weights, and how much it hangs on them.

use garimpo_funnel::ranking::MetricId;

use super::{Lang, metric};

sentences! {
    weigh_title = "Escolher por mais de um critério", "Choose by more than one criterion";
    weigh_say =
        "O dinheiro já está na volta por gasto. Use pesos para o que ele não diz, como a rapidez. Cada critério vai de 0 a 100 entre duas metas que são suas; as notas se multiplicam, e um desastre em um critério não é compensado por outro.",
        "Money is in the return already. Use weights for what it does not tell, such as speed. Each criterion goes from 0 to 100 between two targets of yours; the marks multiply, and a disaster in one is not made up for by another.";
    weigh_criterion = "Critério", "Criterion";
    weigh_weight = "Peso", "Weight";
    weigh_worst = "Vale 0 em", "Worth 0 at";
    weigh_best = "Vale 100 em", "Worth 100 at";
    weigh_off = "fora", "not used";
    weigh_score = "Nota", "Mark";
    weigh_robust = "Primeiro em quantos pesos", "First in how many weights";
    weigh_robust_say =
        "De todos os pesos possíveis, em que parte este canal fica em primeiro.",
        "Of all possible weights, the share in which this channel comes first.";
    weigh_nothing = "Dê peso a pelo menos um critério.", "Give a weight to at least one criterion.";
    weigh_same = "As duas metas precisam ser diferentes. Nada mudou.", "The two targets must differ. Nothing changed.";
    weigh_nobody = "Nenhum canal tem todos estes números.", "No channel has all these numbers.";
    weigh_no_tip = "Nenhuma mudança de um só peso troca o primeiro.", "No change of a single weight puts another one first.";
}

/// "Peso de Ciclo de vendas", for the slider.
pub fn weight_of(lang: Lang, id: MetricId) -> String {
    format!("{} {}", lang.pick("Peso de", "Weight of"), metric(lang, id))
}

/// Of a target's field.
pub fn target_of(lang: Lang, id: MetricId, best: bool) -> String {
    let words = if best { weigh_best(lang) } else { weigh_worst(lang) };
    format!("{}: {}", metric(lang, id), words.to_lowercase())
}

/// "Se o peso de Ciclo de vendas passar de 25% para 41%, Eventos fica em primeiro."
pub fn tip(lang: Lang, id: MetricId, from: &str, to: &str, winner: &str) -> String {
    let name = metric(lang, id);
    match lang {
        Lang::PtBr => format!("Se o peso de {name} passar de {from} para {to}, {winner} fica em primeiro."),
        Lang::En => format!("If the weight of {name} went from {from} to {to}, {winner} would come first."),
    }
}

/// Two criteria that count the same thing.
pub fn doubled(lang: Lang, a: MetricId, b: MetricId) -> String {
    let (a, b) = (metric(lang, a), metric(lang, b));
    match lang {
        Lang::PtBr => format!("{a} e {b} contam em parte a mesma coisa: ela pesa duas vezes."),
        Lang::En => format!("{a} and {b} count partly the same thing: it weighs twice."),
    }
}

/// "Eventos: falta Ciclo de vendas."
pub fn lacks(lang: Lang, channel: &str, id: MetricId) -> String {
    let name = metric(lang, id);
    match lang {
        Lang::PtBr => format!("{channel}: falta {name}, ou há poucos dados."),
        Lang::En => format!("{channel}: {name} is missing, or has too few data."),
    }
}
