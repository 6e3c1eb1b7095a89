//! What the records of a file are: which are headers, sums, notes, and where another table begins.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it did not expect")]

use garimpo_table::{HeaderChoice, ProblemKind, Read, ReadOptions, Reader, Receipt, Unusable};

fn read_with(text: &str, options: ReadOptions) -> Read {
    let mut reader = Reader::new(options, text.len());
    reader.push(text.as_bytes());
    let read = reader.finish();
    let all: Vec<&Read> = std::iter::once(&read).chain(&read.more).collect();
    assert!(all.iter().all(|read| read.receipt.balances()), "{all:?}");
    read
}

fn read(text: &str) -> Read {
    read_with(text, ReadOptions::default())
}

/// `[preamble, header, kept, totals, rejected, blank, footer]`
fn counts(receipt: Receipt) -> [u32; 7] {
    let r = receipt;
    [r.preamble, r.header, r.kept, r.totals, r.rejected, r.blank, r.footer]
}

/// The receipts of all tables.
#[track_caller]
fn check(text: &str, expected: &[[u32; 7]]) -> Read {
    let read = read(text);
    let found: Vec<[u32; 7]> =
        std::iter::once(&read).chain(&read.more).map(|read| counts(read.receipt)).collect();
    assert_eq!(found, expected, "{text}");
    read
}

fn headers(read: &Read) -> Vec<&str> {
    read.table.as_ref().expect("a table").headers().iter().map(String::as_str).collect()
}

fn titles(read: &Read) -> Vec<Option<&str>> {
    std::iter::once(read).chain(&read.more).map(|read| read.title.as_deref()).collect()
}

const GOOGLE: &str = "Campanha,Dia,Custo,Cliques\nMarca,2026-01-01,10.50,7\nBusca,2026-01-02,20.25,9\nVídeo,2026-01-03,3.00,2\n";

#[test]
fn tables_under_one_another() {
    // A block of Google, blank rows, a block of Bing with other names.
    let bing = "Campaign,Date,Spend,Clicks\nBrand,1/31/2026,1.00,3\nSearch,2/1/2026,2.00,4\n";
    check(&format!("{GOOGLE}\n\n{bing}"), &[[0, 1, 3, 0, 0, 2, 0], [0, 1, 2, 0, 0, 0, 0]]);
    check(&format!("{GOOGLE},,,\n{bing}"), &[[0, 1, 3, 0, 0, 1, 0], [0, 1, 2, 0, 0, 0, 0]]);
    let titled = check(
        &format!("Google Ads\n{GOOGLE}\nBing Ads\n\n{bing}"),
        &[[1, 1, 3, 0, 0, 1, 0], [2, 1, 2, 0, 0, 0, 0]],
    );
    assert_eq!(titles(&titled), [Some("Google Ads"), Some("Bing Ads")]);
    check(&format!("{GOOGLE}{bing}"), &[[0, 1, 3, 0, 0, 0, 0], [0, 1, 2, 0, 0, 0, 0]]);
    // Padded to one width, as spreadsheets save them.
    let padded = "Canal;Custo;;\nMeta;10,00;;\nSite;5,50;;\n;;;\nNome;Criado em;Valor;Etapa\nAna;01/02/2026;7;Novo\nBia;25/02/2026;8;Ganho\n";
    let padded = check(padded, &[[0, 1, 2, 0, 0, 1, 0], [0, 1, 2, 0, 0, 0, 0]]);
    assert_eq!(headers(&padded.more[0]), ["Nome", "Criado em", "Valor", "Etapa"]);
    // Blocks of GA4, the second one narrower, the third one of the same names for other days.
    let ga4 = "# ----\n# Traffic acquisition\n# ----\n#\n# All Users\n# Start date: 20260101\n# End date: 20260131\nChannel,Sessions,Users\nDirect,10,8\nSocial,5,4\n\
        \n# Start date: 20260101\n# End date: 20260131\nNth day,Users\n0000,8\n0001,4\n\
        \n# Mobile users\n# Start date: 20260101\nNth day,Users\n0000,1\n0001,2\n";
    let ga4 = check(ga4, &[[7, 1, 2, 0, 0, 1, 0], [2, 1, 2, 0, 0, 1, 0], [2, 1, 2, 0, 0, 0, 0]]);
    assert_eq!(titles(&ga4), [Some("Traffic acquisition"), None, Some("Mobile users")]);
    let lines: Vec<_> = ga4.more[1].table.as_ref().expect("a table").rows().collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(ga4.more[1].table.as_ref().expect("a table").line(0), Some(21));
    // Segments of LinkedIn, each with its sum.
    let linkedin = "Demographics Report\n\"Report Start: February 1, 2026\"\n\nJob Title Segment,Impressions,Clicks\nCEO,100,1\nCTO,50,2\nTotal,150,3\n\
        \nCountry Segment,Impressions,Clicks\nBrazil,90,2\nPortugal,60,1\nTotal,150,3\n";
    check(linkedin, &[[3, 1, 2, 1, 0, 1, 0], [0, 1, 2, 1, 0, 0, 0]]);
}

#[test]
fn problems_name_the_lines_of_the_whole_file() {
    let text = format!("{GOOGLE}\"quoted\nnote\"\n\nBing\nCampaign,Clicks\nBrand,7\nA,8\nSearch,9,x\nB,1\n");
    let read = read(&text);
    let bing = &read.more[0];
    let found: Vec<_> = bing.problems.iter().map(|p| (p.line, p.row, p.kind.clone())).collect();
    assert_eq!(found, [(12, None, ProblemKind::Unequal { expected: 2, got: 3 })]);
    let table = bing.table.as_ref().expect("a table");
    assert_eq!(table.rows().map(|row| table.line(row)).collect::<Vec<_>>(), [Some(10), Some(11), Some(13)]);
    assert_eq!(table.cell(2, 0), "B");
}

#[test]
fn one_table_stays_one() {
    // Blank lines among the data, also in front of rows that hold words where others hold numbers.
    check("nome,valor,cidade\nAna,10,Recife\n\nBia,20,Olinda\n\n\nCaio,30,Natal\n", &[[0, 1, 3, 0, 0, 3, 0]]);
    check(
        "nome,valor,cidade\nAna,10,Recife\nBia,20,Olinda\n\nCaio,a combinar,Natal\nDaniel,40,Recife\nEva,50,Natal\n",
        &[[0, 1, 5, 0, 0, 1, 0]],
    );
    // A header that is repeated, page by page.
    check(&format!("{GOOGLE}\n{GOOGLE}"), &[[0, 2, 6, 0, 0, 1, 0]]);
    check(&format!("Relatório\n{GOOGLE}\nRelatório\n{GOOGLE}"), &[[1, 2, 7, 0, 0, 1, 0]]);
    // Titles of groups.
    check(
        "nome,valor,cidade\nNordeste\nAna,10,Recife\nBia,20,Olinda\nSudeste\nCaio,30,Santos\nDavi,40,Campinas\n",
        &[[0, 1, 6, 0, 0, 0, 0]],
    );
    check(
        "nome,valor,cidade\nNordeste,,\nAna,10,Recife\nBia,20,Olinda\n\nSudeste,,\nCaio,30,Santos\nDavi,40,Campinas\n",
        &[[0, 1, 6, 0, 0, 1, 0]],
    );
    // Rows that leave out their last cells.
    check(
        "nome,valor,cidade,nota\nAna,10,Recife,x\nBia,20,Olinda,y\n\nCaio,30\nDavi,40\nEva,50\n",
        &[[0, 1, 5, 0, 0, 1, 0]],
    );
    // All text: nothing but the shape could tell.
    check(
        "nome,canal,cidade\nAna,Google,Recife\nBia,Site,Olinda\n\nCaio,Meta,Natal\nDavi,Site,Recife\n",
        &[[0, 1, 4, 0, 0, 1, 0]],
    );
    // A blank line below the header, and one behind every record.
    check("nome,valor\n\nAna,10\nBia,20\n", &[[0, 1, 2, 0, 0, 1, 0]]);
    check("nome,valor\n\nAna,10\n\nBia,20\n\nCaio,5\n\n", &[[0, 1, 3, 0, 0, 4, 0]]);
    // Names and values above the table are its preamble.
    check(&format!("Conta,Loja\nMoeda,BRL\nPeríodo,Maio\n\n{GOOGLE}"), &[[4, 1, 3, 0, 0, 0, 0]]);
    check(&format!("Conta,Loja\nMoeda,BRL\nPeríodo,Maio\n{GOOGLE}"), &[[3, 1, 3, 0, 0, 0, 0]]);
}

#[test]
fn headers_in_several_rows() {
    #[track_caller]
    fn check(header: &str, rows: &str, expected: &[&str], count: u32) {
        let text = format!("{header}{}", rows.repeat(12));
        let read = read(&text);
        assert_eq!(headers(&read), expected);
        assert_eq!(read.receipt.header, count);
    }
    const ROWS: &str = "2026-01-02,10,20.5,7,Recife\n";
    check(
        "Order,Qty,Unit,Qty,City\ndate,sold,price,left,name\n",
        ROWS,
        &["Order date", "Qty sold", "Unit price", "Qty left", "City name"],
        2,
    );
    check(
        "Order,Qty,Unit,Left,City\ndate,,price,,\n",
        ROWS,
        &["Order date", "Qty", "Unit price", "Left", "City"],
        2,
    );
    check(
        ",Google,,Meta,\nDia,Cliques,Custo,Cliques,Cidade\n",
        ROWS,
        &["Dia", "Google Cliques", "Google Custo", "Meta Cliques", "Meta Cidade"],
        2,
    );
    check(
        "Dia,Cliques,Custo,Leads,Cidade\n,(un.),(BRL),(un.),\n",
        ROWS,
        &["Dia", "Cliques (un.)", "Custo (BRL)", "Leads (un.)", "Cidade"],
        2,
    );
    check("A,B,C,D,E\nf,g,h,i,j\nk,l,m,n,o\n", ROWS, &["A f k", "B g l", "C h m", "D i n", "E j o"], 3);
    const SHARES: &str = "Google,10,100.5,12,120.5\n";
    let years = ["Canal", "2024 Leads", "2024 Custo", "2025 Leads", "2025 Custo"];
    check("Canal,2024,,2025,\n,Leads,Custo,Leads,Custo\n", SHARES, &years, 2);
    check(
        ",2024,,2025,\nCanal,Leads,Custo,Leads,Custo\n",
        SHARES,
        &["Canal", years[1], years[2], years[3], years[4]],
        2,
    );
    // A title over it is none of its rows.
    check(
        "Vendas,,,,\nDia,Cliques,Custo,Leads,Cidade\n",
        ROWS,
        &["Dia", "Cliques", "Custo", "Leads", "Cidade"],
        1,
    );
    // The first rows of data hold words for numbers.
    check("nome,valor,cidade\nAna,a combinar,Recife\n", "Bia,10,Olinda\n", &["nome", "valor", "cidade"], 1);
    check(
        "nome,valor,data\nAna,a combinar,a definir\n",
        "Bia,10,2026-01-02\n",
        &["nome", "valor", "data"],
        1,
    );
    // All text.
    check("nome,canal,cidade\nAna,Google,Recife\n", "Bia,Site,Olinda\n", &["nome", "canal", "cidade"], 1);
}

/// Few rows are enough where cells are plainly merged.
#[test]
fn merged_cells_above_a_small_table() {
    let read = read(
        "Canal,2024,,2025,\n,Leads,Custo,Leads,Custo\nGoogle,10,100.5,12,120.5\nMeta,20,2.5,2,3.5\nSite,1,0,2,9\n",
    );
    assert_eq!(headers(&read), ["Canal", "2024 Leads", "2024 Custo", "2025 Leads", "2025 Custo"]);
    assert_eq!(counts(read.receipt), [0, 2, 3, 0, 0, 0, 0]);
}

#[test]
fn a_header_in_rows_is_known_when_it_is_repeated() {
    let rows = "2026-01-02,10,20.5,7,Recife\n".repeat(12);
    let header = "Order,Qty,Unit,Left,City\ndate,sold,price,now,name\n";
    check(&format!("{header}{rows}{header}{rows}"), &[[0, 4, 24, 0, 0, 0, 0]]);
}

#[test]
fn what_a_person_says_of_the_header_is_done() {
    #[track_caller]
    fn check(text: &str, choice: HeaderChoice, expected: &[&str], counts_expected: [u32; 7]) {
        let read = read_with(text, ReadOptions { header: Some(choice), ..ReadOptions::default() });
        assert_eq!(headers(&read), expected);
        assert_eq!(counts(read.receipt), counts_expected);
    }
    let text = "a,b\n1,2\n3,4\n";
    check(text, HeaderChoice::None, &["A", "B"], [0, 0, 3, 0, 0, 0, 0]);
    check(text, HeaderChoice::Rows { line: 2, rows: 1 }, &["1", "2"], [1, 1, 1, 0, 0, 0, 0]);
    check(text, HeaderChoice::Rows { line: 1, rows: 2 }, &["a 1", "b 2"], [0, 2, 1, 0, 0, 0, 0]);
    check("Relatório\na,b\n1,2\n", HeaderChoice::None, &["A", "B"], [1, 0, 2, 0, 0, 0, 0]);
    // The line is a physical one.
    check(
        "\"x\ny\",z\na,b\n1,2\n",
        HeaderChoice::Rows { line: 3, rows: 1 },
        &["a", "b"],
        [1, 1, 1, 0, 0, 0, 0],
    );
    let header =
        ReadOptions { header: Some(HeaderChoice::Rows { line: 99, rows: 9 }), ..ReadOptions::default() };
    assert_eq!(read_with(text, header).table.err(), Some(Unusable::HeaderOnly { line: 3, columns: 2 }));
    for text in ["", "\n\n", "a", "a,b"] {
        for choice in [HeaderChoice::None, HeaderChoice::Rows { line: 7, rows: 0 }] {
            read_with(text, ReadOptions { header: Some(choice), ..ReadOptions::default() });
        }
    }
}

#[test]
fn preambles_of_any_length() {
    for count in [1u32, 60, 199, 200, 201, 5000] {
        let rows = "Marca,2026-01-01,10.50,7\n".repeat(count as usize);
        let table = format!("Campanha,Dia,Custo,Cliques\n{rows}");
        let above = "uma linha\n".repeat(count as usize);
        check(&format!("{above}{table}"), &[[count, 1, count, 0, 0, 0, 0]]);
        let padded = "uma linha,,,\n".repeat(count as usize);
        check(&format!("{padded}{table}"), &[[count, 1, count, 0, 0, 0, 0]]);
    }
    let longer = "uma, linha, com, vírgulas, demais\n".repeat(2);
    check(&format!("{longer}\n{GOOGLE}"), &[[3, 1, 3, 0, 0, 0, 0]]);
    // As many cells as the table has.
    check(
        "Conta,Loja X\nPeríodo,Maio\n\nCanal,Custo\nMeta,10\nSite,20\nGoogle,30\n",
        &[[3, 1, 3, 0, 0, 0, 0]],
    );
}

#[test]
fn notes_below_the_data() {
    for (note, footer, blank) in [
        ("\"@2026 Microsoft Corporation. All rights reserved. \"\n", 1, 0),
        (
            "\nConfidential Information - Do Not Distribute\nCopyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\n",
            2,
            1,
        ),
        ("\nRows: 3,,,\n", 1, 1),
        ("Rows: 3,,,\n", 1, 0),
        ("\nFonte: planilha do time,,,\n,,,\n© Loja,,,\n", 2, 2),
        ("\nNota: valores em reais, sem impostos, com descontos\n", 1, 1),
        ("\n\n\n", 0, 3),
    ] {
        check(&format!("{GOOGLE}{note}"), &[[0, 1, 3, 0, 0, blank, footer]]);
    }
    // A last row with little in it is a row.
    check("nome,valor,cidade\nAna,10,Recife\nBia,20,Olinda\nCaio,,\n", &[[0, 1, 3, 0, 0, 0, 0]]);
    check("nome,valor,cidade\nAna,10,Recife\nBia,20,Olinda\nCaio,30\n", &[[0, 1, 3, 0, 0, 0, 0]]);
    // A remark among the data is taken out, and told.
    let read = check(&format!("{GOOGLE}# outra conta\nPMax,2026-01-04,1.00,1\n"), &[[0, 1, 4, 0, 1, 0, 0]]);
    assert_eq!(read.problems[0].raw, "# outra conta");
}

#[test]
fn sums_are_no_data() {
    for (label, totals) in [
        ("Total: Campanhas", 1),
        ("Total: Conta", 1),
        ("Total: Cuenta", 1),
        ("Overall total", 1),
        ("Total of 3 results", 1),
        ("Total de 3 resultados", 1),
        ("Totais", 1),
        ("Total geral", 1),
        ("Gran total", 1),
        ("Grand Totals (5700 records)", 1),
        ("TOTAL", 1),
        ("Soma:", 1),
        ("Subtotal", 1),
        ("Totalmente", 0),
        ("Total Express", 1),
        ("Resumo", 0),
    ] {
        check(&format!("{GOOGLE}{label},,33.75,18\n"), &[[0, 1, 4 - totals, totals, 0, 0, 0]]);
        let (header, rows) = GOOGLE.split_once('\n').expect("a header");
        check(&format!("{header}\n{label},,33.75,18\n{rows}"), &[[0, 1, 4 - totals, totals, 0, 0, 0]]);
    }
    // Four of them, and a mean beside them.
    let four = "Total: Campanhas,,33.75,18\nTotal: Conta,,33.75,18\nTotal: Pesquisa,,30.75,16\nTotal: Vídeo,,3.00,2\n";
    check(&format!("{GOOGLE}{four}"), &[[0, 1, 3, 4, 0, 0, 0]]);
    check(&format!("{GOOGLE}Total,,33.75,18\nMédia,,11.25,6\n"), &[[0, 1, 3, 2, 0, 0, 0]]);
    check(&format!("{GOOGLE}Média,,11.25,6\n"), &[[0, 1, 4, 0, 0, 0, 0]]);
}

#[test]
fn sums_by_arithmetic_need_a_second_sign() {
    let header = "Início,Fim,Campanha,Alcance,Moeda,Valor\n";
    let rows = "2026-01-01,2026-01-31,Marca,60,BRL,20.50\n2026-01-01,2026-01-31,Busca,50,BRL,10.25\n2026-01-01,2026-01-31,Vídeo,40,BRL,3.01\n";
    // The window and the currency are filled; the sum is a cent off, and reach does not add up.
    check(&format!("{header}2026-01-01,2026-01-31,,90,BRL,33.75\n{rows}"), &[[0, 1, 3, 1, 0, 0, 0]]);
    check(&format!("{header}{rows}2026-01-01,2026-01-31,,90,BRL,33.76\n"), &[[0, 1, 3, 1, 0, 0, 0]]);
    // No sum, or with a name.
    check(&format!("{header}2026-01-01,2026-01-31,,90,BRL,12.00\n{rows}"), &[[0, 1, 4, 0, 0, 0, 0]]);
    check(&format!("{header}2026-01-01,2026-01-31,PMax,90,BRL,33.76\n{rows}"), &[[0, 1, 4, 0, 0, 0, 0]]);
    // A label that is not in the first column.
    let header = "Status,Campanha,Custo\n";
    let rows = "Ativa,Marca,10\nPausada,Busca,20\nAtiva,Vídeo,5\n";
    check(&format!("{header}{rows}Ativa,Total,35\n"), &[[0, 1, 3, 1, 0, 0, 0]]);
    check(&format!("{header}{rows}Ativa,Total,3\n"), &[[0, 1, 4, 0, 0, 0, 0]]);
    // GA4 explorations: the label is in a cell beyond the header.
    check("# p\n\nEvento,Contagem\n,35,Grand total\na,10\nb,20\nc,5\n", &[[2, 1, 3, 1, 0, 0, 0]]);
}

#[test]
fn sums_of_groups_are_found_by_label_and_arithmetic() {
    let rows = "Canal,Campanha,Custo\nGoogle,Marca,10\nGoogle,Busca,20\nSubtotal,,30\nMeta,Vídeo,5\nMeta,Foto,6\nSubtotal,,11\nTotal,,41\n";
    check(rows, &[[0, 1, 4, 3, 0, 0, 0]]);
    let named = "Canal,Campanha,Custo\nGoogle,Marca,10\nGoogle,Busca,20\nTotal Google,,30\nMeta,Vídeo,5\nMeta,Foto,6\nTotal Meta,,11\nTotal,,41\n";
    check(named, &[[0, 1, 4, 3, 0, 0, 0]]);
    // A company of that name among the data.
    let company = "Empresa,Contato,Valor\nTotal Express,Ana,10\nTotal Seguros,Bia,20\nLoja,Caio,7\nTotal Pão,Davi,4\nTotal,,41\n";
    check(company, &[[0, 1, 4, 1, 0, 0, 0]]);
}

#[test]
fn a_record_with_another_delimiter_is_read_and_told() {
    let read = check(&format!("{GOOGLE}A;b\nPMax;2026-01-04;1.00;1\n"), &[[0, 1, 5, 0, 0, 0, 0]]);
    let table = read.table.as_ref().expect("a table");
    let cells: Vec<_> = (0..4).map(|column| table.cell(4, column)).collect();
    assert_eq!(cells, ["PMax", "2026-01-04", "1.00", "1"]);
    assert_eq!(table.cell(3, 0), "A;b");
    let found: Vec<_> = read.problems.iter().map(|p| (p.line, p.row, p.kind.clone())).collect();
    let unequal = |got| ProblemKind::Unequal { expected: 4, got };
    assert_eq!(found, [(5, Some(3), unequal(1)), (6, Some(4), unequal(1))]);
}

#[test]
fn odd_files() {
    check("a,b,c\n1,2,3", &[[0, 1, 1, 0, 0, 0, 0]]);
    check("a,b,c\n1,2,3\n\n", &[[0, 1, 1, 0, 0, 1, 0]]);
    check("a,b,c,,\n1,2,3,,\n4,5,6,,\n", &[[0, 1, 2, 0, 0, 0, 0]]);
    check("x,y\nx,y\nx,y\nx,y\n", &[[0, 0, 4, 0, 0, 0, 0]]);
    let read = read("a,b,c\n");
    assert_eq!(read.header.map(|header| header.names), Some(vec!["a".into(), "b".into(), "c".into()]));
    let one_column = read_with(
        "e-mail\nana@x.com\nbia@x.com\n\n",
        ReadOptions { delimiter: Some(b','), ..ReadOptions::default() },
    );
    assert_eq!((headers(&one_column), counts(one_column.receipt)), (vec!["e-mail"], [0, 1, 2, 0, 0, 1, 0]));
}

/// A report's count among its last lines became the only row of totals, and the lines above it rows of data.
#[test]
fn a_count_of_records_among_the_last_lines_is_no_row_of_totals() {
    let end = "Confidential Information - Do Not Distribute\n";
    check(&format!("{GOOGLE}\n\nPipeline\nGrand Totals (3 records)\n{end}"), &[[0, 1, 3, 0, 0, 2, 3]]);
    check(&format!("{GOOGLE}\nGrand Totals (3 records)\n\n{end}"), &[[0, 1, 3, 0, 0, 2, 2]]);
    // A label alone right below the data belongs to it, whatever stands below.
    check(&format!("{GOOGLE}Total\n{end}"), &[[0, 1, 3, 1, 0, 0, 1]]);
    check(&format!("{GOOGLE}\nTotal\n"), &[[0, 1, 3, 1, 0, 1, 0]]);
    check(&format!("{GOOGLE}Total,,33.75,18\n\n{end}"), &[[0, 1, 3, 1, 0, 1, 1]]);
}

#[test]
fn the_lines_above_a_header_are_kept_as_written() {
    let long = "x".repeat(300);
    let text = format!(
        "Campaign report\n\n\"May 5, 2026 - May 15, 2026\"\n{long}\n{GOOGLE}\n\nBing Ads\nCampaign,Date,Spend,Clicks\nBrand,1/31/2026,1.00,3\nSearch,2/1/2026,2.00,4\n"
    );
    let read = self::read(&text);
    assert_eq!(read.preamble, ["Campaign report", "\"May 5, 2026 - May 15, 2026\"", &long[..200]]);
    assert_eq!(read.more.first().map(|read| read.preamble.clone()), Some(vec!["Bing Ads".to_owned()]));
    let rows: String = (0..100).map(|row| format!("Marca,2026-01-01,{row}.50,7\n")).collect();
    let many = format!("{}{GOOGLE}{rows}", "# note\n".repeat(70));
    assert_eq!(self::read(&many).preamble.len(), 50);
    assert!(self::read(GOOGLE).preamble.is_empty());
    // Above a header without rows, too.
    assert_eq!(
        self::read("Relatório\n5 de maio de 2026 - 6 de maio de 2026\nCampanha,Custo,Cliques\n")
            .preamble
            .len(),
        2
    );
}
