//! A number month by month, and whether a month is out of its normal variation. No arrow for noise.

use garimpo_funnel::trend::Signal;

use super::Lang;

sentences! {
    trend_title = "Mês a mês", "Month by month";
    trend_say =
        "Os limites saem da própria variação dos meses. Dentro deles, subir e descer é normal: não se explica mês a mês.",
        "The limits come from the months’ own variation. Within them, ups and downs are normal: no month needs explaining.";
    trend_metric = "Número", "Number";
    trend_channel = "Canal", "Channel";
    trend_few =
        "Há menos de 8 meses inteiros com este número: ainda não se sabe o que é variação normal, então nenhum mês é chamado de alta ou queda.",
        "There are fewer than 8 whole months with this number: what is normal variation is not known yet, so no month is called a rise or a fall.";
    trend_none = "Nenhum mês tem este número.", "No month has this number.";
    trend_value = "Valor", "Value";
    trend_verdict = "Como está", "How it stands";
    trend_normal = "normal", "normal";
    trend_unfinished = "mês incompleto", "unfinished month";
    trend_limits = "limites", "limits";
    trend_mean = "média", "mean";
    trend_gap = "sem valor", "no value";
}

pub fn signal(lang: Lang, signal: Signal) -> &'static str {
    match signal {
        Signal::Above => lang.pick("acima do normal", "above normal"),
        Signal::Below => lang.pick("abaixo do normal", "below normal"),
        Signal::RunAbove => lang.pick("8 ou mais meses acima da média", "8 or more months above the mean"),
        Signal::RunBelow => lang.pick("8 ou mais meses abaixo da média", "8 or more months below the mean"),
    }
}

/// All months are within the limits, which are as written.
pub fn all_normal(lang: Lang, low: &str, high: &str) -> String {
    match lang {
        Lang::PtBr => format!("Dentro da variação normal: entre {low} e {high} por mês. Nada a explicar."),
        Lang::En => format!("Within normal variation: between {low} and {high} a month. Nothing to explain."),
    }
}

/// Some are not: each month with its word.
pub fn out_of_normal(lang: Lang, months: &[String], low: &str, high: &str) -> String {
    let list = months.join("; ");
    match lang {
        Lang::PtBr => format!("Fora da variação normal ({low} a {high}): {list}. Vale procurar o motivo."),
        Lang::En => {
            format!("Out of normal variation ({low} to {high}): {list}. Worth looking for the reason.")
        }
    }
}

/// Of the picture, for those who do not see it.
pub fn trend_desc(lang: Lang, months: usize) -> String {
    match lang {
        Lang::PtBr => format!("{months} meses, com a média e os limites. Os mesmos números estão na tabela."),
        Lang::En => {
            format!("{months} months, with the mean and the limits. The same numbers are in the table.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_called_noise() {
        assert_eq!(
            all_normal(Lang::PtBr, "80", "120"),
            "Dentro da variação normal: entre 80 e 120 por mês. Nada a explicar."
        );
        let months = vec![format!("March 2026 ({})", signal(Lang::En, Signal::Above))];
        assert_eq!(
            out_of_normal(Lang::En, &months, "80", "120"),
            "Out of normal variation (80 to 120): March 2026 (above normal). Worth looking for the reason."
        );
    }
}
