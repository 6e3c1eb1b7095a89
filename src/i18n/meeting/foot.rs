//! The last line of the page: the definitions in force and how far the data can be trusted.

use super::Lang;

/// The last line: what holds for the whole page.
pub struct Footing<'a> {
    pub cohort: bool,
    pub period: Option<String>,
    pub margin: Option<&'a str>,
    pub rows: &'a str,
    pub sheets: u32,
    pub deals: Option<(&'a str, &'a str)>,
    pub edited: u32,
    pub problems: u32,
    pub duplicates: u32,
    pub undated: u32,
}

pub fn footing(lang: Lang, of: &Footing<'_>) -> String {
    let mut said = vec![
        if of.cohort {
            lang.pick(
                "Leads criados no período, com os resultados até hoje",
                "Leads created in the period, with their outcomes until today",
            )
        } else {
            lang.pick("O que aconteceu no período", "What happened in the period")
        }
        .to_owned(),
    ];
    if let Some(period) = &of.period {
        said.push(format!("{} {period}", lang.pick("Período:", "Period:")));
    }
    if let Some(margin) = of.margin {
        said.push(format!("{} {margin}", lang.pick("Margem bruta", "Gross margin")));
    }
    said.push(lang.pick(
        "Intervalos de 90%. “Quase certamente”: 95 em 100 ou mais; “provavelmente”: 80 a 95. “Normal”: menos de 9 em 10 de ter mudado",
        "Intervals of 90%. “Almost surely”: 95 in 100 or more; “probably”: 80 to 95. “Usual”: less than 9 in 10 of having changed",
    ).to_owned());
    let mut data = match lang {
        Lang::PtBr => format!("{} tabelas, {} linhas", of.sheets, of.rows),
        Lang::En => format!("{} tables, {} rows", of.sheets, of.rows),
    };
    let mut add = |count: u32, pt_br: (&str, &str), en: (&str, &str)| {
        if count > 0 {
            let (one, many) = if lang == Lang::PtBr { pt_br } else { en };
            data.push_str(&format!(", {count} {}", if count == 1 { one } else { many }));
        }
    };
    add(of.edited, ("célula corrigida", "células corrigidas"), ("cell corrected", "cells corrected"));
    add(of.problems, ("problema em aberto", "problemas em aberto"), ("open problem", "open problems"));
    add(of.duplicates, ("repetida", "repetidas"), ("duplicate", "duplicates"));
    add(of.undated, ("lead sem data", "leads sem data"), ("lead without a date", "leads without a date"));
    if let Some((joined, deals)) = of.deals {
        data.push_str(&match lang {
            Lang::PtBr => format!(", {joined} de {deals} negócios com lead"),
            Lang::En => format!(", {joined} of {deals} deals with their lead"),
        });
    }
    said.push(data);
    said.push(
        lang.pick(
            "Só dados passados: origem não é prova de causa",
            "From past data only: an origin is no proof of cause",
        )
        .to_owned(),
    );
    said.iter().map(|part| format!("{part}.")).collect::<Vec<String>>().join(" ")
}
