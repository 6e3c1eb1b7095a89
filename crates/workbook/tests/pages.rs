//! Pages that call themselves `.xls`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at what it did not expect"
)]

mod kit;

use garimpo_table::{CellType, Decimal, Unusable};
use garimpo_workbook::Limits;
use kit::{cells, opened, opened_within, read, text};

#[track_caller]
fn check(page: &str, expected: &str) {
    let got = opened(page.as_bytes()).expect("a table");
    assert_eq!(text(&got.parts[0]), expected, "{page}");
}

#[test]
fn a_table_becomes_lines() {
    check("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "a,b\n1,2\n");
    // Nothing closed.
    check("<HTML><TABLE border=1><TR><TD>a<TD>b<TR><TD>1<TD>2</TABLE>", "a,b\n1,2\n");
    check("<!doctype html><table><thead><tr><th>a<th>b<tbody><tr><td>1<td>2</table>", "a,b\n1,2\n");
    // Entities, line breaks, and blanks as a browser shows them.
    check(
        "<table><tr><td>M&iacute;dia &amp; c&#237;a<td>R$&nbsp;1.234,56<tr><td> a\n   b <br> c<br/>d <td><p>x</p><p>y</p></table>",
        "Mídia & cía,\"R$\u{a0}1.234,56\"\n\"a b\nc\nd\",\"x\ny\"\n",
    );
    check(
        "<table><tr><td>a<td><style>td{x:y}</style>b<tr><td>1<td><!-- no --> 2<script>f('<td>')</script></table>",
        "a,b\n1,2\n",
    );
    // Cells that reach over columns and rows.
    check(
        "<table><tr><td colspan=2>a<td>b<tr><td>1<td>2<td>3<tr><td rowspan=2>x<td>4<td>5<tr><td>6<td>7<tr><td>y<td>8<td>9</table>",
        "a,,b\n1,2,3\nx,4,5\n,6,7\ny,8,9\n",
    );
    // A table in a cell, and one for the layout around it.
    check("<table><tr><td>menu<td><table><tr><td>a<td>b<tr><td>1<td>2</table></table>", "a,b\n1,2\n");
    check("<table><tr><td>&nbsp;<td>a<tr><td>&nbsp;<td>b<tr><td>x<td>c</table>", ",a\n,b\nx,c\n");
}

#[test]
fn several_tables_are_several_parts() {
    let one = |name: &str| format!("<table><tr><td>{name}<td>v<tr><td>1<td>2</table>");
    let got =
        opened(format!("<html>{}<table><tr><td>layout</table>{}", one("a"), one("b")).as_bytes()).unwrap();
    let paths: Vec<_> = got.parts.iter().map(|part| part.path.join(">")).collect();
    assert_eq!(paths, ["1", "2"]);
    assert_eq!(cells(&got.parts[1]), [["b", "v"], ["1", "2"]]);
    assert_eq!(opened(b"<html><body>no table</body></html>").unwrap_err(), Unusable::NothingInside);
    assert_eq!(opened(b"<table><tr><td>a</table>").unwrap_err(), Unusable::NothingInside);
}

#[test]
fn the_numbers_of_a_page_are_text_and_read_as_such() {
    let rows: String = (1..9).map(|row| format!("<tr><td>canal {row}<td>R$ {row}.234,50")).collect();
    let page = format!("<meta charset=windows-1252><table><tr><th>Canal<th>Custo{rows}</table>");
    let table = read(&opened(page.as_bytes()).unwrap().parts[0]).table.unwrap();
    assert_eq!(table.reading(1).cell_type, CellType::Money);
    assert_eq!(table.reading(1).decimal, Some(Decimal::Comma));
}

#[test]
fn an_xml_spreadsheet_of_2003() {
    let page = r#"<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Worksheet ss:Name="Gastos"><Table ss:ExpandedColumnCount="3">
  <Row><Cell><Data ss:Type="String">canal</Data></Cell><Cell><Data ss:Type="String">dia</Data></Cell><Cell><Data ss:Type="String">custo</Data></Cell></Row>
  <Row ss:Index="3"><Cell><Data ss:Type="String">A &amp; B</Data></Cell><Cell><Data ss:Type="DateTime">2026-03-01T00:00:00.000</Data></Cell><Cell><Data ss:Type="Number">1.234</Data></Cell></Row>
  <Row><Cell ss:Index="3"><Data ss:Type="Number">2.5</Data></Cell></Row>
 </Table></Worksheet>
 <Worksheet ss:Name="Vazia"><Table/></Worksheet>
</Workbook>"#;
    let got = opened(page.as_bytes()).unwrap();
    assert_eq!(got.parts.len(), 1);
    assert_eq!(got.parts[0].path, ["Gastos"]);
    assert_eq!(text(&got.parts[0]), "canal,dia,custo\n\nA & B,2026-03-01,1.234\n,,2.5\n");
    assert_eq!(got.parts[0].options.decimal, Some(Decimal::Dot));
}

#[test]
fn cells_that_reach_too_far_are_refused_not_made() {
    let wide = format!("<table>{}</table>", "<tr><td colspan=1000>a<td>b".repeat(120_000));
    let limits = Limits { inflated: 100_000_000, ..Limits::default() };
    assert_eq!(
        opened_within(wide.as_bytes(), limits).unwrap_err(),
        Unusable::TooLarge { limit: 100_000_000 }
    );
    let many = format!("<table><tr>{}<tr><td>a<td>b</table>", "<td>x".repeat(16_385));
    assert!(matches!(opened(many.as_bytes()).unwrap_err(), Unusable::TooManyCells { column: 16_385, .. }));
}
