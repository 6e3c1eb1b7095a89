//! The choice of columns, and the marks on single numbers of the table.

use super::Lang;
use crate::columns::Group;

sentences! {
    columns_title = "Colunas", "Columns";
    columns_say =
        "Escolha o que a tabela mostra. A escolha fica neste computador; os dados, não.",
        "Choose what the table shows. The choice stays on this computer; the data does not.";
    columns_default = "Voltar ao padrão", "Back to the default";
}

pub fn column_group(lang: Lang, group: Group) -> &'static str {
    match group {
        Group::Cost => lang.pick("Custo", "Cost"),
        Group::Funnel => lang.pick("Funil", "Funnel"),
        Group::Value => lang.pick("Valor", "Value"),
        Group::Speed => lang.pick("Velocidade", "Speed"),
        Group::Unfinished => lang.pick("O que ainda não terminou", "Unfinished business"),
    }
}

/// "13 de 51".
pub fn columns_shown(lang: Lang, shown: usize, all: usize) -> String {
    match lang {
        Lang::PtBr => format!("{shown} de {all} à vista"),
        Lang::En => format!("{shown} of {all} shown"),
    }
}

/// Under an average deal that one big deal makes. `share` is a percentage as written.
pub fn one_big_deal(lang: Lang, share: &str) -> String {
    match lang {
        Lang::PtBr => format!("um negócio é {share}"),
        Lang::En => format!("one deal is {share}"),
    }
}

pub fn one_big_deal_say(lang: Lang, share: &str) -> String {
    match lang {
        Lang::PtBr => format!(
            "Um só negócio é {share} da receita deste canal: a média é quase toda dele. Veja o ticket mediano."
        ),
        Lang::En => format!(
            "A single deal is {share} of this channel’s revenue: the average is mostly that deal. See the median deal."
        ),
    }
}

/// What an expected value is made of. Both are money as written.
pub fn expected_of(lang: Lang, realised: &str, open: &str) -> String {
    match lang {
        Lang::PtBr => format!("{realised} já veio + {open} em aberto"),
        Lang::En => format!("{realised} has come + {open} still open"),
    }
}
