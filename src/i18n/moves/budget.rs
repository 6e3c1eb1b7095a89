//! Channel by channel: what it can give and receive, and how much is known of it.

use garimpo_funnel::moves::{ENOUGH_EVIDENCE, Evidence, Reason};

use super::super::Lang;

sentences! {
    budgets_title = "Canal por canal", "Channel by channel";
    budgets_say = "Um canal cede no máximo 20% e recebe no máximo 30% do que gasta por mês, e nunca sai do que já gastou num mês.",
        "A channel gives at most 20% and receives at most 30% of what it spends a month, and never leaves what it has spent in a month before.";
    channel = "Canal", "Channel";
    level = "Gasto por mês", "Spend a month";
    cac = "Custo por cliente", "Cost per customer";
    marginal = "O próximo cliente", "The next customer";
    marginal_say = "conforme a hipótese", "depending on the assumption";
    gives = "Pode ceder", "Can give";
    receives = "Pode receber", "Can receive";
    evidence = "Evidência", "Evidence";
    flags_title = "O que só você sabe", "What only you know";
    flags_say = "Marque o que os dados não dizem. Cada marca muda os movimentos na hora, e se desfaz como qualquer mudança.",
        "Mark what the data do not tell. Each mark changes the moves at once, and is undone like any change.";
    scalable = "Dá para ampliar", "Can be scaled up";
    scalable_say = "mais verba compraria mais do mesmo", "more money would buy more of the same";
    seasonal = "Sazonal", "Seasonal";
    seasonal_say = "os meses não se parecem", "its months are not alike";
    harvest = "Colhe", "Harvests";
    harvest_say = "colhe o que outros semeiam: marca, direto, indicação",
        "reaps what others sow: brand, direct, referral";
    minimum = "Mínimo por mês", "Minimum a month";
    minimum_say = "fixo em contrato", "fixed by contract";
    evidence_title = "Quanto o passado sabe da curva", "How much the past knows of the curve";
    evidence_short = "clientes × variação do gasto; 100 basta", "customers × variation of spend; 100 is enough";
}

/// Why a channel gives or receives nothing.
pub fn reason(lang: Lang, reason: Reason) -> &'static str {
    let (pt_br, en) = match reason {
        Reason::CostUnknown => ("custo não informado", "cost not informed"),
        Reason::MonthsUnknown => ("sem um mês inteiro de gasto com data", "no whole month of dated spend"),
        Reason::Paused => ("parado: sem gasto no último mês", "paused: no spend in the last month"),
        Reason::NoCustomers => ("ainda sem clientes", "no customers yet"),
        Reason::TooFew => ("poucos dados: é para explorar", "too few data: to be explored"),
        Reason::Harvest => ("colhe o que outros semeiam", "reaps what others sow"),
        Reason::NotScalable => ("você disse: não dá para ampliar", "you said: cannot be scaled up"),
        Reason::Seasonal => ("você disse: sazonal", "you said: seasonal"),
        Reason::LowestEver => ("já no menor gasto que teve", "already at the least it ever spent"),
        Reason::HighestEver => ("já no maior gasto que teve", "already at the most it ever spent"),
        Reason::Minimum => ("já no mínimo do contrato", "already at its contract’s minimum"),
        Reason::Exploration => ("guardado para explorar", "kept for exploring"),
    };
    lang.pick(pt_br, en)
}

/// The word that hooks carry, independent of language.
pub fn reason_name(reason: Reason) -> &'static str {
    match reason {
        Reason::CostUnknown => "cost-unknown",
        Reason::MonthsUnknown => "months-unknown",
        Reason::Paused => "paused",
        Reason::NoCustomers => "no-customers",
        Reason::TooFew => "too-few",
        Reason::Harvest => "harvest",
        Reason::NotScalable => "not-scalable",
        Reason::Seasonal => "seasonal",
        Reason::LowestEver => "lowest-ever",
        Reason::HighestEver => "highest-ever",
        Reason::Minimum => "minimum",
        Reason::Exploration => "exploration",
    }
}

/// "até R$ 2.000".
pub fn up_to(lang: Lang, amount: &str) -> String {
    match lang {
        Lang::PtBr => format!("até {amount}"),
        Lang::En => format!("up to {amount}"),
    }
}

/// "6 meses, de R$ 6.000 a R$ 14.000".
pub fn range(lang: Lang, months: (u32, &str), range: Option<(&str, &str)>) -> String {
    let noun = match (lang, months.0 == 1) {
        (Lang::PtBr, true) => "mês",
        (Lang::PtBr, false) => "meses",
        (Lang::En, true) => "month",
        (Lang::En, false) => "months",
    };
    match (lang, range) {
        (_, None) => format!("{} {noun}", months.1),
        (Lang::PtBr, Some((low, high))) => format!("{} {noun}, de {low} a {high}", months.1),
        (Lang::En, Some((low, high))) => format!("{} {noun}, {low} to {high}", months.1),
    }
}

/// The label of one mark of one channel.
pub fn flag_of(flag: &str, channel: &str) -> String {
    format!("{flag}: {channel}")
}

/// What the mark follows by itself.
pub fn by_name(lang: Lang) -> &'static str {
    lang.pick("pelo nome", "by its name")
}

/// How much of a curve the past can tell: fixed thresholds of the error of its exponent (0.1 and 0.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    Nothing,
    Little,
    Some,
    Enough,
}

impl Known {
    pub fn of(evidence: &Evidence) -> Known {
        match evidence.meter {
            enough if enough >= ENOUGH_EVIDENCE => Known::Enough,
            some if some >= ENOUGH_EVIDENCE / 4.0 => Known::Some,
            little if little > 0.0 => Known::Little,
            _ => Known::Nothing,
        }
    }

    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Known::Nothing => lang.pick("nada", "nothing"),
            Known::Little => lang.pick("quase nada", "almost nothing"),
            Known::Some => lang.pick("alguma coisa", "something"),
            Known::Enough => lang.pick("o bastante", "enough"),
        }
    }
}

/// What the meter says. `meter`, `customers`, `variation`: as written; `variation` is one month's usual distance
/// from the mean, in percent.
pub fn evidence_say(lang: Lang, known: Known, meter: &str, customers: &str, variation: &str) -> String {
    match (lang, known) {
        (Lang::PtBr, Known::Nothing) => "O passado não mostra o que acontece quando se gasta mais ou menos: não há clientes, ou o gasto de cada canal foi sempre igual.".into(),
        (Lang::En, Known::Nothing) => "The past does not show what happens when more or less is spent: there are no customers, or each channel’s spend was always the same.".into(),
        (Lang::PtBr, _) => format!(
            "{meter} de 100: com {customers} clientes e um gasto que varia uns {variation} de um mês para outro, o passado diz {} sobre a curva.",
            known.word(lang)
        ),
        (Lang::En, _) => format!(
            "{meter} of 100: with {customers} customers and spend that varies by some {variation} from month to month, the past says {} about the curve.",
            known.word(lang)
        ),
    }
}

/// What would be enough: more customers, or spend that varies more.
pub fn evidence_needs(lang: Lang, customers: Option<&str>, variation: Option<&str>) -> Option<String> {
    match (lang, customers, variation) {
        (_, None, None) => None,
        (Lang::PtBr, Some(customers), None) => Some(format!(
            "Para conhecê-la seriam precisos cerca de {customers} clientes, variando o gasto como hoje."
        )),
        (Lang::PtBr, None, Some(variation)) => Some(format!(
            "Para conhecê-la, com os clientes de hoje, o gasto teria de variar uns {variation}."
        )),
        (Lang::PtBr, Some(customers), Some(variation)) => Some(format!(
            "Para conhecê-la seriam precisos cerca de {customers} clientes, ou um gasto que varie uns {variation}."
        )),
        (Lang::En, Some(customers), None) => Some(format!(
            "To know it would take about {customers} customers, with spend varying as it does now."
        )),
        (Lang::En, None, Some(variation)) => {
            Some(format!("To know it with today’s customers, spend would have to vary by some {variation}."))
        }
        (Lang::En, Some(customers), Some(variation)) => Some(format!(
            "To know it would take about {customers} customers, or spend that varies by some {variation}."
        )),
    }
}

/// Said by the meter's picture.
pub fn meter_name(lang: Lang, meter: &str) -> String {
    match lang {
        Lang::PtBr => format!("Medidor de evidência: {meter} de 100"),
        Lang::En => format!("Evidence meter: {meter} of 100"),
    }
}

/// Channels with too few leads keep a tenth of the budget.
pub fn exploration(lang: Lang, names: &str, many: bool, share: &str, missing: Option<&str>) -> String {
    let have = match (lang, many) {
        (Lang::PtBr, false) => format!("{names} tem poucos dados e fica com {share} da verba."),
        (Lang::PtBr, true) => format!("{names} têm poucos dados e ficam com {share} da verba."),
        (Lang::En, false) => format!("{names} has too few data and gets {share} of the budget."),
        (Lang::En, true) => format!("{names} have too few data and get {share} of the budget."),
    };
    match (lang, missing) {
        (Lang::PtBr, None) => format!("{have} Os 10% para explorar o novo estão garantidos."),
        (Lang::PtBr, Some(missing)) => {
            format!("{have} Convém guardar 10% para explorar o novo: faltam {missing} por mês.")
        }
        (Lang::En, None) => format!("{have} The 10% for exploring are there."),
        (Lang::En, Some(missing)) => {
            format!("{have} It is wise to keep 10% for exploring: {missing} a month are missing.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_meter_are_fixed() {
        let check = |meter, expected| {
            let evidence = Evidence { meter, ..Evidence::default() };
            assert_eq!(Known::of(&evidence), expected, "{meter}");
        };
        check(0.0, Known::Nothing);
        check(0.01, Known::Little);
        check(24.99, Known::Little);
        check(25.0, Known::Some);
        check(99.99, Known::Some);
        check(100.0, Known::Enough);
        check(f64::NAN, Known::Nothing);
    }

    #[test]
    fn reasons_differ_in_both_languages() {
        const ALL: [Reason; 12] = [
            Reason::CostUnknown,
            Reason::MonthsUnknown,
            Reason::Paused,
            Reason::NoCustomers,
            Reason::TooFew,
            Reason::Harvest,
            Reason::NotScalable,
            Reason::Seasonal,
            Reason::LowestEver,
            Reason::HighestEver,
            Reason::Minimum,
            Reason::Exploration,
        ];
        let distinct = |write: &dyn Fn(Reason) -> &'static str| {
            let mut words: Vec<&str> = ALL.into_iter().map(write).collect();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), ALL.len());
        };
        distinct(&|one| reason(Lang::PtBr, one));
        distinct(&|one| reason(Lang::En, one));
        distinct(&reason_name);
    }

    #[test]
    fn one_month_is_not_many() {
        assert_eq!(range(Lang::PtBr, (1, "1"), None), "1 mês");
        assert_eq!(range(Lang::En, (6, "6"), Some(("6", "14"))), "6 months, 6 to 14");
    }
}
