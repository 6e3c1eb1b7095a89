//! Recognised exports together: joins by typed ids, money told twice, and sheets that only look like a tool's.
#![allow(clippy::expect_used)]

use crate::company_kit;
use crate::exports;

use company_kit::*;
use exports::Export;
use garimpo_funnel::company::Note;
use garimpo_funnel::explain::Rule;
use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::{Cache, Field, Period, Role, Settings, explain, rank};
use garimpo_table::{CellType, Currency, DateOrder, Decimal, ReadOptions, Reader};

fn export(folder: &str) -> Export {
    exports::all().into_iter().find(|export| export.folder == folder).expect("a look-alike")
}

fn open(id: u32, folder: &str) -> Sheet {
    let export = export(folder);
    let mut reader = Reader::new(ReadOptions::default(), export.bytes.len());
    reader.push(&export.bytes);
    let read = reader.finish();
    Sheet::around(id, &export.file, &read.preamble, read.table.expect("a table"))
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

/// Rates without a sign were taken as they stand: TikTok's 0.28 is 0.28 %, Google Analytics' 0.48 is 48 %.
#[test]
fn rates_are_what_their_tool_means() {
    #[track_caller]
    fn check(sheet: &Sheet, header: &str, cell: &str, expected: f64) {
        let at = sheet.table.headers().iter().position(|known| known == header).expect("a column") as u32;
        let row = sheet.table.rows().find(|row| sheet.table.cell(*row, at) == cell).expect("a cell");
        let reading = sheet.table.reading(at);
        assert_eq!(reading.cell_type, CellType::Percent, "{header}");
        assert_eq!(sheet.table.chosen_reading(at), None, "nobody has chosen");
        assert_eq!(sheet.table.profile(at).doubt, None, "{header}");
        let found = sheet.table.numbers(at)[row as usize];
        assert!((found - expected).abs() < 1e-12, "{header} {cell}: {found}");
    }
    check(&open(1, "tiktok-ads/by-day-old"), "CTR (Destination)", "0.28", 0.0028);
    check(&open(1, "tiktok-ads/by-day-new"), "CTR (destination)", "0.40", 0.0040);
    check(&open(1, "ga4/exploration"), "Engagement rate", "0.48", 0.48);
    check(&open(1, "google-ads/report-pt-br"), "CTR", "6,76%", 0.0676);
    let meta = "Nome da campanha,Valor usado (BRL),Impressões,Alcance,CTR (todos),CTR (taxa de cliques no link),Início dos relatórios,Término dos relatórios\n\
        A,10.50,1000,900,1.234,0.456,2026-05-01,2026-05-24\nB,11.50,2000,800,2.345,0.567,2026-05-01,2026-05-24\n";
    let meta = Sheet::new(1, "meta.csv", meta);
    // Three digits behind every sign: which sign it is the tool tells.
    check(&meta, "CTR (todos)", "1.234", 0.01234);
    check(&meta, "CTR (taxa de cliques no link)", "0.456", 0.00456);
    assert_eq!(meta.guess.fields[4], None, "a rate is never added up");
}

/// Habits were given as if a person had chosen them, and edits could not change the reading any more.
#[test]
fn a_habit_is_no_choice_and_never_goes_against_the_values() {
    let sheet = open(1, "linkedin-ads/early-days");
    let date =
        sheet.guess.fields.iter().position(|field| *field == Some(Field::Date)).expect("a date") as u32;
    assert_eq!(sheet.table.reading(date).date_order, Some(DateOrder::MonthDay));
    assert!(
        (0..sheet.table.headers().len() as u32).all(|column| sheet.table.chosen_reading(column).is_none())
    );
    // Saved again by a Brazilian spreadsheet: the other dates say so, and the sign of the other amounts.
    let saved = "Campaign name;Amount spent (BRL);CTR (all);Reach;Attribution setting;Reporting starts;Reporting ends\n\
        A;1,234;1,5;900;7-day click;01/05/2026;24/05/2026\nB;2,345;2,25;800;7-day click;01/05/2026;24/05/2026\n";
    let sheet = Sheet::new(1, "meta.csv", saved);
    assert_eq!(sheet.guess.source, Some(garimpo_funnel::guess::SourceId::MetaAdsReport));
    assert_ne!(sheet.table.profile(1).doubt, None, "a person must say");
    assert_eq!(sheet.table.reading(2).decimal, Some(Decimal::Comma));
    assert_eq!(sheet.table.reading(5).date_order, Some(DateOrder::DayMonth));
}

#[test]
fn currencies_beside_amounts() {
    #[track_caller]
    fn check(text: &str, expected: &[&str], of_amounts: Option<Currency>) {
        let sheet = Sheet::new(1, "negocios.csv", text);
        let found = sheet.fields();
        for field in expected {
            assert!(found.iter().any(|have| have == field), "{field}: {found:?}");
        }
        let amount = sheet.guess.fields.iter().position(|field| *field == Some(Field::Amount)).expect("one");
        assert_eq!(sheet.table.reading(amount as u32).currency, of_amounts, "{text}");
        assert_eq!(sheet.guess.doubts, []);
    }
    let usd = Some(Currency::USD);
    // Each amount's stands before it, or behind it.
    check(
        "Deal,Status,A,Amount,B,Expected Revenue,Closed\nX,won,USD,10.50,BRL,20.50,2026-01-15\nY,lost,USD,11.50,BRL,21.50,2026-01-16\n",
        &["A=currency", "Amount=amount"],
        usd,
    );
    check(
        "Deal,Status,Expected Revenue,A,Amount,B,Closed\nX,won,20.50,BRL,10.50,USD,2026-01-15\nY,lost,21.50,BRL,11.50,USD,2026-01-16\n",
        &["B=currency", "Amount=amount"],
        usd,
    );
    check(
        "Negócio;Status;Valor;Sigla;Fechado em\nX;ganho;10,50;R$;15/01/2026\nY;perdido;11,50;R$;16/01/2026\n",
        &["Sigla=currency", "Valor=amount"],
        Some(Currency::BRL),
    );
    // Named after another amount, which is empty here, and with a number before them all.
    check(
        "Opportunity Name,Stage,Close Date,Probability,Amount Currency,Amount,Total Amount Currency,Total Amount,Account Name\nX,Closed Won,2026-01-15,50,BRL,,USD,10.50,A\nY,Closed Lost,2026-01-16,60,BRL,,USD,11.50,B\n",
        &["Total Amount Currency=currency", "Total Amount=amount"],
        usd,
    );
    // Several: every row has its own, and the column has none.
    let mixed = "Deal,Status,Amount,Code,Closed\nX,won,10.50,USD,2026-01-15\nY,won,11.50,BRL,2026-01-16\nZ,won,7.00,BRL,2026-01-17\n";
    check(mixed, &["Code=currency"], None);
    let company = joined(&[Sheet::new(1, "deals.csv", mixed)]);
    assert_eq!(company.currency, Some(Currency::BRL));
    assert!(company.notes.contains(&Note::OtherCurrency {
        used: Currency::BRL,
        other: Currency::USD,
        rows: 1
    }));
    // An answer to another question is no currency.
    let sheet = Sheet::new(
        1,
        "x.csv",
        "Deal,Status,Amount,Code,Closed\nX,won,10.50,SIM,2026-01-15\nY,won,11.50,NAO,2026-01-16\n",
    );
    assert!(!sheet.guess.fields.contains(&Some(Field::Currency)));
}

#[test]
fn hours_in_a_column_of_their_own() {
    let sheet = open(1, "rd-crm/deals");
    for (column, header) in sheet.table.headers().iter().enumerate() {
        if header.starts_with("Hora") {
            assert_eq!(sheet.guess.fields[column], None, "{header}");
            assert_eq!(sheet.table.profile(column as u32).doubt, None, "{header}");
        }
    }
    // A header of hours that sounds like one of days.
    let sheet = Sheet::new(
        1,
        "leads.csv",
        "E-mail,Canal,Data de criação,Hora de criação\na@a.example,Site,15/01/2026,09:30\nb@b.example,Feira,16/01/2026,10:30\n",
    );
    assert_eq!(sheet.fields(), ["E-mail=email", "Canal=channel", "Data de criação=created_at"]);
    // The first of two rows of one person and day gives the channel, whatever their order.
    for rows in [["Site,09:30", "Feira,14:00"], ["Feira,14:00", "Site,09:30"]] {
        let [one, other] = rows.map(|row| row.split_once(',').expect("two cells"));
        let text = format!(
            "E-mail,Canal,Data,Hora\na@a.example,{},15/01/2026,{}\na@a.example,{},15/01/2026,{}\nb@b.example,Outro,16/01/2026,08:00\n",
            one.0, one.1, other.0, other.1
        );
        let company = joined(&[Sheet::new(1, "leads.csv", &text)]);
        assert_eq!(leads(&company), expected(&[("site", 1), ("outro", 1)]), "{rows:?}");
    }
    // Of two deals of one buyer and day the earlier one makes the customer.
    for rows in [["Site,09:30", "Feira,14:00"], ["Feira,14:00", "Site,09:30"]] {
        let [one, other] = rows.map(|row| row.split_once(',').expect("two cells"));
        let text = format!(
            "Empresa,Canal,Status,Valor,Data de fechamento,Hora de fechamento\nCedro,{},Ganho,10.50,15/01/2026,{}\nCedro,{},Ganho,20.50,15/01/2026,{}\nIpê,Outro,Perdido,7.00,16/01/2026,08:00\n",
            one.0, one.1, other.0, other.1
        );
        let company = joined(&[Sheet::new(1, "vendas.csv", &text)]);
        let first: Vec<&str> = company
            .deals
            .first_win
            .iter()
            .zip(&company.deals.channel)
            .filter(|(first, _)| **first)
            .map(|(_, channel)| company.channels[usize::from(*channel)].id.as_str())
            .collect();
        assert_eq!(first, ["site"], "{rows:?}");
    }
}

#[test]
fn phones_of_a_form_are_no_trouble() {
    let sheet = open(1, "meta-leads/utf16");
    let phone =
        sheet.table.headers().iter().position(|header| header.contains("phone")).expect("a column of phones");
    assert!(sheet.table.cell(0, phone as u32).starts_with("p:+55"));
    assert_eq!(sheet.guess.fields[phone], None);
    assert_eq!(
        (sheet.table.profile(phone as u32).invalid, &sheet.table.profile(phone as u32).doubt),
        (0, &None)
    );
}

/// The source half of a two-level cell was thrown away, also where the cell names no channel.
#[test]
fn two_levels_in_one_cell() {
    #[track_caller]
    fn check(cell: &str, id: &str) {
        let text =
            format!("E-mail;Origem;Data\na@a.example;{cell};15/01/2026\nb@b.example;{cell};16/01/2026\n");
        let company = joined(&[Sheet::new(1, "leads.csv", &text)]);
        assert_eq!(leads(&company), expected(&[(id, 2)]), "{cell:?}");
    }
    check("Busca Paga | Facebook Ads", "busca paga");
    check("Feira | Google", "feira");
    check(" | Facebook Ads", "paid-social");
    check("| Google Ads", "paid-search");
    check("- | Google Ads", "paid-search");
    check("(not set) | instagram", "organic-social");
    check("Busca Paga |", "busca paga");
    check("A|B", "a|b");
    // A name that no rule knows: the platform's cost is offered to the only channel of its source.
    let text = "E-mail;Origem;Data\na@a.example;Anúncios | Google Ads;15/05/2026\nb@b.example;Feira | Agrishow;16/05/2026\n";
    let company = joined(&[Sheet::new(1, "leads.csv", text), open(2, "google-ads/by-day-pt-br")]);
    let offers: Vec<(&str, &str)> = company
        .offers
        .iter()
        .flat_map(|offer| offer.from.iter().map(|from| (from.id.as_str(), offer.into.id.as_str())))
        .collect();
    assert_eq!(offers, [("paid-search", "anuncios")]);
}
