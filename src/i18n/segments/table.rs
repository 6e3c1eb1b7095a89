//! The table of channels and segments.

use garimpo_funnel::segments::{Base, Support};

use super::Lang;

sentences! {
    table_title = "Canal e segmento", "Channel and segment";
    channel_head = "Canal", "Channel";
    all_channels = "Todos os canais", "All channels";
    all_segments = "Todos", "All";
    all_rows = "Um canal embaixo do outro", "One channel below the other";
    show_channel = "Mostrar", "Show";
    rows_region = "Linhas da casa", "Rows of the cell";
    became_head = "O que virou", "What became of it";
    adjusted = "ajustada", "adjusted";
    no_adjusted = "sem taxa ajustada", "no adjusted rate";
    expected_only = "só pela linha e coluna", "by row and column only";
    adjusted_say = "Ajustada: a taxa que o canal teria se todos os canais tivessem os mesmos segmentos (e o segmento, se todos tivessem os mesmos canais).",
        "Adjusted: the rate that the channel would have if all channels had the same segments (and the segment, if all had the same channels).";
}

/// Over the table: what a cell says.
pub fn table_say(lang: Lang, base: Base, scale: &str) -> String {
    match (lang, base) {
        (Lang::PtBr, Base::Leads) => format!(
            "Em cada casa: a taxa de leads que viram cliente, puxada para o que se sabe do canal e do segmento; de onde a onde ela deve estar (90%); e a contagem. Traço de 0 a {scale}; o risco é a taxa geral. Tracejado: menos de 20 leads ou 5 clientes."
        ),
        (Lang::PtBr, Base::Deals) => format!(
            "Em cada casa: a taxa de negócios ganhos, puxada para o que se sabe do canal e do segmento; de onde a onde ela deve estar (90%); e a contagem. Traço de 0 a {scale}; o risco é a taxa geral. Tracejado: menos de 20 negócios ou 5 ganhos."
        ),
        (Lang::En, Base::Leads) => format!(
            "In each cell: the rate of leads that become customers, drawn to what is known of the channel and the segment; where it should be (90%); and the count. The bar goes from 0 to {scale}; the tick is the overall rate. Dashed: fewer than 20 leads or 5 customers."
        ),
        (Lang::En, Base::Deals) => format!(
            "In each cell: the rate of deals won, drawn to what is known of the channel and the segment; where it should be (90%); and the count. The bar goes from 0 to {scale}; the tick is the overall rate. Dashed: fewer than 20 deals or 5 won."
        ),
    }
}

/// The count of a cell as a button: "Ver 7 de 48 leads: Indicação, Tecnologia".
pub fn open_cell(lang: Lang, counts: &str, cell: &str) -> String {
    format!("{counts}: {cell}. {}", lang.pick("Ver as linhas", "See the rows"))
}

/// What became of a lead, or of a decided deal.
pub fn became(lang: Lang, base: Base, hit: bool) -> &'static str {
    match (base, hit) {
        (Base::Leads, true) => lang.pick("cliente", "customer"),
        (Base::Leads, false) => lang.pick("ainda não", "not yet"),
        (Base::Deals, true) => lang.pick("ganho", "won"),
        (Base::Deals, false) => lang.pick("perdido", "lost"),
    }
}

/// Under a rate that rests on little.
pub fn support(lang: Lang, base: Base, support: Support) -> Option<&'static str> {
    match (support, base) {
        (Support::Good, _) => None,
        (Support::Thin, _) => Some(lang.pick("poucos dados", "too few data")),
        (Support::None, Base::Leads) => Some(lang.pick("nenhum lead", "no leads")),
        (Support::None, Base::Deals) => Some(lang.pick("nenhum negócio", "no deals")),
    }
}

/// The table as a region that scrolls.
pub fn table_region(lang: Lang, header: &str) -> String {
    match lang {
        Lang::PtBr => format!("Tabela de canal por {header}"),
        Lang::En => format!("Table of channel by {header}"),
    }
}

/// How full the column is, under the table. Shares as written.
pub fn fill(lang: Lang, header: &str, base: Base, hits: &str, others: &str) -> String {
    match (lang, base) {
        (Lang::PtBr, Base::Leads) => {
            format!("{header} está preenchido em {hits} dos clientes e {others} dos outros leads.")
        }
        (Lang::PtBr, Base::Deals) => {
            format!("{header} está preenchido em {hits} dos negócios ganhos e {others} dos perdidos.")
        }
        (Lang::En, Base::Leads) => {
            format!("{header} is filled in for {hits} of customers and {others} of the other leads.")
        }
        (Lang::En, Base::Deals) => {
            format!("{header} is filled in for {hits} of deals won and {others} of those lost.")
        }
    }
}
