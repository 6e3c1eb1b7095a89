use garimpo_table::*;
use std::io::Write;
#[test]
fn list() {
    let root = std::path::PathBuf::from("/work/shared/data/csv");
    let mut folders = vec![root.clone()];
    let mut out = String::new();
    while let Some(f) = folders.pop() {
        for e in std::fs::read_dir(&f).unwrap() {
            let p = e.unwrap().path();
            let n = p.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
            if n.contains("pollock") {
                continue;
            }
            if p.is_dir() {
                folders.push(p);
                continue;
            }
            let b = std::fs::read(&p).unwrap();
            let mut r = Reader::new(ReadOptions::default(), b.len());
            r.push(&b);
            let r = r.finish();
            let c = r.receipt;
            let t = match &r.table {
                Ok(t) => format!("ok {:?}", t.headers().iter().take(8).collect::<Vec<_>>()),
                Err(e) => format!("ERR {:.80}", format!("{e:?}")),
            };
            out.push_str(&format!("{n}\t{}\tread {} pre {} hdr {} kept {} tot {} rej {} blank {} foot {} prob {} more {} delim {:?} quote {:?} esc {:?} {:?}\t{t}\n", b.len(), c.read, c.preamble, c.header, c.kept, c.totals, c.rejected, c.blank, c.footer, r.problem_count, r.more.len(), r.dialect.delimiter as char, r.dialect.quote.map(|q| q as char), r.dialect.escape.map(|q| q as char), r.dialect.encoding));
        }
    }
    std::fs::File::create("/tmp/f-list.tsv").unwrap().write_all(out.as_bytes()).unwrap();
}
