//! Cells to CSV text.

/// Writes one cell, quoted only where needed.
pub fn cell(out: &mut Vec<u8>, cell: &[u8], delimiter: u8) {
    let needs_quotes = cell.iter().any(|&byte| byte == delimiter || matches!(byte, b'"' | b'\r' | b'\n'))
        || matches!(cell.first(), Some(b' ')) && cell.contains(&b'"');
    if !needs_quotes {
        out.extend_from_slice(cell);
        return;
    }
    out.push(b'"');
    for &byte in cell {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}
