//! CRMs and lead tools: leads, contacts and deals.

use garimpo_table::DateOrder;

use super::{BASE, Definition, Numbers};
use crate::Field::*;
use crate::Role;
use crate::guess::SourceId;

/// Lists in one cell, and other people's clocks: no channel and no date of ours.
const NEVER: &[&str] = &[
    "tags",
    "lead tags",
    "lead labels",
    "lead etiquetas",
    "deal label",
    "negocio etiqueta",
    "~eventos",
    "~proxima",
    "~proximo",
    "~next",
    "~previsao",
    "~expected",
    "~esperada",
    "~modificacao",
    "~modificada",
    "~modified",
    "~atualizado",
    "~updated",
    "~hora",
    "notas",
    "notes",
    "associated note",
    "associated note ids",
];

const RD_MARKETING: Definition = Definition {
    source: SourceId::RdMarketingLeads,
    role: Role::Leads,
    needs: &[
        &["data da primeira conversao", "origem da primeira conversao"],
        &["estagio no funil", "total de conversoes", "eventos ultimos 100", "dono do lead"],
    ],
    fields: &[
        (Email, &["email"]),
        (Name, &["nome"]),
        (Company, &["empresa"]),
        (CreatedAt, &["data da primeira conversao"]),
        // Two levels: `Busca Paga | Facebook Ads`.
        (Channel, &["origem da primeira conversao"]),
        (Stage, &["estagio no funil"]),
        (OpportunityAt, &["data da ultima oportunidade"]),
        (CustomerAt, &["data da ultima venda"]),
        (Owner, &["dono do lead"]),
        (Conversions, &["total de conversoes"]),
    ],
    never: &[
        "tags",
        "~eventos",
        "url publica",
        "facebook",
        "twitter",
        "linkedin",
        "website",
        "biografia",
        "origem da ultima conversao",
        "data da ultima conversao",
        "data de aniversario",
        "valor da ultima venda",
        "status para comunicacao por email",
        "base legal para comunicacao",
        "origem da oportunidade no crm ultima atualizacao",
        "etapa do funil de vendas no crm ultima atualizacao",
        "nome do responsavel pela oportunidade no crm ultima atualizacao",
    ],
    ..BASE
};

const RD_CRM: Definition = Definition {
    source: SourceId::RdCrmDeals,
    role: Role::Deals,
    needs: &[&["valor unico"], &["etapa", "funil de vendas", "estado"]],
    among: (
        2,
        &[
            "valor recorrente",
            "hora de criacao",
            "pausada",
            "previsao de fechamento",
            "data de fechamento",
            "motivo de perda",
            "equipes do responsavel",
            "anotacao do motivo de perda",
            "data da proxima tarefa",
        ],
    ),
    fields: &[
        // Here the state of the deal; in RD Station Marketing the state of Brazil.
        (Status, &["estado"]),
        (Stage, &["etapa"]),
        (Amount, &["valor unico"]),
        (RecurringAmount, &["valor recorrente"]),
        (CreatedAt, &["data de criacao"]),
        (ClosedAt, &["data de fechamento"]),
        (Reason, &["motivo de perda"]),
        (Channel, &["fonte"]),
        (Campaign, &["campanha", "utm campaign"]),
        (Source, &["utm source"]),
        (Medium, &["utm medium"]),
        (Company, &["empresa"]),
        (Owner, &["responsavel"]),
        (Email, &["email"]),
    ],
    never: &[
        "nome",
        "contatos",
        "qualificacao",
        "pausada",
        "data do primeiro contato",
        "data do ultimo contato",
        "~tarefa",
        "~hora",
        "previsao de fechamento",
    ],
    dates: Some(DateOrder::DayMonth),
    ..BASE
};

const HUBSPOT_DEALS: Definition = Definition {
    source: SourceId::HubSpotDeals,
    role: Role::Deals,
    needs: &[
        &["record id", "id do registro"],
        &["deal stage", "etapa do negocio"],
        &[
            "deal owner",
            "proprietario do negocio",
            "close date",
            "data de fechamento",
            "pipeline",
            "deal name",
            "nome do negocio",
        ],
    ],
    // `Deal - Stage` of Pipedrive comes with these.
    forbids: &["deal title", "deal value", "deal pipedrive system id", "deal deal created", "negocio titulo"],
    fields: &[
        (DealId, &["record id", "id do registro"]),
        (Stage, &["deal stage", "etapa do negocio"]),
        (Amount, &["amount", "valor", "amount in company currency", "valor na moeda da empresa"]),
        (ClosedAt, &["close date", "data de fechamento"]),
        (CreatedAt, &["create date", "data de criacao"]),
        (Status, &["is closed won"]),
        (Reason, &["closed lost reason", "motivo da perda", "motivo de fechado perdido"]),
        (Owner, &["deal owner", "proprietario do negocio"]),
        (Company, &["associated company", "empresa associada", "primary company"]),
        (Currency, &["currency", "moeda", "deal currency code"]),
    ],
    never: NEVER,
    ..BASE
};

const HUBSPOT_CONTACTS: Definition = Definition {
    source: SourceId::HubSpotContacts,
    role: Role::Leads,
    needs: &[&["record id", "id do registro"]],
    among: (
        2,
        &[
            "lifecycle stage",
            "fase do ciclo de vida",
            "estagio do ciclo de vida",
            "original source",
            "original traffic source",
            "fonte original",
            "fonte de trafego original",
            "original source drill down 1",
            "fonte original aprofundamento 1",
            "contact owner",
            "proprietario do contato",
            "marketing contact status",
            "status do contato de marketing",
            "lead status",
            "status do lead",
        ],
    ),
    forbids: &["deal name", "nome do negocio", "deal stage", "etapa do negocio"],
    fields: &[
        (LeadId, &["record id", "id do registro"]),
        (Email, &["email"]),
        (Name, &["first name", "nome", "primeiro nome"]),
        (CreatedAt, &["create date", "data de criacao"]),
        (
            Stage,
            &[
                "lifecycle stage",
                "fase do ciclo de vida",
                "estagio do ciclo de vida",
                "lead status",
                "status do lead",
            ],
        ),
        (Owner, &["contact owner", "proprietario do contato"]),
        (Company, &["company name", "nome da empresa", "associated company", "empresa associada"]),
    ],
    never: NEVER,
    ..BASE
};

const PIPEDRIVE_DEALS: Definition = Definition {
    source: SourceId::PipedriveDeals,
    role: Role::Deals,
    needs: &[&["^deal", "^negocio"]],
    among: (
        3,
        &[
            "deal id",
            "deal title",
            "deal value",
            "deal currency of value",
            "deal stage",
            "deal pipeline",
            "deal status",
            "deal owner",
            "deal won time",
            "deal lost time",
            "deal lost reason",
            "deal expected close date",
            "deal creation date",
            "deal deal created",
            "deal pipedrive system id",
            "deal label",
            "deal deal source",
            "negocio id",
            "negocio titulo",
            "negocio valor",
            "negocio etapa",
            "negocio funil",
            "negocio status",
            "negocio negocio criado em",
            "negocio ganho em",
            "negocio data de perda",
            "negocio proprietario",
            "negocio etiqueta",
            "negocio organizacao",
            "negocio pessoa de contato",
            "negocio fonte do lead",
        ],
    ),
    forbids: &["deal name", "nome do negocio", "record id", "id do registro"],
    fields: &[
        (DealId, &["deal id", "negocio id", "deal pipedrive system id"]),
        (Status, &["deal status", "negocio status"]),
        (Stage, &["deal stage", "deal deal stage", "negocio etapa"]),
        (Amount, &["deal value", "deal deal value", "negocio valor"]),
        (Currency, &["deal currency of value", "deal currency", "negocio moeda", "negocio moeda de valor"]),
        (
            CreatedAt,
            &[
                "deal creation date",
                "deal deal created",
                "deal created",
                "negocio negocio criado em",
                "negocio criado em",
            ],
        ),
        // The day it was closed, won or lost, before the day it was won.
        (
            ClosedAt,
            &[
                "deal closed on",
                "deal deal closed on",
                "negocio fechado em",
                "negocio negocio fechado em",
                "deal won time",
                "negocio ganho em",
            ],
        ),
        (Reason, &["deal lost reason", "negocio motivo da perda", "negocio motivo de perda"]),
        (
            Channel,
            &[
                "deal deal source",
                "deal source",
                "deal source channel",
                "deal lead source",
                "negocio fonte do lead",
                "negocio origem canal de origem",
                "negocio canal de origem",
                "negocio origem",
            ],
        ),
        (Owner, &["deal owner", "deal deal owner", "negocio proprietario"]),
        (
            Email,
            &[
                "person email work",
                "person email",
                "pessoa email trabalho",
                "pessoa email work",
                "pessoa email",
                "contact person email work",
            ],
        ),
        (
            Company,
            &[
                "organization name",
                "deal organization",
                "organization",
                "organizacao nome",
                "negocio organizacao",
                "organizacao",
            ],
        ),
        (LeadId, &["person id", "pessoa id", "deal person id"]),
    ],
    never: NEVER,
    ..BASE
};

const PIPEDRIVE_LEADS: Definition = Definition {
    source: SourceId::PipedriveLeads,
    role: Role::Leads,
    needs: &[
        &["lead title", "lead titulo"],
        &[
            "lead source channel",
            "lead labels",
            "lead owner",
            "lead source",
            "lead canal de origem",
            "lead etiquetas",
            "lead proprietario",
            "lead source channel id",
        ],
    ],
    forbids: &["etapa do lead", "funil de vendas", "lead stage", "lead venda", "venda"],
    fields: &[
        (LeadId, &["lead id", "lead lead id"]),
        (Email, &["person email work", "person email", "pessoa email trabalho", "pessoa email"]),
        (Name, &["person name", "pessoa nome", "lead title", "lead titulo"]),
        (Company, &["organization name", "lead organization", "organizacao nome", "lead organizacao"]),
        (
            CreatedAt,
            &[
                "lead created",
                "lead lead created",
                "lead creation date",
                "lead criado em",
                "lead lead criado em",
            ],
        ),
        (Channel, &["lead source channel", "lead canal de origem", "lead source", "lead fonte"]),
        (Owner, &["lead owner", "lead proprietario"]),
    ],
    never: NEVER,
    ..BASE
};

const SALESFORCE_OPPORTUNITIES: Definition = Definition {
    source: SourceId::SalesforceOpportunities,
    role: Role::Deals,
    needs: &[&["opportunity name", "nome da oportunidade", "opportunity id"], &["stage", "fase"]],
    among: (
        2,
        &[
            "account name",
            "nome da conta",
            "close date",
            "data de fechamento",
            "opportunity owner",
            "proprietario da oportunidade",
            "opportunity id",
            "forecast category",
            "fiscal period",
            "probability",
            "probabilidade",
            "lead source",
            "origem do lead",
        ],
    ),
    fields: &[
        (DealId, &["opportunity id", "id da oportunidade"]),
        (Stage, &["stage", "fase"]),
        // With several currencies each amount has its currency's column before it.
        (Amount, &["amount", "valor", "total amount", "valor total"]),
        (
            Currency,
            &[
                "amount currency",
                "valor moeda",
                "moeda do valor",
                "total amount currency",
                "currency",
                "moeda",
            ],
        ),
        (ClosedAt, &["close date", "data de fechamento"]),
        (CreatedAt, &["created date", "data de criacao", "data da criacao"]),
        (Channel, &["lead source", "origem do lead"]),
        (Company, &["account name", "nome da conta"]),
        (Owner, &["opportunity owner", "proprietario da oportunidade", "owner"]),
        (Reason, &["loss reason", "closed lost reason", "motivo da perda"]),
    ],
    never: &["~fiscal", "~next", "~proxima", "~modified", "~modificacao", "probability", "probabilidade"],
    numbers: Some(Numbers::Grouped),
    ..BASE
};

const SALESFORCE_LEADS: Definition = Definition {
    source: SourceId::SalesforceLeads,
    role: Role::Leads,
    needs: &[
        &["lead owner", "proprietario do lead"],
        &["company account", "empresa conta"],
        &["lead source", "origem do lead", "lead status", "status do lead"],
    ],
    forbids: &["record id", "id do registro"],
    fields: &[
        (LeadId, &["lead id", "id do lead"]),
        (Email, &["email"]),
        (Name, &["first name", "nome", "primeiro nome", "last name"]),
        (Company, &["company account", "empresa conta"]),
        (CreatedAt, &["create date", "created date", "data de criacao", "data da criacao"]),
        (Channel, &["lead source", "origem do lead"]),
        (Stage, &["lead status", "status do lead"]),
        (Owner, &["lead owner", "proprietario do lead"]),
    ],
    never: &["rating", "classificacao", "street", "rua", "~modified", "~modificacao"],
    ..BASE
};

const KOMMO: Definition = Definition {
    source: SourceId::KommoLeads,
    // A Kommo lead carries the sale: it is a deal.
    role: Role::Deals,
    needs: &[&["lead titulo", "lead title"], &["etapa do lead", "lead stage", "lead venda"]],
    fields: &[
        (DealId, &["id"]),
        (Stage, &["etapa do lead", "lead stage"]),
        (Amount, &["lead venda", "venda", "sale"]),
        (CreatedAt, &["data criada", "criado em", "created at"]),
        (ClosedAt, &["fechada em", "fechado as", "fechada as", "fechado em", "closed at"]),
        (Owner, &["lead usuario responsavel", "usuario responsavel", "responsible user"]),
        (Company, &["empresa lead s", "empresa do contato", "company lead s"]),
        (Email, &["email comercial contato", "email comercial", "email contato", "email"]),
        (Channel, &["fonte do lead", "origem do lead", "lead source"]),
        (Source, &["utm source"]),
        (Medium, &["utm medium"]),
        (Campaign, &["utm campaign"]),
        (Reason, &["motivo de perda", "motivo da perda", "loss reason"]),
    ],
    never: &[
        "criado por",
        "modificado por",
        "~modificacao",
        "~modificada",
        "lead tags",
        "~tarefa",
        "contato principal",
        "pessoa de contato",
        "posicao contato",
        "~nota",
    ],
    dates: Some(DateOrder::DayMonth),
    ..BASE
};

const ZOHO: Definition = Definition {
    source: SourceId::ZohoDeals,
    role: Role::Deals,
    needs: &[&["deal name", "nome negocios", "nome do negocio"], &["stage", "estagio", "fase"]],
    among: (
        1,
        &[
            "account name id",
            "contact name id",
            "closing date",
            "hora de criacao",
            "data de fechamento",
            "nome contato",
            "fonte de lead",
        ],
    ),
    forbids: &["deal stage", "etapa do negocio", "potential name"],
    fields: &[
        (DealId, &["record id", "id do registro"]),
        (Stage, &["stage", "estagio", "fase"]),
        (Amount, &["amount", "valor", "quantia"]),
        (ClosedAt, &["closing date", "data de fechamento"]),
        (CreatedAt, &["created time", "hora de criacao"]),
        (Channel, &["lead source", "fonte de lead", "origem"]),
        (Company, &["account name", "nome conta", "nome da conta"]),
        (Owner, &["deal owner", "proprietario de negocios"]),
        (Reason, &["reason for loss", "motivo da perda"]),
        (Currency, &["currency", "moeda"]),
    ],
    never: &["account name id", "contact name id", "deal owner id", "description", "~modified", "tag"],
    numbers: Some(Numbers::Grouped),
    ..BASE
};

const AGENDOR: Definition = Definition {
    source: SourceId::AgendorDeals,
    role: Role::Deals,
    needs: &[&["titulo do negocio"], &["organizacao", "pessoa"]],
    among: (
        2,
        &[
            "funil",
            "etapa",
            "status",
            "data de inicio",
            "data de conclusao",
            "responsavel",
            "motivo de perda",
        ],
    ),
    fields: &[
        (Status, &["status"]),
        (Stage, &["etapa"]),
        (Amount, &["valor"]),
        (CreatedAt, &["data de inicio"]),
        (ClosedAt, &["data de conclusao"]),
        (Channel, &["origem"]),
        (Company, &["organizacao"]),
        (Owner, &["responsavel"]),
        (Reason, &["motivo de perda"]),
    ],
    ..BASE
};

pub(super) const DEFINITIONS: &[Definition] = &[
    RD_MARKETING,
    RD_CRM,
    HUBSPOT_DEALS,
    HUBSPOT_CONTACTS,
    KOMMO,
    PIPEDRIVE_LEADS,
    PIPEDRIVE_DEALS,
    SALESFORCE_OPPORTUNITIES,
    SALESFORCE_LEADS,
    Definition {
        source: SourceId::ZohoAnalytics,
        needs: &[&["potential name"], &["closing date"], &["stage"]],
        among: (0, &[]),
        forbids: &[],
        fields: &[
            (DealId, &["potential id", "id"]),
            (Stage, &["stage"]),
            (Amount, &["amount"]),
            (ClosedAt, &["closing date"]),
            (CreatedAt, &["created time"]),
            (Channel, &["lead source"]),
            (Company, &["account name"]),
            (Owner, &["potential owner", "potential owner name"]),
        ],
        ..ZOHO
    },
    ZOHO,
    AGENDOR,
];
