//! Who gets the credit for customers, by several models side by side.
//!
//! No model is called right: attribution is bookkeeping, not proof of cause.

use garimpo_funnel::attribution::{Counts, ENOUGH_CUSTOMERS, MarkovGate, Model};

use super::Lang;

sentences! {
    title = "Quem leva o crédito, por modelo", "Who gets the credit, by model";
    no_touches = "Quem leva o crédito por cada cliente: para ver isso por vários modelos, traga um arquivo com os contatos, um por linha (pessoa, data e canal).",
        "Who gets the credit for each customer: to see it by several models, bring a file of touches, one a line (person, date and channel).";
    intro = "Um cliente costuma passar por vários contatos antes de comprar. Cada modelo reparte o crédito de um jeito, e nenhum é o certo: é contabilidade, não prova de causa.",
        "A customer usually has several touches before buying. Each model shares the credit in its own way, and none is the right one: it is bookkeeping, not proof of cause.";
    counting = "Repartindo o crédito…", "Sharing the credit…";
    nobody = "Nenhum cliente tem contato com data antes da compra: não há crédito a repartir.",
        "No customer has a dated touch before buying: there is no credit to share.";
    steady = "Nenhum canal depende muito do modelo, entre os que estão à vista.",
        "No channel depends much on the model, among those in view.";
    depends_mark = "depende do modelo", "depends on the model";
    channel = "Canal", "Channel";
    together = "Juntos", "Together";
    measure = "O que mostrar", "What to show";
    customers = "Clientes", "Customers";
    share = "Parte", "Share";
    value = "Valor", "Value";
    share_note = "Embaixo de cada parte, o quanto ela balança por acaso (erro padrão).",
        "Under each share, how much it moves by chance (standard error).";
    options = "Modelos e regras", "Models and rules";
    models = "Modelos à vista", "Models in view";
    lookback = "Contar contatos de", "Count touches of";
    lookback_all = "todo o tempo", "all time";
    half_life = "No decaimento, o peso cai à metade em", "With decay, the weight halves in";
    exclude_direct = "Deixar de fora o acesso direto", "Leave direct visits out";
    by_company = "Juntar os contatos de toda a empresa do cliente", "Join the touches of the customer’s whole company";
    counts_title = "O que entrou na conta", "What was counted";
    paths_title = "Caminhos mais comuns", "Most common paths";
    path = "Caminho até a compra", "Path to the purchase";
    not_bought = "Sem compra", "Not bought";
    no_answer = "sem resposta", "no answer";
    opens = "Aberturas de e-mail", "Email opens";
}

/// Over its column.
pub fn model(lang: Lang, model: Model) -> &'static str {
    let (pt_br, en) = match model {
        Model::First => ("Primeiro", "First"),
        Model::Last => ("Último", "Last"),
        Model::LastNonDirect => ("Último não direto", "Last non-direct"),
        Model::Linear => ("Linear", "Linear"),
        Model::LinearUnique => ("Linear por canal", "Linear by channel"),
        Model::Position => ("Posição", "Position"),
        Model::TimeDecay => ("Decaimento", "Time decay"),
        Model::UShaped => ("U", "U"),
        Model::UMarketo => ("U 50/50", "U 50/50"),
        Model::WShaped => ("W", "W"),
        Model::WRuler => ("W até fechar", "W to close"),
        Model::FullPath => ("Caminho inteiro", "Full path"),
        Model::Markov => ("Markov", "Markov"),
        Model::MarkovConverting => ("Markov, só clientes", "Markov, buyers only"),
    };
    lang.pick(pt_br, en)
}

/// What it does, beside its name.
pub fn model_say(lang: Lang, model: Model) -> &'static str {
    let (pt_br, en) = match model {
        Model::First => ("tudo para o primeiro contato", "all to the first touch"),
        Model::Last => ("tudo para o último contato", "all to the last touch"),
        Model::LastNonDirect => {
            ("tudo para o último que não é acesso direto", "all to the last that is not a direct visit")
        }
        Model::Linear => ("o mesmo para cada contato", "the same to each touch"),
        Model::LinearUnique => ("o mesmo para cada canal do caminho", "the same to each channel of the path"),
        Model::Position => {
            ("40% primeiro, 40% último, 20% entre eles", "40% first, 40% last, 20% between them")
        }
        Model::TimeDecay => ("mais para o que está perto da compra", "more to what is close to the purchase"),
        Model::UShaped => {
            ("40% primeiro, 40% o que gerou o lead, 20% o resto", "40% first, 40% lead, 20% the rest")
        }
        Model::UMarketo => ("50% primeiro, 50% o que gerou o lead", "50% first, 50% lead"),
        Model::WShaped => (
            "30% primeiro, lead e oportunidade, 10% o resto",
            "30% first, lead and opportunity, 10% the rest",
        ),
        Model::WRuler => {
            ("30% primeiro, lead e último, 10% o resto", "30% first, lead and last, 10% the rest")
        }
        Model::FullPath => (
            "22,5% primeiro, lead, oportunidade e fechamento, 10% o resto",
            "22.5% first, lead, opportunity and close, 10% the rest",
        ),
        Model::Markov => (
            "quanto se perderia sem o canal, vendo quem comprou e quem não",
            "what would be lost without the channel, from who bought and who did not",
        ),
        Model::MarkovConverting => {
            ("o mesmo, vendo só quem comprou", "the same, from those who bought alone")
        }
    };
    lang.pick(pt_br, en)
}

/// Inside a sentence: "pelo primeiro contato".
fn by(lang: Lang, of: Model) -> String {
    match (lang, of) {
        (Lang::PtBr, Model::First) => "pelo primeiro contato".into(),
        (Lang::PtBr, Model::Last) => "pelo último contato".into(),
        (Lang::PtBr, Model::LastNonDirect) => "pelo último não direto".into(),
        (Lang::PtBr, Model::Linear) => "pelo linear".into(),
        (Lang::PtBr, other) => format!("por {}", model(lang, other)),
        (Lang::En, Model::First) => "by first touch".into(),
        (Lang::En, Model::Last) => "by last touch".into(),
        (Lang::En, Model::LastNonDirect) => "by last non-direct".into(),
        (Lang::En, Model::Linear) => "by linear".into(),
        (Lang::En, other) => format!("by {}", model(lang, other)),
    }
}

/// "A parte de X depende do modelo: de 0% pelo primeiro contato a 25% pelo último contato."
pub fn depends(lang: Lang, channel: &str, least: (Model, &str), most: (Model, &str)) -> String {
    let (least_by, most_by) = (by(lang, least.0), by(lang, most.0));
    match lang {
        Lang::PtBr => format!(
            "A parte de {channel} depende do modelo: de {} {least_by} a {} {most_by}.",
            least.1, most.1
        ),
        Lang::En => format!(
            "The share of {channel} depends on the model: between {} {least_by} and {} {most_by}.",
            least.1, most.1
        ),
    }
}

/// Models whose channels a rule cannot compare: why Markov is told apart, or what it stands on.
pub fn gate(lang: Lang, gate: &MarkovGate, count: &dyn Fn(u64) -> String) -> String {
    let enough = count(ENOUGH_CUSTOMERS);
    let customers = count(gate.customers);
    match (lang, gate) {
        (Lang::PtBr, MarkovGate { too_many_channels: true, .. }) => {
            "Markov não tem resposta: há canais demais.".into()
        }
        (Lang::En, MarkovGate { too_many_channels: true, .. }) => {
            "Markov has no answer: there are too many channels.".into()
        }
        (Lang::PtBr, MarkovGate { is_open: true, nulls, .. }) => format!(
            "Markov se apoia em {customers} clientes e {} caminhos que não acabaram em compra.",
            count(*nulls)
        ),
        (Lang::En, MarkovGate { is_open: true, nulls, .. }) => format!(
            "Markov stands on {customers} customers and {} paths that did not end in a purchase.",
            count(*nulls)
        ),
        (Lang::PtBr, MarkovGate { customers: few, .. }) if *few < ENOUGH_CUSTOMERS => format!(
            "Markov ainda não é confiável: clientes com contatos, {customers} de {enough}. Fica fora da comparação."
        ),
        (Lang::En, MarkovGate { customers: few, .. }) if *few < ENOUGH_CUSTOMERS => format!(
            "Markov cannot be relied on yet: customers with touches, {customers} of {enough}. It is left out of the comparison."
        ),
        (Lang::PtBr, _) => "Markov não é confiável aqui: faltam os caminhos de quem não comprou. Fica fora da comparação.".into(),
        (Lang::En, _) => "Markov cannot be relied on here: the paths of those who did not buy are missing. It is left out of the comparison.".into(),
    }
}

/// What happened to every touch and customer; only what is not zero, the used ones first.
pub fn counts(lang: Lang, counts: &Counts, count: &dyn Fn(u64) -> String) -> Vec<(&'static str, String)> {
    let mut said = vec![("used", used(lang, counts, count))];
    let mut add = |key, number: u32, pt: (&str, &str), en: (&str, &str)| {
        if number > 0 {
            let (one, many) = match lang {
                Lang::PtBr => pt,
                Lang::En => en,
            };
            let words = if number == 1 { one } else { many };
            said.push((key, format!("{} {words}", count(u64::from(number)))));
        }
    };
    add(
        "opens",
        counts.opens,
        (
            "abertura de e-mail: à vista, sem crédito (o programa de e-mail abre sozinho)",
            "aberturas de e-mail: à vista, sem crédito (o programa de e-mail abre sozinho)",
        ),
        (
            "email open: shown, not credited (mail programs open by themselves)",
            "email opens: shown, not credited (mail programs open by themselves)",
        ),
    );
    add(
        "sends",
        counts.sends,
        (
            "e-mail enviado: sem crédito, não foi ato da pessoa",
            "e-mails enviados: sem crédito, não foram ato da pessoa",
        ),
        (
            "email sent: not credited, the person did nothing",
            "emails sent: not credited, the person did nothing",
        ),
    );
    add(
        "strangers",
        counts.strangers,
        (
            "contato de alguém que não está nos leads nem nos negócios",
            "contatos de gente que não está nos leads nem nos negócios",
        ),
        (
            "touch of somebody who is in neither leads nor deals",
            "touches of people who are in neither leads nor deals",
        ),
    );
    add(
        "undated",
        counts.undated,
        ("contato sem data: não entra", "contatos sem data: não entram"),
        ("touch without a date: not counted", "touches without a date: not counted"),
    );
    add(
        "excluded",
        counts.excluded,
        ("contato de canal deixado de fora", "contatos de canais deixados de fora"),
        ("touch of a channel that was left out", "touches of channels that were left out"),
    );
    add(
        "without",
        counts.without_touch,
        (
            "cliente sem nenhum contato que conte: fica fora do crédito",
            "clientes sem nenhum contato que conte: ficam fora do crédito",
        ),
        (
            "customer without any touch that counts: outside of the credit",
            "customers without any touch that counts: outside of the credit",
        ),
    );
    add(
        "undated-wins",
        counts.undated_wins,
        (
            "cliente sem data de compra: todos os seus contatos contam",
            "clientes sem data de compra: todos os seus contatos contam",
        ),
        (
            "customer without a day of purchase: all touches count",
            "customers without a day of purchase: all their touches count",
        ),
    );
    said
}

/// Customers that have a credited touch: `Counts::customers` are all of them.
pub fn credited(counts: &Counts) -> u32 {
    counts.customers.saturating_sub(counts.without_touch)
}

fn used(lang: Lang, counts: &Counts, count: &dyn Fn(u64) -> String) -> String {
    let (touches, all) = (count(counts.credited_touches.into()), count(counts.touches.into()));
    let customers = count(credited(counts).into());
    let one = credited(counts) == 1;
    match (lang, one) {
        (Lang::PtBr, true) => format!("{touches} de {all} contatos têm crédito, por {customers} cliente"),
        (Lang::PtBr, false) => format!("{touches} de {all} contatos têm crédito, por {customers} clientes"),
        (Lang::En, true) => format!("{touches} of {all} touches are credited, for {customers} customer"),
        (Lang::En, false) => format!("{touches} of {all} touches are credited, for {customers} customers"),
    }
}

/// "30 dias".
pub fn days(lang: Lang, days: u32) -> String {
    match lang {
        Lang::PtBr => format!("{days} dias"),
        Lang::En => format!("{days} days"),
    }
}

/// "até 90 dias antes da compra".
pub fn within(lang: Lang, days: u32) -> String {
    match lang {
        Lang::PtBr => format!("até {days} dias antes da compra"),
        Lang::En => format!("up to {days} days before the purchase"),
    }
}

/// Under the list of paths.
pub fn paths_of(lang: Lang, shown: &str, all: &str) -> String {
    match lang {
        Lang::PtBr => format!(
            "{shown} de {all} caminhos diferentes. Contatos seguidos com o mesmo canal contam como um."
        ),
        Lang::En => {
            format!("{shown} of {all} different paths. Touches in a row with one channel count as one.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_model_has_its_own_name_and_meaning() {
        for lang in [Lang::PtBr, Lang::En] {
            for write in [model, model_say] {
                let mut words: Vec<_> = Model::ALL.iter().map(|one| write(lang, *one)).collect();
                words.sort_unstable();
                words.dedup();
                assert_eq!(words.len(), Model::ALL.len());
            }
        }
    }

    #[test]
    fn dependence_names_both_ends() {
        let said = depends(Lang::En, "Social", (Model::Last, "0%"), (Model::First, "25%"));
        assert_eq!(
            said,
            "The share of Social depends on the model: between 0% by last touch and 25% by first touch."
        );
        let said = depends(Lang::PtBr, "Social", (Model::Position, "4%"), (Model::Markov, "25%"));
        assert_eq!(said, "A parte de Social depende do modelo: de 4% por Posição a 25% por Markov.");
    }

    #[test]
    fn markov_says_what_it_lacks() {
        let check = |of: MarkovGate, expected: &str| {
            let said = gate(Lang::PtBr, &of, &|count| count.to_string());
            assert!(said.contains(expected), "{said}");
        };
        let of = |customers, nulls, is_open, too_many_channels| MarkovGate {
            customers,
            nulls,
            is_open,
            too_many_channels,
        };
        check(of(63, 790, true, false), "63 clientes e 790 caminhos");
        check(of(12, 790, false, false), "12 de 50");
        check(of(63, 0, false, false), "faltam os caminhos de quem não comprou");
        check(of(63, 790, true, true), "canais demais");
    }

    #[test]
    fn only_what_there_is_is_counted() {
        let none = Counts { touches: 5, credited_touches: 4, customers: 1, ..Counts::default() };
        let count = |count: u64| count.to_string();
        assert_eq!(
            counts(Lang::En, &none, &count),
            [("used", "4 of 5 touches are credited, for 1 customer".into())]
        );
        let some = Counts { opens: 1, strangers: 2, ..none.clone() };
        let unseen = Counts { customers: 3, without_touch: 2, ..none };
        assert!(
            counts(Lang::En, &unseen, &count)[0].1.ends_with("for 1 customer"),
            "all customers were told"
        );
        let said = counts(Lang::PtBr, &some, &count);
        assert_eq!(said.iter().map(|(key, _)| *key).collect::<Vec<_>>(), ["used", "opens", "strangers"]);
        assert!(said[1].1.starts_with("1 abertura ") && said[2].1.starts_with("2 contatos "), "{said:?}");
    }
}
