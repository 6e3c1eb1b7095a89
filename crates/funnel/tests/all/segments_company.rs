//! Segments read from real sheets: merged leads, deals with and without leads, several sheets, odd columns.

use crate::company_kit;

use company_kit::*;
use garimpo_funnel::company::{Cache, SheetInput};
use garimpo_funnel::segments::*;
use garimpo_funnel::{Field, Settings};

/// (id, units, hits) of a segment.
type Counts = (String, u32, u32);

fn segments(files: &[(&str, &str)], column: &str) -> Option<(Base, Vec<Counts>)> {
    let sheets = sheets(files);
    let company = join(&sheets, &Settings::default(), &mut Cache::default());
    let fields: Vec<Vec<Option<Field>>> = sheets.iter().map(|sheet| sheet.guess.fields.clone()).collect();
    let inputs: Vec<SheetInput<'_>> =
        sheets.iter().zip(&fields).map(|(sheet, fields)| SheetInput { fields, ..sheet.input() }).collect();
    let table = table(&company, &inputs, column, &Settings::default(), None)?;
    let id = |part: &Part| part.id().map_or_else(|| format!("{part:?}"), str::to_owned);
    let lines = table.segments.iter().map(|line| (id(&line.part), line.units, line.hits)).collect();
    Some((table.base, lines))
}

fn expected(lines: &[(&str, u32, u32)]) -> Vec<Counts> {
    lines.iter().map(|(id, units, hits)| ((*id).to_owned(), *units, *hits)).collect()
}

const LEADS: &str = "Email;Criado em;Canal;Segmento;Etapa\n\
    ana@x.com;02/01/2026;Google;Tecnologia;Cliente\n\
    bia@x.com;03/01/2026;Google;tecnologia;Lead\n\
    caio@x.com;04/01/2026;Meta;Varejo;Lead\n\
    duda@x.com;05/01/2026;Meta;;Lead\n";

#[test]
fn a_merged_lead_has_what_its_earliest_row_has() {
    // Ana comes again, later, as retail; and Caio came before, as health.
    let again =
        format!("{LEADS}ana@x.com;09/02/2026;Meta;Varejo;Lead\ncaio@x.com;01/01/2026;Google;Saúde;Lead\n");
    let (base, lines) = segments(&[("leads.csv", &again)], "segmento").expect("a table");
    assert_eq!(base, Base::Leads);
    assert_eq!(lines, expected(&[("tecnologia", 2, 1), ("saude", 1, 0), ("NotTold", 1, 0)]));
    // In any order of rows.
    let (header, rows) = again.split_once('\n').expect("rows");
    let turned: Vec<&str> = rows.lines().rev().collect();
    let turned = format!("{header}\n{}\n", turned.join("\n"));
    assert_eq!(segments(&[("leads.csv", &turned)], "segmento").expect("a table").1, lines);
}

#[test]
fn a_deal_has_what_its_lead_has_else_its_own() {
    let deals = "Id do negócio;Email;Canal;Segmento;Status;Criado em;Fechado em;Valor\n\
        1;ana@x.com;;Varejo;Ganho;10/01/2026;20/01/2026;R$ 1.000,00\n\
        2;duda@x.com;;Saúde;Perdido;10/01/2026;21/01/2026;R$ 900,00\n\
        3;eva@y.com;Meta;Saúde;Ganho;11/01/2026;25/01/2026;R$ 800,00\n\
        4;gil@y.com;Meta;Varejo;Perdido;11/01/2026;26/01/2026;R$ 700,00\n";
    let files = [("leads.csv", LEADS), ("negocios.csv", deals)];
    let sheets = sheets(&files);
    let company = join(&sheets, &Settings::default(), &mut Cache::default());
    let inputs: Vec<SheetInput<'_>> = sheets.iter().map(Sheet::input).collect();
    assert_eq!(company.join.joined, 2);
    let column = columns(&inputs).into_iter().find(|column| column.id == "segmento").expect("a column");
    assert!(column.on_leads && column.on_deals && column.is_mapped, "{column:?}");
    let shown = table(&company, &inputs, "segmento", &Settings::default(), None).expect("a table");
    assert_eq!(shown.base, Base::Leads);
    let by_id = |id: &str| shown.segments.iter().find(|line| line.part.id() == Some(id)).expect("a line");
    // Ana's deal is technology's, as Ana is. Duda's is health's: her own row says nothing.
    assert_eq!((by_id("tecnologia").won, by_id("tecnologia").lost), (1, 0));
    assert_eq!((by_id("varejo").won, by_id("varejo").lost), (0, 1));
    // A segment that no lead has shows no column: its deals are compared on the card.
    let claim = |measure, value: &str| Card {
        claim: String::new(),
        rule: Rule { column: "segmento".into(), values: vec![value.into()] },
        measure,
        direction: Direction::More,
        by: String::new(),
        created: 0,
    };
    let verdict = judge(&company, &inputs, &claim(Measure::WinRate, "saude"), None);
    assert_eq!((verdict.new.inside.units, verdict.new.inside.hits), (2, 1));
    assert_eq!((verdict.new.outside.units, verdict.new.outside.hits), (2, 1));
    let verdict = judge(&company, &inputs, &claim(Measure::LeadToCustomer, "saude"), None);
    assert_eq!((verdict.new.inside.units, verdict.not_told), (0, 1));
}

#[test]
fn columns_of_several_sheets_are_one_and_repeated_ones_are_two() {
    let more = "Email;Criado em;Canal;SEGMENTO;Etapa\nfabio@x.com;06/01/2026;Meta;VAREJO;Cliente\n";
    let lines = segments(&[("leads.csv", LEADS), ("mais.csv", more)], "segmento").expect("a table").1;
    assert_eq!(lines, expected(&[("tecnologia", 2, 1), ("varejo", 2, 1), ("NotTold", 1, 0)]));
    let twice = "Email;Criado em;Canal;Segmento;Segmento;Etapa\n\
        a@x.com;02/01/2026;Google;TI;Grande;Cliente\n\
        b@x.com;02/01/2026;Google;TI;Pequena;Lead\n\
        c@x.com;02/01/2026;Meta;Varejo;Pequena;Lead\n";
    let lines = segments(&[("leads.csv", twice)], "segmento (2)").expect("a table").1;
    assert_eq!(lines, expected(&[("pequena", 2, 0), ("grande", 1, 1)]));
}

#[test]
fn a_column_of_names_is_no_segment() {
    let mut rows = String::from("Email;Criado em;Canal;Cidade;Etapa\n");
    for i in 0..700 {
        rows += &format!("p{i}@x.com;02/01/2026;Google;Cidade {i};{}\n", ["Lead", "Cliente"][i % 2]);
    }
    assert_eq!(segments(&[("leads.csv", &rows)], "cidade"), None);
    assert_eq!(segments(&[("leads.csv", &rows)], "email"), None);
    // The channel's own column can be looked at, by who asks for it.
    assert!(segments(&[("leads.csv", &rows)], "canal").is_some());
}
