//! What has changed since the last meeting, and why.

use garimpo_funnel::meeting::{Cause, Redefined};

use super::super::channels::{names, some_names};
use super::Lang;

sentences! {
    first_meeting = "Primeira reunião: a próxima dirá o que mudou desde esta.",
        "The first meeting: the next one will say what changed since this one.";
    nothing_new = "Nada mudou nos dados desde então.", "Nothing in the data has changed since.";
    usual_word = "dentro do normal", "within the usual";
    unusual_word = "fora do normal", "beyond the usual";
}

/// "Desde a nº 11, 08/06/2026".
pub fn since_which(lang: Lang, which: &str) -> String {
    match lang {
        Lang::PtBr => format!("desde a {which}"),
        Lang::En => format!("since {which}"),
    }
}

fn counted(count: &str, is_one: bool, one: &str, many: &str) -> String {
    format!("{count} {}", if is_one { one } else { many })
}

/// "221 leads novos" in strong, and what else came: each told with its count.
pub fn new_leads(lang: Lang, count: &str, is_one: bool) -> String {
    match lang {
        Lang::PtBr => counted(count, is_one, "lead novo", "leads novos"),
        Lang::En => counted(count, is_one, "new lead", "new leads"),
    }
}

/// "3 clientes vieram depois, de leads de março (2) e abril (1)".
pub fn late(lang: Lang, count: &str, is_one: bool, months: &[String]) -> String {
    let of = some_names(lang, months);
    match (lang, is_one) {
        (Lang::PtBr, true) => format!("1 cliente veio depois, de um lead de {of}"),
        (Lang::PtBr, false) => format!("{count} clientes vieram depois, de leads de {of}"),
        (Lang::En, true) => format!("1 customer came later, from a lead of {of}"),
        (Lang::En, false) => format!("{count} customers came later, from leads of {of}"),
    }
}

/// "março (2)".
pub fn of_month(month: &str, count: u32, many: bool) -> String {
    if many { format!("{month} ({count})") } else { month.to_owned() }
}

pub fn new_customers(lang: Lang, count: &str, is_one: bool) -> String {
    match lang {
        Lang::PtBr => counted(count, is_one, "cliente entre eles", "clientes entre eles"),
        Lang::En => counted(count, is_one, "customer among them", "customers among them"),
    }
}

/// "Correções mudaram 3 linhas: leads −2, receita +R$ 100".
pub fn by_cause(
    lang: Lang,
    cause: Cause,
    rows: &str,
    is_one: bool,
    parts: &[String],
    what: &[String],
) -> String {
    let parts = names(lang, parts);
    let head = match (lang, cause) {
        (Lang::PtBr, Cause::New) => counted(rows, is_one, "linha nova", "linhas novas"),
        (Lang::PtBr, Cause::Gone) => counted(rows, is_one, "linha saiu dos dados", "linhas saíram dos dados"),
        (Lang::PtBr, Cause::Late) => counted(rows, is_one, "linha antiga andou", "linhas antigas andaram"),
        (Lang::PtBr, Cause::Edits) => counted(rows, is_one, "linha corrigida", "linhas corrigidas"),
        (Lang::PtBr, Cause::Definitions) => format!("Outras definições ({})", names(lang, what)),
        (Lang::En, Cause::New) => counted(rows, is_one, "new row", "new rows"),
        (Lang::En, Cause::Gone) => counted(rows, is_one, "row left the data", "rows left the data"),
        (Lang::En, Cause::Late) => counted(rows, is_one, "old row moved on", "old rows moved on"),
        (Lang::En, Cause::Edits) => counted(rows, is_one, "row corrected", "rows corrected"),
        (Lang::En, Cause::Definitions) => format!("Other definitions ({})", names(lang, what)),
    };
    if parts.is_empty() { format!("{head}.") } else { format!("{head}: {parts}.") }
}

pub fn cause(lang: Lang, cause: Cause) -> &'static str {
    match cause {
        Cause::New => lang.pick("linhas novas", "new rows"),
        Cause::Gone => lang.pick("linhas que saíram", "rows that left"),
        Cause::Late => lang.pick("conversões tardias", "late conversions"),
        Cause::Edits => lang.pick("correções", "corrections"),
        Cause::Definitions => lang.pick("definições", "definitions"),
    }
}

pub fn redefined(lang: Lang, what: &Redefined) -> String {
    match what {
        Redefined::Formulas => lang.pick("outra versão das contas", "another version of the formulas").into(),
        Redefined::Clock => lang.pick("relógio", "clock").into(),
        Redefined::Period => lang.pick("período", "period").into(),
        Redefined::Horizon => lang.pick("prazo das comparações", "horizon of comparisons").into(),
        Redefined::Merges => lang.pick("união de canais", "merged channels").into(),
        Redefined::Money => lang.pick("margem, moeda ou forma de ganhar", "margin, currency or form").into(),
        Redefined::Mapping(sheet) => match lang {
            Lang::PtBr => format!("colunas de {sheet}"),
            Lang::En => format!("columns of {sheet}"),
        },
        Redefined::Reading(sheet) => match lang {
            Lang::PtBr => format!("leitura de {sheet}"),
            Lang::En => format!("reading of {sheet}"),
        },
    }
}

/// "CAC de Busca paga: de R$ 2.209 para R$ 2.113, dentro do normal."
pub fn moved(
    lang: Lang,
    metric: &str,
    channel: Option<&str>,
    before: &str,
    after: &str,
    real: bool,
) -> String {
    let word = if real { unusual_word(lang) } else { usual_word(lang) };
    let head = match (lang, channel) {
        (Lang::PtBr, Some(channel)) => format!("{metric} de {channel}"),
        (Lang::En, Some(channel)) => format!("{metric} of {channel}"),
        (Lang::PtBr, None) => format!("{metric} de todos os canais"),
        (Lang::En, None) => format!("{metric} of all channels"),
    };
    match lang {
        Lang::PtBr => format!("{head}: de {before} para {after}, {word}."),
        Lang::En => format!("{head}: from {before} to {after}, {word}."),
    }
}

/// "14 células corrigidas, 2 problemas em aberto."
pub fn quality(lang: Lang, edited: u32, problems: u32) -> Option<String> {
    let edits = match lang {
        Lang::PtBr => counted(&edited.to_string(), edited == 1, "célula corrigida", "células corrigidas"),
        Lang::En => counted(&edited.to_string(), edited == 1, "cell corrected", "cells corrected"),
    };
    let open = match lang {
        Lang::PtBr => {
            counted(&problems.to_string(), problems == 1, "problema em aberto", "problemas em aberto")
        }
        Lang::En => counted(&problems.to_string(), problems == 1, "open problem", "open problems"),
    };
    match (edited, problems) {
        (0, 0) => None,
        (_, 0) => Some(format!("{edits}.")),
        (0, _) => Some(format!("{open}.")),
        _ => Some(format!("{edits}, {open}.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_customers_are_told_by_their_leads_month() {
        let check = |lang, count: &str, one, months: &[&str], expected: &str| {
            let months: Vec<String> = months.iter().map(|month| (*month).to_owned()).collect();
            assert_eq!(late(lang, count, one, &months), expected);
        };
        check(Lang::PtBr, "1", true, &["março"], "1 cliente veio depois, de um lead de março");
        check(
            Lang::En,
            "3",
            false,
            &["March (2)", "April (1)"],
            "3 customers came later, from leads of March (2) and April (1)",
        );
    }

    #[test]
    fn a_cause_says_its_rows_and_what_they_change() {
        let parts = vec!["leads −2".to_owned()];
        let said = by_cause(Lang::PtBr, Cause::Gone, "2", false, &parts, &[]);
        assert_eq!(said, "2 linhas saíram dos dados: leads −2.");
        let what = vec![redefined(Lang::En, &Redefined::Period)];
        assert_eq!(
            by_cause(Lang::En, Cause::Definitions, "0", false, &parts, &what),
            "Other definitions (period): leads −2."
        );
        assert_eq!(quality(Lang::En, 0, 0), None);
        assert_eq!(quality(Lang::PtBr, 1, 2).as_deref(), Some("1 célula corrigida, 2 problemas em aberto."));
    }
}
