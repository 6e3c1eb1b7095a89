//! The data view: tables, receipts, problems, channels that look like one.

use garimpo_funnel::company::JoinBy;
use garimpo_table::Receipt;

use super::Lang;
use super::figures::{Figures, counted};

sentences! {
    heading = "Dados", "Data";
    tables = "Tabelas", "Tables";
    panel = "Importação", "Import";
    role_label = "O que é esta tabela", "What this table is";
    remove = "Remover a tabela", "Remove the table";
    add = "Nova tabela", "New table";
    add_files = "Escolher arquivos…", "Choose files…";
    add_spend = "Gastos por canal", "Spend by channel";
    add_spend_hint = "com os canais que já apareceram", "with the channels that were found";
    add_totals = "Totais por canal", "Totals by channel";
    add_totals_hint = "para quem só tem as somas", "for those who only have the sums";
    add_blank = "Tabela em branco", "Blank table";
    add_blank_hint = "para colar ou digitar", "to paste or type into";
    asking = "com pergunta", "with a question";
    by_hand = "feita à mão", "made by hand";
    receipt = "Recibo", "Receipt";
    kept = "mantidas", "kept";
    rejected = "esperando você", "waiting for you";
    blank = "em branco", "blank";
    totals = "total do arquivo", "totals in the file";
    preamble = "antes do cabeçalho", "before the header";
    header = "cabeçalho", "header";
    footer = "rodapé", "footer";
    nothing_lost = "Nenhuma linha sumiu.", "No row was lost.";
    other_receipts = "Recibos das outras tabelas", "Receipts of the other tables";
    problems = "Problemas", "Problems";
    no_problems = "Nenhum problema encontrado.", "No problem found.";
    in_table = "Na tabela, com a célula marcada", "In the table, with the cell marked";
    out_of_table = "Fora da tabela até você corrigir", "Out of the table until you correct them";
    line = "Linha", "Line";
    see_them = "Ver o primeiro", "See the first";
    same_channel = "Parecem um canal só", "They look like one channel";
    merged = "Canais unidos", "Merged channels";
    unmerge = "Separar", "Separate";
    export_csv = "CSV", "CSV";
    more_exports = "Outros jeitos de salvar", "Other ways to save";
    for_spreadsheets = "CSV para planilhas", "CSV for spreadsheets";
    for_systems = "CSV para sistemas, sem mudar nada", "CSV for systems, nothing changed";
    all_rows = "todas as linhas, na ordem do arquivo", "all rows, in the file’s order";
    seen_rows = "as linhas que se veem, na ordem em que estão", "the rows that are seen, in their order";
    export_csv_label = "Salvar esta tabela como CSV", "Save this table as CSV";
    // Headers of tables made by hand.
    column_channel = "Canal", "Channel";
    column_month = "Mês", "Month";
    column_amount = "Valor", "Amount";
    column_spend = "Gasto", "Spend";
    column_leads = "Leads", "Leads";
    column_opportunities = "Oportunidades", "Opportunities";
    column_customers = "Clientes", "Customers";
    column_revenue = "Receita", "Revenue";
}

pub fn dates(lang: Lang, order: &str) -> String {
    match lang {
        Lang::PtBr => format!("datas {order}"),
        Lang::En => format!("dates {order}"),
    }
}

pub fn rows_read(lang: Lang, figures: &dyn Figures, rows: u32) -> String {
    match lang {
        Lang::PtBr => counted(figures, rows.into(), "linha lida", "linhas lidas"),
        Lang::En => counted(figures, rows.into(), "row read", "rows read"),
    }
}

/// "341 + 2 + 1 + 1 + 3 + 1 = 349. Nenhuma linha sumiu." Parts that are 0 are left out.
pub fn sum(lang: Lang, figures: &dyn Figures, receipt: &Receipt) -> String {
    let parts = [
        receipt.kept,
        receipt.rejected,
        receipt.blank,
        receipt.totals,
        receipt.preamble,
        receipt.header,
        receipt.footer,
    ];
    let parts: Vec<_> =
        parts.iter().filter(|part| **part > 0).map(|part| figures.count((*part).into())).collect();
    let read = figures.count(receipt.read.into());
    match parts.len() {
        0 => rows_read(lang, figures, receipt.read),
        1 => format!("{}. {}", rows_read(lang, figures, receipt.read), nothing_lost(lang)),
        _ => format!("{} = {read}. {}", parts.join(" + "), nothing_lost(lang)),
    }
}

pub fn more_problems(lang: Lang, figures: &dyn Figures, count: u64) -> String {
    match lang {
        Lang::PtBr => format!("E mais {} no arquivo.", figures.count(count)),
        Lang::En => format!("And {} more in the file.", figures.count(count)),
    }
}

/// `None` when there is nothing to join.
pub fn join(lang: Lang, figures: &dyn Figures, by: JoinBy, deals: u32, joined: u32) -> String {
    let all = deals;
    let deals = figures.count(deals.into());
    let joined = figures.count(joined.into());
    match lang {
        Lang::PtBr => {
            let by = match by {
                JoinBy::LeadId => "código do lead",
                JoinBy::Email => "e-mail",
            };
            let found = if all == 1 { "negócio achou o lead" } else { "negócios acharam o lead" };
            format!("Junção pelo {by}: {joined} de {deals} {found}.")
        }
        Lang::En => {
            let by = match by {
                JoinBy::LeadId => "lead id",
                JoinBy::Email => "email",
            };
            let found = if all == 1 { "deal found its lead" } else { "deals found their lead" };
            format!("Joined by {by}: {joined} of {deals} {found}.")
        }
    }
}

pub fn duplicates(lang: Lang, figures: &dyn Figures, rows: u32) -> String {
    match lang {
        Lang::PtBr => {
            counted(figures, rows.into(), "linha repetida de lead unida", "linhas repetidas de leads unidas")
        }
        Lang::En => counted(figures, rows.into(), "repeated lead row merged", "repeated lead rows merged"),
    }
}

/// "Google Ads, google-ads e GoogleAds".
pub fn merge_into(lang: Lang, name: &str) -> String {
    match lang {
        Lang::PtBr => format!("Unir em {name}"),
        Lang::En => format!("Merge into {name}"),
    }
}

pub fn counts_as(lang: Lang, from: &str, into: &str) -> String {
    match lang {
        Lang::PtBr => format!("{from} conta como {into}"),
        Lang::En => format!("{from} counts as {into}"),
    }
}

/// The name of a table made by hand that would take the name of another.
pub fn numbered(name: &str, number: usize) -> String {
    format!("{name} {number}")
}

#[cfg(test)]
mod tests {
    use super::super::figures::plain::Plain;
    use super::*;

    #[test]
    fn the_receipt_is_written_out() {
        let receipt = Receipt {
            read: 349,
            preamble: 3,
            header: 1,
            kept: 341,
            totals: 1,
            rejected: 2,
            blank: 1,
            footer: 0,
        };
        assert_eq!(sum(Lang::PtBr, &Plain, &receipt), "341 + 2 + 1 + 1 + 3 + 1 = 349. Nenhuma linha sumiu.");
        assert_eq!(sum(Lang::En, &Plain, &Receipt::default()), "0 rows read");
    }
}
