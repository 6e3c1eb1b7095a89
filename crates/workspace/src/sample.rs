//! The built-in sample: Aroeira Sistemas, a company that does not exist, as the exports that a real one would have. Leads of 1 January to 31 March 2026, outcomes until 19 June.
//!
//! The counts and sums a channel are the table below, exactly; everything else is filled in by a small fixed
//! sequence, so that the texts are the same everywhere. Addresses end in `.example`, which nobody can own.

mod handled;

use std::collections::BTreeSet;

use crate::protocol::Lang;
use crate::study::Notebook;

/// Days since 1 January 2026.
type Day = u32;
const LAST_LEAD: Day = 89;
const AS_OF: Day = 169;

struct Channel {
    name: [&'static str; 2],
    /// What the money buys.
    kind: [&'static str; 2],
    /// By month, in whole reais. All zero: no spend row, the cost is not told.
    spend: [u32; 3],
    leads: u32,
    won: u32,
    lost: u32,
    open: u32,
    revenue: u32,
}

#[rustfmt::skip]
const CHANNELS: [Channel; 8] = [
    channel(["Indicação", "Referral"], ["bônus a quem indica", "referral bonus"],
        [3_200, 3_080, 3_800], 48, [7, 5, 2], 106_400),
    channel(["Orgânico", "Organic"], ["conteúdo", "content"],
        [6_480, 6_240, 6_720], 216, [11, 24, 5], 136_400),
    channel(["Busca paga", "Paid search"], ["mídia", "media"],
        [15_900, 15_400, 17_300], 324, [23, 61, 9], 273_700),
    channel(["Social pago", "Paid social"], ["mídia", "media"],
        [12_400, 12_100, 13_300], 420, [8, 55, 11], 74_400),
    channel(["Prospecção", "Outbound"], ["pessoas e ferramentas", "people and tools"],
        [13_000, 13_000, 13_000], 130, [8, 21, 6], 116_800),
    channel(["Eventos", "Events"], ["feiras", "trade fairs"],
        [21_600, 18_900, 44_100], 88, [8, 15, 5], 132_000),
    channel(["Parceiros", "Partners"], ["comissão", "commission"],
        [700, 700, 700], 7, [1, 1, 0], 13_800),
    channel(["E-mail", "Email"], ["", ""],
        [0, 0, 0], 85, [6, 10, 3], 62_400),
];

const fn channel(
    name: [&'static str; 2],
    kind: [&'static str; 2],
    spend: [u32; 3],
    leads: u32,
    [won, lost, open]: [u32; 3],
    revenue: u32,
) -> Channel {
    Channel { name, kind, spend, leads, won, lost, open, revenue }
}

/// The seven customers by referral: lead, closed, amount.
#[rustfmt::skip]
const REFERRED: [(&str, Day, Day, u32); 7] = [
    ("Usina Três Pontes", 6, 49, 12_400), ("Cerâmica Vale Azul", 13, 61, 9_800),
    ("Metalúrgica Ipê", 21, 85, 21_600), ("Laticínios Boa Serra", 35, 89, 13_900),
    ("Têxtil Jacarandá", 48, 113, 18_200), ("Moinho Santa Clara", 61, 134, 14_600),
    ("Plásticos Piracema", 78, 159, 15_900),
];

/// What a company does, and its segment.
#[rustfmt::skip]
const TRADES: [(&str, usize); 24] = [
    ("Usina", 0), ("Cerâmica", 0), ("Metalúrgica", 0), ("Têxtil", 0), ("Moinho", 0), ("Plásticos", 0),
    ("Laticínios", 0), ("Móveis", 0), ("Software", 1), ("Dados", 1), ("Telecom", 1), ("Sistemas", 1),
    ("Clínica", 2), ("Laboratório", 2), ("Farmácia", 2), ("Odonto", 2), ("Mercado", 3), ("Livraria", 3),
    ("Ótica", 3), ("Calçados", 3), ("Transportes", 4), ("Contabilidade", 4), ("Colégio", 4), ("Gráfica", 4),
];
#[rustfmt::skip]
const SEGMENTS: [[&str; 2]; 5] = [
    ["Indústria", "Manufacturing"], ["Tecnologia", "Technology"], ["Saúde", "Health"], ["Varejo", "Retail"],
    ["Serviços", "Services"],
];
#[rustfmt::skip]
const PLACES: [&str; 60] = [
    "Três Pontes", "Vale Azul", "Ipê", "Boa Serra", "Jacarandá", "Santa Clara", "Piracema", "Aurora",
    "Bandeira", "Barra Nova", "Bela Vista", "Boa Hora", "Buriti", "Cajueiro", "Campo Alto", "Cedro",
    "Cerrado", "Chapada", "Colibri", "Coral", "Cristal", "Duas Barras", "Estrela", "Figueira",
    "Flor da Mata", "Fonte Nova", "Garça", "Girassol", "Graúna", "Horizonte", "Ilha Grande", "Jatobá",
    "Juriti", "Lagoa Funda", "Lume", "Mandacaru", "Manacá", "Maré Alta", "Mirante", "Monte Claro",
    "Norte Sul", "Oiti", "Ouro Fino", "Paineira", "Pampa", "Pedra Lisa", "Peroba", "Pinhal",
    "Quatro Ventos", "Ribeira", "Rio Manso", "Sabiá", "Serra Fria", "Sete Voltas", "Sol Nascente", "Tamoio",
    "Tucano", "Umbu", "Várzea", "Veredas",
];
#[rustfmt::skip]
const FIRST: [&str; 24] = [
    "Ana", "Bruno", "Carla", "Diego", "Elisa", "Fábio", "Gabriela", "Heitor", "Inês", "João", "Karina",
    "Lucas", "Marina", "Natália", "Otávio", "Paula", "Rafael", "Sônia", "Tiago", "Úrsula", "Vera", "Wagner",
    "Yara", "Zeca",
];
#[rustfmt::skip]
const LAST: [&str; 17] = [
    "Almeida", "Barbosa", "Cardoso", "Dias", "Esteves", "Farias", "Gomes", "Leal", "Moreira", "Nunes",
    "Pires", "Queiroz", "Ramos", "Siqueira", "Teles", "Vargas", "Xavier",
];
const OWNERS: [&str; 4] = ["Bia", "Caio", "Dora", "Igor"];
#[rustfmt::skip]
const REASONS: [[&str; 2]; 5] = [
    ["Preço", "Price"], ["Sem verba agora", "No budget now"],
    ["Escolheu concorrente", "Chose a competitor"], ["Parou de responder", "Stopped answering"],
    ["Fora do perfil", "Not a fit"],
];
const STAGES: [[&str; 2]; 5] = [
    ["Lead", "Lead"],
    ["MQL", "MQL"],
    ["SQL", "SQL"],
    ["Oportunidade", "Opportunity"],
    ["Cliente", "Customer"],
];

const LEADS_HEAD: [&str; 2] = [
    "Nome;E-mail;Empresa;Criado em;Canal;Segmento;Etapa;Responsável",
    "Name,Email,Company,Created at,Channel,Segment,Stage,Owner",
];
const DEALS_HEAD: [&str; 2] = [
    "Negócio;Empresa;E-mail;Status;Criado em;Fechado em;Valor (R$);Motivo da perda;Responsável",
    "Deal,Company,Email,Status,Created at,Closed at,Amount (BRL),Loss reason,Owner",
];
const SPEND_HEAD: [&str; 2] = ["Data;Canal;Tipo;Valor (R$)", "Date,Channel,Kind,Amount (BRL)"];
const NAMES: [[&str; 2]; 3] =
    [["leads.csv", "leads.csv"], ["negocios_crm.csv", "deals_crm.csv"], ["gastos.csv", "spend.csv"]];

#[derive(Clone, Copy, PartialEq)]
enum Outcome {
    None,
    Open,
    Lost,
    Won(u32),
}

struct Lead {
    person: String,
    email: String,
    company: String,
    created: Day,
    channel: usize,
    segment: usize,
    stage: usize,
    owner: &'static str,
    outcome: Outcome,
    deal_created: Day,
    closed: Day,
    reason: usize,
}

/// Leads, deals, spend, touches, activities, feedback: name and text of each file, as a person of this language would have exported them.
pub fn files(lang: Lang) -> Vec<(String, String)> {
    let write = Writer { lang };
    let leads = people();
    let texts = [write.leads(&leads), write.deals(&leads), write.spend()];
    let texts = texts.into_iter().chain(handled::texts(&write, &leads));
    let names = NAMES.iter().chain(&handled::NAMES);
    names.map(|names| write.pick(names).to_owned()).zip(texts).collect()
}

/// What its people have noted beside the tables.
pub fn notes(lang: Lang) -> Notebook {
    Notebook { agreement: handled::agreement(&Writer { lang }), ..Notebook::default() }
}

/// Everyone, in the order in which they came.
fn people() -> Vec<Lead> {
    let mut chance = Chance(2026);
    let mut taken: BTreeSet<String> = REFERRED.iter().map(|referred| referred.0.to_owned()).collect();
    let mut number = 0;
    let mut leads = Vec::new();
    for (channel, of) in CHANNELS.iter().enumerate() {
        let outcomes = outcomes(of, &mut chance);
        for (nth, outcome) in (0..of.leads).zip(outcomes) {
            let spread = nth * LAST_LEAD / of.leads.saturating_sub(1).max(1);
            let mut lead = lead(&mut chance, &mut number, &mut taken, channel, spread, outcome);
            if let Some((company, created, closed, _)) =
                REFERRED.iter().find(|referred| channel == 0 && outcome == Outcome::Won(referred.3))
            {
                lead.company = (*company).to_owned();
                lead.email = address(&lead.person, company);
                (lead.created, lead.deal_created, lead.closed, lead.segment) =
                    (*created, created + 5, *closed, 0);
            }
            leads.push(lead);
        }
    }
    leads.sort_by_key(|lead| lead.created);
    if let Some(last) =
        leads.iter_mut().rev().find(|lead| lead.channel != 0 && matches!(lead.outcome, Outcome::Won(_)))
    {
        last.closed = AS_OF;
    }
    leads
}

fn lead(
    chance: &mut Chance,
    number: &mut usize,
    taken: &mut BTreeSet<String>,
    channel: usize,
    created: Day,
    outcome: Outcome,
) -> Lead {
    let (company, segment) = loop {
        // 59 has no factor in common with the number of pairs, so that each pair comes once.
        *number = (*number + 59) % (TRADES.len() * PLACES.len());
        let (trade, segment) = at(&TRADES, *number / PLACES.len());
        let company = format!("{trade} {}", at(&PLACES, *number % PLACES.len()));
        if taken.insert(company.clone()) {
            break (company, segment);
        }
    };
    let person =
        format!("{} {}", at(&FIRST, chance.below(24) as usize), at(&LAST, chance.below(17) as usize));
    let deal_created = created + 2 + chance.below(14);
    let stage = match outcome {
        Outcome::Won(_) => 4,
        Outcome::Open | Outcome::Lost => 3,
        Outcome::None => at(&[0, 0, 0, 0, 1, 1, 1, 1, 2, 2], chance.below(10) as usize),
    };
    Lead {
        email: address(&person, &company),
        person,
        company,
        created,
        channel,
        segment,
        stage,
        owner: at(&OWNERS, chance.below(4) as usize),
        outcome,
        deal_created,
        closed: (deal_created + 12 + chance.below(52)).min(AS_OF - 1),
        reason: chance.below(5) as usize,
    }
}

/// One a lead: the deals spread evenly over the channel's leads, the won amounts adding up to its revenue.
fn outcomes(of: &Channel, chance: &mut Chance) -> Vec<Outcome> {
    let mut deals: Vec<Outcome> = amounts(of, chance).into_iter().map(Outcome::Won).collect();
    deals.extend((0..of.lost).map(|_| Outcome::Lost));
    deals.extend((0..of.open).map(|_| Outcome::Open));
    for last in (1..deals.len()).rev() {
        let other = chance.below(last as u32 + 1) as usize;
        deals.swap(last, other);
    }
    let count = deals.len() as u32;
    let mut deals = deals.into_iter();
    (0..of.leads)
        .map(|nth| {
            let here = (nth + 1) * count / of.leads > nth * count / of.leads;
            if here { deals.next().unwrap_or(Outcome::None) } else { Outcome::None }
        })
        .collect()
}

/// Whole hundreds around the mean; the last takes what is left.
fn amounts(of: &Channel, chance: &mut Chance) -> Vec<u32> {
    let referred: Vec<u32> = REFERRED.iter().map(|referred| referred.3).collect();
    if of.revenue == referred.iter().sum::<u32>() {
        return referred;
    }
    let mut left = of.revenue;
    (0..of.won)
        .map(|nth| {
            let to_come = of.won - nth;
            let mean = left / to_come;
            let amount = if to_come == 1 { left } else { mean * (50 + chance.below(101)) / 100 / 100 * 100 };
            left -= amount;
            amount
        })
        .collect()
}

/// `ana.leal@ceramicavaleazul.example`.
fn address(person: &str, company: &str) -> String {
    let plain = |text: &str| -> String {
        text.to_lowercase()
            .chars()
            .filter_map(|letter| match letter {
                'á' | 'ã' | 'â' => Some('a'),
                'é' | 'ê' => Some('e'),
                'í' => Some('i'),
                'ó' | 'ô' | 'õ' => Some('o'),
                'ú' => Some('u'),
                'ç' => Some('c'),
                ' ' => None,
                other => Some(other),
            })
            .collect()
    };
    let (first, last) = person.split_once(' ').unwrap_or((person, ""));
    format!("{}.{}@{}.example", plain(first), plain(last), plain(company))
}

struct Writer {
    lang: Lang,
}

impl Writer {
    fn pick<'a>(&self, both: &[&'a str; 2]) -> &'a str {
        match self.lang {
            Lang::PtBr => both[0],
            Lang::En => both[1],
        }
    }

    fn line(&self, out: &mut String, cells: &[&str]) {
        out.push_str(&cells.join(self.pick(&[";", ","])));
        out.push('\n');
    }

    fn day(&self, day: Day) -> String {
        let (mut month, mut left) = (1, day);
        for length in [31, 28, 31, 30, 31, 30] {
            if left < length {
                break;
            }
            left -= length;
            month += 1;
        }
        match self.lang {
            Lang::PtBr => format!("{:02}/{month:02}/2026", left + 1),
            Lang::En => format!("2026-{month:02}-{:02}", left + 1),
        }
    }

    /// Minutes since 1 January.
    fn minute(&self, minute: u32) -> String {
        let (day, of_day) = (minute / 1_440, minute % 1_440);
        format!("{} {:02}:{:02}", self.day(day), of_day / 60, of_day % 60)
    }

    fn money(&self, whole: u32) -> String {
        match (self.lang, whole / 1_000, whole % 1_000) {
            (Lang::En, ..) => format!("{whole}.00"),
            (Lang::PtBr, 0, units) => format!("{units},00"),
            (Lang::PtBr, thousands, units) => format!("{thousands}.{units:03},00"),
        }
    }

    fn leads(&self, leads: &[Lead]) -> String {
        let mut out = format!("{}\n", self.pick(&LEADS_HEAD));
        for (nth, lead) in leads.iter().enumerate() {
            let channel = at(&CHANNELS.each_ref().map(|channel| channel.name), lead.channel);
            self.lead(&mut out, lead, &lead.email, self.pick(&channel), lead.created);
            // Now and then somebody comes back by another channel and writes the address in another way.
            if nth % 230 == 115 {
                let again = (lead.created + 3).min(LAST_LEAD);
                self.lead(&mut out, lead, &lead.email.to_uppercase(), self.pick(&CHANNELS[3].name), again);
            }
        }
        out
    }

    fn lead(&self, out: &mut String, lead: &Lead, email: &str, channel: &str, created: Day) {
        let (segment, stage) = (at(&SEGMENTS, lead.segment), at(&STAGES, lead.stage));
        let (segment, stage, day) = (self.pick(&segment), self.pick(&stage), self.day(created));
        self.line(out, &[&lead.person, email, &lead.company, &day, channel, segment, stage, lead.owner]);
    }

    fn deals(&self, leads: &[Lead]) -> String {
        let mut with_deal: Vec<&Lead> = leads.iter().filter(|lead| lead.outcome != Outcome::None).collect();
        with_deal.sort_by_key(|lead| lead.deal_created);
        let mut out = format!("{}\n", self.pick(&DEALS_HEAD));
        for (nth, lead) in with_deal.into_iter().enumerate() {
            let id = format!("N-{}", 1_001 + nth);
            let (status, amount, reason) = match lead.outcome {
                Outcome::Won(amount) => (["Ganho", "Won"], self.money(amount), ["", ""]),
                Outcome::Lost => (["Perdido", "Lost"], String::new(), at(&REASONS, lead.reason)),
                _ => (["Aberto", "Open"], String::new(), ["", ""]),
            };
            let closed = if lead.outcome == Outcome::Open { String::new() } else { self.day(lead.closed) };
            let (status, created) = (self.pick(&status), self.day(lead.deal_created));
            let reason = self.pick(&reason);
            self.line(
                &mut out,
                &[&id, &lead.company, &lead.email, status, &created, &closed, &amount, reason, lead.owner],
            );
        }
        out
    }

    /// One row a channel and month, dated at the month's end.
    fn spend(&self) -> String {
        let mut out = format!("{}\n", self.pick(&SPEND_HEAD));
        for (month, end) in [30, 58, 89].into_iter().enumerate() {
            for channel in &CHANNELS {
                let amount = at(&channel.spend, month);
                if amount > 0 {
                    let (date, name, kind) =
                        (self.day(end), self.pick(&channel.name), self.pick(&channel.kind));
                    self.line(&mut out, &[&date, name, kind, &self.money(amount)]);
                }
            }
        }
        out
    }
}

/// The item, or the kind's plain value beyond the end.
fn at<T: Copy + Default>(items: &[T], index: usize) -> T {
    items.get(index).copied().unwrap_or_default()
}

/// A fixed sequence that looks unordered (Lehmer, MINSTD); the same on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0 * 48_271 % 0x7fff_ffff;
        (self.0 % u64::from(limit.max(1))) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn the_numbers_of_the_table_come_out() {
        let expected = [
            ("Indicação", 48, 7, 106_400),
            ("Orgânico", 216, 11, 136_400),
            ("Busca paga", 324, 23, 273_700),
            ("Social pago", 420, 8, 74_400),
            ("Prospecção", 130, 8, 116_800),
            ("Eventos", 88, 8, 132_000),
            ("Parceiros", 7, 1, 13_800),
            ("E-mail", 85, 6, 62_400),
        ];
        let files = files(Lang::PtBr);
        let mut channel_of = BTreeMap::new();
        let mut counts: BTreeMap<String, (u32, u32, u32)> = BTreeMap::new();
        for cells in files[0].1.lines().skip(1).map(|line| line.split(';').collect::<Vec<_>>()) {
            assert_eq!(cells.len(), 8);
            channel_of.entry(cells[1].to_lowercase()).or_insert_with(|| {
                counts.entry(cells[4].to_owned()).or_default().0 += 1;
                cells[4].to_owned()
            });
        }
        let mut buyers = BTreeSet::new();
        for cells in files[1].1.lines().skip(1).map(|line| line.split(';').collect::<Vec<_>>()) {
            assert_eq!(cells.len(), 9);
            if cells[3] == "Ganho" {
                assert!(buyers.insert(cells[1].to_owned()), "one deal a company");
                let count = counts.get_mut(&channel_of[cells[2]]).expect("a lead");
                count.1 += 1;
                count.2 += cells[6].replace('.', "").replace(",00", "").parse::<u32>().expect("an amount");
            }
        }
        assert_eq!(counts.len(), expected.len());
        for (name, leads, customers, revenue) in expected {
            assert_eq!(counts[name], (leads, customers, revenue), "{name}");
        }
        for day in ["01/01/2026", "31/03/2026"] {
            assert!(files[0].1.contains(day));
        }
        assert!(files[1].1.contains("19/06/2026"));
        assert!(files[2].1.contains("31/03/2026;Indicação;bônus a quem indica;3.800,00\n"));
    }

    #[test]
    fn both_languages_hold_the_same() {
        let (portuguese, english) = (files(Lang::PtBr), files(Lang::En));
        for ((_, left), (_, right)) in portuguese.iter().zip(&english) {
            assert_eq!(left.lines().count(), right.lines().count());
        }
        assert!(english[0].1.starts_with("Name,Email,Company,Created at,"));
        assert!(english[1].1.contains(",Won,2026-"));
    }
}
