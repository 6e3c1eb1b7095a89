//! Opening a number: its formula, its interval in words, its rows and rules.

use garimpo_funnel::Clock;
use garimpo_funnel::explain::Rule;
use garimpo_funnel::ranking::MetricId;

use super::{Lang, Piece, metric};

pub fn drawer_eyebrow(lang: Lang) -> &'static str {
    lang.pick("De onde vem este número", "Where this number comes from")
}

/// "Custo por cliente, Indicação".
pub fn drawer_title(lang: Lang, id: MetricId, channel: &str) -> String {
    format!("{}, {channel}", metric(lang, id))
}

pub fn close(lang: Lang) -> &'static str {
    lang.pick("Fechar", "Close")
}

pub fn counting(lang: Lang) -> &'static str {
    lang.pick("Fazendo a conta…", "Working it out…")
}

/// The button on every number: what it opens.
pub fn open_number(lang: Lang, id: MetricId, channel: &str) -> String {
    match lang {
        Lang::PtBr => format!("{}, {channel}: abrir a conta", metric(lang, id)),
        Lang::En => format!("{}, {channel}: open the sum", metric(lang, id)),
    }
}

/// Part of a formula: what is divided by what.
pub fn part(lang: Lang, id: MetricId) -> &'static str {
    let (pt_br, en) = match id {
        MetricId::Spend => ("gasto do canal", "spend of the channel"),
        MetricId::Leads => ("leads", "leads"),
        MetricId::Mqls => ("leads que chegaram a MQL", "leads that reached MQL"),
        MetricId::Sqls => ("leads que chegaram a SQL", "leads that reached SQL"),
        MetricId::Opportunities => ("leads que viraram oportunidade", "leads that reached opportunity"),
        MetricId::Customers => ("clientes novos", "new customers"),
        MetricId::Revenue => ("receita dos negócios ganhos", "revenue of won deals"),
        MetricId::WinRate => ("negócios ganhos e perdidos", "won and lost deals"),
        MetricId::AverageDeal => ("negócios ganhos", "won deals"),
        MetricId::ValuePerLead => ("valor por lead", "value per lead"),
        MetricId::CacLoaded => ("gasto com a parte dos custos comuns", "spend with its part of shared costs"),
        MetricId::PaidCac => ("gasto dos canais pagos", "spend of the paid channels"),
        MetricId::OpenValuePerLead => ("esperado dos negócios abertos", "expected of the open deals"),
        other => return metric(lang, other),
    };
    lang.pick(pt_br, en)
}

/// What the rows of one table are.
pub fn evidence(lang: Lang, id: MetricId) -> &'static str {
    match id {
        MetricId::WinRate => lang.pick("Negócios fechados", "Closed deals"),
        MetricId::AverageDeal | MetricId::Revenue => lang.pick("Negócios ganhos", "Won deals"),
        other => metric(lang, other),
    }
}

/// "7 linhas de negocios_crm.csv"; without a name where they come from several tables.
pub fn rows_of(lang: Lang, count: (u32, &str), sheet: Option<&str>) -> String {
    let rows = match (lang, count.0 == 1) {
        (Lang::PtBr, true) => "1 linha".to_owned(),
        (Lang::PtBr, false) => format!("{} linhas", count.1),
        (Lang::En, true) => "1 row".to_owned(),
        (Lang::En, false) => format!("{} rows", count.1),
    };
    match sheet {
        Some(sheet) => format!("{rows} {} {sheet}", lang.pick("de", "of")),
        None => rows,
    }
}

/// Under a table that shows the first rows only.
pub fn first_rows(lang: Lang, shown: &str, count: &str) -> String {
    match lang {
        Lang::PtBr => format!("As primeiras {shown} de {count} linhas."),
        Lang::En => format!("The first {shown} of {count} rows."),
    }
}

pub fn line(lang: Lang) -> &'static str {
    lang.pick("Linha", "Line")
}

/// In place of a line number, for a row typed by hand.
pub fn typed(lang: Lang) -> &'static str {
    lang.pick("digitada", "typed")
}

pub fn go_to_row(lang: Lang, line: &str, sheet: &str) -> String {
    match lang {
        Lang::PtBr => format!("Linha {line} de {sheet}: ver na tabela"),
        Lang::En => format!("Line {line} of {sheet}: see in the table"),
    }
}

pub fn won_deals(lang: Lang) -> &'static str {
    lang.pick("negócios ganhos", "won deals")
}

pub fn decided_deals(lang: Lang) -> &'static str {
    lang.pick("ganhos e perdidos", "won and lost deals")
}

pub fn won_with_amount(lang: Lang) -> &'static str {
    lang.pick("negócios ganhos com valor", "won deals with an amount")
}

pub fn paid_spend(lang: Lang) -> &'static str {
    lang.pick("gasto dos canais pagos", "spend of the paid channels")
}

pub fn paid_customers(lang: Lang) -> &'static str {
    lang.pick("clientes dos canais pagos", "customers of the paid channels")
}

pub fn profit_gain(lang: Lang) -> &'static str {
    lang.pick("lucro bruto menos gasto", "gross profit less spend")
}

pub fn largest_deal(lang: Lang) -> &'static str {
    lang.pick("maior negócio", "largest deal")
}

/// A number that is made of other numbers.
pub fn no_own_rows(lang: Lang) -> &'static str {
    lang.pick(
        "Esta conta é feita de outros números deste canal; as linhas estão nas contas deles.",
        "This number is made of other numbers of this channel; the rows are in theirs.",
    )
}

/// With its unit, standing alone.
pub fn days_long(lang: Lang, value: f64, written: &str) -> String {
    let word = if value == 1.0 { lang.pick("dia", "day") } else { lang.pick("dias", "days") };
    format!("{written} {word}")
}

pub fn months_long(lang: Lang, value: f64, written: &str) -> String {
    let word = if value == 1.0 { lang.pick("mês", "month") } else { lang.pick("meses", "months") };
    format!("{written} {word}")
}

/// Of the return on investment.
pub fn gain(lang: Lang) -> &'static str {
    lang.pick("receita menos gasto", "revenue less spend")
}

pub fn cost_unknown_say(lang: Lang) -> &'static str {
    lang.pick(
        "Ninguém informou o custo deste canal. Não informado não é o mesmo que grátis.",
        "Nobody told the cost of this channel. Not told is not the same as free.",
    )
}

/// `few` is the reason in short ("poucos dados: 7 de 10 leads").
pub fn too_few_say(lang: Lang, few: &str) -> String {
    match lang {
        Lang::PtBr => format!("Fora da ordem, {few}."),
        Lang::En => format!("Out of the order, {few}."),
    }
}

pub fn edited(lang: Lang) -> &'static str {
    lang.pick("editada", "edited")
}

pub fn sum(lang: Lang) -> &'static str {
    lang.pick("Soma", "Sum")
}

pub fn no_rows(lang: Lang) -> &'static str {
    lang.pick("Nenhuma linha entra nesta conta.", "No row goes into this number.")
}

pub fn open_rows(lang: Lang, sheet: &str) -> String {
    match lang {
        Lang::PtBr => format!("Abrir {sheet}"),
        Lang::En => format!("Open {sheet}"),
    }
}

pub fn rules_title(lang: Lang) -> &'static str {
    lang.pick("Regras aplicadas", "Rules applied")
}

/// What the interval means. `count` is the number of customers or leads that it rests on, with its word.
pub fn interval_say(lang: Lang, count: Option<&str>, low: &str, high: &str) -> Vec<Piece> {
    let (low, high) = (Piece::Strong(low.into()), Piece::Strong(high.into()));
    let start = match (lang, count) {
        (Lang::PtBr, Some(count)) => format!("Com {count}, o valor de verdade deve estar entre "),
        (Lang::PtBr, None) => "O valor de verdade deve estar entre ".into(),
        (Lang::En, Some(count)) => format!("With {count}, the true value should be between "),
        (Lang::En, None) => "The true value should be between ".into(),
    };
    vec![
        Piece::Text(start),
        low,
        Piece::text(lang.pick(" e ", " and ")),
        high,
        Piece::text(lang.pick(" (90%).", " (90%).")),
    ]
}

/// No customer: only a lower bound.
pub fn bound_say(lang: Lang, low: &str) -> Vec<Piece> {
    vec![
        Piece::text(lang.pick(
            "Sem nenhum cliente, só se sabe que custa pelo menos ",
            "Without any customer, all that is known is that it costs at least ",
        )),
        Piece::Strong(low.into()),
        Piece::text(lang.pick(" (95%).", " (95%).")),
    ]
}

/// "7 clientes".
pub fn customers(lang: Lang, count: (f64, &str)) -> String {
    match (lang, count.0 == 1.0) {
        (Lang::PtBr, true) => "1 cliente".into(),
        (Lang::PtBr, false) => format!("{} clientes", count.1),
        (Lang::En, true) => "1 customer".into(),
        (Lang::En, false) => format!("{} customers", count.1),
    }
}

/// What a metric without a fraction is.
pub fn meaning(lang: Lang, id: MetricId) -> Option<&'static str> {
    let (pt_br, en) = match id {
        MetricId::TierCost => (
            "Canais que não se distinguem em custo por cliente ficam na mesma faixa. Uma faixa nova começa quando a chance de ser mais caro que o melhor da anterior chega a 90%.",
            "Channels that cannot be told apart in cost per customer share a tier. A new one begins where the chance of being dearer than the best of the tier before reaches 90%.",
        ),
        MetricId::TierValue => (
            "Canais que não se distinguem em valor por lead ficam na mesma faixa. Uma faixa nova começa quando a chance de valer menos que o melhor da anterior chega a 90%.",
            "Channels that cannot be told apart in value per lead share a tier. A new one begins where the chance of being worth less than the best of the tier before reaches 90%.",
        ),
        MetricId::TierSpeed => (
            "Canais que não se distinguem em dias até ganhar ficam na mesma faixa. Uma faixa nova começa quando a chance de demorar mais que o melhor da anterior chega a 90%.",
            "Channels that cannot be told apart in days to a win share a tier. A new one begins where the chance of taking longer than the best of the tier before reaches 90%.",
        ),
        MetricId::PCheapest => (
            "Em quantos de 100 mundos plausíveis este canal tem o menor custo por cliente.",
            "In how many of 100 plausible worlds this channel has the lowest cost per customer.",
        ),
        MetricId::PBestValue => (
            "Em quantos de 100 mundos plausíveis este canal tem o maior valor por lead.",
            "In how many of 100 plausible worlds this channel has the highest value per lead.",
        ),
        MetricId::CycleDays => (
            "A mediana dos dias entre a criação e o fechamento dos negócios ganhos.",
            "The median of the days from creation to close of won deals.",
        ),
        MetricId::Roi => (
            "O que volta além do que foi gasto, por unidade gasta.",
            "What comes back beyond what was spent, per unit spent.",
        ),
        MetricId::CacLoaded => (
            "Mídia e, em partes, os custos que todos os canais dividem (pessoas, agência, ferramentas).",
            "Media and a part of the costs that all channels share (people, agency, tools).",
        ),
        MetricId::PaidCac => (
            "Só os canais com gasto, e só os clientes deles. Sempre maior que o geral quando há canais sem gasto.",
            "Only channels with spend, and only their customers. Always above the blended one when some channels cost nothing.",
        ),
        MetricId::BlendedCac => (
            "Todo o gasto dividido por todos os clientes novos, pagos ou não. Fala da média do passado, não do próximo cliente.",
            "All spend over all new customers, paid or not. It tells the average of the past, not the next customer.",
        ),
        MetricId::MarginalCac => (
            "Quanto custou cada cliente a mais quando o gasto mudou, da primeira para a segunda metade do período.",
            "What each further customer cost when spend changed, from the first to the second half of the period.",
        ),
        MetricId::OpenValuePerLead | MetricId::ExpectedValuePerLead => (
            "O que os negócios em aberto devem trazer, pela chance de ganho na idade que têm. É uma estimativa, ao lado do que já entrou.",
            "What open deals should bring, by the chance of a win at their age. An estimate, beside what has come in.",
        ),
        MetricId::Maturity => (
            "Quanto do que estes leads vão trazer já veio, pelo tempo que os clientes costumam levar. Abaixo de 50% o canal fica fora da ordem.",
            "How much of what these leads will bring has come, by the time that customers take. Below 50% a channel is out of the order.",
        ),
        MetricId::CustomersCompleted => (
            "Os clientes que já vieram e os que ainda devem vir dos leads novos, pela taxa geral.",
            "The customers that came and those still to come from young leads, by the overall rate.",
        ),
        MetricId::WinRateByH => (
            "Dos negócios abertos, quantos são ganhos até esse dia. Os perdidos contam como perdidos, os abertos até onde foram vistos.",
            "Of the deals opened, how many are won by that day. Lost ones count as lost, open ones as far as they were seen.",
        ),
        MetricId::LargestDealShare => (
            "Acima de 40%, o ticket médio é o desse negócio.",
            "Above 40%, the average deal is that of this one.",
        ),
        MetricId::ResponseMedian | MetricId::ResponseP90 => (
            "Do lead criado à primeira tentativa. Leads nunca contatados contam pelo tempo que já esperam.",
            "From the lead's creation to the first attempt. Leads never contacted count by how long they have waited.",
        ),
        MetricId::Mer => (
            "Toda a receita dividida por todo o gasto, sem dizer de qual canal ela veio.",
            "All revenue over all spend, without saying which channel it came from.",
        ),
        MetricId::RoiMargin => (
            "O lucro bruto que volta além do que foi gasto, por unidade gasta. Usa a margem.",
            "The gross profit that comes back beyond what was spent, per unit spent. Uses the margin.",
        ),
        MetricId::LeadToMql
        | MetricId::MqlToSql
        | MetricId::SqlToOpportunity
        | MetricId::OpportunityToCustomer => (
            "Dos que chegaram à primeira etapa, quantos chegaram à seguinte. Quem chegou mais longe passou por todas.",
            "Of those that reached the first stage, how many reached the next. Whoever came further has passed them all.",
        ),
        MetricId::ValueWinRate => (
            "Do dinheiro dos negócios ganhos e perdidos, quanto foi ganho.",
            "Of the money in won and lost deals, how much was won.",
        ),
        MetricId::MedianDeal => (
            "Metade dos negócios ganhos vale menos que isto, metade vale mais. Um negócio enorme não o muda.",
            "Half of the won deals are worth less than this, half more. One huge deal does not change it.",
        ),
        MetricId::Profit => (
            "A receita vezes a margem: a de cada negócio, ou a que foi digitada nos ajustes.",
            "Revenue times the margin: each deal’s own, or the one typed in the settings.",
        ),
        MetricId::ProfitPerLead => (
            "O lucro bruto dividido por todos os leads, também pelos que não compraram.",
            "Gross profit over all leads, also those who did not buy.",
        ),
        MetricId::LtvCac => (
            "Quantas vezes um cliente devolve, em lucro bruto, o que custou trazê-lo.",
            "How many times a customer gives back, in gross profit, what it cost to bring them.",
        ),
        MetricId::PaybackMonths => (
            "Em quantos meses o lucro bruto de um cliente paga o que custou trazê-lo.",
            "In how many months the gross profit of a customer pays for what it cost to bring them.",
        ),
        MetricId::LeadToCustomerDays => (
            "A mediana dos dias de lead a cliente, só dos que já são clientes.",
            "The median of the days from lead to customer, of those who are customers already.",
        ),
        MetricId::Velocity => (
            "Quanto o funil rende por dia: oportunidades × taxa de ganho × ticket ÷ ciclo.",
            "What the pipeline yields a day: opportunities × win rate × deal size ÷ cycle.",
        ),
        MetricId::Ltv => (
            "O que um cliente deixa de lucro bruto, pela forma de venda escolhida.",
            "The gross profit that a customer leaves, by the form of business chosen.",
        ),
        _ => return None,
    };
    Some(lang.pick(pt_br, en))
}

/// `period` and `until` are dates as written.
pub fn rule(lang: Lang, rule: &Rule, period: Option<&str>, until: Option<&str>) -> String {
    match rule {
        Rule::Cohort => dated(lang, Clock::Cohort, period, until),
        Rule::Period => dated(lang, Clock::Period, period, until),
        Rule::FirstWinOnly => lang
            .pick(
                "Cada cliente conta uma vez, na primeira compra.",
                "Each customer counts once, at the first purchase.",
            )
            .into(),
        Rule::DuplicatesMerged { rows: 1 } => lang
            .pick(
                "1 linha repetida foi unida; vale a primeira.",
                "1 repeated row was merged; the first one counts.",
            )
            .into(),
        Rule::DuplicatesMerged { rows } => match lang {
            Lang::PtBr => format!("{rows} linhas repetidas foram unidas; vale a primeira."),
            Lang::En => format!("{rows} repeated rows were merged; the first one counts."),
        },
        Rule::IntervalGamma => lang
            .pick(
                "Intervalo de 90% para uma contagem (Gama, com o a priori de Jeffreys).",
                "90% interval for a count (Gamma, with Jeffreys’ prior).",
            )
            .into(),
        Rule::IntervalWilson => lang
            .pick("Intervalo de 90% para uma proporção (Wilson).", "90% interval for a proportion (Wilson).")
            .into(),
        Rule::IntervalValue => lang
            .pick(
                "Intervalo de 90% para um valor médio: a taxa e o ticket, cada um com a sua incerteza.",
                "90% interval for a mean value: the rate and the deal size, each with its uncertainty.",
            )
            .into(),
        Rule::WindowShared => lang
            .pick(
                "Gasto de um prazo que só em parte está no período conta pelos dias.",
                "Spend of a time that is only partly in the period counts by its days.",
            )
            .into(),
        Rule::WindowOfReport { rows: 1 } => lang
            .pick(
                "1 linha diz só o prazo do relatório: o valor foi dividido por igual entre os dias.",
                "1 row tells only the dates of its report: its amount is spread evenly over the days.",
            )
            .into(),
        Rule::WindowOfReport { rows } => match lang {
            Lang::PtBr => format!(
                "{rows} linhas dizem só o prazo do relatório: o valor foi dividido por igual entre os dias."
            ),
            Lang::En => format!(
                "{rows} rows tell only the dates of their report: the amounts are spread evenly over the days."
            ),
        },
        Rule::Pooled => lang
            .pick(
                "Canais com poucos dados são puxados para a média de todos.",
                "Channels with few data are drawn towards the mean of all.",
            )
            .into(),
    }
}

fn dated(lang: Lang, clock: Clock, period: Option<&str>, until: Option<&str>) -> String {
    let what = match (clock, period) {
        (Clock::Cohort, None) => lang.pick("Todos os leads", "All leads").to_owned(),
        (Clock::Period, None) => lang.pick("Tudo o que aconteceu", "All that happened").to_owned(),
        (Clock::Cohort, Some(period)) => format!("{}: {period}", lang.pick("Leads criados", "Leads created")),
        (Clock::Period, Some(period)) => {
            format!("{}: {period}", lang.pick("O que aconteceu", "What happened"))
        }
    };
    match (lang, until) {
        (_, None) => format!("{what}."),
        (Lang::PtBr, Some(until)) => format!("{what}; desfechos até {until}."),
        (Lang::En, Some(until)) => format!("{what}; outcomes until {until}."),
    }
}
