//! How the numbers are made: the settings, their meaning, and what is wrong with a typed value.

use garimpo_funnel::{Allocation, Form};

use super::Lang;
use crate::typed::Wrong;

sentences! {
    title = "Como as contas são feitas", "How the numbers are made";
    intro =
        "Cada mudança vale na hora e é um passo que se desfaz.",
        "Each change counts at once and is one step that can be undone.";
    cost_label = "Custo", "Cost";
    cost_channel = "Gasto do canal", "Channel spend";
    cost_shared = "Canal, comuns à parte", "Channel, shared apart";
    cost_say =
        "O custo por cliente usa o gasto de cada canal, como informado. Pessoas, agência e ferramentas que servem a todos entram em “Custo por cliente, completo”. Abre os ajustes.",
        "Cost per customer uses each channel’s spend, as told. People, agency and tools that serve all go into “Cost per customer, all in”. Opens the settings.";
    margin_label = "Margem", "Margin";
    margin_none = "não informada", "not told";
    open_say = "Margem, forma de venda, moeda e prazos: abre os ajustes.", "Margin, form of business, currency and times: opens the settings.";

    margin = "Margem bruta, %", "Gross margin, %";
    margin_say =
        "O que sobra da receita depois do custo do que foi vendido. Onde um negócio diz a sua, vale a dele. Vazio: não se fala em lucro.",
        "What is left of revenue after the cost of what was sold. A deal that tells its own keeps it. Empty: no word of profit.";
    form = "Forma de venda", "Form of business";
    value_days = "Compras contam por quantos dias", "Purchases count for how many days";
    value_days_say =
        "Um cliente vale o que comprou nesse prazo, contado da primeira compra.",
        "A customer is worth what was bought in that time, counted from the first purchase.";
    recurring_months = "Um pagamento vale por quantos meses", "One payment is for how many months";
    most_months = "Ninguém fica mais que quantos meses", "Nobody stays longer than how many months";
    most_months_say =
        "Um teto: sem ele, poucos cancelamentos fariam um cliente durar para sempre.",
        "A ceiling: without it, few cancellations would make a customer last for ever.";
    ended = "Cancelamentos vistos", "Cancellations seen";
    customer_months = "em quantos meses de clientes, somados", "in how many customer months, together";
    churn_say =
        "Exemplo: 40 clientes por 6 meses são 240 meses. Os dois vazios: não se sabe, e não há LTV de assinatura.",
        "Example: 40 customers for 6 months are 240 months. Both empty: not known, and there is no subscription LTV.";
    churn_half =
        "Preencha os dois: cancelamentos e meses.",
        "Fill in both: cancellations and months.";
    shared = "Custos de todos os canais", "Costs that all channels share";
    allocation = "Repartidos", "Laid on the channels";
    shared_say =
        "Marque o que não é canal, mas custo de todos (equipe, agência, ferramentas). Linhas de gasto desses tipos já contam assim.",
        "Tick what is no channel but a cost of all (people, agency, tools). Spend rows of these kinds count so already.";
    currency = "Moeda das contas", "Currency of the sums";
    currency_none = "Os dados não dizem a moeda.", "The data tell no currency.";
    rates_say =
        "Linhas em outra moeda contam pela cotação do dia em que o dinheiro se moveu: a última digitada até esse dia. Sem cotação, ficam de fora, e a página diz.",
        "Rows in another currency count at the rate of the day the money moved: the last one typed up to that day. Without a rate they are left out, and the page says so.";
    rate_day = "A partir do dia", "From the day";
    rate_add = "Pôr cotação", "Add the rate";
    rate_drop = "Tirar", "Remove";
    times = "Prazos", "Times";
    horizon = "Comparar taxas de ganho até o dia", "Compare win rates by day";
    lagged = "Deslocar leads e gasto pelo tempo de venda", "Move leads and spend by the time to a sale";
    lagged_say =
        "No relógio do período, os clientes de hoje vieram de leads de antes. Deslocados, gasto e leads são os de quando esses clientes eram leads.",
        "On the period clock, today’s customers came from earlier leads. Moved back, spend and leads are those of when these customers were leads.";
    lagged_needs =
        "Só vale no relógio do período, com datas escolhidas.",
        "Only on the period clock, with dates chosen.";
    done = "Fechar", "Close";
}

pub fn form_of(lang: Lang, form: Form) -> &'static str {
    match form {
        Form::OneOff => lang.pick("Venda única", "One-off"),
        Form::Repeat => lang.pick("Recompra", "Repeat purchase"),
        Form::Subscription => lang.pick("Assinatura", "Subscription"),
    }
}

/// What a customer is worth then.
pub fn form_say(lang: Lang, form: Form) -> &'static str {
    match form {
        Form::OneOff => {
            lang.pick("Um cliente vale a primeira compra.", "A customer is worth the first deal.")
        }
        Form::Repeat => lang.pick(
            "Um cliente vale o que comprou num prazo.",
            "A customer is worth what was bought within a time.",
        ),
        Form::Subscription => lang.pick(
            "Um cliente vale o pagamento que se repete, pelo tempo que os clientes ficam.",
            "A customer is worth the recurring payment, for as long as customers stay.",
        ),
    }
}

pub fn allocation_by(lang: Lang, allocation: Allocation) -> &'static str {
    match allocation {
        Allocation::BySpend => lang.pick("Pelo gasto", "By spend"),
        Allocation::ByLeads => lang.pick("Pelos leads", "By leads"),
    }
}

/// In the list of currencies: the one that most rows have. `code` where it is known.
pub fn most_rows(lang: Lang, code: Option<&str>) -> String {
    let words = lang.pick("A da maioria das linhas", "The one of most rows");
    match code {
        Some(code) => format!("{words} ({code})"),
        None => words.to_owned(),
    }
}

/// The only currency that the data have.
pub fn only_currency(lang: Lang, code: &str) -> String {
    match lang {
        Lang::PtBr => format!("Tudo está em {code}."),
        Lang::En => format!("All is in {code}."),
    }
}

/// "1 USD em BRL".
pub fn rate_of(lang: Lang, other: &str, used: &str) -> String {
    format!("1 {other} {} {used}", lang.pick("em", "in"))
}

/// A typed rate: "1 USD = 5,43 BRL desde 01/03/2026".
pub fn rate_since(lang: Lang, other: &str, rate: &str, used: &str, day: &str) -> String {
    format!("1 {other} = {rate} {used} {} {day}", lang.pick("desde", "since"))
}

pub fn rates_title(lang: Lang, other: &str) -> String {
    match lang {
        Lang::PtBr => format!("Cotação de {other}"),
        Lang::En => format!("Rates of {other}"),
    }
}

/// What an empty horizon means.
pub fn horizon_say(lang: Lang, proposed: Option<i32>) -> String {
    match (lang, proposed) {
        (Lang::PtBr, Some(days)) => {
            format!("Vazio: o dia em que 9 de cada 10 ganhos já vieram. Agora: dia {days}.")
        }
        (Lang::PtBr, None) => "Vazio: o dia em que 9 de cada 10 ganhos já vieram.".into(),
        (Lang::En, Some(days)) => format!("Empty: the day by which 9 of 10 wins have come. Now: day {days}."),
        (Lang::En, None) => "Empty: the day by which 9 of 10 wins have come.".into(),
    }
}

/// Why a typed value was not taken. `write` writes a number.
pub fn wrong(lang: Lang, wrong: Wrong, write: impl Fn(f64) -> String) -> String {
    match (wrong, lang) {
        (Wrong::NotNumber, Lang::PtBr) => "Isto não é um número. Nada mudou.".into(),
        (Wrong::NotNumber, Lang::En) => "This is not a number. Nothing changed.".into(),
        (Wrong::Ambiguous, Lang::PtBr) => {
            "Dá para ler de dois jeitos: escreva 5,432 ou 5432. Nada mudou.".into()
        }
        (Wrong::Ambiguous, Lang::En) => {
            "This can be read in two ways: write 5.432 or 5432. Nothing changed.".into()
        }
        (Wrong::NotWhole, Lang::PtBr) => "Use um número inteiro. Nada mudou.".into(),
        (Wrong::NotWhole, Lang::En) => "Use a whole number. Nothing changed.".into(),
        (Wrong::Fraction, Lang::PtBr) => {
            "Escreva em porcentagem: 62 para 62%. Se for mesmo menos de 1%, ponha o sinal %. Nada mudou."
                .into()
        }
        (Wrong::Fraction, Lang::En) => {
            "Write it as a percentage: 62 for 62%. If it is truly below 1%, add the % sign. Nothing changed."
                .into()
        }
        (Wrong::Outside { low, high }, Lang::PtBr) => {
            format!("Use um número de {} a {}. Nada mudou.", write(low), write(high))
        }
        (Wrong::Outside { low, high }, Lang::En) => {
            format!("Use a number from {} to {}. Nothing changed.", write(low), write(high))
        }
        (Wrong::NotPositive { high }, Lang::PtBr) => {
            format!("Use um número acima de 0, até {}. Nada mudou.", write(high))
        }
        (Wrong::NotPositive { high }, Lang::En) => {
            format!("Use a number above 0, up to {}. Nothing changed.", write(high))
        }
        (Wrong::NotDate, Lang::PtBr) => "Escolha um dia. Nada mudou.".into(),
        (Wrong::NotDate, Lang::En) => "Choose a day. Nothing changed.".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_says_that_nothing_changed() {
        for lang in [Lang::PtBr, Lang::En] {
            let all = [
                Wrong::NotNumber,
                Wrong::Ambiguous,
                Wrong::NotWhole,
                Wrong::Fraction,
                Wrong::Outside { low: 1.0, high: 2.0 },
                Wrong::NotPositive { high: 2.0 },
                Wrong::NotDate,
            ];
            let mut said: Vec<String> =
                all.iter().map(|one| wrong(lang, *one, |value| value.to_string())).collect();
            assert!(said.iter().all(|said| said.ends_with(lang.pick("Nada mudou.", "Nothing changed."))));
            said.sort_unstable();
            said.dedup();
            assert_eq!(said.len(), all.len());
        }
    }
}
