//! Files as they arrive, and what must become of them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it did not expect")]

use garimpo_table::{
    CellType, DateOrder, Decimal, Doubt, Encoding, Newline, ProblemKind, Read, ReadOptions, Reader, Receipt,
    Table, Unusable,
};

fn read(bytes: &[u8]) -> Read {
    let mut reader = Reader::new(ReadOptions::default(), bytes.len());
    reader.push(bytes);
    let read = reader.finish();
    assert!(read.receipt.balances(), "{:?}", read.receipt);
    read
}

#[track_caller]
fn table(text: &str) -> Table {
    read(text.as_bytes()).table.expect("a table")
}

fn rows(table: &Table) -> Vec<Vec<String>> {
    let columns = table.headers().len() as u32;
    table
        .rows()
        .map(|row| (0..columns).map(|column| table.cell(row, column).into_owned()).collect())
        .collect()
}

/// `[preamble, header, kept, totals, rejected, blank, footer]`
fn counts(receipt: Receipt) -> [u32; 7] {
    let r = receipt;
    [r.preamble, r.header, r.kept, r.totals, r.rejected, r.blank, r.footer]
}

#[track_caller]
fn check_receipt(text: &str, expected: [u32; 7]) -> Read {
    let read = read(text.as_bytes());
    assert_eq!(counts(read.receipt), expected, "{text}\n{:?}", read.problems);
    read
}

#[test]
fn every_record_is_accounted_for() {
    check_receipt("a,b\n1,2\n3,4\n", [0, 1, 2, 0, 0, 0, 0]);
    check_receipt("a,b\n1,2\n\n3,4\n\n", [0, 1, 2, 0, 0, 2, 0]);
    check_receipt("\n\na,b\n1,2", [2, 1, 1, 0, 0, 0, 0]);
    check_receipt("a,b\n1,2\n3,4,5\n6\n7,8\n", [0, 1, 3, 0, 1, 0, 0]);
    check_receipt("a;b\n1;2\n;\n3;4\n", [0, 1, 2, 0, 0, 1, 0]);
    check_receipt("a,b\n1,2\na,b\n3,4\n", [0, 2, 2, 0, 0, 0, 0]);
    check_receipt("1,2021-01-01\n2,2021-01-02\n", [0, 0, 2, 0, 0, 0, 0]);
    check_receipt(",2021-01-01\n2,2021-01-02\n3,2021-01-02\n", [0, 0, 3, 0, 0, 0, 0]);
    check_receipt("um,dois,três,quatro\n1,a,2\n2,b,3\n", [0, 1, 2, 0, 0, 0, 0]);
    check_receipt("Relatório;;;\n;;;\ncanal;leads;custo;data\na;1;2;2026-01-01\n", [2, 1, 1, 0, 0, 0, 0]);
}

#[test]
fn google_ads_report() {
    let text = "Relatório de campanha\n5 de maio de 2026 - 15 de maio de 2026\n\
        Status da campanha,Campanha,Código da moeda,Impr.,CTR,Custo\n\
        Ativada,[SEARCH][06.05.26]-A,BRL,488,\"6,76%\",\"116,12\"\n\
        Ativada,B,BRL,\"5.874\",\"1,10%\",\"2473,94\"\n\
        Total: Campanhas, --, --,\"6.362\",\"1,5%\",\"2590,06\"\n\
        Total: Conta,,BRL,\"6.362\",\"1,5%\",\"2590,06\"\n";
    let read = check_receipt(text, [2, 1, 2, 2, 0, 0, 0]);
    let table = read.table.expect("a table");
    assert_eq!(table.line(0), Some(4));
    let cost = table.reading(5);
    assert_eq!((cost.cell_type, cost.decimal), (CellType::Number, Some(Decimal::Comma)));
    assert_eq!(table.money(5).as_slice(), [11_612, 247_394]);
    assert_eq!(table.reading(4).cell_type, CellType::Percent);
    assert_eq!(table.numbers(4).as_slice(), [0.0676, 0.011]);
    // `488` and `5.874`: the value reads both ways, and the neighbours only propose.
    let impressions = table.profile(3);
    assert_eq!(impressions.doubt, Some(Doubt::Decimal { example: "5.874".into(), line: 5 }));
    assert_eq!(impressions.reading.decimal, Some(Decimal::Comma));
    assert_eq!(table.numbers(3).as_slice(), [488.0, 5874.0]);
}

#[test]
fn meta_first_row_is_a_sum_by_arithmetic() {
    let text = "Nome da conta,Idade,Alcance,Impressões,Moeda,\"Valor usado (BRL)\",\"Início dos relatórios\"\n\
        ,,90,150,BRL,30.75,2026-05-01\n\
        Loja,18-24,60,100,BRL,20.50,2026-05-01\n\
        Loja,25-34,50,50,BRL,10.25,2026-05-01\n";
    let table = check_receipt(text, [0, 1, 2, 1, 0, 0, 0]).table.expect("a table");
    let spend = table.reading(5);
    assert_eq!(
        (spend.cell_type, spend.currency.map(|c| c.code().to_owned())),
        (CellType::Money, Some("BRL".into()))
    );
    assert_eq!(table.money(5).as_slice(), [2050, 1025]);
}

#[test]
fn a_row_without_a_name_that_is_no_sum_is_data() {
    check_receipt("canal,leads,custo\n,7,3.50\nGoogle,10,20.00\nSite,5,1.00\n", [0, 1, 3, 0, 0, 0, 0]);
    check_receipt("nome,cidade\nTotal Express,São Paulo\nAna,Recife\n", [0, 1, 2, 0, 0, 0, 0]);
}

#[test]
fn footers_and_other_tables_below() {
    let microsoft = "\"Report Name: x\"\n\"Report Time: 2/7/2020\"\n\"Rows: 2\"\n\n\"AccountId\",\"CampaignId\",\"Clicks\"\n\
        \"1\",\"2\",\"3\"\n\"1\",\"3\",\"4\"\n\n\"@2020 Microsoft Corporation. All rights reserved. \"\n";
    check_receipt(microsoft, [4, 1, 2, 0, 0, 1, 1]);
    let ga4 = "# ----\n# Report\n# Account: x\n#\n# Start date: 20230101\nEvent name,Event count,Users\na,1,2\nb,3,4\n";
    check_receipt(ga4, [5, 1, 2, 0, 0, 0, 0]);
    let exploration = "# p\n# e\n# 20230515-20230521\n\nEvent,Count\n,3,Grand total\na,1\nb,2\n";
    check_receipt(exploration, [4, 1, 2, 1, 0, 0, 0]);
    let stacked = "Dia,Sessões,Novos\n2026-01-01,1,2\n2026-01-02,3,4\n\n# Start date: 20260101\nCanal,Sessões\nDireto,4\nSocial,5\n";
    let read = check_receipt(stacked, [0, 1, 2, 0, 0, 1, 0]);
    assert_eq!(counts(read.more[0].receipt), [1, 1, 2, 0, 0, 0, 0]);
    let big = format!("a,b,c\n1,2,3\n4,5,6\n{}\n{}", "7,8,9\n".repeat(90_000), "x,y\n".repeat(80_000));
    let read = check_receipt(&big, [0, 1, 90_002, 0, 0, 1, 0]);
    assert_eq!(counts(read.more[0].receipt), [0, 0, 80_000, 0, 0, 0, 0]);
    let no_data = "\"Campaign name\",Results,Reach\n\"No data available.\"\n";
    let read = check_receipt(no_data, [0, 1, 0, 0, 0, 0, 1]);
    assert_eq!(read.table.err(), Some(Unusable::HeaderOnly { line: 1, columns: 3 }));
}

#[test]
fn empty_trailing_columns_and_odd_spaces() {
    let table =
        table("Channel;Spend;;;\nContent Syndication ;R$\u{a0}100.000;;;\nOnline ;R$\u{a0}50.000;;;\n");
    assert_eq!(table.headers(), ["Channel", "Spend", "C", "D", "E"]);
    assert_eq!(table.cell(0, 0), "Content Syndication ");
    assert_eq!(table.profile(1).doubt, None);
    assert_eq!(table.reading(1).cell_type, CellType::Money);
    assert_eq!(table.money(1).as_slice(), [10_000_000, 5_000_000]);
}

#[test]
fn headers_are_made_unique_and_missing_ones_are_letters() {
    assert_eq!(table("Celular,Celular,\n1,2,3\n").headers(), ["Celular", "Celular (2)", "C"]);
    assert_eq!(table("1,ana@x.com\n2,bia@x.com\n").headers(), ["A", "B"]);
}

#[test]
fn encodings() {
    let text = "nome;cidade\nJoão;São Paulo\nInês;Maceió\n";
    let expected = [["João", "São Paulo"], ["Inês", "Maceió"]].map(|row| row.map(String::from).to_vec());
    let latin: Vec<u8> = text.chars().map(|ch| ch as u32 as u8).collect();
    let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (bytes, encoding) in [
        (text.as_bytes().to_vec(), Encoding::Utf8),
        ([b"\xef\xbb\xbf", text.as_bytes()].concat(), Encoding::Utf8Bom),
        (latin, Encoding::Windows1252),
        (le.clone(), Encoding::Utf16Le),
        ([b"\xff\xfe".to_vec(), le].concat(), Encoding::Utf16Le),
        (be.clone(), Encoding::Utf16Be),
        ([b"\xfe\xff".to_vec(), be].concat(), Encoding::Utf16Be),
    ] {
        let read = read(&bytes);
        assert_eq!(read.dialect.encoding, encoding);
        assert_eq!(read.problem_count, 0, "{encoding:?}");
        let table = read.table.expect("a table");
        assert_eq!(table.headers(), ["nome", "cidade"], "{encoding:?}");
        assert_eq!(rows(&table), expected, "{encoding:?}");
    }
}

#[test]
fn a_late_accent_turns_the_whole_file() {
    let mut bytes = b"nome,n\n".to_vec();
    for row in 0..100_000 {
        bytes.extend_from_slice(format!("Ana,{row}\n").as_bytes());
    }
    bytes.extend_from_slice(b"Jo\xe3o,1\n");
    let read = read(&bytes);
    assert_eq!(read.dialect.encoding, Encoding::Windows1252);
    assert_eq!(read.table.expect("a table").cell(100_000, 0), "João");
}

#[test]
fn bytes_that_no_encoding_has_are_named() {
    let read = read(b"nome,n\nJo\xe3o,1\nx\x81y,2\n");
    assert_eq!(
        read.problems.iter().map(|p| (p.line, p.row, p.kind.clone())).collect::<Vec<_>>(),
        [(3, Some(1), ProblemKind::InvalidBytes)]
    );
    assert_eq!(read.table.expect("a table").cell(1, 0), "x\\x81y");
}

#[test]
fn line_ends() {
    for (text, newline) in
        [("a,b\n1,2\n", Newline::Lf), ("a,b\r\n1,2\r\n", Newline::CrLf), ("a,b\r1,2\r", Newline::Cr)]
    {
        let read = read(text.as_bytes());
        assert_eq!(read.dialect.newline, newline);
        assert_eq!(rows(&read.table.expect("a table")), [["1", "2"]]);
    }
}

#[test]
fn lines_are_physical() {
    let table = table("a,b\n1,\"x\ny\nz\"\n2,b\n\n3,c\n");
    assert_eq!(table.rows().map(|row| table.line(row)).collect::<Vec<_>>(), [Some(2), Some(5), Some(7)]);
    assert_eq!(table.cell(0, 1), "x\ny\nz");
}

#[test]
fn a_quote_that_never_closes_costs_one_record() {
    let mut text = "id,nome,nota\n".to_owned();
    for row in 1..=200 {
        text += &match row {
            50 => "50,\"aberta,x\n".to_owned(),
            _ => format!("{row},nome {row},nota\n"),
        };
    }
    let read = check_receipt(&text, [0, 1, 200, 0, 0, 0, 0]);
    assert_eq!(read.problems.len(), 1);
    assert_eq!((read.problems[0].line, read.problems[0].row), (51, Some(49)));
    assert_eq!(read.problems[0].kind, ProblemKind::UnclosedQuote);
    let table = read.table.expect("a table");
    assert_eq!((table.cell(49, 1), table.cell(49, 2)), ("\"aberta".into(), "x".into()));
    assert_eq!(table.cell(50, 1), "nome 51");
}

#[test]
fn quotes_that_are_text() {
    #[track_caller]
    fn check(line: &str, expected: [&str; 3], problem: Option<ProblemKind>) {
        let text = format!("id,nome,nota\n1,\"a, b\",x\n{line}\n3,\"c, d\",y\n4,\"e\nf\",z\n");
        let read = read(text.as_bytes());
        assert_eq!(read.problems.first().map(|problem| problem.kind.clone()), problem, "{line}");
        let table = read.table.expect("a table");
        assert_eq!(table.row_count(), 4, "{line}");
        assert_eq!(rows(&table)[1], expected, "{line}");
        assert_eq!(rows(&table)[3], ["4", "e\nf", "z"]);
    }
    check("2,5\" tela,x", ["2", "5\" tela", "x"], None);
    check("2,\"tela 5\" boa\",x", ["2", "tela 5\" boa", "x"], Some(ProblemKind::StrayQuote));
    check("2,\"tela\" boa,x", ["2", "\"tela\" boa", "x"], Some(ProblemKind::StrayQuote));
    check("2,\"a, b\"\",x", ["2", "a, b\"", "x"], Some(ProblemKind::StrayQuote));
    check("2,\"a,x", ["2", "\"a", "x"], Some(ProblemKind::UnclosedQuote));
}

#[test]
fn stray_quotes_anywhere_cost_at_most_one_record() {
    let plain = |row: u32| format!("{row},nome {row},canal\n");
    let quoted = |row: u32| format!("{row},\"nome, {row}\",canal\n");
    let all = |row: u32| format!("\"{row}\",\"nome, {row}\",\"canal\"\n");
    for (make, name) in [(&plain as &dyn Fn(u32) -> String, "plain"), (&quoted, "quoted"), (&all, "all")] {
        let text: String = std::iter::once("id,nome,canal\n".to_owned()).chain((0..40).map(make)).collect();
        for at in 14..text.len() {
            let damaged = [&text[..at], "\"", &text[at..]].concat();
            let read = read(damaged.as_bytes());
            assert!(read.receipt.kept >= 39, "{name} {at} {:?}\n{damaged}", read.receipt);
        }
    }
}

#[test]
fn unusable_files_say_why() {
    #[track_caller]
    fn check(bytes: &[u8], expected: Unusable) {
        assert_eq!(read(bytes).table.err(), Some(expected));
    }
    check(b"", Unusable::Empty);
    check(b"\n \n\r\n", Unusable::Empty);
    check(b"\xef\xbb\xbf", Unusable::Empty);
    check(b"a,b,c\n", Unusable::HeaderOnly { line: 1, columns: 3 });
    check(b"PK\x03\x04xl/", Unusable::Binary { looks_like: Some("xlsx".into()) });
    check(b"%PDF-1.7", Unusable::Binary { looks_like: Some("pdf".into()) });
    check(b"\x00\x01\x02\x00\x00\x03", Unusable::Binary { looks_like: None });
    check(b"e-mail\nana@x.com\n", Unusable::NoTable { line: 1, sample: "e-mail".into() });
    let long = [b"a,b\n".to_vec(), vec![b'x'; 3 << 20]].concat();
    check(&long, Unusable::RecordTooLong { line: 2, limit: 1 << 20 });
}

#[test]
fn hostile_files_take_linear_time() {
    let quote_then_text = [b"a,b\n\"".to_vec(), b"x,y\n".repeat(2_000_000)].concat();
    assert_eq!(read(&quote_then_text).receipt.kept, 2_000_000);
    read(&b"\"\n".repeat(1_000_000));
    read(&b"a,\"b\n".repeat(1_000_000));
    read(&b"a,\"\"\"\n".repeat(1_000_000));
    read(&[b"a,b\n".to_vec(), b"\"\",\"".repeat(1_000_000)].concat());
    read(&b"\n".repeat(3_000_000));
    read(&[b"a,b\n".as_slice(), &b",".repeat(100_000), b"\n1,2\n"].concat());
    let wide = [b"x,".repeat(100_000), b"x\n".to_vec(), b"1,".repeat(100_000), b"2\n".to_vec()].concat();
    assert_eq!(read(&wide).table.expect("a table").headers().len(), 100_001);
}

#[test]
fn types_are_decided_by_all_values() {
    #[track_caller]
    fn check(header: &str, values: &[&str], expected: CellType) -> Table {
        let text: String = values.iter().map(|value| format!("x;{value}\n")).collect();
        let table = table(&format!("nome;{header}\n{text}"));
        let profile = table.profile(1);
        assert_eq!(profile.reading.cell_type, expected, "{values:?}");
        table
    }
    check("n", &["1", "2", "3"], CellType::Number);
    check("cep", &["01310-100", "04567-000"], CellType::Id);
    check("cod", &["007", "123", "999"], CellType::Id);
    check("ad id", &["120253670639860385", "120253670639860386"], CellType::Id);
    check("telefone", &["11987654321", "21987654321"], CellType::Id);
    check(
        "telefone",
        &["(081) 3736-1859", "61 9371-0293", "+55 41 3760 4278", "0300 098 6471"],
        CellType::Id,
    );
    check("cpf", &["123.456.789-09", "987.654.321-00"], CellType::Id);
    check("cnpj", &["12.ABC.345/01DE-35", "11.222.333/0001-81"], CellType::Id);
    check("gtin", &["sim", "não", "", "Sim"], CellType::Boolean);
    check("x", &["0", "1", "0"], CellType::Number);
    check("x", &["Yes", "No", "maybe"], CellType::Text);
    check("valor", &["R$ 1.234,56", "-R$20,30", "--"], CellType::Money);
    check("valor", &["$22,700.00", "US$1.92"], CellType::Money);
    check("Spend (USD)", &["1.5", "2"], CellType::Money);
    check("taxa", &["2,81%", "6,76%", "< 10%"], CellType::Percent);
    check("data", &["2026-02-01", "2026-02-02"], CellType::Date);
    check("data", &["2026-02-01 10:00:00", "2026-02-02"], CellType::DateTime);
    check("data", &["20260201", "20260202", "20260203"], CellType::Date);
    check("data", &["ter., 5 de mai. de 2026", "qua., 6 de mai. de 2026"], CellType::Date);
    check("hora", &["15 Apr, 2021 00:03:00"], CellType::DateTime);
    check("url", &["https://x.com/?gclid=1", "https://x.com/"], CellType::Text);
    check("tags", &["[\"utm_source=fb\"]"], CellType::Text);
    let damaged = check("ID da campanha", &["120253670639860385", "1.20253E+17"], CellType::Id);
    assert_eq!(damaged.invalid_cells(&[1], 10)[0].kind, ProblemKind::DamagedId);
}

#[test]
fn decimal_signs_are_asked_for_only_when_open() {
    #[track_caller]
    fn check(delimiter: char, values: &[&str], decimal: Option<Decimal>, doubt: bool) {
        let text: String = values.iter().map(|value| format!("x{delimiter}\"{value}\"\n")).collect();
        let table = table(&format!("a{delimiter}b\n{text}"));
        let profile = table.profile(1);
        assert_eq!((profile.reading.decimal, profile.doubt.is_some()), (decimal, doubt), "{values:?}");
        assert_eq!(profile.invalid, 0, "{values:?}");
    }
    use Decimal::{Comma, Dot};
    check(',', &["1", "200", "3000"], None, false);
    check(',', &["12.400", "8.100"], Some(Dot), true);
    check(';', &["12.400", "8.100"], Some(Comma), true);
    check(',', &["12,400", "8,100"], Some(Dot), true);
    check(',', &["12.400", "1.234.567"], Some(Comma), false);
    check(',', &["5.874", "488", "1,5"], Some(Comma), false);
    check(',', &["12.400", "0.5"], Some(Dot), false);
    check(';', &["1.5", "2.25"], Some(Dot), false);
    check(',', &["1234.567", "12.400"], Some(Dot), false);
    check(',', &["18\u{a0}158", "1\u{a0}537,85"], Some(Comma), false);
}

#[test]
fn date_orders_are_asked_for_only_when_open() {
    #[track_caller]
    fn check(header: &str, values: &[&str], order: DateOrder, doubt: bool) {
        let text: String = values.iter().map(|value| format!("x,{value}\n")).collect();
        let table = table(&format!("a,{header}\n{text}"));
        let profile = table.profile(1);
        assert_eq!((profile.reading.date_order, profile.doubt.is_some()), (Some(order), doubt), "{values:?}");
    }
    use DateOrder::{DayMonth, MonthDay, YearMonth};
    check("d", &["31/12/2026", "01/02/2026"], DayMonth, false);
    check("d", &["12/31/2026", "01/02/2026"], MonthDay, false);
    check("d", &["2026-02-03"], YearMonth, false);
    check("d", &["03/04/2026", "05/04/2026"], MonthDay, true);
    check("fechamento", &["03/04/2026", "05/04/2026"], DayMonth, true);
    check("d", &["03/03/2026", "04/04/2026"], MonthDay, false);
    // Day by day in one order, the 4th of every month in the other.
    check(
        "d",
        &["01/04/2026", "02/04/2026", "03/04/2026", "05/04/2026", "06/04/2026", "07/04/2026"],
        DayMonth,
        false,
    );
    // Day by day in one order, the first of every month in the other: monthly reports are dated so.
    check(
        "d",
        &["01/01/2026", "02/01/2026", "03/01/2026", "04/01/2026", "05/01/2026", "06/01/2026"],
        MonthDay,
        true,
    );
}

#[test]
fn a_sibling_column_decides_a_date_order() {
    let table = table("nome,criado,fechado\na,03/04/2026,25/04/2026\nb,05/04/2026,28/04/2026\n");
    assert_eq!(table.profile(1).doubt, None);
    assert_eq!(table.reading(1).date_order, Some(DateOrder::DayMonth));
}

#[test]
fn cells_that_cannot_be_read_are_named() {
    let text = "d,v,ok\n31/02/2026,1,sim\n28/02/2026,x,não\n27/02/2026,3,sim\n26/02/2026,3,sim\n25/02/2026,3,talvez\n";
    let table = table(text);
    let found: Vec<_> = table
        .invalid_cells(&[0, 1, 2], 10)
        .into_iter()
        .map(|problem| (problem.line, problem.column, problem.kind, problem.raw))
        .collect();
    assert_eq!(
        found,
        [
            (2, Some(0), ProblemKind::NoSuchDay, "31/02/2026".into()),
            (3, Some(1), ProblemKind::NotANumber, "x".into()),
        ]
    );
    assert!(table.is_invalid(0, 0) && !table.is_invalid(1, 0));
}

#[test]
fn a_choice_ends_the_doubt() {
    let mut table = table("channel,cost\na,12.400\nb,8.100\n");
    assert_eq!(table.money(1).as_slice(), [1240, 810]);
    let version = table.column_version(1);
    let mut reading = table.reading(1);
    reading.decimal = Some(Decimal::Comma);
    assert_eq!(table.choose_reading(1, Some(reading)), None);
    assert_eq!(table.profile(1).doubt, None);
    assert_eq!(table.money(1).as_slice(), [1_240_000, 810_000]);
    assert!(table.column_version(1) > version);
    assert_eq!(table.choose_reading(1, None), Some(reading));
    assert!(table.profile(1).doubt.is_some());
}

#[test]
fn edits_lie_over_the_file() {
    let mut table = table("canal,custo\na,1\nb,2\n");
    assert_eq!(table.money(1).as_slice(), [100, 200]);
    let undo = table.set_cells(&[(0, 1, Some("2.5".into())), (9, 0, Some("x".into())), (0, 9, None)]);
    assert_eq!(undo, [(0, 1, None)]);
    assert!(table.is_edited(0, 1));
    assert_eq!(table.money(1).as_slice(), [250, 200]);
    let column = table.add_column("nota");
    table.set_cells(&[(1, column, Some("sim".into()))]);
    assert_eq!(table.reading(column).cell_type, CellType::Boolean);
    assert_eq!(table.to_csv(b';'), b"\xef\xbb\xbfcanal;custo;nota\r\na;2.5;\r\nb;2;sim\r\n");
    table.drop_last_column();
    table.set_cells(&undo);
    assert_eq!(rows(&table), [["a", "1"], ["b", "2"]]);
}

/// A workbook's numbers have a dot for sure, where its values alone would leave a doubt.
#[test]
fn a_known_decimal_sign_settles_a_doubt_and_nothing_else() {
    #[track_caller]
    fn check(cells: &str, decimal: Option<Decimal>, expected: (Option<Decimal>, bool)) {
        let text = format!(
            "canal,custo\n{}",
            cells.split(' ').map(|cell| format!("a,\"{cell}\"\n")).collect::<String>()
        );
        let options = ReadOptions { written: Some(2), decimal, ..ReadOptions::default() };
        let mut reader = Reader::new(options, text.len());
        reader.push(text.as_bytes());
        let table = reader.finish().table.expect("a table");
        let profile = table.profile(1);
        assert_eq!((profile.reading.decimal, profile.doubt.is_some()), expected, "{cells}");
    }
    // Portuguese headers propose the comma.
    check("1.234 5.678", None, (Some(Decimal::Comma), true));
    check("1.234 5.678", Some(Decimal::Dot), (Some(Decimal::Dot), false));
    check("1.234 5.678", Some(Decimal::Comma), (Some(Decimal::Comma), false));
    // The values are stronger.
    check("1234,5 5678,25", Some(Decimal::Dot), (Some(Decimal::Comma), false));
}

/// What a workbook's sheet is written as is not guessed at: other delimiters and quotes are text.
#[test]
fn a_text_of_our_own_is_cut_as_it_was_written() {
    let text = "'a;b','c'\nx;1,y\nz;2,\"p, \"\"q\"\"\"\nw;3,v\n";
    let options = ReadOptions { written: Some(2), ..ReadOptions::default() };
    let mut reader = Reader::new(options, text.len());
    reader.push(text.as_bytes());
    let table = reader.finish().table.expect("a table");
    assert_eq!(table.headers(), ["'a;b'", "'c'"]);
    assert_eq!(table.cell(1, 1), "p, \"q\"");
    assert_eq!(table.cell(2, 0), "w;3");
}
