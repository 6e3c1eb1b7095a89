//! Clean tables that pollution starts from: about 80 rows and 9 columns of the kinds that exports hold.

pub struct Source {
    pub name: &'static str,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// A small generator with a fixed seed: the same files on every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most
    }

    pub fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

fn strings(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| name.to_string()).collect()
}

pub fn all() -> Vec<Source> {
    vec![orders(), leads(), spend()]
}

/// Dates, times, quantities, ids, prices, addresses of pages, free text.
fn orders() -> Source {
    let mut dice = Dice::new(1);
    let header = strings(&[
        "Order date",
        "Time",
        "Qty",
        "Product id",
        "Price",
        "Product type",
        "Product description",
        "URL",
        "Comments",
    ]);
    let rows = (0..83)
        .map(|row| {
            let kind = dice.pick(&["Chair", "Desk lamp", "Monitor", "Keyboard"]);
            let text = match dice.below(5) {
                0 => "Delivered late, the box was open".to_owned(),
                1 => "The customer said \"fine\"".to_owned(),
                2 => "First line\nsecond line".to_owned(),
                3 => String::new(),
                _ => "No remarks".to_owned(),
            };
            vec![
                format!("{:02}/{:02}/2026", dice.below(12) + 1, dice.below(28) + 1),
                format!("{:02}:{:02}:{:02}", dice.below(24), dice.below(60), dice.below(60)),
                (dice.below(9) + 1).to_string(),
                format!("P-{:05}", 10_000 + row * 7),
                format!("{}.{:02}", dice.below(900) + 5, dice.below(100)),
                kind.to_owned(),
                format!("{kind}, model {}", dice.below(50)),
                format!("https://shop.example/item?id={row}&ref={}", dice.below(1000)),
                text,
            ]
        })
        .collect();
    Source { name: "orders", header, rows }
}

fn leads() -> Source {
    let mut dice = Dice::new(2);
    let header = strings(&[
        "ID",
        "Nome",
        "E-mail",
        "Telefone",
        "Data de criação",
        "Origem",
        "Valor (BRL)",
        "Etapa do funil",
        "Observações",
    ]);
    let rows = (0..80)
        .map(|row| {
            let name = dice.pick(&["Ana", "João", "Inês", "Caio", "Bia"]);
            let note = match dice.below(4) {
                0 => "Ligar na sexta, à tarde".to_owned(),
                1 => "Disse \"sim\" ao telefone".to_owned(),
                2 => "Retornar".to_owned(),
                _ => String::new(),
            };
            vec![
                (4000 + row).to_string(),
                format!("{name} {}", dice.pick(&["Souza", "Lima", "Araújo", "Pires"])),
                format!("pessoa{row}@empresa.example"),
                format!("(11) 9{:04}-{:04}", dice.below(10_000), dice.below(10_000)),
                format!("2026-{:02}-{:02}", dice.below(12) + 1, dice.below(28) + 1),
                dice.pick(&["Google Ads", "Meta", "Indicação", "Evento"]).to_owned(),
                format!("{}.{:02}", dice.below(9000) + 100, dice.below(100)),
                dice.pick(&["Novo", "Proposta", "Ganho", "Perdido"]).to_owned(),
                note,
            ]
        })
        .collect();
    Source { name: "leads", header, rows }
}

fn spend() -> Source {
    let mut dice = Dice::new(3);
    let header = strings(&[
        "Day",
        "Campaign",
        "Campaign id",
        "Impressions",
        "Clicks",
        "CTR",
        "Cost",
        "Conversions",
        "Final URL",
    ]);
    let rows = (0..86)
        .map(|row| {
            vec![
                format!("2026-{:02}-{:02}", row / 28 + 1, row % 28 + 1),
                format!(
                    "{} | {}",
                    dice.pick(&["Search", "Display", "Video"]),
                    dice.pick(&["Brand", "Generic", "Sale, spring"])
                ),
                format!("120253670639{:06}", dice.below(1_000_000)),
                (dice.below(90_000) + 100).to_string(),
                dice.below(900).to_string(),
                format!("{}.{:02}%", dice.below(9), dice.below(100)),
                format!("{}.{:02}", dice.below(900), dice.below(100)),
                dice.below(40).to_string(),
                format!("https://www.site.example/p/{}", dice.below(50)),
            ]
        })
        .collect();
    Source { name: "spend", header, rows }
}
