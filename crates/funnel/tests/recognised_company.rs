//! Recognised exports together: joins by typed ids, money told twice, and sheets that only look like a tool's.
#![allow(clippy::expect_used)]

mod company_kit;
mod exports;

use company_kit::*;
use exports::Export;
use garimpo_funnel::company::Note;
use garimpo_funnel::explain::Rule;
use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::{Cache, Field, Period, Role, Settings, explain, rank};

fn export(folder: &str) -> Export {
    exports::all().into_iter().find(|export| export.folder == folder).expect("a look-alike")
}

fn open(id: u32, folder: &str) -> Sheet {
    let export = export(folder);
    Sheet::around(id, &export.file, &export.preamble, read(&export.bytes))
}

fn joined(sheets: &[Sheet]) -> garimpo_funnel::Company {
    join(sheets, &Settings::default(), &mut Cache::default())
}

#[test]
fn what_a_brazilian_company_drops_is_one_company() {
    let sheets = [
        open(1, "rd-marketing/leads"),
        open(2, "rd-crm/deals"),
        open(3, "google-ads/by-day-pt-br"),
        open(4, "meta-ads/by-day-pt-br-2026"),
    ];
    let company = joined(&sheets);
    assert_eq!(company.notes, []);
    let rd = export("rd-marketing/leads").truth;
    // Google's spend is paid search, and so are the leads that RD calls so; Meta's is paid social.
    let counts: Vec<(&str, u32)> = rd.leads.iter().map(|(id, count)| (id.as_str(), *count)).collect();
    let of = |id: &str| counts.iter().find(|(known, _)| *known == id).map_or(0, |(_, count)| *count);
    let found = leads(&company);
    assert_eq!(found.get("paid-search"), Some(&of("busca paga")));
    assert_eq!(found.get("paid-social"), Some(&of("social pago")));
    assert_eq!(found.values().sum::<u32>(), 40);
    assert_eq!(company.join.joined, 20, "every deal finds its lead by e-mail");
    let ranking = rank(&company, &Settings::default());
    let row = |id: &str| &ranking.channels.iter().find(|row| row.channel.id == id).expect("a channel").row;
    let cents = export("google-ads/by-day-pt-br").truth.spend.expect("spend").cents;
    for id in ["paid-search", "paid-social"] {
        assert_eq!(row(id).get(MetricId::Spend).value, Some(cents as f64 / 100.0));
    }
    let revenue = export("rd-crm/deals").truth.revenue.expect("revenue");
    assert_eq!(ranking.totals.get(MetricId::Revenue).value, Some(revenue as f64 / 100.0));
}

#[test]
fn typed_ids_of_a_form_join_bare_ones() {
    #[track_caller]
    fn check(ids: [&str; 3]) {
        let leads = "id\tcreated_time\tad_id\tcampaign_name\tform_id\tform_name\tis_organic\tplatform\tfull_name\tlead_status\n\
            l:4280180252203501\t2026-05-01T15:05:13+05:30\tag:1\tC\tf:1\tF\tfalse\tfb\tAna\tCREATED\n\
            l:4280180252203502\t2026-05-02T15:05:13+05:30\tag:1\tC\tf:1\tF\tfalse\tfb\tBia\tCREATED\n\
            l:4280180252203503\t2026-05-03T15:05:13+05:30\tag:1\tC\tf:1\tF\tfalse\tig\tCaio\tCREATED\n";
        let deals = format!(
            "deal_id,lead_id,status,created_at,closed_at,amount\n\
            1,{},won,2026-05-10,2026-05-20,100.50\n2,{},lost,2026-05-11,2026-05-21,100.50\n\
            3,{},won,2026-05-12,2026-05-22,100.50\n4,999,won,2026-05-12,2026-05-22,100.50\n",
            ids[0], ids[1], ids[2]
        );
        let company = joined(&[Sheet::new(1, "leads.csv", leads), Sheet::new(2, "deals.csv", &deals)]);
        assert_eq!((company.join.joined, company.join.deals), (3, 4), "{ids:?}");
        assert_eq!(customers(&company), expected(&[("paid-social", 2)]), "{ids:?}");
    }
    check(["4280180252203501", "4280180252203502", "4280180252203503"]);
    check(["l:4280180252203501", "l:4280180252203502", "l:4280180252203503"]);
    check(["l:4280180252203501", "4280180252203502", "L:4280180252203503".to_lowercase().as_str()]);
}

#[test]
fn two_reports_of_the_same_money_are_said_to_be() {
    #[track_caller]
    fn check(one: &str, other: &str, expected: bool) {
        let company = joined(&[open(7, one), open(9, other)]);
        let said = company.notes.contains(&Note::SpentTwice { one: 7, other: 9 });
        assert_eq!(said, expected, "{one} {other}: {:?}", company.notes);
    }
    check("google-ads/overview-series-pt-br", "google-ads/overview-campaigns-pt-br", true);
    check("google-ads/report-pt-br", "google-ads/search-terms-pt-br-utf16", true);
    check("google-ads/report-pt-br", "google-ads/report-pt-br-utf16", true);
    check("google-ads/report-en-all-time", "google-ads/by-day-en", true);
    check("google-ads/by-day-pt-br", "meta-ads/by-day-pt-br-2026", false);
    let june = "Dia,Campanha,Código da moeda,Custo,Impr.,CPC méd.\n2026-06-01,Cedro,BRL,\"10,50\",100,\"1,10\"\n2026-06-02,Cedro,BRL,\"11,50\",100,\"1,10\"\n";
    let company = joined(&[open(1, "google-ads/by-day-pt-br"), Sheet::new(2, "junho.csv", june)]);
    assert!(!company.notes.iter().any(|note| matches!(note, Note::SpentTwice { .. })), "other days");
    let other = june.replace("2026-06", "2026-05").replace("Cedro", "Outra conta");
    let company = joined(&[open(1, "google-ads/by-day-pt-br"), Sheet::new(2, "outra.csv", &other)]);
    assert!(!company.notes.iter().any(|note| matches!(note, Note::SpentTwice { .. })), "another account's");
}

#[test]
fn a_reports_window_is_spread_said_and_explained() {
    let sheet = open(1, "google-ads/report-pt-br");
    let (from, to) = sheet.guess.period.expect("the days of the preamble");
    assert_eq!(to - from, 23);
    let company = joined(&[sheet]);
    assert!(company.notes.contains(&Note::ReportedSpend { rows: 3 }));
    let settings =
        Settings { period: Period { from: Some(from), to: Some(from + 11) }, ..Settings::default() };
    let opened = explain(&company, &settings, Some("paid-search"), MetricId::Spend).expect("opens");
    let cents = export("google-ads/report-pt-br").truth.spend.expect("spend").cents;
    let half = opened.result.value.expect("a value");
    assert!((half - cents as f64 / 200.0).abs() < 0.02, "{half}");
    assert!(
        opened.rules.contains(&Rule::WindowOfReport { rows: 3 })
            && opened.rules.contains(&Rule::WindowShared)
    );
    // A row with its own day is no window.
    let daily = joined(&[open(1, "google-ads/by-day-pt-br")]);
    let opened = explain(&daily, &settings, Some("paid-search"), MetricId::Spend).expect("opens");
    assert!(
        !opened.rules.iter().any(|rule| matches!(rule, Rule::WindowOfReport { .. } | Rule::WindowShared))
    );
}

#[test]
fn sheets_that_people_make_are_not_claimed() {
    #[track_caller]
    fn check(name: &str, text: &str) {
        let sheet = Sheet::new(1, name, text);
        assert_eq!(sheet.guess.source, None, "{name} {text}");
        assert_eq!(sheet.guess.period, None);
    }
    check(
        "gastos 2026-05-01_2026-05-31.csv",
        "Campaign,Spend,Clicks,Impressions\nA,10.50,3,100\nB,11.50,4,200\n",
    );
    check(
        "facebook.csv",
        "Data,Cliques,Custo,Impressões\n2026-01-15,12,30.10,3000\n2026-01-16,10,20.10,2000\n",
    );
    check(
        "midia.csv",
        "Canal,Campanha,Custo,Impr.,CPC méd.,Cliques\nGoogle,A,10.50,100,1.20,3\nBing,B,11.50,200,1.30,4\n",
    );
    check(
        "gastos.csv",
        "Canal;Mês;Valor gasto;Alcance\nGoogle;01/01/2026;1.200,50;10\nMeta;15/01/2026;9.000,00;20\n",
    );
    check(
        "clientes.csv",
        "Nome,Empresa,Etapa,Estado,Valor\nAna,A,Proposta,SP,1500.50\nBia,B,Fechado,MG,900.00\n",
    );
    check("deals.csv", "Deal,Stage,Amount,Closed\nA,Won,1500.50,2026-01-15\nB,Lost,900.00,2026-01-16\n");
    check(
        "leads.csv",
        "Nome,E-mail,Origem,Data\nAna,ana@a.example,Google,2026-01-15\nBia,bia@b.example,Site,2026-01-16\n",
    );
    check("sessoes.csv", "Canal,Sessões,Leads\nGoogle,100,5\nSite,200,6\n");
}

#[test]
fn the_same_header_means_what_its_tool_means() {
    #[track_caller]
    fn check(folder: &str, header: &str, expected: Option<Field>) {
        let sheet = open(1, folder);
        let at = sheet.table.headers().iter().position(|known| known == header).expect("a column");
        assert_eq!(sheet.guess.fields[at], expected, "{folder} {header}");
    }
    check("rd-marketing/leads", "Estado", Some(Field::Segment));
    check("rd-crm/deals", "Estado", Some(Field::Status));
    check("google-ads/report-pt-pt", "Estado", None);
    check("google-ads/report-pt-pt", "Estado da campanha", None);
    check("rd-marketing/leads", "Tags", None);
    check("rd-marketing/leads", "Eventos (Últimos 100)", None);
    check("rd-marketing/leads", "Origem da última conversão", None);
    check("meta-ads/by-day-pt-br-2026", "Alcance", None);
    check("meta-ads/campaigns-en", "Results", None);
    check("meta-ads/campaigns-en", "Ends", None);
    check("meta-leads/utf16", "platform", None);
    check("ga4/traffic-en", "Key events", None);
    // Nothing was sold: a column of zeros is not a revenue of nothing.
    check("ga4/traffic-en", "Total revenue", None);
}

#[test]
fn a_person_may_still_say_another_role() {
    let sheet = open(1, "rd-crm/deals");
    let fields = garimpo_funnel::guess::fields_for(Role::Deals, &sheet.table);
    assert_eq!(fields, sheet.guess.fields);
    let fields = garimpo_funnel::guess::fields_for(Role::Leads, &sheet.table);
    assert!(fields.contains(&Some(Field::Email)) && !fields.contains(&Some(Field::Amount)));
}
