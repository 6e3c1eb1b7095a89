//! Google Analytics 4. By channel or source it is a sheet of sums; by anything else it says nothing about
//! channels. Conversions and key events count what the site's owner chose, so they are no leads.

use garimpo_table::{Decimal, PercentScale};

use super::{BASE, Definition, Numbers};
use crate::Field::*;
use crate::Role;
use crate::guess::SourceId;

const DIMENSIONS: &[&str] = &[
    "session primary channel group default channel group",
    "session primary channel group",
    "session default channel group",
    "default channel group",
    "first user primary channel group default channel group",
    "first user primary channel group",
    "first user default channel group",
    "grupo principal de canais da sessao grupo de canais",
    "grupo principal de canais da sessao grupo de canais padrao",
    "grupo principal de canais da sessao",
    "grupo de canais padrao da sessao",
    "grupo de canais padrao",
    "grupo de canais padrao do primeiro usuario",
    "session source medium",
    "origem midia da sessao",
    "first user source medium",
    "session source",
    "origem da sessao",
];
const VISITORS: &[&str] = &[
    "sessions",
    "sessoes",
    "total users",
    "total de usuarios",
    "active users",
    "usuarios ativos",
    "users",
    "usuarios",
    "new users",
    "novos usuarios",
];
/// 0.48 is 48 %.
const RATES: Option<(PercentScale, &[&str])> = Some((PercentScale::Fraction, &["~rate", "~taxa"]));
/// Words that no other tool uses.
const WORDS: &[&str] = &[
    "engaged sessions",
    "engagement rate",
    "average engagement time per session",
    "average engagement time",
    "events per session",
    "event count",
    "event count per user",
    "key events",
    "session key event rate",
    "event name",
    "total revenue",
    "sessoes engajadas",
    "taxa de engajamento",
    "tempo medio de engajamento",
    "tempo medio de engajamento por sessao",
    "eventos por sessao",
    "contagem de eventos",
    "eventos principais",
    "nome do evento",
    "receita total",
    "usuarios recorrentes",
    "returning users",
    "nth day",
    "n dia",
    "no dia",
];

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition {
        source: SourceId::Ga4Traffic,
        role: Role::Totals,
        needs: &[DIMENSIONS, VISITORS],
        forbids: &["email", "lead id", "deal id"],
        closed: true,
        numbers: Some(Numbers::Always(Decimal::Dot)),
        percents: RATES,
        fields: &[
            (Channel, DIMENSIONS),
            (Date, &["date", "data", "day", "dia"]),
            (Visitors, VISITORS),
            (
                Customers,
                &["transactions", "transacoes", "ecommerce purchases", "compras de comercio eletronico"],
            ),
            (Revenue, &["total revenue", "receita total", "purchase revenue", "receita de compra"]),
        ],
        ..BASE
    },
    Definition {
        source: SourceId::Ga4Report,
        needs: &[WORDS],
        among: (2, WORDS),
        forbids: &["email", "lead id", "deal id", "cost", "custo", "spend", "canal", "channel"],
        percents: RATES,
        ..BASE
    },
];
