//! The public data sets beside the project, when they are there: the test passes without them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it did not expect")]

use std::path::{Path, PathBuf};

use garimpo_table::{CellType, DateOrder, Decimal, Read, ReadOptions, Reader, Table};

fn data() -> Option<PathBuf> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data"));
    let is_there = path.is_dir();
    if !is_there {
        let _ = std::io::Write::write_all(&mut std::io::stderr(), b"skipped: no shared/data\n");
    }
    is_there.then_some(path)
}

fn read(path: &Path) -> Read {
    let bytes = std::fs::read(path).expect("a readable file");
    read_bytes(&bytes)
}

fn read_bytes(bytes: &[u8]) -> Read {
    let mut reader = Reader::new(ReadOptions::default(), bytes.len());
    bytes.chunks(1 << 20).for_each(|chunk| reader.push(chunk));
    reader.finish()
}

fn table(path: &Path) -> Table {
    let read = read(path);
    assert!(read.receipt.balances(), "{}: {:?}", path.display(), read.receipt);
    assert_eq!(read.problem_count, 0, "{}: {:?}", path.display(), read.problems.first());
    read.table.expect("a table")
}

fn column(table: &Table, header: &str) -> u32 {
    table.headers().iter().position(|name| name == header).expect(header) as u32
}

#[test]
fn the_four_data_sets_load() {
    let Some(data) = data() else { return };
    for (file, rows, columns) in [
        ("olist/olist_marketing_qualified_leads_dataset.csv", 8_000, 4),
        ("olist/olist_closed_deals_dataset.csv", 842, 14),
        ("xeducation/Leads.csv", 9_240, 38),
        ("crm_br_synthetic/clientes.csv", 500, 9),
        ("crm_br_synthetic/interacoes.csv", 2_000, 7),
        ("crm_br_synthetic/leads.csv", 800, 6),
        ("crm_br_synthetic/vendas.csv", 1_000, 8),
        ("adspend_daily_channels/Marketing_bom_crlf_usdates.csv", 308, 11),
        ("adspend_daily_channels/Marketing_semicolon_decimalcomma.csv", 308, 11),
    ] {
        let table = table(&data.join(file));
        assert_eq!((table.headers().len(), columns), (columns, columns), "{file}");
        let body = std::fs::read(data.join(file)).expect("a file");
        let lines = body.iter().filter(|&&byte| byte == b'\n').count() as u32 - 1
            + u32::from(body.last() != Some(&b'\n'));
        assert_eq!(table.row_count(), lines, "{file}: no cell of these files holds a line break");
        if file.starts_with("olist") || file.starts_with("xed") {
            assert_eq!(table.row_count(), rows, "{file}");
        }
        for column in 0..columns as u32 {
            let profile = table.profile(column);
            assert_eq!(profile.doubt, None, "{file} {}", table.headers()[column as usize]);
            assert_eq!(profile.invalid, 0, "{file} {}", table.headers()[column as usize]);
        }
    }
}

#[test]
fn types_of_the_olist_deals() {
    let Some(data) = data() else { return };
    let deals = table(&data.join("olist/olist_closed_deals_dataset.csv"));
    for (header, expected) in [
        ("mql_id", CellType::Id),
        ("won_date", CellType::DateTime),
        ("business_segment", CellType::Text),
        ("has_company", CellType::Boolean),
        ("declared_monthly_revenue", CellType::Number),
        ("declared_product_catalog_size", CellType::Number),
    ] {
        assert_eq!(deals.reading(column(&deals, header)).cell_type, expected, "{header}");
    }
    let revenue = deals.money(column(&deals, "declared_monthly_revenue"));
    assert_eq!(revenue.iter().filter(|&&cents| cents > 0).count(), 45);
    let leads = table(&data.join("olist/olist_marketing_qualified_leads_dataset.csv"));
    let known: std::collections::HashSet<u64> =
        leads.keys(column(&leads, "mql_id")).iter().copied().collect();
    assert_eq!(known.len(), 8_000);
    assert!(deals.keys(column(&deals, "mql_id")).iter().all(|key| known.contains(key)));
}

#[test]
fn a_trailing_empty_header_is_a_letter() {
    let Some(data) = data() else { return };
    let leads = table(&data.join("xeducation/Leads.csv"));
    assert_eq!(leads.headers().last().map(String::as_str), Some("AL"));
    let converted = leads.booleans(column(&leads, "Converted"));
    assert_eq!(converted.iter().filter(|&&yes| yes == 1).count(), 3_561);
}

#[test]
fn one_data_set_in_two_dialects_is_the_same() {
    let Some(data) = data() else { return };
    let dots = table(&data.join("adspend_daily_channels/Marketing_bom_crlf_usdates.csv"));
    let commas = table(&data.join("adspend_daily_channels/Marketing_semicolon_decimalcomma.csv"));
    assert_eq!(dots.reading(1).date_order, Some(DateOrder::MonthDay));
    assert_eq!(commas.reading(1).date_order, Some(DateOrder::YearMonth));
    assert_eq!(dots.days(1), commas.days(1));
    let spend = column(&commas, "mark_spent");
    assert_eq!(commas.reading(spend).decimal, Some(Decimal::Comma));
    for header in ["impressions", "clicks", "leads"] {
        let sum = |table: &Table| table.numbers(column(table, header)).iter().sum::<f64>();
        assert_eq!(sum(&dots), sum(&commas), "{header}");
    }
    let sum = |table: &Table| table.money(spend).iter().sum::<i64>();
    assert!((sum(&dots) - sum(&commas)).abs() <= 50 * 308, "{} {}", sum(&dots), sum(&commas));
    assert_ne!(sum(&dots), 0);
}
