//! What Excel, Sheets, Numbers and LibreOffice put on the clipboard, and what must become of it.

use super::*;

fn cells(rows: &[&[&str]]) -> Cells {
    rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}

#[test]
fn text_tables() {
    for (text, wanted) in [
        ("a", cells(&[&["a"]])),
        ("", cells(&[&[""]])),
        ("a\tb\r\nc\td\r\n", cells(&[&["a", "b"], &["c", "d"]])),
        ("a\nb\n\n", cells(&[&["a"], &["b"], &[""]])),
        ("a\rb", cells(&[&["a"], &["b"]])),
        ("a\t\t\n\tb\t", cells(&[&["a", "", ""], &["", "b", ""]])),
        ("\"two\nlines\"\tx\n", cells(&[&["two\nlines", "x"]])),
        ("\"two\r\nlines\"", cells(&[&["two\nlines"]])),
        ("\"say \"\"hi\"\"\tthere\"\tx", cells(&[&["say \"hi\"\tthere", "x"]])),
        ("\"quoted\" word\tx", cells(&[&["\"quoted\" word", "x"]])),
        ("\"never closed\tx\ny", cells(&[&["\"never closed", "x"], &["y"]])),
        ("5\" pipe\t3", cells(&[&["5\" pipe", "3"]])),
        ("\"\"\t\"\"", cells(&[&["", ""]])),
        ("007\t 12.400,00 ", cells(&[&["007", " 12.400,00 "]])),
    ] {
        assert_eq!(read_text(text), wanted, "{text:?}");
    }
}

#[test]
fn text_goes_out_and_comes_back() {
    for block in [
        cells(&[&["a", "b"], &["c", "d"]]),
        cells(&[&["two\nlines", "tab\there"], &["\"quoted\"", "in \"the\" middle"]]),
        cells(&[&["", ""], &["", ""]]),
        cells(&[&["a"], &[""], &["b"]]),
    ] {
        assert_eq!(read_text(&write_text(&block)), block);
        assert_eq!(read_html(&write_html(&block)), Some(block));
    }
    assert_eq!(write_text(&cells(&[&["one \"bare\"\ncell"]])), "one \"bare\"\ncell");
}

#[test]
fn html_tables_of_others() {
    let excel = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><style><!--td {mso-x:\"<b>\";}--></style></head>\
        <body><!--StartFragment--><table border=0>\r\n <col width=64><tr height=20>\r\n  <td class=xl65>Busca\r\n  paga</td>\r\n  \
        <td align=right>12.400,00</td></tr>\r\n <tr><td>linha 1<br style=\"mso-data-placement:same-cell;\">\r\n  linha 2</td>\
        <td>&nbsp;</td></tr><!--EndFragment--></table></body></html>";
    let sheets = "<google-sheets-html-origin><style type=\"text/css\">td {x}</style><table><colgroup><col></colgroup><tbody>\
        <tr><td data-sheets-value='{\"1\":2,\"2\":\"a > b\"}'>a &gt; b</td><td>R&amp;D</td></tr></tbody></table>";
    let numbers = "<table><tr><td><p class=\"p1\"><font>um</font></p></td><td><p>dois</p><p>tr&ecirc;s</p></td></tr></table>";
    let libre = "<table><TR><TD COLSPAN=2 ALIGN=\"LEFT\">Total</TD><TD ROWSPAN=\"2\">x</TD></TR><TR><TD>1</TD><TD>2</TD></TR></table>";
    for (html, wanted) in [
        (excel, Some(cells(&[&["Busca paga", "12.400,00"], &["linha 1\nlinha 2", ""]]))),
        (sheets, Some(cells(&[&["a > b", "R&D"]]))),
        (numbers, Some(cells(&[&["um", "dois\ntr&ecirc;s"]]))),
        (libre, Some(cells(&[&["Total", "", "x"], &["1", "2", ""]]))),
        ("<table><tr><td>a<td>b<tr><td>c</table>", Some(cells(&[&["a", "b"], &["c", ""]]))),
        ("<p>no table</p>", None),
        ("<table></table>", None),
        ("<table><tr><td>open", Some(cells(&[&["open"]]))),
        (
            "<table><tr><td title=\"<\">x</td><td>&#x41;&#66;&bogus;&</td></tr></table>",
            Some(cells(&[&["x", "AB&bogus;&"]])),
        ),
    ] {
        assert_eq!(read_html(html), wanted, "{html}");
    }
}

#[test]
fn the_text_beside_keeps_the_spaces() {
    let html = "<table><tr><td>a b</td><td>1</td></tr></table>";
    assert_eq!(read(html, "a   b\t1\n"), cells(&[&["a   b", "1"]]));
    assert_eq!(read(html, "quite\tother\n"), cells(&[&["a b", "1"]]));
    assert_eq!(read("", "x\ty"), cells(&[&["x", "y"]]));
}

#[test]
fn our_own_cells_come_back_exactly() {
    let block = cells(&[&["  spaced  ", "tab\t\"q\" & <b>"], &["é\nç", "007"]]);
    assert_eq!(read(&write_html(&block), &write_text(&block)), block);
}

#[test]
fn nothing_hostile_hurts() {
    for html in [
        "<",
        "<table",
        "<table><",
        "<table><tr><td =\"",
        "<table><tr><td a=>x",
        "<table><tr><td data-raw>x",
        "<table><tr><td colspan=999999999>x",
        "<table><tr><td rowspan=-1>x",
        "<!-- ",
        "<style>",
        "<table><table></table>",
        "<table><tr><td>&#xffffffff;&#0;&#55296;é&é;</td>",
        "<td>outside</td></table></tr>",
    ] {
        let _ = read(html, html);
    }
}
