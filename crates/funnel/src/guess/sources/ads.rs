//! The ad platforms' reports: what was spent, never a rate, a reach or a result.

use garimpo_table::{DateOrder, Decimal, PercentScale};

use super::{BASE, Definition, Numbers, OWN_CHANNEL, has_weekdays};
use crate::Field::{self, *};
use crate::Role;
use crate::guess::{Header, Platform, SourceId};

/// A day, or a day that stands for its week or month. `Hour` and `Quarter` are no dates.
const DAYS: &[&str] = &["day", "dia", "date", "data", "fecha", "week", "semana", "month", "mes"];

const GOOGLE: Definition = Definition {
    role: Role::Spend,
    platform: Some(Platform::GoogleAds),
    forbids: OWN_CHANNEL,
    closed: true,
    numbers: Some(Numbers::Grouped),
    fields: GOOGLE_FIELDS,
    ..BASE
};
const GOOGLE_FIELDS: &[(Field, &[&str])] = &[
    (Date, DAYS),
    (
        Campaign,
        &["campaign", "campanha", "campana", "campaign name", "nome da campanha", "nombre de la campana"],
    ),
    (Amount, GOOGLE_COST),
    (Currency, &["currency code", "codigo da moeda", "codigo de moneda", "currency", "moeda"]),
    (Impressions, &["impr", "impressions", "impressoes", "impresiones"]),
    (Clicks, &["clicks", "cliques", "clics", "interactions", "interacoes", "interacciones"]),
];
const GOOGLE_COST: &[&str] = &["cost", "custo", "coste", "costo"];
const GOOGLE_WORDS: &[&str] = &[
    "campaign status",
    "status da campanha",
    "estado da campanha",
    "estado de la campana",
    "campaign type",
    "tipo de campanha",
    "tipo de campana",
    "currency code",
    "codigo da moeda",
    "codigo de moneda",
    "impr",
    "avg cpc",
    "cpc med",
    "cpc medio",
    "avg cost",
    "custo medio",
    "coste medio",
    "cost conv",
    "custo conv",
    "coste conv",
    "conv rate",
    "taxa de conv",
    "tasa de conv",
    "optimization score",
    "pontuacao de otimizacao",
    "bid strategy type",
    "tipo de estrategia de lances",
    "budget type",
    "tipo de orcamento",
    "interaction rate",
    "taxa de interacao",
    "ad group",
    "grupo de anuncios",
    "status reasons",
    "motivos do status",
    "motivos do estado",
    "search impr share",
    "match type",
    "tipo de correspondencia",
    "pesquisar tipo de correspondencia de palavra chave",
    "search keyword match type",
    "added excluded",
    "adicionada excluida",
];

const META: Definition = Definition {
    role: Role::Spend,
    platform: Some(Platform::MetaAds),
    needs: &[META_COST],
    among: (2, META_WORDS),
    forbids: OWN_CHANNEL,
    closed: true,
    numbers: Some(Numbers::Always(Decimal::Dot)),
    percents: Some((PercentScale::Hundredths, &["~ctr"])),
    fields: &[
        (Date, DAYS),
        (Campaign, &["campaign name", "nome da campanha"]),
        (Amount, META_COST),
        (Currency, &["currency", "moeda"]),
        // The window of the report, never a day.
        (PeriodStart, &["reporting starts", "inicio dos relatorios", "inicio do relatorio"]),
        (
            PeriodEnd,
            &[
                "reporting ends",
                "termino dos relatorios",
                "encerramento dos relatorios",
                "fim dos relatorios",
            ],
        ),
        (Impressions, &["impressions", "impressoes"]),
        (Clicks, &["link clicks", "cliques no link", "clicks all", "cliques todos"]),
    ],
    ..BASE
};
const META_COST: &[&str] = &["amount spent", "valor usado", "valor gasto", "importe gastado"];
const META_WORDS: &[&str] = &[
    "reporting starts",
    "reporting ends",
    "inicio dos relatorios",
    "termino dos relatorios",
    "encerramento dos relatorios",
    "attribution setting",
    "configuracao de atribuicao",
    "result indicator",
    "indicador de resultados",
    "campaign delivery",
    "veiculacao da campanha",
    "ad set delivery",
    "veiculacao do conjunto de anuncios",
    "ad delivery",
    "veiculacao do anuncio",
    "ad set name",
    "nome do conjunto de anuncios",
    "ad set budget",
    "ad set budget type",
    "identificacao da campanha",
    "identificacao do anuncio",
    "id da campanha",
    "cost per results",
    "custo por resultados",
    "reach",
    "alcance",
];

const LINKEDIN: Definition = Definition {
    source: SourceId::LinkedInAdsReport,
    role: Role::Spend,
    platform: Some(Platform::LinkedInAds),
    needs: &[&["total spent"]],
    among: (2, LINKEDIN_WORDS),
    forbids: OWN_CHANNEL,
    closed: true,
    numbers: Some(Numbers::Always(Decimal::Dot)),
    dates: Some(DateOrder::MonthDay),
    ..BASE
};
const LINKEDIN_WORDS: &[&str] = &[
    "campaign group name",
    "campaign group id",
    "campaign group status",
    "campaign name",
    "campaign id",
    "campaign type",
    "account name",
    "clicks to landing page",
    "lead forms opened",
    "total conversion value",
    "average cpm",
    "average cpc",
    "click through rate",
    "total social actions",
    "total engagements",
    "start date",
];
/// (Field, names) without the dates.
macro_rules! linkedin_fields {
    ($($date:tt)*) => {
        &[
            $($date)*
            (Campaign, &["campaign name", "campaign group name"]),
            (Amount, &["total spent"]),
            (Currency, &["currency"]),
            (Impressions, &["impressions"]),
            (Clicks, &["clicks"]),
        ]
    };
}

const TIKTOK: Definition = Definition {
    source: SourceId::TikTokAdsReport,
    role: Role::Spend,
    platform: Some(Platform::TikTokAds),
    needs: &[&["cost"]],
    among: (
        2,
        &[
            "cpc destination",
            "clicks destination",
            "ctr destination",
            "by day",
            "2 second video views",
            "6 second video views",
            "cost per 1000 people reached",
            "cost per 1 000 people reached",
            "website url ad level",
            "stat time day",
        ],
    ),
    forbids: OWN_CHANNEL,
    closed: true,
    numbers: Some(Numbers::Always(Decimal::Dot)),
    percents: Some((PercentScale::Hundredths, &["~ctr", "~cvr"])),
    fields: &[
        (Date, &["by day", "date", "stat time day", "by week", "by month"]),
        (Campaign, &["campaign name", "campaign"]),
        (Amount, &["cost"]),
        (Currency, &["currency"]),
        (Impressions, &["impressions", "impression"]),
        (Clicks, &["clicks destination", "clicks all", "clicks"]),
    ],
    ..BASE
};

const MICROSOFT: Definition = Definition {
    source: SourceId::MicrosoftAdsReport,
    role: Role::Spend,
    platform: Some(Platform::MicrosoftAds),
    needs: &[
        // The only platform that says so.
        &["spend", "gasto"],
        &[
            "impr",
            "avg cpc",
            "cpc med",
            "average cpc",
            "account id",
            "account number",
            "gregorian date",
            "campaign id",
        ],
        &["campaign", "campaign name", "campanha", "account name", "account id", "ad group"],
    ],
    forbids: OWN_CHANNEL,
    closed: true,
    fields: &[
        (Date, &["gregorian date", "time period", "day", "dia", "date", "data", "week", "month"]),
        (Campaign, &["campaign", "campaign name", "campanha"]),
        (Amount, &["spend", "gasto"]),
        (Currency, &["currency code", "currency", "codigo da moeda", "moeda"]),
        (Impressions, &["impr", "impressions", "impressoes"]),
        (Clicks, &["clicks", "cliques"]),
    ],
    ..BASE
};

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition {
        source: SourceId::GoogleAdsBilling,
        needs: &[
            &["date", "data", "fecha"],
            &["description", "descricao", "descripcion"],
            &["costs", "custos", "costes"],
            &["credits", "creditos"],
        ],
        fields: &[
            (Date, &["date", "data", "fecha"]),
            (Campaign, &["description", "descricao", "descripcion"]),
            (Amount, &["costs", "custos", "costes"]),
            (Kind, &["type", "tipo"]),
            (Clicks, &["interactions", "interacoes", "interacciones"]),
        ],
        ..GOOGLE
    },
    Definition {
        source: SourceId::GoogleAdsSearchTerms,
        needs: &[
            &["search term", "termo de pesquisa", "termos de pesquisa", "termino de busqueda"],
            GOOGLE_COST,
        ],
        ..GOOGLE
    },
    Definition {
        source: SourceId::GoogleAdsKeywords,
        needs: &[
            &["search keyword", "pesquisar palavra chave", "palavra chave de pesquisa", "keyword"],
            GOOGLE_COST,
        ],
        among: (2, GOOGLE_WORDS),
        ..GOOGLE
    },
    // The overview's cards have nothing but common words: one is known by its column of campaign groups, the
    // other by its dates or its name.
    Definition {
        source: SourceId::GoogleAdsOverview,
        needs: &[
            &["campaign name", "nome da campanha", "nombre de la campana"],
            &["campaign group name", "nome do grupo de campanhas"],
            GOOGLE_COST,
        ],
        ..GOOGLE
    },
    Definition {
        source: SourceId::GoogleAdsOverview,
        needs: &[&["date", "data", "fecha"], GOOGLE_COST, &["clicks", "cliques", "clics"]],
        forbids: &["campaign", "campanha", "campaign name", "canal", "channel", "origem", "fonte", "source"],
        also: Some(|file_name, sheet| {
            let name = Header::new(file_name);
            let is_named = ["~serie temporal", "~time series"].iter().any(|pattern| name.matches(pattern));
            is_named || has_weekdays(sheet, &["date", "data", "fecha"])
        }),
        ..GOOGLE
    },
    Definition {
        source: SourceId::GoogleAdsReport,
        needs: &[&["campaign", "campanha", "campana"], GOOGLE_COST],
        among: (2, GOOGLE_WORDS),
        ..GOOGLE
    },
    Definition {
        source: SourceId::MetaAdsDemographics,
        needs: &[META_COST, &["age", "idade", "gender", "genero", "edad"]],
        ..META
    },
    Definition { source: SourceId::MetaAdsReport, ..META },
    Definition {
        source: SourceId::MetaLeads,
        role: Role::Leads,
        platform: Some(Platform::MetaAds),
        needs: &[&["created time"], &["form id", "form name"]],
        among: (
            3,
            &[
                "ad id",
                "ad name",
                "adset id",
                "adset name",
                "campaign id",
                "campaign name",
                "is organic",
                "platform",
            ],
        ),
        fields: &[
            (LeadId, &["id", "lead id"]),
            (CreatedAt, &["created time"]),
            (Email, &["email", "work email", "email address"]),
            (Name, &["full name", "nome completo", "first name"]),
            (Company, &["company name", "nome da empresa"]),
            (Campaign, &["campaign name"]),
            (ConversionType, &["form name"]),
            (Stage, &["lead status"]),
        ],
        never: &[
            "ad id",
            "ad name",
            "adset id",
            "adset name",
            "campaign id",
            "form id",
            "is organic",
            "platform",
            "retailer item id",
            "inbox url",
        ],
        ..BASE
    },
    Definition {
        source: SourceId::LinkedInAdsDemographics,
        // Rounded, incomplete to protect people, and the same money once a segment: nothing to add up.
        role: Role::Other,
        needs: &[&["~segment"], &["impressions"], &["clicks", "click through rate", "ctr"]],
        among: (
            1,
            &[
                "company name segment",
                "company industry segment",
                "company size segment",
                "job function segment",
                "job seniority segment",
                "job title segment",
                "location segment",
                "country region segment",
                "county segment",
            ],
        ),
        ..BASE
    },
    // With both ends a row is a window; with the start alone it is a day.
    Definition {
        needs: &[&["total spent"], &["start date"], &["end date"]],
        fields: linkedin_fields!((PeriodStart, &["start date"]), (PeriodEnd, &["end date"]),),
        ..LINKEDIN
    },
    Definition { fields: linkedin_fields!((Date, &["start date", "day", "date"]),), ..LINKEDIN },
    TIKTOK,
    MICROSOFT,
];
