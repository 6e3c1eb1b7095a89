//! One rule of joining a test, on the smallest files that show it.

use crate::company_kit;

use company_kit::*;
use garimpo_funnel::Settings;
use garimpo_funnel::company::{Cache, Company, JoinBy, NO_AMOUNT, NO_DAY, NO_LEAD, Note, Status};

const LEADS: &str = "lead_id,email,created_at,channel\n\
    1,ana@a.example,2026-01-05,Google\n\
    2,bia@b.example,2026-01-09,google\n\
    3,caio@c.example,2026-02-01,Eventos\n\
    4,,2026-02-11,\n";

fn names(company: &Company) -> Vec<String> {
    company.channels.iter().map(name).collect()
}

#[test]
fn spellings_fold_and_the_most_frequent_names_the_channel() {
    let text = "lead_id,created_at,channel\n1,2026-01-05,google ads\n2,2026-01-05,Google  Ads\n3,2026-01-05,Google  Ads\n\
        4,2026-01-05,\u{a0}GOOGLE ADS \n5,2026-01-05,Indicação\n6,2026-01-05,indicacao\n";
    let company = company(&[("leads.csv", text)]);
    assert_eq!(leads(&company), expected(&[("google ads", 4), ("indicacao", 2)]));
    assert_eq!(names(&company), ["Google  Ads", "Indicação"]);
    assert_eq!(company.channels[0].spellings, ["google ads", "GOOGLE ADS"]);
}

#[test]
fn blank_unknown_and_other_are_three_channels() {
    let text = "lead_id,created_at,channel\n1,2026-01-05,unknown\n2,2026-01-05,other\n3,2026-01-05,\n4,2026-01-05,--\n\
        5,2026-01-05,other publicities\n6,2026-01-05,Select\n";
    let company = company(&[("leads.csv", text)]);
    assert_eq!(
        leads(&company),
        expected(&[("blank", 3), ("other", 1), ("other publicities", 1), ("unknown", 1)])
    );
    assert_eq!(names(&company), ["<blank>", "other", "other publicities", "unknown"]);
}

#[test]
fn a_two_level_cell_is_channel_and_source() {
    let text = "lead_id,created_at,origem\n1,2026-01-05,Busca Paga | Facebook Ads\n2,2026-01-05,Busca Paga | Google\n3,2026-01-05,Busca Paga\n";
    let company = company(&[("leads.csv", text)]);
    assert_eq!(leads(&company), expected(&[("busca paga", 3)]));
    assert_eq!(names(&company), ["Busca Paga"]);
}

#[test]
fn source_and_medium_make_groups() {
    let text = "lead_id,created_at,utm_source,utm_medium\n1,2026-01-05,google,cpc\n2,2026-01-05,Google,CPC\n\
        3,2026-01-05,facebook,paid\n4,2026-01-05,,\n5,2026-01-05,newsletter,email\n";
    let company = company(&[("leads.csv", text)]);
    assert_eq!(
        leads(&company),
        expected(&[("email", 1), ("paid-search", 2), ("paid-social", 1), ("unknown", 1)])
    );
    assert_eq!(names(&company), ["<email>", "<paid-search>", "<paid-social>", "<unknown>"]);
}

#[test]
fn an_empty_channel_asks_source_and_medium() {
    let text = "lead_id,created_at,canal,utm_source,utm_medium\n1,2026-01-05,Feira,google,cpc\n2,2026-01-05,,google,cpc\n3,2026-01-05,,,\n";
    let company = company(&[("leads.csv", text)]);
    assert_eq!(leads(&company), expected(&[("blank", 1), ("feira", 1), ("paid-search", 1)]));
}

#[test]
fn a_platforms_report_meets_the_channel_that_has_its_groups_name() {
    let report = "Campaign status,Campaign,Currency code,Impr.,Cost,Avg. CPC,Clicks,Conv. rate\n\
        Enabled,Brand,BRL,1000,116.12,3.52,33,39.39%\nEnabled,Generic,BRL,900,50.00,2.00,25,10.00%\n";
    let texts = "lead_id,created_at,channel\n1,2026-01-05,Busca Paga\n2,2026-01-05,busca paga\n";
    let one = company(&[("leads.csv", texts), ("report.csv", report)]);
    assert_eq!((one.channels.len(), one.channels[0].id.as_str()), (1, "paid-search"));
    assert_eq!(names(&one), ["Busca Paga"]);
    assert_eq!(one.spend.amount.iter().sum::<i64>(), 16_612);
    // Two texts with the group's name are three channels, and an offer.
    let texts = format!("{texts}3,2026-01-05,Paid Search\n");
    let two = company(&[("leads.csv", &texts), ("report.csv", report)]);
    let ids: Vec<&str> = two.channels.iter().map(|channel| channel.id.as_str()).collect();
    assert_eq!(ids, ["busca paga", "paid search", "paid-search"]);
    assert_eq!(two.offers.len(), 1);
    // Leads that name the platform: offered, not done.
    let texts = "lead_id,created_at,channel\n1,2026-01-05,Google Ads\n2,2026-01-05,Site\n";
    let three = company(&[("leads.csv", texts), ("report.csv", report)]);
    assert_eq!(three.channels.len(), 3);
    assert_eq!(
        (three.offers[0].into.id.as_str(), three.offers[0].from[0].id.as_str()),
        ("google ads", "paid-search")
    );
}

#[test]
fn a_merge_holds_under_the_texts_name_and_under_the_groups() {
    let report = "Campaign status,Campaign,Currency code,Impr.,Cost,Avg. CPC,Clicks,Conv. rate\n\
        Enabled,Brand,BRL,1000,116.12,3.52,33,39.39%\n";
    let texts = "lead_id,created_at,channel\n1,2026-01-05,Busca Paga\n2,2026-01-05,Site\n";
    for from in ["busca paga", "paid-search"] {
        let settings =
            Settings { merges: [(from.to_owned(), "site".to_owned())].into(), ..Settings::default() };
        for files in [&[("leads.csv", texts)][..], &[("leads.csv", texts), ("report.csv", report)]] {
            let company = join(&sheets(files), &settings, &mut Cache::default());
            assert_eq!(leads(&company), expected(&[("site", 2)]), "{from}");
            assert_eq!(names(&company), ["Site"]);
            assert_eq!(company.channels[0].spellings, ["Busca Paga"]);
        }
    }
}

#[test]
fn merging_into_a_channel_that_is_gone_keeps_its_members_together() {
    let texts = "lead_id,created_at,channel\n1,2026-01-05,google-ads\n2,2026-01-05,GoogleAds\n3,2026-01-05,GoogleAds\n";
    let merges = [("google-ads", "google ads"), ("googleads", "google ads")];
    let merges = merges.map(|(from, into)| (from.to_owned(), into.to_owned())).into();
    let company = join(
        &sheets(&[("leads.csv", texts)]),
        &Settings { merges, ..Settings::default() },
        &mut Cache::default(),
    );
    assert_eq!(leads(&company), expected(&[("google ads", 3)]));
    assert_eq!(names(&company), ["GoogleAds"]);
}

#[test]
fn one_person_is_one_lead_and_the_earliest_row_gives_the_channel() {
    let text = "lead_id,email,created_at,channel\n1,ana@a.example,2026-03-05,Google\n2, ANA@A.example ,2026-01-09,Eventos\n\
        3,,2026-02-01,Site\n3,,2026-01-15,Google\n1,,2025-12-31,Feira\n";
    let company = company(&[("leads.csv", text)]);
    assert_eq!(leads(&company), expected(&[("feira", 1), ("google", 1)]));
    assert_eq!((company.join.lead_rows, company.join.duplicate_rows), (5, 3));
    let rows: Vec<(u32, u32)> =
        company.leads.duplicates.iter().map(|(lead, source)| (*lead, source.row)).collect();
    assert_eq!(rows, [(0, 0), (0, 1), (1, 2)]);
    // Channels of rows that were merged away are no channels.
    assert_eq!(names(&company), ["Feira", "Google"]);
}

#[test]
fn on_one_day_the_time_decides_and_a_channel_is_better_than_none() {
    let text = "email,created_at,channel\na@a.example,2026-01-05 18:00:00,Google\na@a.example,2026-01-05 09:00:00,Site\n\
        b@b.example,2026-01-05 09:00:00,\nb@b.example,2026-01-05 09:00:00,Google\n";
    assert_eq!(leads(&company(&[("leads.csv", text)])), expected(&[("google", 1), ("site", 1)]));
}

#[test]
fn deals_join_by_id_else_by_email_else_stay_visible() {
    let deals = "deal_id,lead_id,email,status,closed_at,amount\nD1,2,,won,2026-03-01,100\nD2,,ANA@a.example,won,2026-03-02,200\n\
        D3,99,caio@c.example,lost,2026-03-03,300\nD4,98,x@x.example,won,2026-03-04,400\n";
    let company = company(&[("leads.csv", LEADS), ("deals.csv", deals)]);
    assert_eq!(company.deals.lead, [1, 0, 2, NO_LEAD]);
    assert_eq!((company.join.joined, company.join.by), (3, Some(JoinBy::Email)));
    assert_eq!(company.join.without_lead.len(), 1);
    assert_eq!(customers(&company), expected(&[("google", 2)]));
    assert_eq!(
        per_channel(&company, company.deals.channel.iter().copied()),
        expected(&[("", 1), ("eventos", 1), ("google", 2)])
    );
}

#[test]
fn a_deal_without_a_lead_counts_for_its_own_channel() {
    let deals = "deal_id,email,canal,status,closed_at,amount\nD1,x@x.example,Site,won,2026-03-01,100\nD2,y@y.example,,won,2026-03-01,100\n\
        D3,ana@a.example,Telefone,won,2026-03-01,100\n";
    let company = company(&[("leads.csv", LEADS), ("deals.csv", deals)]);
    assert_eq!(
        per_channel(&company, company.deals.channel.iter().copied()),
        expected(&[("", 1), ("google", 1), ("site", 1)])
    );
    // The joined deal's own channel makes none.
    assert!(!company.channels.iter().any(|channel| channel.id == "telefone"));
}

#[test]
fn only_the_first_win_makes_a_customer() {
    let deals = "deal_id,email,company,status,closed_at,amount\nD1,ana@a.example,A,won,2026-03-09,100\nD2,ana@a.example,A,won,2026-03-01,100\n\
        D3,,Acme,won,2026-03-03,1\nD4,,ACME,won,2026-03-02,1\nD5,,,won,2026-03-05,1\nD6,,,won,2026-03-05,1\nD7,,Acme,lost,2026-01-01,1\n";
    let company = company(&[("leads.csv", LEADS), ("deals.csv", deals)]);
    assert_eq!(company.deals.first_win, [false, true, false, true, true, true, false]);
    assert_eq!(company.leads.customer_at[0], 20513);
}

#[test]
fn what_became_of_a_deal() {
    #[track_caller]
    fn check(text: &str, expected: &[Status]) {
        let company = company(&[("deals.csv", text)]);
        assert_eq!(company.deals.status, expected, "{text}");
    }
    use Status::*;
    check("deal_id,deal_stage,amount\n1,Closed Won,5\n2,Closed Lost,5\n3,Proposal,5\n", &[Won, Lost, Open]);
    check(
        "Nome do negócio,Etapa do negócio,Valor\na,Fechado ganho,5\nb,Fechado perdido,5\nc,Visita,5\n",
        &[Won, Lost, Open],
    );
    check(
        "Nome,Etapa,Estado,Valor Único,Funil de vendas\na,Proposta,Vendida,5,F\nb,Proposta,Perdida,5,F\nc,Proposta,Em andamento,5,F\n",
        &[Won, Lost, Open],
    );
    check(
        "deal_id,is_won,closed_at,amount\n1,true,2026-01-02,5\n2,false,2026-01-02,5\n3,false,,5\n",
        &[Won, Lost, Open],
    );
    check("deal_id,won_date,amount\n1,2026-01-02,5\n2,,5\n", &[Won, Open]);
    check(
        "venda_id,cliente,data_venda,valor_venda,status_venda\n1,A,2026-01-02,5,Concluída\n2,B,2026-01-02,5,Cancelada\n3,C,2026-01-02,5,Em andamento\n",
        &[Won, Lost, Open],
    );
}

#[test]
fn mostly_zeros_are_not_told() {
    let deals = "deal_id,won_date,amount\n1,2026-01-02,0.0\n2,2026-01-02,0.0\n3,2026-01-02,0.0\n4,2026-01-02,950.50\n5,2026-01-02,\n";
    let company_of_zeros = company(&[("deals.csv", deals)]);
    assert_eq!(company_of_zeros.deals.amount, [NO_AMOUNT, NO_AMOUNT, NO_AMOUNT, 95_050, NO_AMOUNT]);
    assert!(company_of_zeros.notes.contains(&Note::ZeroNotTold { sheet: 1, column: 2, zeros: 3, told: 1 }));
    // Half is not most; and a recurring part of 0 beside an amount is no lack.
    let deals = "Nome do negócio,Data de fechamento,Etapa,Valor Único,Valor Recorrente\na,02/01/2026,Ganho,4997.0,0.0\nb,13/01/2026,Ganho,0.0,100.0\nc,02/01/2026,Ganho,0.0,0.0\nd,02/01/2026,Ganho,10.0,0.0\n";
    let company = company(&[("negocios.csv", deals)]);
    assert_eq!(company.deals.amount, [499_700, 10_000, 0, 1_000]);
    assert_eq!(company.notes, []);
}

#[test]
fn two_currencies_are_never_added() {
    let deals = "deal_id,won_date,amount,currency\n1,2026-01-02,10.00,BRL\n2,2026-01-03,20.00,BRL\n3,2026-01-04,30.00,USD\n";
    let spend = "date,channel,Amount spent (USD)\n2026-01-01,Google,5.00\n";
    let company = company(&[("deals.csv", deals), ("spend.csv", spend)]);
    assert_eq!(company.currency.map(|currency| currency.code().to_owned()), Some("BRL".into()));
    assert_eq!(company.deals.amount, [1_000, 2_000, NO_AMOUNT]);
    assert!(company.spend.amount.is_empty());
    let used = garimpo_table::Currency::BRL;
    assert!(company.notes.contains(&Note::OtherCurrency {
        used,
        other: garimpo_table::Currency::USD,
        rows: 2
    }));
}

#[test]
fn two_currencies_in_one_column_are_never_added() {
    let used = garimpo_table::Currency::BRL;
    let spend = "date,channel,spend\n2026-01-01,Google,R$ 5.00\n2026-01-02,Google,US$ 7.00\n2026-01-03,Google,R$ 9.00\n";
    let company = company(&[("spend.csv", spend)]);
    assert_eq!((company.currency, company.spend.amount), (Some(used), vec![500, 900]));
    let other = garimpo_table::Currency::USD;
    assert!(company.notes.contains(&Note::OtherCurrency { used, other, rows: 1 }));
    // An amount and its recurring part in two currencies.
    let deals = "Nome do negócio,Data de fechamento,Etapa,Valor Único,Valor Recorrente\na,02/01/2026,Ganho,\"R$ 10,00\",\"US$ 1,00\"\nb,13/01/2026,Ganho,\"R$ 20,00\",\"R$ 2,00\"\nc,14/01/2026,Ganho,\"R$ 30,00\",\n";
    let company = self::company(&[("negocios.csv", deals)]);
    assert_eq!(company.deals.amount, [1_000, 2_200, 3_000]);
}

#[test]
fn an_empty_cost_is_not_informed_and_a_zero_is_declared() {
    let spend = "date,channel,spend\n2026-01-01,Google,5.00\n2026-01-02,Google,\n2026-01-03,Eventos,0\n";
    let company = company(&[("spend.csv", spend)]);
    assert_eq!(company.spend.amount, [500, 0]);
    assert_eq!(
        per_channel(&company, company.spend.channel.iter().copied()),
        expected(&[("eventos", 1), ("google", 1)])
    );
}

#[test]
fn the_time_that_money_bought() {
    #[track_caller]
    fn check(text: &str, expected: &[(i32, i32)]) {
        let company = company(&[("spend.csv", text)]);
        let windows: Vec<(i32, i32)> =
            company.spend.from.iter().copied().zip(company.spend.to.iter().copied()).collect();
        assert_eq!(windows, expected, "{text}");
    }
    check("canal,data,custo\nGoogle,2026-01-15,5\n", &[(20468, 20468)]);
    check("canal,mês,custo\nGoogle,2026-02-01,5\nEventos,2026-03-01,5\n", &[(20485, 20512), (20513, 20543)]);
    check(
        "canal,data,custo\nGoogle,2026-01-01,5\nGoogle,2026-02-01,5\nGoogle,2026-03-01,5\n",
        &[(20454, 20484), (20485, 20512), (20513, 20543)],
    );
    check("channel,week,cost\nGoogle,2026-01-05,5\n", &[(20458, 20464)]);
    check("canal,data,custo\nGoogle,fev/26,5\nEventos,mar/26,5\n", &[(20485, 20512), (20513, 20543)]);
    check("channel,date,cost\nGoogle,2026-02,5\n", &[(20485, 20512)]);
    check("channel,date,cost\nGoogle,2026-W02,5\n", &[(20458, 20464)]);
    check("channel,period_start,period_end,cost\nGoogle,2026-01-01,2026-01-31,5\n", &[(20454, 20484)]);
    check("channel,cost\nGoogle,5\nEventos,6\n", &[(NO_DAY, NO_DAY), (NO_DAY, NO_DAY)]);
}

#[test]
fn leads_tell_by_themselves_how_far_they_got() {
    let text = "lead_id,created_at,channel,lead_status,mql_at\n1,2026-01-05,A,Cliente,\n2,2026-01-05,A,Novo,2026-01-06\n3,2026-01-05,B,Oportunidade,\n4,2026-01-05,B,Perdido,\n";
    let company = company(&[("leads.csv", text)]);
    use garimpo_funnel::company::Reached::*;
    assert_eq!(company.leads.reached, [Customer, Mql, Opportunity, Lead]);
    assert_eq!(customers(&company), expected(&[("a", 1)]));
}

#[test]
fn an_open_deals_closing_date_is_a_hope() {
    let deals = "deal_id,stage,created_at,closed_at,amount\n1,Negociação,2026-01-02,2027-12-31,5\n2,Ganho,2026-01-02,2026-02-01,5\n";
    let company = company(&[("deals.csv", deals)]);
    assert_eq!(company.deals.closed, [NO_DAY, 20485]);
    assert_eq!((company.first_day, company.as_of), (Some(20455), Some(20485)));
}

#[test]
fn empty_sheets_are_there() {
    let company = company(&[]);
    assert!(!company.has_leads && company.channels.is_empty() && company.as_of.is_none());
}
