//! What the headers of a sheet say about its role and about the ad platform it comes from.
//!
//! Each cue counts once a sheet, however many columns match it.

use super::Platform;
use super::header::Header;
use crate::Role;

pub(super) struct Cue {
    role: Role,
    points: i32,
    patterns: &'static [&'static str],
}

const fn cue(role: Role, points: i32, patterns: &'static [&'static str]) -> Cue {
    Cue { role, points, patterns }
}

const CUES: &[Cue] = &[
    // Leads
    cue(
        Role::Leads,
        4,
        &["data da primeira conversao", "first conversion date", "origem da primeira conversao"],
    ),
    cue(
        Role::Leads,
        4,
        &["estagio no funil", "estagio do funil", "lifecycle stage", "fase do ciclo de vida", "lead stage"],
    ),
    cue(
        Role::Leads,
        4,
        &["prospect id", "dono do lead", "lead owner", "lead scoring perfil", "lead scoring interesse"],
    ),
    cue(
        Role::Leads,
        3,
        &["lead status", "status do lead", "status lead", "situacao do lead", "lead lead status"],
    ),
    cue(
        Role::Leads,
        3,
        &["nome do lead", "lead name", "proprietario do lead", "contact owner", "proprietario do contato"],
    ),
    cue(Role::Leads, 3, &["form name", "form id", "ad id", "is organic"]),
    cue(
        Role::Leads,
        3,
        &[
            "became a marketing qualified lead date",
            "mql at",
            "mql date",
            "data mql",
            "sql at",
            "opportunity at",
        ],
    ),
    cue(
        Role::Leads,
        2,
        &["lead id", "id do lead", "id lead", "codigo do lead", "mql id", "lead number", "contact id"],
    ),
    cue(
        Role::Leads,
        2,
        &["lead source", "origem do lead", "origem lead", "fonte do lead", "fonte de lead", "lead origin"],
    ),
    cue(Role::Leads, 2, &["original source", "original traffic source", "fonte original"]),
    cue(
        Role::Leads,
        2,
        &[
            "first contact date",
            "data do primeiro contato",
            "data de entrada",
            "data entrada",
            "data do lead",
            "lead date",
        ],
    ),
    cue(Role::Leads, 2, &["converted", "convertido", "is converted", "converteu", "virou cliente"]),
    cue(
        Role::Leads,
        2,
        &["lead score", "score", "lead quality", "lead profile", "hubspot score", "total de conversoes"],
    ),
    cue(Role::Leads, 2, &["^lead"]),
    cue(
        Role::Leads,
        1,
        &[
            "landing page",
            "landing page id",
            "formulario",
            "telefone",
            "phone",
            "phone number",
            "celular",
            "whatsapp",
        ],
    ),
    cue(
        Role::Leads,
        1,
        &["origem", "fonte", "source", "origin", "canal", "channel", "utm source", "canal de aquisicao"],
    ),
    cue(Role::Leads, 1, &["utm medium", "utm campaign"]),
    cue(Role::Leads, 1, &["name", "nome", "full name", "nome completo", "first name", "contato"]),
    cue(Role::Leads, 1, &["empresa", "company", "cargo", "job title"]),
    cue(
        Role::Leads,
        1,
        &[
            "created at",
            "create date",
            "created date",
            "created time",
            "data de criacao",
            "criado em",
            "data de cadastro",
            "data cadastro",
            "date",
            "data",
        ],
    ),
    cue(Role::Leads, 2, &["carimbo de data hora", "timestamp", "submitted at"]),
    // Deals
    cue(Role::Deals, 4, &["^deal", "^negocio", "deal name", "nome do negocio", "nome negocios"]),
    cue(
        Role::Deals,
        4,
        &["^opportunity", "nome da oportunidade", "proprietario da oportunidade", "potential name"],
    ),
    cue(
        Role::Deals,
        4,
        &["valor unico", "valor recorrente", "lead venda", "venda", "close value", "recurring amount"],
    ),
    cue(
        Role::Deals,
        4,
        &[
            "won date",
            "won at",
            "won time",
            "ganho em",
            "data de ganho",
            "data da venda",
            "data venda",
            "sale date",
        ],
    ),
    cue(
        Role::Deals,
        3,
        &[
            "venda id",
            "id venda",
            "id da venda",
            "sale id",
            "order id",
            "id do pedido",
            "valor da venda",
            "valor venda",
        ],
    ),
    cue(
        Role::Deals,
        3,
        &[
            "close date",
            "closing date",
            "closed at",
            "closed date",
            "closed on",
            "data de fechamento",
            "data fechamento",
            "fechada em",
            "fechado em",
            "fechado as",
            "previsao de fechamento",
        ],
    ),
    cue(
        Role::Deals,
        3,
        &[
            "status venda",
            "status da venda",
            "etapa do negocio",
            "deal stage",
            "canal venda",
            "status do negocio",
        ],
    ),
    cue(
        Role::Deals,
        2,
        &["motivo de perda", "motivo da perda", "lost reason", "loss reason", "closed lost reason"],
    ),
    cue(
        Role::Deals,
        2,
        &[
            "amount",
            "valor",
            "valor do contrato",
            "total amount",
            "declared monthly revenue",
            "mrr",
            "valor fechado",
            "valor total",
            "~valor contrato",
        ],
    ),
    cue(Role::Deals, 2, &["funil de vendas", "pipeline", "probability", "probabilidade", "expected revenue"]),
    cue(Role::Deals, 1, &["status", "stage", "etapa", "fase", "estado"]),
    cue(
        Role::Deals,
        1,
        &[
            "produto",
            "product",
            "produtos",
            "quantidade",
            "account name",
            "nome da conta",
            "cliente",
            "customer",
        ],
    ),
    // Spend
    cue(
        Role::Spend,
        3,
        &["reporting starts", "inicio dos relatorios", "attribution setting", "configuracao de atribuicao"],
    ),
    cue(Role::Spend, 2, &["impressions", "impression", "impr", "impressoes", "reach", "alcance"]),
    cue(
        Role::Spend,
        2,
        &[
            "clicks",
            "cliques",
            "link clicks",
            "cliques no link",
            "clicks destination",
            "interactions",
            "interacoes",
            "clics",
        ],
    ),
    cue(
        Role::Spend,
        2,
        &[
            "avg cpc",
            "cpc med",
            "custo medio",
            "cost conv",
            "custo conv",
            "cpc",
            "cpm",
            "ctr",
            "cost per results",
            "cpc destination",
        ],
    ),
    cue(
        Role::Spend,
        2,
        &[
            "campaign status",
            "status da campanha",
            "estado da campanha",
            "budget",
            "orcamento",
            "ad set name",
            "ad group name",
            "nome do conjunto de anuncios",
            "anuncios",
        ],
    ),
    cue(Role::Spend, 1, &["campaign", "campanha", "campaign name", "nome da campanha"]),
    cue(Role::Spend, 1, &["canal", "channel", "plataforma", "platform", "origem", "fonte", "source"]),
    // Activities, touches, feedback
    cue(
        Role::Activities,
        4,
        &[
            "interacao id",
            "activity id",
            "atividade id",
            "id da atividade",
            "tipo interacao",
            "tipo de interacao",
            "activity type",
            "tipo de atividade",
            "tipo da atividade",
        ],
    ),
    cue(
        Role::Activities,
        3,
        &[
            "data interacao",
            "data da interacao",
            "activity date",
            "data da atividade",
            "interaction date",
            "call date",
            "data da ligacao",
        ],
    ),
    cue(
        Role::Activities,
        2,
        &[
            "duration",
            "duracao",
            "duracao minutos",
            "call duration",
            "assunto",
            "subject",
            "activity",
            "atividade",
        ],
    ),
    cue(
        Role::Touches,
        5,
        &[
            "touchpoint",
            "touch",
            "touch type",
            "touchpoint type",
            "touch date",
            "touched at",
            "data do toque",
            "touchpoint id",
            "touch id",
            "ponto de contato",
        ],
    ),
    cue(Role::Touches, 3, &["visited at", "session start", "page url", "visit id", "session id"]),
    cue(Role::Touches, 4, &["at"]),
    cue(Role::Touches, 2, &["lead id", "event time", "occurred at"]),
    cue(Role::Touches, 1, &["timestamp"]),
    cue(Role::Feedback, 4, &["feedback", "feedback de vendas", "sales feedback"]),
    cue(Role::Feedback, 5, &["verdict", "veredito", "devolutiva", "sales verdict", "veredito de vendas"]),
    cue(
        Role::Feedback,
        2,
        &["avaliacao", "nota", "rating", "comentario", "comentarios", "comment", "qualidade do lead"],
    ),
    // Other
    cue(Role::Other, 3, &["cliente id", "id cliente", "id do cliente", "customer id", "client id"]),
    cue(Role::Other, 3, &["status cliente", "status do cliente", "customer status"]),
    cue(Role::Other, 3, &["sku", "produto id", "product id", "estoque", "stock"]),
];

pub(super) fn points(role: Role, headers: &[Header]) -> i32 {
    CUES.iter()
        .filter(|cue| cue.role == role)
        .filter(|cue| cue.patterns.iter().any(|pattern| headers.iter().any(|header| header.matches(pattern))))
        .map(|cue| cue.points)
        .sum()
}

/// A report of the platform has at least `needed` of these headers.
struct Signature {
    platform: Platform,
    needed: usize,
    headers: &'static [&'static str],
}

const SIGNATURES: &[Signature] = &[
    Signature {
        platform: Platform::MetaAds,
        needed: 2,
        headers: &[
            "reporting starts",
            "inicio dos relatorios",
            "reporting ends",
            "termino dos relatorios",
            "encerramento dos relatorios",
            "amount spent",
            "valor usado",
            "valor gasto",
            "attribution setting",
            "configuracao de atribuicao",
            "result indicator",
            "indicador de resultados",
            "campaign delivery",
            "veiculacao da campanha",
            "ad delivery",
            "ad set name",
            "nome do conjunto de anuncios",
            "ad set budget",
            "adset id",
            "adset name",
            "identificacao da campanha",
            "cost per results",
            "custo por resultados",
        ],
    },
    Signature {
        platform: Platform::LinkedInAds,
        needed: 2,
        headers: &[
            "total spent",
            "campaign group name",
            "campaign group id",
            "clicks to landing page",
            "lead forms opened",
            "total conversion value",
            "average cpm",
            "average cpc",
            "click through rate",
            "total social actions",
        ],
    },
    Signature {
        platform: Platform::TikTokAds,
        needed: 2,
        headers: &[
            "cpc destination",
            "clicks destination",
            "ctr destination",
            "by day",
            "2 second video views",
            "6 second video views",
            "cost per 1000 people reached",
            "cost per 1 000 people reached",
            "website url ad level",
        ],
    },
    Signature {
        platform: Platform::MicrosoftAds,
        needed: 2,
        headers: &[
            "spend",
            "accountid",
            "avg cpc",
            "conv",
            "impr",
            "gregorian date",
            "delivered match type",
            "top vs other",
        ],
    },
    Signature {
        platform: Platform::GoogleAds,
        needed: 3,
        headers: &[
            "campaign status",
            "status da campanha",
            "estado da campanha",
            "estado de la campana",
            "campaign type",
            "tipo de campanha",
            "tipo de campana",
            "currency code",
            "codigo da moeda",
            "impr",
            "avg cpc",
            "cpc med",
            "cpc medio",
            "avg cost",
            "custo medio",
            "cost conv",
            "custo conv",
            "conv rate",
            "taxa de conv",
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
            "search keyword",
            "pesquisar palavra chave",
            "search term",
            "termo de pesquisa",
            "status reasons",
            "motivos do status",
            "motivos do estado",
            "nome do grupo de campanhas",
            "custo",
            "coste",
            "cost",
        ],
    },
];

pub(super) fn platform(headers: &[Header]) -> Option<Platform> {
    let has = |pattern: &str| headers.iter().any(|header| header.matches(pattern));
    // Microsoft's names are common words: its cost is called `spend`, and no other says so beside Google's words.
    SIGNATURES
        .iter()
        .find(|signature| {
            let found = signature.headers.iter().filter(|header| has(header)).count();
            let own = signature.platform != Platform::MicrosoftAds
                || has("spend") && (has("impr") || has("avg cpc") || has("accountid"));
            found >= signature.needed && own
        })
        .map(|signature| signature.platform)
}

/// What a file's name says. Only used where headers and values leave something open.
pub(super) fn role_in_name(name: &str) -> Option<Role> {
    const NAMES: &[(Role, &[&str])] = &[
        (
            Role::Deals,
            &[
                "deals",
                "deal",
                "negocios",
                "negociacoes",
                "vendas",
                "sales",
                "oportunidades",
                "opportunities",
                "won",
                "pedidos",
                "orders",
            ],
        ),
        (Role::Leads, &["leads", "lead", "contatos", "contacts", "mqls", "prospects"]),
        (
            Role::Spend,
            &[
                "spend",
                "custos",
                "custo",
                "cost",
                "costs",
                "gastos",
                "investimento",
                "investimentos",
                "midia",
                "media",
                "ads",
                "campanhas",
                "campaigns",
            ],
        ),
        (Role::Touches, &["touches", "touchpoints", "toques"]),
        (Role::Activities, &["activities", "atividades", "interacoes", "ligacoes", "calls", "tarefas"]),
        (Role::Feedback, &["feedback", "feedbacks", "avaliacoes"]),
        (Role::Totals, &["totals", "totais", "resumo", "summary"]),
    ];
    let name = Header::new(name);
    NAMES
        .iter()
        .find(|(_, words)| words.iter().any(|word| crate::text::has_phrase(&name.words, word)))
        .map(|(role, _)| *role)
}

pub(super) fn platform_in_name(name: &str) -> Option<Platform> {
    const NAMES: &[(Platform, &[&str])] = &[
        (Platform::GoogleAds, &["google", "google ads", "adwords", "gads"]),
        (Platform::MetaAds, &["meta", "facebook", "instagram", "fb"]),
        (Platform::LinkedInAds, &["linkedin"]),
        (Platform::TikTokAds, &["tiktok"]),
        (Platform::MicrosoftAds, &["microsoft", "bing"]),
    ];
    let name = Header::new(name);
    NAMES
        .iter()
        .find(|(_, words)| words.iter().any(|word| crate::text::has_phrase(&name.words, word)))
        .map(|(platform, _)| *platform)
}
