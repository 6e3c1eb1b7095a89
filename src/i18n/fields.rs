//! The field's words: roles, fields, cell types, channel groups. Short, as they stand on chips and in menus.

use garimpo_funnel::company::ChannelName;
use garimpo_funnel::{Field, Group, Role};
use garimpo_table::{CellType, DateOrder, Decimal, Dialect, Encoding};

use super::Lang;

pub fn role(lang: Lang, role: Role) -> &'static str {
    let (pt_br, en) = match role {
        Role::Leads => ("Leads", "Leads"),
        Role::Deals => ("Negócios", "Deals"),
        Role::Spend => ("Gastos", "Spend"),
        Role::Touches => ("Contatos", "Touches"),
        Role::Activities => ("Atividades", "Activities"),
        Role::Feedback => ("Retorno de vendas", "Sales feedback"),
        Role::Totals => ("Totais por canal", "Totals by channel"),
        Role::Other => ("Outra tabela", "Other table"),
    };
    lang.pick(pt_br, en)
}

/// What a sheet of the role holds, for the menu of roles.
pub fn role_hint(lang: Lang, role: Role) -> &'static str {
    let (pt_br, en) = match role {
        Role::Leads => ("quem chegou, quando e por qual canal", "who came, when, and by which channel"),
        Role::Deals => ("ganho, perdido ou aberto, e o valor", "won, lost or open, and the value"),
        Role::Spend => ("quanto cada canal custou por mês", "what each channel cost a month"),
        Role::Touches => ("cada contato do lead com um canal", "each contact of a lead with a channel"),
        Role::Activities => ("ligações e mensagens de vendas", "sales calls and messages"),
        Role::Feedback => ("o que vendas achou de cada lead", "what sales thought of each lead"),
        Role::Totals => ("uma linha por canal, já somada", "one line a channel, already summed"),
        Role::Other => ("fica à vista, fora das contas", "stays in view, out of the sums"),
    };
    lang.pick(pt_br, en)
}

pub fn field(lang: Lang, field: Field) -> &'static str {
    let (pt_br, en) = match field {
        Field::LeadId => ("código do lead", "lead id"),
        Field::Email => ("e-mail", "email"),
        Field::Name => ("nome", "name"),
        Field::Company => ("empresa", "company"),
        Field::CreatedAt => ("criado em", "created"),
        Field::Channel => ("canal", "channel"),
        Field::Source => ("origem", "source"),
        Field::Medium => ("mídia", "medium"),
        Field::Campaign => ("campanha", "campaign"),
        Field::Segment => ("segmento", "segment"),
        Field::Stage => ("etapa", "stage"),
        Field::MqlAt => ("MQL em", "MQL on"),
        Field::SqlAt => ("SQL em", "SQL on"),
        Field::OpportunityAt => ("oportunidade em", "opportunity on"),
        Field::CustomerAt => ("cliente em", "customer on"),
        Field::DisqualifiedAt => ("descartado em", "disqualified on"),
        Field::Reason => ("motivo", "reason"),
        Field::Owner => ("dono", "owner"),
        Field::FirstAttemptAt => ("1ª tentativa em", "first attempt on"),
        Field::Attempts => ("tentativas", "attempts"),
        Field::ConversionType => ("tipo de conversão", "conversion type"),
        Field::Conversions => ("conversões", "conversions"),
        Field::EmailsReceived => ("e-mails recebidos", "emails received"),
        Field::EmailsOpened => ("e-mails abertos", "emails opened"),
        Field::EmailsClicked => ("e-mails clicados", "emails clicked"),
        Field::Verdict => ("veredito de vendas", "sales verdict"),
        Field::SubReason => ("detalhe do motivo", "detail of the reason"),
        Field::Note => ("nota", "note"),
        Field::Quality => ("qualidade (1 a 5)", "quality (1 to 5)"),
        Field::DealId => ("código do negócio", "deal id"),
        Field::Status => ("situação", "status"),
        Field::ClosedAt => ("fechado em", "closed"),
        Field::Amount => ("valor", "amount"),
        Field::RecurringAmount => ("valor recorrente", "recurring amount"),
        Field::Currency => ("moeda", "currency"),
        Field::Margin => ("margem", "margin"),
        Field::Date => ("data", "date"),
        Field::PeriodStart => ("início do período", "period start"),
        Field::PeriodEnd => ("fim do período", "period end"),
        Field::Kind => ("tipo", "kind"),
        Field::Impressions => ("impressões", "impressions"),
        Field::Clicks => ("cliques", "clicks"),
        Field::At => ("quando", "when"),
        Field::Spend => ("gasto", "spend"),
        Field::Visitors => ("visitantes", "visitors"),
        Field::Leads => ("nº de leads", "leads"),
        Field::Mqls => ("nº de MQLs", "MQLs"),
        Field::Sqls => ("nº de SQLs", "SQLs"),
        Field::Opportunities => ("nº de oportunidades", "opportunities"),
        Field::Customers => ("nº de clientes", "customers"),
        Field::Revenue => ("receita", "revenue"),
    };
    lang.pick(pt_br, en)
}

/// A column that has no field.
pub fn no_field(lang: Lang) -> &'static str {
    lang.pick("sem campo", "no field")
}

pub fn cell_type(lang: Lang, cell_type: CellType) -> &'static str {
    let (pt_br, en) = match cell_type {
        CellType::Text => ("texto", "text"),
        CellType::Number => ("número", "number"),
        CellType::Money => ("dinheiro", "money"),
        CellType::Percent => ("porcentagem", "percent"),
        CellType::Date => ("data", "date"),
        CellType::DateTime => ("data e hora", "date and time"),
        CellType::Boolean => ("sim ou não", "yes or no"),
        CellType::Id => ("código", "id"),
    };
    lang.pick(pt_br, en)
}

/// With an example of 1,234.5 written so.
pub fn decimal(lang: Lang, decimal: Decimal) -> &'static str {
    let (pt_br, en) = match decimal {
        Decimal::Dot => ("ponto decimal (1,234.5)", "decimal point (1,234.5)"),
        Decimal::Comma => ("vírgula decimal (1.234,5)", "decimal comma (1.234,5)"),
    };
    lang.pick(pt_br, en)
}

pub fn date_order(lang: Lang, order: DateOrder) -> &'static str {
    let (pt_br, en) = match order {
        DateOrder::DayMonth => ("dia/mês", "day/month"),
        DateOrder::MonthDay => ("mês/dia", "month/day"),
        DateOrder::YearMonth => ("ano-mês-dia", "year-month-day"),
    };
    lang.pick(pt_br, en)
}

pub fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => "UTF-8",
        Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
        Encoding::Utf32Le | Encoding::Utf32Be => "UTF-32",
        Encoding::Windows1252 => "Windows-1252",
        Encoding::Latin9 => "ISO-8859-15",
    }
}

pub fn delimiter(lang: Lang, dialect: &Dialect) -> String {
    let (pt_br, en) = match dialect.delimiter {
        b',' => ("vírgula", "comma"),
        b';' => ("ponto e vírgula", "semicolon"),
        b'\t' => ("tabulação", "tab"),
        b'|' => ("barra vertical", "vertical bar"),
        b':' => ("dois-pontos", "colon"),
        b' ' => ("espaço", "space"),
        b'^' => ("circunflexo", "caret"),
        b'~' => ("til", "tilde"),
        other => {
            let sign = char::from(other);
            return match lang {
                Lang::PtBr => format!("separado por {sign}"),
                Lang::En => format!("separated by {sign}"),
            };
        }
    };
    lang.pick(pt_br, en).to_string()
}

/// As people know the groups from their web analytics.
pub fn group(lang: Lang, group: Group) -> &'static str {
    let (pt_br, en) = match group {
        Group::PaidSearch => ("Busca paga", "Paid search"),
        Group::OrganicSearch => ("Busca orgânica", "Organic search"),
        Group::PaidSocial => ("Social pago", "Paid social"),
        Group::OrganicSocial => ("Social orgânico", "Organic social"),
        Group::Email => ("E-mail", "Email"),
        Group::Referral => ("Indicação", "Referral"),
        Group::Direct => ("Direto", "Direct"),
        Group::Display => ("Display", "Display"),
        Group::Video => ("Vídeo", "Video"),
        Group::Affiliate => ("Afiliados", "Affiliates"),
        Group::Event => ("Eventos", "Events"),
        Group::Outbound => ("Prospecção", "Outbound"),
        Group::Other => ("Outros", "Other"),
        Group::Unknown => ("Desconhecido", "Unknown"),
    };
    lang.pick(pt_br, en)
}

pub fn channel_name(lang: Lang, name: &ChannelName) -> String {
    match name {
        ChannelName::Group(known) => group(lang, *known).to_string(),
        ChannelName::Text(text) => text.clone(),
        ChannelName::Blank => lang.pick("(sem canal)", "(no channel)").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_word_of_its_own_in_its_role() {
        for lang in [Lang::PtBr, Lang::En] {
            for sheet in Role::ALL {
                let mut words: Vec<_> = sheet.fields().iter().map(|one| field(lang, *one)).collect();
                assert!(words.iter().all(|word| !word.is_empty()));
                words.sort_unstable();
                words.dedup();
                assert_eq!(words.len(), sheet.fields().len(), "{sheet:?} in {lang:?}");
            }
        }
    }

    #[test]
    fn the_languages_differ() {
        let same = Field::ALL.iter().filter(|one| field(Lang::PtBr, **one) == field(Lang::En, **one));
        assert_eq!(same.count(), 0);
        assert_eq!(group(Lang::PtBr, Group::Event), "Eventos");
        assert_eq!(group(Lang::En, Group::Event), "Events");
    }
}
