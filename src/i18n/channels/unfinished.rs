//! What has not ended yet: young channels, cohorts by month, the horizon.

use super::{Lang, some_names};

sentences! {
    maturity_label = "Maturidade", "Maturity";
    maturity_say =
        "Quanto do que estes leads vão trazer já veio, pelo tempo que os clientes costumam levar. Abre a conta.",
        "How much of what these leads will bring has come, by the time that customers take. Opens the sum.";
    cohorts_title = "Leads por mês", "Leads by month";
    cohorts_say =
        "Os meses novos ainda vão trazer clientes. “Completados” soma os que já vieram e os que devem vir; com listras, meses em que menos da metade já veio.",
        "Young months will still bring customers. “Completed” adds those that came and those still expected; striped are months of which less than half has come.";
    month = "Mês", "Month";
    leads_head = "Leads", "Leads";
    customers_head = "Clientes", "Customers";
    completed_head = "Completados", "Completed";
    no_lag =
        "Ainda não dá para dizer quanto tempo um cliente leva: são precisos ao menos 5 clientes com as duas datas.",
        "There is no telling yet how long a customer takes: at least 5 customers with both dates are needed.";
    key_young = "imaturo", "young";
    still_young = "imaturo", "young";
    ripe = "completo", "complete";
}

/// In a channel's row: why it is in no order. `share` is a percentage as written.
pub fn young_say(lang: Lang, share: &str) -> String {
    match lang {
        Lang::PtBr => format!("imaturo: {share} do que virá já veio"),
        Lang::En => format!("young: {share} of what will come has come"),
    }
}

/// The heading of channels that are too young.
pub fn young_head(lang: Lang, channels: usize) -> (&'static str, &'static str) {
    let name = match (lang, channels > 1) {
        (Lang::PtBr, true) => "Ainda imaturos.",
        (Lang::PtBr, false) => "Ainda imaturo.",
        (Lang::En, _) => "Still young.",
    };
    let why = lang.pick(
        "Menos da metade do que esses leads vão trazer já veio: cedo para pôr em ordem.",
        "Less than half of what these leads will bring has come: too early for an order.",
    );
    (name, why)
}

/// In the summary of the fold: which channels are young.
pub fn young_channels(lang: Lang, names: &[String]) -> String {
    let list = some_names(lang, names);
    match (lang, names.len() > 1) {
        (Lang::PtBr, true) => format!("{list} ainda imaturos"),
        (Lang::PtBr, false) => format!("{list} ainda imaturo"),
        (Lang::En, true) => format!("{list} are still young"),
        (Lang::En, false) => format!("{list} is still young"),
    }
}

/// "Metade dos clientes fecha em até 41 dias."
pub fn lead_to_win(lang: Lang, days: i32) -> String {
    match (lang, days) {
        (Lang::PtBr, 1) => "Metade dos clientes fecha em até 1 dia depois de virar lead.".into(),
        (Lang::PtBr, _) => format!("Metade dos clientes fecha em até {days} dias depois de virar lead."),
        (Lang::En, 1) => "Half of the customers close within 1 day of becoming a lead.".into(),
        (Lang::En, _) => format!("Half of the customers close within {days} days of becoming a lead."),
    }
}

/// By which day win rates are compared.
pub fn horizon_say(lang: Lang, days: i32, chosen: bool) -> String {
    match (lang, chosen) {
        (Lang::PtBr, true) => {
            format!("Prazo escolhido: a taxa de ganho no prazo conta o que se ganha até o dia {days}.")
        }
        (Lang::PtBr, false) => format!(
            "Prazo: a taxa de ganho no prazo conta até o dia {days}, quando 9 de cada 10 ganhos já vieram."
        ),
        (Lang::En, true) => {
            format!("Horizon chosen: the win rate by the horizon counts what is won by day {days}.")
        }
        (Lang::En, false) => format!(
            "Horizon: the win rate by the horizon counts up to day {days}, by which 9 of 10 wins have come."
        ),
    }
}

/// How long leads could be followed.
pub fn followed_say(lang: Lang, days: i32) -> String {
    match lang {
        Lang::PtBr => format!("Os dados deixam seguir um lead por {days} dias; o que vier depois não entra."),
        Lang::En => {
            format!("The data let a lead be followed for {days} days; what comes later is not counted.")
        }
    }
}

/// Customers without a date, or with dates in the wrong order.
pub fn undated_wins(lang: Lang, count: (u32, &str)) -> String {
    match (lang, count.0 == 1) {
        (Lang::PtBr, true) => {
            "1 cliente sem as duas datas, ou com elas trocadas, não entra nesses tempos.".into()
        }
        (Lang::PtBr, false) => {
            format!("{} clientes sem as duas datas, ou com elas trocadas, não entram nesses tempos.", count.1)
        }
        (Lang::En, true) => {
            "1 customer without both dates, or with them swapped, is not in these times.".into()
        }
        (Lang::En, false) => {
            format!("{} customers without both dates, or with them swapped, are not in these times.", count.1)
        }
    }
}

/// The lagged view is on.
pub fn lag_say(lang: Lang, days: i32) -> String {
    match lang {
        Lang::PtBr => {
            format!("Leads e gasto são os de {days} dias antes do período, o tempo que um cliente leva.")
        }
        Lang::En => format!(
            "Leads and spend are those of {days} days before the period, the time that a customer takes."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_young_channel_has_its_own_reason() {
        assert_eq!(young_say(Lang::PtBr, "32%"), "imaturo: 32% do que virá já veio");
        assert_eq!(young_say(Lang::En, "32%"), "young: 32% of what will come has come");
        assert_eq!(young_channels(Lang::En, &["A".into(), "B".into()]), "A and B are still young");
    }

    #[test]
    fn one_day_is_one() {
        assert!(lead_to_win(Lang::PtBr, 1).contains("1 dia "));
        assert!(undated_wins(Lang::En, (1, "1")).starts_with("1 customer without"));
    }
}
