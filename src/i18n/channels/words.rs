//! Names of metrics, states and degrees of certainty.

use garimpo_funnel::Clock;
use garimpo_funnel::ranking::MetricId;

use super::{Lang, Piece};
use crate::calendar::Preset;

/// As it stands over a column.
pub fn metric(lang: Lang, id: MetricId) -> &'static str {
    let (pt_br, en) = match id {
        MetricId::Spend => ("Gasto", "Spend"),
        MetricId::Leads => ("Leads", "Leads"),
        MetricId::Mqls => ("MQLs", "MQLs"),
        MetricId::Sqls => ("SQLs", "SQLs"),
        MetricId::Opportunities => ("Oportunidades", "Opportunities"),
        MetricId::Customers => ("Clientes", "Customers"),
        MetricId::Cpl => ("Custo por lead", "Cost per lead"),
        MetricId::CostPerMql => ("Custo por MQL", "Cost per MQL"),
        MetricId::CostPerSql => ("Custo por SQL", "Cost per SQL"),
        MetricId::CostPerOpportunity => ("Custo por oportunidade", "Cost per opportunity"),
        MetricId::Cac => ("Custo por cliente", "Cost per customer"),
        MetricId::LeadToCustomer => ("Lead vira cliente", "Lead to customer"),
        MetricId::WinRate => ("Taxa de ganho", "Win rate"),
        MetricId::Revenue => ("Receita", "Revenue"),
        MetricId::AverageDeal => ("Ticket médio", "Average deal"),
        MetricId::ValuePerLead => ("Valor por lead", "Value per lead"),
        MetricId::ReturnPerUnit => ("Volta", "Return"),
        MetricId::Roas => ("ROAS", "ROAS"),
        MetricId::Roi => ("ROI", "ROI"),
        MetricId::CycleDays => ("Ciclo de vendas", "Sales cycle"),
        MetricId::TierCost => ("Faixa de custo", "Cost tier"),
        MetricId::TierValue => ("Faixa de valor", "Value tier"),
        MetricId::TierSpeed => ("Faixa de rapidez", "Speed tier"),
        MetricId::PCheapest => ("Chance: mais barato", "Chance: cheapest"),
        MetricId::PBestValue => ("Chance: maior valor", "Chance: most value"),
        MetricId::CacLoaded => ("Custo por cliente, completo", "Cost per customer, all in"),
        MetricId::PaidCac => ("Custo por cliente pago", "Paid cost per customer"),
        MetricId::BlendedCac => ("Custo por cliente, geral", "Blended cost per customer"),
        MetricId::MarginalCac => ("Custo do próximo cliente", "Cost of the next customer"),
        MetricId::Mer => ("MER", "MER"),
        MetricId::RoiMargin => ("ROI sobre a margem", "ROI on margin"),
        MetricId::LeadToMql => ("Lead vira MQL", "Lead to MQL"),
        MetricId::MqlToSql => ("MQL vira SQL", "MQL to SQL"),
        MetricId::SqlToOpportunity => ("SQL vira oportunidade", "SQL to opportunity"),
        MetricId::OpportunityToCustomer => ("Oportunidade vira cliente", "Opportunity to customer"),
        MetricId::ValueWinRate => ("Taxa de ganho em valor", "Win rate by value"),
        MetricId::MedianDeal => ("Ticket mediano", "Median deal"),
        MetricId::LargestDealShare => ("Maior negócio na receita", "Largest deal in revenue"),
        MetricId::Profit => ("Lucro bruto", "Gross profit"),
        MetricId::ProfitPerLead => ("Lucro por lead", "Profit per lead"),
        MetricId::OpenValuePerLead => ("Em aberto por lead", "Still open per lead"),
        MetricId::ExpectedValuePerLead => ("Valor esperado por lead", "Expected value per lead"),
        MetricId::Ltv => ("LTV", "LTV"),
        MetricId::LtvCac => ("LTV ÷ CAC", "LTV ÷ CAC"),
        MetricId::PaybackMonths => ("Tempo até se pagar", "Payback"),
        MetricId::LeadToCustomerDays => ("De lead a cliente", "Lead to customer time"),
        MetricId::Velocity => ("Velocidade do funil", "Pipeline velocity"),
        MetricId::ResponseMedian => ("Tempo de resposta", "Response time"),
        MetricId::ResponseP90 => ("Resposta, 9 em 10", "Response, 9 in 10"),
        MetricId::Maturity => ("Maturidade", "Maturity"),
        MetricId::CustomersCompleted => ("Clientes, completados", "Customers, completed"),
        MetricId::WinRateByH => ("Taxa de ganho no prazo", "Win rate by the horizon"),
    };
    lang.pick(pt_br, en)
}

/// The small line under a column's name. `one` is one unit of money ("R$ 1"), `symbol` its sign ("R$").
pub fn metric_unit(lang: Lang, id: MetricId, one: &str, symbol: &str) -> String {
    let with = |words: &str| if symbol.is_empty() { words.to_owned() } else { format!("{words}, {symbol}") };
    match id {
        MetricId::Spend | MetricId::AverageDeal | MetricId::Revenue => symbol.to_owned(),
        MetricId::CostPerMql | MetricId::CostPerSql | MetricId::CostPerOpportunity => symbol.to_owned(),
        MetricId::Cpl => with("CPL"),
        MetricId::Cac => with("CAC"),
        MetricId::ValuePerLead => with(lang.pick("receita", "revenue")),
        MetricId::LeadToCustomer => lang.pick("% dos leads", "% of leads").to_owned(),
        MetricId::WinRate => lang.pick("% dos fechados", "% of closed").to_owned(),
        MetricId::ReturnPerUnit => match lang {
            Lang::PtBr => format!("por {one} gasto"),
            Lang::En => format!("per {one} spent"),
        },
        MetricId::Roas => lang.pick("receita ÷ gasto", "revenue ÷ spend").to_owned(),
        MetricId::Roi => lang.pick("ganho ÷ gasto", "gain ÷ spend").to_owned(),
        MetricId::CycleDays | MetricId::LeadToCustomerDays => {
            lang.pick("mediana, dias", "median, days").to_owned()
        }
        MetricId::CacLoaded | MetricId::PaidCac | MetricId::BlendedCac | MetricId::MarginalCac => with("CAC"),
        MetricId::MedianDeal | MetricId::Profit | MetricId::Ltv => symbol.to_owned(),
        MetricId::ProfitPerLead => with(lang.pick("lucro bruto", "gross profit")),
        MetricId::OpenValuePerLead | MetricId::ExpectedValuePerLead => {
            with(lang.pick("esperado", "expected"))
        }
        MetricId::Mer => lang.pick("receita ÷ gasto total", "revenue ÷ all spend").to_owned(),
        MetricId::RoiMargin => lang.pick("lucro ÷ gasto", "profit ÷ spend").to_owned(),
        MetricId::PaybackMonths => lang.pick("meses", "months").to_owned(),
        MetricId::Velocity => with(lang.pick("por dia", "per day")),
        MetricId::ResponseMedian => lang.pick("mediana, horas", "median, hours").to_owned(),
        MetricId::ResponseP90 => lang.pick("horas", "hours").to_owned(),
        MetricId::Maturity => lang.pick("% do que virá", "% of what will come").to_owned(),
        MetricId::CustomersCompleted => lang.pick("estimativa", "estimate").to_owned(),
        _ => String::new(),
    }
}

/// "Custo por cliente (CAC), R$": the picture's heading on a phone.
pub fn cost_axis(lang: Lang, symbol: &str) -> String {
    let words = lang.pick("Custo por cliente (CAC)", "Cost per customer (CAC)");
    if symbol.is_empty() { words.to_owned() } else { format!("{words}, {symbol}") }
}

/// How sure a number is, from the count of customers behind it: word, and how many of four dots.
pub fn certainty(lang: Lang, customers: f64) -> (&'static str, u8) {
    let (dots, pt_br, en) = match customers {
        few if few < 5.0 => (1, "muito incerto", "very uncertain"),
        some if some < 20.0 => (2, "incerto", "uncertain"),
        many if many < 50.0 => (3, "razoável", "fair"),
        _ => (4, "boa", "good"),
    };
    (lang.pick(pt_br, en), dots)
}

pub fn certainty_head(lang: Lang) -> (&'static str, &'static str) {
    (lang.pick("Certeza", "Certainty"), lang.pick("nº de clientes", "customers"))
}

/// The words with fixed thresholds (domain.md b.6): from 95 %, from 80 %, and below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sure {
    Almost,
    Probably,
    TooClose,
}

impl Sure {
    pub fn of(probability: f64) -> Sure {
        match probability {
            p if p >= 0.95 => Sure::Almost,
            p if p >= 0.80 => Sure::Probably,
            _ => Sure::TooClose,
        }
    }

    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Sure::Almost => lang.pick("quase certamente", "almost surely"),
            Sure::Probably => lang.pick("provavelmente", "probably"),
            Sure::TooClose => lang.pick("cedo para dizer", "too close to call"),
        }
    }
}

/// The word with its meaning beside. Never rounds up to certainty.
pub fn sure(lang: Lang, probability: f64) -> Piece {
    let worlds = (probability * 100.0).floor().clamp(0.0, 99.0);
    let more = if probability >= 0.99 { lang.pick("mais de ", "more than ") } else { "" };
    let meaning = match lang {
        Lang::PtBr => format!("Em {more}{worlds} de 100 mundos plausíveis"),
        Lang::En => format!("In {more}{worlds} of 100 plausible worlds"),
    };
    Piece::Sure { word: Sure::of(probability).word(lang).to_owned(), meaning }
}

/// "1ª faixa em custo", for the medal.
pub fn medal(lang: Lang, id: MetricId, tier: usize) -> String {
    let (pt_br, en) = match id {
        MetricId::TierValue => ("valor", "value"),
        MetricId::TierSpeed => ("rapidez", "speed"),
        _ => ("custo", "cost"),
    };
    match lang {
        Lang::PtBr => format!("{tier}ª faixa em {pt_br}"),
        Lang::En => format!("{} in {en}", ordinal_tier(tier)),
    }
}

/// "1st tier".
pub fn ordinal_tier(tier: usize) -> String {
    let ending = match (tier % 10, tier % 100) {
        (1, of) if of != 11 => "st",
        (2, of) if of != 12 => "nd",
        (3, of) if of != 13 => "rd",
        _ => "th",
    };
    format!("{tier}{ending} tier")
}

/// "807 a 2.776".
pub fn range(lang: Lang, low: &str, high: &str) -> String {
    format!("{low} {} {high}", lang.pick("a", "to"))
}

/// "7 de 10".
pub fn out_of(lang: Lang, part: &str, whole: &str) -> String {
    format!("{part} {} {whole}", lang.pick("de", "of"))
}

/// "≥ 1.669": only a lower bound is known.
pub fn at_least(low: &str) -> String {
    format!("≥ {low}")
}

/// "48 leads · 7 clientes".
pub fn size(lang: Lang, leads: (f64, &str), customers: (f64, &str)) -> String {
    let lead = if leads.0 == 1.0 { "lead" } else { "leads" };
    let customer = match (lang, customers.0 == 1.0) {
        (Lang::PtBr, true) => "cliente",
        (Lang::PtBr, false) => "clientes",
        (Lang::En, true) => "customer",
        (Lang::En, false) => "customers",
    };
    format!("{} {lead} · {} {customer}", leads.1, customers.1)
}

/// What is missing for a number to count: leads, or customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Leads,
    Customers,
}

/// "poucos dados: 7 de 10 leads".
pub fn too_few(lang: Lang, have: &str, need: u32, of: Need) -> String {
    let word = match of {
        Need::Leads => "leads",
        Need::Customers => lang.pick("clientes", "customers"),
    };
    match lang {
        Lang::PtBr => format!("poucos dados: {have} de {need} {word}"),
        Lang::En => format!("too few: {have} of {need} {word}"),
    }
}

pub fn too_few_short(lang: Lang) -> &'static str {
    lang.pick("poucos dados", "too few")
}

pub fn cost_unknown(lang: Lang) -> &'static str {
    lang.pick("custo não informado", "cost not informed")
}

/// Where the row has said it already.
pub fn cost_unknown_short(lang: Lang) -> &'static str {
    lang.pick("sem custo", "no cost")
}

/// "R$ 3.000 gastos, 0 leads".
pub fn no_leads(lang: Lang, spend: &str) -> String {
    match lang {
        Lang::PtBr => format!("{spend} gastos, 0 leads"),
        Lang::En => format!("{spend} spent, 0 leads"),
    }
}

/// The hover and screen reader words of "–".
pub fn no_number(lang: Lang) -> &'static str {
    lang.pick("sem valor", "no value")
}

pub fn inform(lang: Lang) -> &'static str {
    lang.pick("Informar", "Type the cost")
}

/// The button's name: which channel.
pub fn inform_for(lang: Lang, channel: &str) -> String {
    match lang {
        Lang::PtBr => format!("Informar o custo de {channel}"),
        Lang::En => format!("Type the cost of {channel}"),
    }
}

/// " por lead", after the number, on a phone.
pub fn per_lead(lang: Lang) -> &'static str {
    lang.pick(" por lead", " per lead")
}

/// "R$ 1 volta ", before the number, on a phone.
pub fn returns(lang: Lang, one: &str) -> String {
    match lang {
        Lang::PtBr => format!("{one} volta "),
        Lang::En => format!("{one} returns "),
    }
}

pub fn channel(lang: Lang) -> &'static str {
    lang.pick("Canal", "Channel")
}

pub fn all_channels(lang: Lang) -> &'static str {
    lang.pick("Todos os canais", "All channels")
}

/// The picture's table.
pub fn picture_caption(lang: Lang) -> &'static str {
    lang.pick(
        "Canais em faixas de custo por cliente, com intervalo de 90%",
        "Channels in tiers of cost per customer, with 90% intervals",
    )
}

pub fn numbers_title(lang: Lang) -> &'static str {
    lang.pick("Todos os números", "All the numbers")
}

pub fn numbers_say(lang: Lang) -> &'static str {
    lang.pick(
        "Um canal por linha. Embaixo de cada estimativa, o intervalo de 90%. Cada número abre a sua conta.",
        "One channel a line. Under each estimate, its 90% interval. Every number opens its sum.",
    )
}

/// Under the picture: what was spent, on what it is not known, and the average deal.
pub fn foot_note(lang: Lang, spend: &str, without_cost: Option<&str>, average_deal: Option<&str>) -> String {
    let mut said = match (lang, without_cost) {
        (Lang::PtBr, None) => format!("{spend} gastos."),
        (Lang::PtBr, Some(names)) => {
            format!("{spend} gastos, sem o custo de {names}: com ele, o geral sobe.")
        }
        (Lang::En, None) => format!("{spend} spent."),
        (Lang::En, Some(names)) => {
            format!("{spend} spent, without the cost of {names}: with it, the total rises.")
        }
    };
    if let Some(deal) = average_deal {
        said.push_str(&match lang {
            Lang::PtBr => format!(" Ticket médio {deal}."),
            Lang::En => format!(" Average deal {deal}."),
        });
    }
    said
}

// ---- Scope line ----

pub fn scope_label(lang: Lang) -> &'static str {
    lang.pick("O que entra na conta", "What is counted")
}

pub fn clock_label(lang: Lang) -> &'static str {
    lang.pick("Relógio", "Clock")
}

pub fn clock(lang: Lang, clock: Clock) -> &'static str {
    match clock {
        Clock::Cohort => lang.pick("Coorte", "Cohort"),
        Clock::Period => lang.pick("Período", "Period"),
    }
}

/// What the clock means, in one sentence.
pub fn clock_say(lang: Lang, clock: Clock) -> &'static str {
    match clock {
        Clock::Cohort => lang.pick(
            "o gasto do período dividido pelos clientes que esses leads viraram, quando quer que tenham fechado.",
            "the period’s spend divided by the customers that its leads became, whenever they closed.",
        ),
        Clock::Period => lang.pick(
            "o gasto do período dividido pelos clientes que fecharam nele, venham de leads novos ou antigos.",
            "the period’s spend divided by the customers that closed in it, from new leads or old ones.",
        ),
    }
}

pub fn period_label(lang: Lang, clock: Clock) -> &'static str {
    match clock {
        Clock::Cohort => lang.pick("Leads criados", "Leads created"),
        Clock::Period => lang.pick("Período", "Period"),
    }
}

/// The chosen period as written; an open end is in words. `None`: everything.
pub fn period(lang: Lang, from: Option<&str>, to: Option<&str>) -> Option<String> {
    match (lang, from, to) {
        (Lang::PtBr, Some(from), Some(to)) => Some(format!("{from} a {to}")),
        (Lang::En, Some(from), Some(to)) => Some(format!("{from} to {to}")),
        (Lang::PtBr, Some(from), None) => Some(format!("desde {from}")),
        (Lang::En, Some(from), None) => Some(format!("since {from}")),
        (Lang::PtBr, None, Some(to)) => Some(format!("até {to}")),
        (Lang::En, None, Some(to)) => Some(format!("until {to}")),
        (_, None, None) => None,
    }
}

pub fn data_until(lang: Lang) -> &'static str {
    lang.pick("Dados até", "Data until")
}

pub fn from(lang: Lang) -> &'static str {
    lang.pick("De", "From")
}

pub fn to(lang: Lang) -> &'static str {
    lang.pick("Até", "To")
}

pub fn preset(lang: Lang, preset: Preset) -> &'static str {
    match preset {
        Preset::Whole => lang.pick("Tudo", "All"),
        Preset::Last30 => lang.pick("Últimos 30 dias", "Last 30 days"),
        Preset::Last90 => lang.pick("Últimos 90 dias", "Last 90 days"),
        Preset::Quarter => lang.pick("Este trimestre", "This quarter"),
        Preset::QuarterBefore => lang.pick("Trimestre anterior", "Quarter before"),
        Preset::Year => lang.pick("Este ano", "This year"),
    }
}

/// In the list of presets, when the dates are none of them.
pub fn own_period(lang: Lang) -> &'static str {
    lang.pick("Outras datas", "Other dates")
}

pub fn choose_period(lang: Lang) -> &'static str {
    lang.pick("Escolher o período", "Choose the period")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thresholds_are_fixed() {
        let check = |probability, expected| assert_eq!(Sure::of(probability), expected, "{probability}");
        check(0.95, Sure::Almost);
        check(0.9499, Sure::Probably);
        check(0.80, Sure::Probably);
        check(0.7999, Sure::TooClose);
        check(f64::NAN, Sure::TooClose);
    }

    #[test]
    fn a_probability_is_never_rounded_up() {
        let meaning = |probability| match sure(Lang::PtBr, probability) {
            Piece::Sure { meaning, .. } => meaning,
            other => panic!("{other:?}"),
        };
        assert_eq!(meaning(0.9999), "Em mais de 99 de 100 mundos plausíveis");
        assert_eq!(meaning(0.9599), "Em 95 de 100 mundos plausíveis");
    }

    #[test]
    fn certainty_follows_the_customers() {
        let dots = |customers| certainty(Lang::En, customers).1;
        assert_eq!([0.0, 4.0, 5.0, 19.0, 20.0, 49.0, 50.0].map(dots), [1, 1, 2, 2, 3, 3, 4]);
    }

    #[test]
    fn every_metric_has_its_own_name() {
        for lang in [Lang::PtBr, Lang::En] {
            let mut names: Vec<_> = MetricId::ALL.iter().map(|id| metric(lang, *id)).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), MetricId::ALL.len());
        }
    }

    #[test]
    fn english_ordinals() {
        assert_eq!(
            [1, 2, 3, 4, 11, 21].map(ordinal_tier).join(" "),
            "1st tier 2nd tier 3rd tier 4th tier 11th tier 21st tier"
        );
    }
}
