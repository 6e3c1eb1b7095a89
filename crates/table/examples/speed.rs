//! Times the reading of a made-up file of leads: `cargo run --release -p garimpo-table --example speed [rows]`.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a program that measures and prints"
)]

use std::time::Instant;

use garimpo_table::{ReadOptions, Reader, Table};

/// 20 columns, about 190 bytes a row, one cell in twenty quoted, some with line breaks.
fn leads(rows: u32) -> Vec<u8> {
    const CHANNELS: [&str; 8] =
        ["Google Ads", "Facebook Ads", "Instagram", "LinkedIn", "Indicação", "Site", "E-mail", "Evento"];
    const STAGES: [&str; 5] = ["Novo", "Contato Feito", "Perdido", "Convertido", "Qualificado"];
    const CITIES: [&str; 6] =
        ["São Paulo", "Rio de Janeiro", "Curitiba", "Recife", "Belo Horizonte", "Campinas"];
    let mut out = String::from(
        "lead_id,nome,email,telefone,empresa,criado_em,canal,fonte,midia,campanha,segmento,etapa,cidade,estado,score,valor,moeda,convertido,emails_recebidos,observacoes\n",
    );
    let mut state = 0x9e37_79b9_u64;
    let mut next = |most: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % most
    };
    for row in 0..rows {
        let pick = |list: &[&'static str], at: u64| list[at as usize % list.len()];
        let (channel, stage, city) =
            (pick(&CHANNELS, next(8)), pick(&STAGES, next(5)), pick(&CITIES, next(6)));
        let day = format!("2026-{:02}-{:02}", next(12) + 1, next(28) + 1);
        let note = match next(60) {
            0 => "\"ligar depois,\nprefere e-mail\"".to_owned(),
            1..=3 => "\"disse \"\"sim\"\", voltar\"".to_owned(),
            _ => String::new(),
        };
        out += &format!(
            "{row},Pessoa {row},pessoa{row}@empresa{}.com.br,(11) 9{:04}-{:04},Empresa {},{day} {:02}:{:02}:00,{channel},{},cpc,campanha_{:03},Varejo,{stage},{city},SP,{},{}.{:02},BRL,{},{},{note}\n",
            next(50_000),
            next(10_000),
            next(10_000),
            next(50_000),
            next(24),
            next(60),
            channel.to_lowercase(),
            next(200),
            next(100),
            next(20_000),
            next(100),
            if next(9) == 0 { "sim" } else { "não" },
            next(30)
        );
    }
    out.into_bytes()
}

fn read(bytes: &[u8]) -> Table {
    let mut reader = Reader::new(ReadOptions::default(), bytes.len());
    bytes.chunks(1 << 20).for_each(|chunk| reader.push(chunk));
    reader.finish().table.expect("a table")
}

fn main() {
    let rows = std::env::args().nth(1).and_then(|rows| rows.parse().ok()).unwrap_or(100_000);
    let bytes = leads(rows);
    println!("{rows} rows, {:.1} MB", bytes.len() as f64 / 1e6);
    let mut times: [Vec<f64>; 4] = Default::default();
    for _ in 0..11 {
        let start = Instant::now();
        let table = read(&bytes);
        let found = start.elapsed().as_secs_f64() * 1e3;
        for column in 0..table.headers().len() as u32 {
            table.profile(column);
        }
        let profiled = start.elapsed().as_secs_f64() * 1e3;
        let all: Vec<u32> = (0..table.headers().len() as u32).collect();
        table.load(&all);
        let loaded = start.elapsed().as_secs_f64() * 1e3;
        let csv = table.to_csv(b',');
        let written = start.elapsed().as_secs_f64() * 1e3;
        assert!(csv.len() > bytes.len());
        for (times, time) in
            times.iter_mut().zip([found, profiled - found, loaded - profiled, written - loaded])
        {
            times.push(time);
        }
    }
    for (times, name) in times.iter_mut().zip(["records", "profile all", "load all", "write"]) {
        times.sort_by(f64::total_cmp);
        let (best, median) = (times[0], times[times.len() / 2]);
        let speed = bytes.len() as f64 / 1e3 / best;
        println!("{name:12} best {best:8.1} ms, median {median:8.1} ms, {speed:6.0} MB/s at best");
    }
}
