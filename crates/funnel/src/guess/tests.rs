//! Headers and values of known exports, and what they must be taken for.

use garimpo_table::{ReadOptions, Reader, Table};

use super::{Guess, guess};
use crate::{Field, Role};

fn table(text: &str) -> Table {
    let mut reader = Reader::new(ReadOptions::default(), text.len());
    reader.push(text.as_bytes());
    reader.finish().table.expect("a table")
}

/// `expected`: `header=field` for every column that has one.
#[track_caller]
fn check(name: &str, text: &str, role: Role, expected: &[(&str, Field)]) -> Guess {
    let table = table(text);
    let guessed = guess(name, &table);
    let fields: Vec<(&str, Field)> = table
        .headers()
        .iter()
        .zip(&guessed.fields)
        .filter_map(|(header, field)| Some((header.as_str(), (*field)?)))
        .filter(|(_, field)| *field != Field::Segment)
        .collect();
    assert_eq!(guessed.role, role, "{name}: {fields:?}");
    for pair in expected {
        assert!(fields.contains(pair), "{name} lacks {pair:?}: {fields:?}");
    }
    assert_eq!(guessed.doubts, [], "{name}");
    guessed
}

#[test]
fn a_marketplaces_leads_and_deals() {
    let leads = "mql_id,first_contact_date,landing_page_id,origin\n\
        dac32acd4db4c29c230538b72f8dd87d,2018-02-01,88740e65d5d6b056e0cda098e1ea6313,social\n\
        8c18d1de7f67e60dbd64e3c07d7e9d5d,2017-10-20,007f9098284a86ee80ddeb25d53e0af8,paid search\n";
    check(
        "leads.csv",
        leads,
        Role::Leads,
        &[("mql_id", Field::LeadId), ("first_contact_date", Field::CreatedAt), ("origin", Field::Channel)],
    );
    let deals = "mql_id,seller_id,sdr_id,sr_id,won_date,business_segment,declared_monthly_revenue\n\
        5420aad7fec3549a85876ba1c529bd84,2c43fb513632d29b3b58df74816f1b06,a8387c01a09e99ce014107505b92388c,\
        4ef15afb4b2723d8f3d81e51ec7afefe,2018-02-26 19:58:54,pet,0.0\n\
        a555fb36b9368110ede0f043dfc3b9a0,bbb7d7893a450660432ea6652310ebb7,09285259593c61296eef10c734121d5b,\
        d3d1e91a157ea7f90548eef82f1955e3,2018-05-08 20:17:59,car accessories,0.0\n";
    check(
        "deals.csv",
        deals,
        Role::Deals,
        &[
            ("mql_id", Field::LeadId),
            ("won_date", Field::ClosedAt),
            ("declared_monthly_revenue", Field::Amount),
        ],
    );
}

#[test]
fn sums_by_day_and_category() {
    let text = "id,c_date,campaign_name,category,campaign_id,impressions,mark_spent,clicks,leads,orders,revenue\n\
        1,2021-02-01,facebook_tier1,social,349043,148263,7307.37,1210,13,1,4981.0\n\
        2,2021-02-01,google_hot,search,89459845,22850,5221.6,457,9,1,7981.0\n";
    check(
        "marketing.csv",
        text,
        Role::Totals,
        &[
            ("category", Field::Channel),
            ("c_date", Field::Date),
            ("mark_spent", Field::Spend),
            ("leads", Field::Leads),
            ("orders", Field::Customers),
            ("revenue", Field::Revenue),
        ],
    );
}

#[test]
fn a_brazilian_crms_four_tables() {
    let leads = "lead_id,nome,origem_lead,score,status_lead,data_entrada\n\
        1,Arthur,Instagram,97,Contato Feito,2026-02-07\n2,Davi,Site,66,Perdido,2025-07-31\n";
    check(
        "leads.csv",
        leads,
        Role::Leads,
        &[
            ("lead_id", Field::LeadId),
            ("origem_lead", Field::Channel),
            ("status_lead", Field::Stage),
            ("data_entrada", Field::CreatedAt),
        ],
    );
    let sales = "venda_id,cliente_id,produto,valor_venda,quantidade,canal_venda,status_venda,data_venda\n\
        1,29,CRM,7544.19,3,Site,Concluída,2024-07-21\n2,131,CRM,11622.6,2,WhatsApp,Em andamento,2025-10-02\n";
    let guessed = check(
        "vendas.csv",
        sales,
        Role::Deals,
        &[
            ("valor_venda", Field::Amount),
            ("canal_venda", Field::Channel),
            ("status_venda", Field::Status),
            ("data_venda", Field::ClosedAt),
        ],
    );
    assert!(!guessed.fields.contains(&Some(Field::LeadId)), "a customer's id is no lead's");
    let customers = "cliente_id,nome,email,telefone,cidade,estado,segmento,data_cadastro,status_cliente\n\
        1,Thiago,a@bol.example,(081) 3736-1859,Campo,MG,Varejo,2024-03-03,Ativo\n\
        2,Lucca,b@bol.example,61 9371-0293,Nunes,MA,Saúde,2023-06-29,Premium\n";
    check("clientes.csv", customers, Role::Other, &[]);
    let calls = "interacao_id,cliente_id,tipo_interacao,responsavel,duracao_minutos,satisfacao_cliente,data_interacao\n\
        1,379,Suporte,Luiz,92,5,2026-03-27 20:18:38\n2,22,Ligação,Ana,62,2,2026-03-09 09:53:53\n";
    check("interacoes.csv", calls, Role::Activities, &[]);
}

#[test]
fn exports_of_known_tools() {
    let rd = "Nome,Empresa,Funil de vendas,Etapa,Estado,Motivo de Perda,Valor Único,Valor Recorrente,Data de criação,\
        Data de fechamento,Fonte,Campanha,Responsável,Email\n\
        A,B,Vendas,Fechamento,Vendida,,4997.0,100.0,15/01/2026,20/02/2026,Google,C1,Ana,a@x.example\n\
        C,D,Vendas,Proposta,Perdida,preço,1500.5,0.0,16/01/2026,21/02/2026,Site,C2,Ana,b@x.example\n";
    check(
        "negociacoes.csv",
        rd,
        Role::Deals,
        &[
            ("Estado", Field::Status),
            ("Valor Único", Field::Amount),
            ("Valor Recorrente", Field::RecurringAmount),
            ("Data de criação", Field::CreatedAt),
            ("Data de fechamento", Field::ClosedAt),
            ("Email", Field::Email),
        ],
    );
    let meta = "\"Nome da campanha\",Dia,Impressões,Moeda,\"Valor gasto (BRL)\",\"Cliques no link\",\
        \"Início dos relatórios\",\"Encerramento dos relatórios\"\n\
        C1,2026-01-15,1000,BRL,28.46699781,12,2026-01-15,2026-01-15\n\
        C2,2026-01-16,900,BRL,1.895,9,2026-01-16,2026-01-16\n";
    check("relatorio.csv", meta, Role::Spend, &[("Valor gasto (BRL)", Field::Amount), ("Dia", Field::Date)]);
    let hand = "Canal;Mês;Valor gasto\nGoogle Ads;01/01/2026;1.200,50\nEventos;15/01/2026;9.000,00\n";
    check("gastos.csv", hand, Role::Spend, &[("Canal", Field::Channel), ("Valor gasto", Field::Amount)]);
}
