//! Where tries begin: small files of every kind that is read, and all public test files that lie beside the
//! checkout.

use std::path::Path;

const TEXTS: [&str; 20] = [
    "id,nome,valor\n1,Ana,\"1.234,56\"\n2,\"Bia, B\",10\n3,\"disse \"\"sim\"\"\",\n",
    "lead_id;criado_em;canal;custo\r\n1;31/12/2026;Google Ads;R$ 1.234,56\r\n2;01/02/2026;Meta;R$ 10,00\r\n",
    "a\tb\tc\n1\t2\t3\n\t\t\n4\t5\t6\n",
    "a|b\n'x|y'|2\n'it''s'|3\n",
    "sep=;\na;b\n1;2\n",
    "Relatório de campanhas\n1 de maio de 2026 - 15 de maio de 2026\n\nCampanha,Custo,Cliques\nMarca,\"12,50\",3\nGenérica,\"7,50\",4\nTotal,\"20,00\",7\n",
    "# ----\n# Sessions\n# Start date: 20260101\n# ----\nDay,Sessions\n20260101,5\n20260102,6\n\n# Users\nDay,Users\n20260101,3\n20260102,4\n",
    ",Google,,Meta,\nDia,Custo,Cliques,Custo,Cliques\n2026-01-01,1.5,2,3.5,4\n2026-01-02,2.5,3,1.5,1\n",
    "nome,nota\nAna,\"duas\nlinhas\"\nBia,\"três\r\n\r\nlinhas\"\n",
    "a,b\n\"C:\\\\dir\\\\\",\"x \\\"y\\\"\"\n\"z\",\"w\"\n",
    "a, b, c\n1, \"2, 3\", 4\n5, 6, 7\n",
    "nome   idade  cidade\nAna    30     Recife\nBia    41     \"São Paulo\"\n",
    "a,b,c\n1,2\n1,2,3,4\n\"1\n5,6,7\n",
    "x\n1\n2\n3\n",
    "a:b:c\n1:2:3\n12\\:30:4:5\n",
    "a,b,a,\n1,2,3,4\n\nCopyright 2026\n",
    "{\"a\": 1, \"b\": [1,2]}\n",
    "a^b~c\n1^2~3\n",
    "\u{feff}a,b\n\u{feff}1,ção\n",
    "",
];

pub fn texts() -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = TEXTS.iter().map(|text| text.as_bytes().to_vec()).collect();
    for text in TEXTS.iter().take(10) {
        let utf16 = || text.encode_utf16().chain([]);
        seeds.push([0xff, 0xfe].into_iter().chain(utf16().flat_map(u16::to_le_bytes)).collect());
        seeds.push(utf16().flat_map(u16::to_be_bytes).collect());
        let utf32 = text.chars().flat_map(|ch| u32::from(ch).to_le_bytes());
        seeds.push([0xff, 0xfe, 0, 0].into_iter().chain(utf32).collect());
        seeds.push(text.chars().map(|ch| u8::try_from(u32::from(ch)).unwrap_or(0x80)).collect());
    }
    seeds.extend(files());
    seeds
}

/// The public files, if they are there, in the order of their names.
pub fn files() -> Vec<Vec<u8>> {
    let mut paths = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/csv")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { paths.push(path) }
        }
    }
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read(path).ok()).filter(|bytes| bytes.len() < 200_000).collect()
}
