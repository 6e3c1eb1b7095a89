//! The headers of known tools and of sheets made by hand: role and fields, and no question.

use crate::company_kit;

use company_kit::*;
use garimpo_funnel::guess::{MeaningDoubt, Platform};
use garimpo_funnel::{Field, Role};

#[track_caller]
fn check(name: &str, text: &str, role: Role, fields: &[&str]) -> Sheet {
    let sheet = Sheet::new(1, name, text);
    check_guess(&sheet, role, fields);
    sheet
}

#[test]
fn rd_station() {
    let leads = "Email,Nome,Telefone,Celular,Cargo,Empresa,País,Estado,Cidade,Estágio no funil,Dono do Lead,\
        Data da última oportunidade,Data da última venda,Valor da última venda,Status para comunicação por email,Tags,\
        Total de conversões,Data da primeira conversão,Origem da primeira conversão,Data da última conversão,\
        Origem da última conversão,Eventos (Últimos 100),O valor de R$ 2.950.000 está de acordo?\n\
        ana@a.example,Ana,1133334444,11999998888,CEO,A,Brasil,SP,Campinas,Lead Qualificado,Rui,,,,Opt-in,x,3,\
        2026-05-03 10:22:33 -0300,Busca Paga | Facebook Ads,2026-06-03 10:22:33 -0300,Tráfego Direto,a / b,sim\n\
        bia@b.example,Bia,1133334445,11999998889,CTO,B,Brasil,MG,Betim,Cliente,Rui,2026-05-20,2026-06-01,1500.00,Opt-in,y,1,\
        2026-05-04 11:22:33 -0300,Busca Orgânica | Google,2026-06-04 10:22:33 -0300,E-mail,c,não\n";
    check(
        "rd-leads-ativos.csv",
        leads,
        Role::Leads,
        &[
            "Email=email",
            "Nome=name",
            "Empresa=company",
            "Estágio no funil=stage",
            "Dono do Lead=owner",
            "Data da primeira conversão=created_at",
            "Origem da primeira conversão=channel",
            "Total de conversões=conversions",
            "Data da última oportunidade=opportunity_at",
            "Data da última venda=customer_at",
        ],
    );
    let deals = "Nome,Empresa,Qualificação,Funil de vendas,Etapa,Estado,Motivo de Perda,Valor Único,Valor Recorrente,Pausada,\
        Data de criação,Hora de criação,Data do primeiro contato,Hora do primeiro contato,Data da próxima tarefa,\
        Previsão de fechamento,Data de fechamento,Hora de fechamento,Fonte,Campanha,Responsável,Produtos,utm_source,utm_medium,\
        Contatos,Cargo,Email,Telefone\n\
        A,Acme,3,Padrão,Fechamento,Vendida,,4997.0,100.0,Não,15/01/2026,10:15,16/01/2026,09:00,,30/03/2026,20/02/2026,10:20,\
        Busca Paga | Facebook Ads,C1,Rui,P1,facebook,cpc,Ana,CEO,ana@a.example,1133334444\n\
        B,Beta,1,Padrão,Proposta,Perdida,Preço,1500.0,0.0,Não,17/01/2026,10:15,18/01/2026,09:00,,30/03/2026,21/02/2026,10:20,\
        Indicação,C2,Rui,P2,,,Bia,CTO,bia@b.example,1133334445\n";
    check(
        "negociacoes.csv",
        deals,
        Role::Deals,
        &[
            "Empresa=company",
            "Etapa=stage",
            "Estado=status",
            "Motivo de Perda=reason",
            "Valor Único=amount",
            "Valor Recorrente=recurring_amount",
            "Data de criação=created_at",
            "Data de fechamento=closed_at",
            "Fonte=channel",
            "Campanha=campaign",
            "Responsável=owner",
            "Email=email",
            "utm_source=source",
            "utm_medium=medium",
        ],
    );
}

#[test]
fn hubspot() {
    let contacts = "Record ID,First Name,Last Name,Email,Phone Number,Job Title,Contact owner,Lifecycle Stage,Create Date,\
        Last Activity Date,Lead Status,Original Source,Original Source Drill-Down 1,Marketing contact status\n\
        101,Ana,Lima,ana@a.example,11999990000,CEO,Rui,Customer,2026-04-01 09:12,2026-05-01 10:00,Open,ORGANIC_SEARCH,Google,Marketing\n\
        102,Bia,Reis,bia@b.example,11999990001,CTO,Rui,Lead,2026-04-02 09:12,2026-05-02 10:00,New,PAID_SEARCH,Brand,Marketing\n";
    check(
        "hubspot-crm-exports-contacts.csv",
        contacts,
        Role::Leads,
        &[
            "Record ID=lead_id",
            "Email=email",
            "Contact owner=owner",
            "Lifecycle Stage=stage",
            "Create Date=created_at",
            "Original Source=source",
        ],
    );
    let deals = "ID do registro,Nome do negócio,Etapa do negócio,Valor,Data de fechamento,Proprietário do negócio,\
        Próxima atividade,Motivo da perda,Data de criação,Pontuação do negócio\n\
        1,A,Fechado ganho,1500.00,2026-05-30,Rui,,,2026-04-01,3\n2,B,Fechado perdido,900.00,2026-05-20,Rui,,Preço,2026-04-03,1\n";
    check(
        "negocios.csv",
        deals,
        Role::Deals,
        &[
            "ID do registro=deal_id",
            "Etapa do negócio=stage",
            "Valor=amount",
            "Data de fechamento=closed_at",
            "Data de criação=created_at",
            "Motivo da perda=reason",
            "Proprietário do negócio=owner",
        ],
    );
    let deals = "\"Record ID\",\"Deal Name\",\"Deal Stage\",\"Close Date\",\"Deal owner\",\"Amount\",\"Pipeline\"\n\
        \"1\",\"A\",\"Closed Won\",\"2026-05-30 10:00\",\"Rui\",\"1500.00\",\"Sales\"\n\"2\",\"B\",\"Proposal\",\"2026-06-30 10:00\",\"Rui\",\"900.00\",\"Sales\"\n";
    check(
        "hubspot-crm-exports-deals.csv",
        deals,
        Role::Deals,
        &["Record ID=deal_id", "Deal Stage=stage", "Close Date=closed_at", "Amount=amount"],
    );
}

#[test]
fn pipedrive() {
    let deals = "Negócio - ID,Negócio - Título,Negócio - Valor,Negócio - Moeda,Negócio - Etapa,Negócio - Funil,Negócio - Status,\
        Negócio - Negócio criado em,Negócio - Atualizado em,Negócio - Ganho em,Negócio - Data de perda,Negócio - Data de fechamento esperada,\
        Negócio - Proprietário,Negócio - Fonte do Lead,Negócio - Motivo da perda,Pessoa - Nome,Pessoa - E-mail - Trabalho,Organização - Nome\n\
        1,A,1500,BRL,Proposta,F,Ganho,2026-01-05 10:00:00,2026-02-01 10:00:00,2026-02-01 10:00:00,,2026-02-20,Rui,Google Ads,,Ana,ana@a.example,Acme\n\
        2,B,900,BRL,Contato,F,Perdido,2026-01-06 10:00:00,2026-02-02 10:00:00,,2026-02-02 10:00:00,2026-02-20,Rui,Indicação,Preço,Bia,bia@b.example,Beta\n";
    check(
        "deals-7428260-2353.csv",
        deals,
        Role::Deals,
        &[
            "Negócio - ID=deal_id",
            "Negócio - Valor=amount",
            "Negócio - Moeda=currency",
            "Negócio - Etapa=stage",
            "Negócio - Status=status",
            "Negócio - Negócio criado em=created_at",
            "Negócio - Ganho em=closed_at",
            "Negócio - Proprietário=owner",
            "Negócio - Fonte do Lead=channel",
            "Negócio - Motivo da perda=reason",
            "Pessoa - E-mail - Trabalho=email",
            "Organização - Nome=company",
        ],
    );
    let deals = "Deal - Title,Deal - Value,Deal - Currency of value,Deal - Stage,Deal - Owner,Deal - Status,Deal - Won time,Deal - Lost time,\
        Deal - Lost reason,Deal - Deal created,Deal - Deal source,Deal - Organization\n\
        A,1500,BRL,Offer,Rui,Won,2026-02-01 10:00:00,,,2026-01-05 10:00:00,Site,Acme\nB,900,BRL,Offer,Rui,Lost,,2026-02-02 10:00:00,Price,2026-01-06 10:00:00,Event,Beta\n";
    check(
        "deals.csv",
        deals,
        Role::Deals,
        &[
            "Deal - Value=amount",
            "Deal - Currency of value=currency",
            "Deal - Status=status",
            "Deal - Won time=closed_at",
            "Deal - Deal created=created_at",
            "Deal - Deal source=channel",
            "Deal - Organization=company",
        ],
    );
    let leads = "Lead - Title,Lead - Labels,Lead - Owner,Lead - Source channel,Lead - Created,Person - Name,Person - Email\n\
        A,Hot,Rui,Web forms,2026-01-05,Ana,ana@a.example\nB,Cold,Rui,Import,2026-01-06,Bia,bia@b.example\n";
    check("leads.csv", leads, Role::Leads, &["Lead - Source channel=channel", "Person - Email=email"]);
}

#[test]
fn salesforce() {
    let deals = "Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Close Date,Created Date,Probability,Owner,Lead Source\n\
        006A,A,Acme,Closed Won,\"1,500.00\",5/30/2026,1/15/2026,100%,Rui,Web\n006B,B,Beta,Prospecting,900.00,6/30/2026,1/16/2026,10%,Rui,Event\n";
    check(
        "report1642777476321.csv",
        deals,
        Role::Deals,
        &[
            "Opportunity ID=deal_id",
            "Account Name=company",
            "Stage=stage",
            "Amount=amount",
            "Close Date=closed_at",
            "Created Date=created_at",
            "Lead Source=channel",
            "Owner=owner",
        ],
    );
    let leads = "Lead Owner,First Name,Last Name,Title,Company / Account,Email,Lead Source,Lead Status,Rating,Create Date\n\
        Rui,Ana,Lima,CEO,Acme,ana@a.example,Web,Open,Hot,1/15/2026\nRui,Bia,Reis,CTO,Beta,bia@b.example,Event,Converted,Cold,1/16/2026\n";
    check(
        "report1642777476322.csv",
        leads,
        Role::Leads,
        &[
            "Lead Owner=owner",
            "Company / Account=company",
            "Email=email",
            "Lead Source=channel",
            "Lead Status=stage",
            "Create Date=created_at",
        ],
    );
}

#[test]
fn kommo_leads_are_deals() {
    let a = "ID,Lead título,Empresa lead 's,Contato principal,Lead usuário responsável,Etapa do lead,Funil de vendas,Venda,Data Criada,\
        Criado por,Última modificação,Lead tags,Próxima tarefa,Fechada em,Email comercial (contato),utm_source,fonte do lead\n\
        1,A,Acme,Ana,Rui,Fechado - ganho,F,1500,02.01.2026 14:49:35,Rui,05.02.2026 10:00:00,x,,05.02.2026 10:00:00,ana@a.example,google,Site\n\
        2,B,Beta,Bia,Rui,Contato,F,900,13.01.2026 14:49:35,Rui,06.02.2026 10:00:00,y,,,bia@b.example,,Indicação\n";
    check(
        "kommo.csv",
        a,
        Role::Deals,
        &[
            "ID=deal_id",
            "Lead usuário responsável=owner",
            "Etapa do lead=stage",
            "Venda=amount",
            "Data Criada=created_at",
            "Fechada em=closed_at",
            "Email comercial (contato)=email",
            "fonte do lead=channel",
            "utm_source=source",
        ],
    );
    let b = "ID,Lead título,Lead venda R$,Usuário responsável,Criado em,modificada em,Fechado às,Etapa do lead,Funil de vendas,Nome completo\n\
        1,A,1500,Rui,02.09.2026 14:49:35,05.09.2026 10:00:00,15.09.2026 10:00:00,Venda ganha,F,Ana\n\
        2,B,900,Rui,13.09.2026 14:49:35,06.09.2026 10:00:00,não fechado,Contato,F,Bia\n\
        3,C,700,Rui,14.09.2026 14:49:35,16.09.2026 10:00:00,17.09.2026 09:00:00,Venda perdida,F,Caio\n";
    check(
        "export.csv",
        b,
        Role::Deals,
        &["Lead venda R$=amount", "Criado em=created_at", "Fechado às=closed_at", "Etapa do lead=stage"],
    );
}

#[test]
fn zoho_and_agendor() {
    let zoho = "\"Record Id\",\"Deal Name\",\"Account Name\",\"Account Name.id\",\"Contact Name\",\"Stage\",\"Closing Date\",\"Amount\",\"Lead Source\",\"Type\"\n\
        \"zcrm_1\",\"A\",\"Acme\",\"zcrm_9\",\"Ana\",\"Closed Won\",\"2026-05-30\",\"42,000\",\"Web\",\"New\"\n\
        \"zcrm_2\",\"B\",\"Beta\",\"zcrm_8\",\"Bia\",\"Qualification\",\"2026-06-30\",\"1,500.50\",\"Event\",\"New\"\n";
    check(
        "Deals.csv",
        zoho,
        Role::Deals,
        &[
            "Account Name=company",
            "Stage=stage",
            "Closing Date=closed_at",
            "Amount=amount",
            "Lead Source=channel",
        ],
    );
    let agendor = "Título do negócio;Organização;Pessoa;Funil;Etapa;Status;Valor;Data de início;Data de conclusão;Responsável;Origem;Motivo de perda\n\
        A;Acme;Ana;F;Proposta;Ganho;1.500,00;15/01/2026;20/02/2026;Rui;Site;\nB;Beta;Bia;F;Contato;Perdido;900,00;16/01/2026;21/02/2026;Rui;Feira;Preço\n";
    check(
        "agendor.csv",
        agendor,
        Role::Deals,
        &[
            "Organização=company",
            "Etapa=stage",
            "Status=status",
            "Valor=amount",
            "Data de início=created_at",
            "Data de conclusão=closed_at",
            "Origem=channel",
            "Motivo de perda=reason",
        ],
    );
}

#[test]
fn ad_platforms() {
    #[track_caller]
    fn platform(name: &str, text: &str, expected: Platform, fields: &[&str]) {
        let sheet = check(name, text, Role::Spend, fields);
        assert_eq!(sheet.guess.platform, Some(expected), "{name}");
    }
    platform(
        "Relatorio.csv",
        "Relatório de campanha\n5 de maio de 2026 - 15 de maio de 2026\n\
        Status da campanha,Campanha,Orçamento,Código da moeda,Status,Tipo de campanha,Impr.,CTR,Custo,Cliques,Taxa de conv.,Conversões,CPC méd.,Custo / conv.\n\
        Ativada,BARATAS,\"25,00\",BRL,Qualificado,Pesquisa,488,\"6,76%\",\"116,12\",33,\"39,39%\",\"13,00\",\"3,52\",\"8,93\"\n\
        Ativada,CAROS,\"25,00\",BRL,Qualificado,Pesquisa,588,\"5,76%\",\"216,10\",43,\"29,39%\",\"12,00\",\"5,52\",\"18,93\"\n",
        Platform::GoogleAds,
        &[
            "Campanha=campaign",
            "Código da moeda=currency",
            "Custo=amount",
            "Cliques=clicks",
            "Impr.=impressions",
        ],
    );
    platform(
        "day.csv",
        "Day,Campaign,Currency code,Cost,Impr.,Clicks,Conversions,Avg. CPC\n2026-01-05,A,BRL,116.12,488,33,13.00,3.52\n2026-01-06,A,BRL,16.12,88,3,1.00,5.37\n",
        Platform::GoogleAds,
        &["Day=date", "Cost=amount"],
    );
    platform(
        "meta.csv",
        "\"Nome da conta\",\"Nome da campanha\",\"Nome do conjunto de anúncios\",Dia,\"Identificação da campanha\",Impressões,Moeda,\"Valor gasto (BRL)\",Compras,\"Cliques no link\",\"Início dos relatórios\",\"Encerramento dos relatórios\"\n\
        C,X,Y,2026-01-05,120253670639860385,1000,BRL,28.46699781,1,12,2026-01-05,2026-01-05\nC,X,Y,2026-01-06,120253670639860385,900,BRL,18.5,,9,2026-01-06,2026-01-06\n",
        Platform::MetaAds,
        &[
            "Nome da campanha=campaign",
            "Dia=date",
            "Valor gasto (BRL)=amount",
            "Moeda=currency",
            "Início dos relatórios=period_start",
            "Encerramento dos relatórios=period_end",
        ],
    );
    platform(
        "meta-en.csv",
        "\"Reporting starts\",\"Reporting ends\",\"Campaign name\",\"Campaign delivery\",Results,\"Result indicator\",Reach,Impressions,\"Cost per results\",\"Amount spent (USD)\",Ends\n\
        2026-01-01,2026-01-31,X,active,10,actions:lead,1000,1100,2.5,25.66,Ongoing\n2026-01-01,2026-01-31,Y,active,5,actions:lead,800,900,3.5,17.12,Ongoing\n",
        Platform::MetaAds,
        &["Reporting starts=period_start", "Reporting ends=period_end", "Amount spent (USD)=amount"],
    );
    platform(
        "linkedin.csv",
        "Start Date (in UTC)\tAccount Name\tCurrency\tCampaign Group Name\tCampaign Name\tCampaign ID\tTotal Spent\tImpressions\tClicks\tClicks to Landing Page\tLeads\n\
        1/15/2026\tAcme\tBRL\tG\tC\t345678901\t120.55\t1000\t12\t10\t2\n1/16/2026\tAcme\tBRL\tG\tC\t345678901\t80.25\t900\t9\t8\t1\n",
        Platform::LinkedInAds,
        &["Start Date (in UTC)=date", "Currency=currency", "Total Spent=amount"],
    );
    platform(
        "bing.csv",
        "Gregorian date,Campaign,Impr.,Clicks,CTR,Avg. CPC,Spend,Conv.\n2026-01-15,A,1000,12,1.2%,2.50,30.10,1\n2026-01-16,A,900,10,1.1%,2.60,26.20,1\n",
        Platform::MicrosoftAds,
        &["Gregorian date=date", "Spend=amount"],
    );
    platform(
        "tiktok.csv",
        "By Day,Campaign name,Ad group name,Currency,Cost,CPC (destination),CPM,Impressions,Clicks (destination),CTR (destination)\n\
        2026-01-15,A,G,BRL,30.10,2.50,10.03,3000,12,0.40\n2026-01-16,A,G,BRL,20.10,2.01,10.05,2000,10,0.50\n",
        Platform::TikTokAds,
        &["By Day=date", "Cost=amount", "Clicks (destination)=clicks"],
    );
    platform(
        "google-ads-custos.csv",
        "Data,Cliques,Custo,Impressões\n2026-01-15,12,30.10,3000\n2026-01-16,10,20.10,2000\n",
        Platform::GoogleAds,
        &["Data=date", "Custo=amount"],
    );
}

#[test]
fn forms_of_an_ad_platform_are_leads_of_its_group() {
    let text = "id\tcreated_time\tad_id\tad_name\tadset_id\tadset_name\tcampaign_id\tcampaign_name\tform_id\tform_name\tis_organic\tplatform\tfull_name\tphone_number\temail\tlead_status\n\
        l:4280180252203503\t2026-09-12T15:05:13+05:30\tag:1\tA\tas:1\tS\tc:1\tC\tf:1\tF\tfalse\tfb\tAna\tp:+4478\tana@a.example\tCREATED\n\
        l:4280180252203504\t2026-09-13T15:05:13+05:30\tag:1\tA\tas:1\tS\tc:1\tC\tf:1\tF\tfalse\tig\tBia\tp:+4479\tbia@b.example\tCREATED\n";
    let sheet = check(
        "leads.csv",
        text,
        Role::Leads,
        &["created_time=created_at", "email=email", "campaign_name=campaign"],
    );
    assert_eq!(sheet.guess.platform, Some(Platform::MetaAds));
    let company = join(&[sheet], &garimpo_funnel::Settings::default(), &mut garimpo_funnel::Cache::default());
    assert_eq!(leads(&company), expected(&[("paid-social", 2)]));
}

#[test]
fn sheets_made_by_hand() {
    check(
        "leads.csv",
        "Nome do lead;Empresa;E-mail;Telefone;Origem;Data de entrada;Qualificação;Observações\nAna;A;ana@a.example;11 3333-4444;Site;05/01/2026;Quente;x\nBia;B;bia@b.example;11 3333-4445;Feira;16/01/2026;Fria;y\n",
        Role::Leads,
        &[
            "Nome do lead=name",
            "Empresa=company",
            "E-mail=email",
            "Origem=channel",
            "Data de entrada=created_at",
        ],
    );
    check(
        "planilha.csv",
        "DATA;Nome do Lead;Origem / Campanha;Proposta Gerada;Valor Anual;Status do Lead\n05/01/2026;Ana;Google;Sim;\"1.200,00\";Fechado\n16/01/2026;Bia;Feira;Não;\"2.400,00\";Em negociação\n",
        Role::Leads,
        &["DATA=created_at", "Nome do Lead=name", "Origem / Campanha=channel", "Status do Lead=stage"],
    );
    check(
        "midia.csv",
        "mes,canal,campanha,invest,cliques,impressoes,conversoes\n2026-01-01,Google,A,100.50,10,1000,1\n2026-02-01,Google,A,200.50,20,2000,2\n",
        Role::Spend,
        &[
            "mes=date",
            "canal=channel",
            "campanha=campaign",
            "invest=amount",
            "cliques=clicks",
            "impressoes=impressions",
        ],
    );
    check(
        "Spend.csv",
        "Channel;Spend\nContent Syndication ;R$\u{a0}100.000\nEvents;R$\u{a0}27.245\n",
        Role::Spend,
        &["Channel=channel", "Spend=amount"],
    );
    check(
        "gastos.csv",
        "Canal;Mês;Valor gasto\nGoogle Ads;01/01/2026;1.200,50\nEventos;15/01/2026;9.000,00\n",
        Role::Spend,
        &["Canal=channel", "Mês=date", "Valor gasto=amount"],
    );
    check(
        "vendas.csv",
        "Data;Cliente;E-mail;Valor\n05/01/2026;Acme;ana@a.example;1.200,50\n16/01/2026;Beta;bia@b.example;9.000,00\n",
        Role::Deals,
        &["Data=closed_at", "Cliente=company", "E-mail=email", "Valor=amount"],
    );
    check(
        "resumo.csv",
        "Canal;Investimento;Leads;Clientes;Receita\nGoogle;1.200,50;100;8;9.000,00\nEventos;900,00;30;3;4.500,00\n",
        Role::Totals,
        &["Canal=channel", "Investimento=spend", "Leads=leads", "Clientes=customers", "Receita=revenue"],
    );
    check(
        "funil.csv",
        "canal,visitantes,leads,mqls,sqls,oportunidades,clientes\nGoogle,1000,100,50,30,20,8\nEventos,200,30,20,10,9,3\n",
        Role::Totals,
        &[
            "canal=channel",
            "visitantes=visitors",
            "mqls=mqls",
            "sqls=sqls",
            "oportunidades=opportunities",
            "clientes=customers",
        ],
    );
    check(
        "leads.csv",
        "id,email,created_at,utm_source,utm_medium,utm_campaign\n1,ana@a.example,2026-01-05,google,cpc,c\n2,bia@b.example,2026-01-06,fb,paid,d\n",
        Role::Leads,
        &["id=lead_id", "utm_source=source", "utm_medium=medium", "utm_campaign=campaign"],
    );
    check(
        "leads.csv",
        "data;origem;mídia;email\n05/01/2026;google;cpc;ana@a.example\n16/01/2026;facebook;paid;bia@b.example\n",
        Role::Leads,
        &["origem=source", "mídia=medium"],
    );
    check(
        "leads.csv",
        "Lead ID,Created At,Channel,Segment,Stage,MQL At,SQL At,Opportunity At,Customer At\n1,2026-01-05,Google,SMB,Customer,2026-01-06,2026-01-07,2026-01-08,2026-01-30\n2,2026-01-05,Site,Ent,Lead,,,,\n",
        Role::Leads,
        &[
            "Lead ID=lead_id",
            "MQL At=mql_at",
            "SQL At=sql_at",
            "Opportunity At=opportunity_at",
            "Customer At=customer_at",
        ],
    );
    check(
        "deals.csv",
        "deal_id,lead_id,email,status,created_at,closed_at,amount,currency\nD1,1,ana@a.example,won,2026-01-05,2026-02-05,1000.50,BRL\nD2,2,bia@b.example,lost,2026-01-06,2026-02-06,900.00,BRL\n",
        Role::Deals,
        &[
            "deal_id=deal_id",
            "lead_id=lead_id",
            "email=email",
            "status=status",
            "amount=amount",
            "currency=currency",
        ],
    );
    check(
        "spend.csv",
        "channel,period,amount,currency\nGoogle,2026-01-01,100.50,BRL\nSite,2026-01-01,50.00,BRL\n",
        Role::Spend,
        &["channel=channel", "period=date", "amount=amount"],
    );
    check(
        "touches.csv",
        "lead_id,at,channel,type\n1,2026-01-05,Google,click\n1,2026-01-06,E-mail,open\n2,2026-01-05,Site,visit\n",
        Role::Touches,
        &["lead_id=lead_id", "at=at", "channel=channel"],
    );
}

#[test]
fn analytics_by_channel_is_of_sums() {
    let text = "# ----------------------------------------\n# Traffic acquisition: Session primary channel group (Default Channel Group)\n# Account: A\n# ----------------------------------------\n\
        Session primary channel group (Default Channel Group),Sessions,Engaged sessions,Engagement rate,Event count,Key events,Total revenue\n\
        Organic Search,1000,480,0.48,5000,10,0\nPaid Search,500,200,0.4,2000,20,0\n";
    check(
        "data-export.csv",
        text,
        Role::Totals,
        &["Session primary channel group (Default Channel Group)=channel", "Sessions=visitors"],
    );
}

#[test]
fn only_a_person_knows() {
    #[track_caller]
    fn doubts(name: &str, text: &str) -> Vec<MeaningDoubt> {
        Sheet::new(1, name, text).guess.doubts
    }
    // Which of RD Station's three counts is this?
    let text = "Canal;Visitantes;Leads;Conversões;Oportunidades;Vendas\nBusca Paga;1000;100;150;20;8\nE-mail;200;30;40;9;3\n";
    assert_eq!(doubts("analise.csv", text), [MeaningDoubt::CountKind { column: 2 }]);
    // With the new leads told there is nothing to ask.
    let text = "Canal;Visitantes;Leads;Novos Leads;Conversões;Vendas\nBusca Paga;1000;100;80;150;8\nE-mail;200;30;20;40;3\n";
    assert_eq!(doubts("analise.csv", text), []);
    // Campaigns that may be what their owner calls channels.
    let text = "Campanha;Investimento\nFeira de maio;1.200,50\nRevista;900,00\n";
    assert_eq!(doubts("custos.csv", text), [MeaningDoubt::Field { field: Field::Channel, columns: vec![0] }]);
    // Two unnamed sums of money in a list of deals.
    let text = "Negócio;Etapa do negócio;Inicial (R$);Final (R$)\nA;Ganho;R$ 1.200,50;R$ 1.100,00\nB;Perdido;R$ 900,00;R$ 800,00\n";
    assert_eq!(
        doubts("lista.csv", text),
        [MeaningDoubt::Field { field: Field::Amount, columns: vec![2, 3] }]
    );
}

#[test]
fn what_says_nothing_is_other_without_a_question() {
    check("lista.csv", "a,b,c\n1,2,3\n4,5,6\n", Role::Other, &[]);
    check("produtos.csv", "sku,descricao,estoque\nA1,Caneta,10\nB2,Papel,20\n", Role::Other, &[]);
}
