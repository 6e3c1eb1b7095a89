//! Companies made up from known truths, to ask whether the statistics keep their word (`examples/calibration.rs`,
//! docs/calibration.md) and whether two platforms compute the same bits ([`companies_digest_from`]).
//!
//! The same seed gives the same company everywhere. Nothing that a person sees is made here.

mod digest;

pub use digest::companies_digest_from;

use crate::Day;
use crate::company::{
    Channel, ChannelIx, ChannelName, Company, NO_AMOUNT, NO_DAY, NO_LEAD, Reached, Source, Status,
};

/// How large the companies are.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Fewest and most channels.
    pub channels: (u32, u32),
    /// Least and most expected leads of a channel.
    pub leads: (f64, f64),
}

/// Three to fifteen channels of about 20 to 2,000 leads each.
pub const WHOLE: Size = Size { channels: (3, 15), leads: (25.0, 1_900.0) };
/// Small enough that a hundred thousand are computed in minutes.
pub const SMALL: Size = Size { channels: (2, 6), leads: (12.0, 60.0) };

/// What is true of a channel, in major units, fractions and days.
#[derive(Clone, Copy, Debug)]
pub struct Truth {
    pub cpl: f64,
    pub rate: f64,
    pub cac: f64,
    /// The mean deal.
    pub deal: f64,
    pub value: f64,
    /// The median cycle.
    pub cycle: f64,
}

/// A multiplicative congruential sequence (Knuth's MMIX constants), its upper bits.
pub struct Sequence(u64);

impl Sequence {
    pub fn new(seed: u64) -> Self {
        let mut sequence = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x6a09_e667_f3bc_c908);
        for _ in 0..4 {
            sequence.uniform();
        }
        sequence
    }

    /// In (0, 1).
    pub fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    pub fn normal(&mut self) -> f64 {
        (-2.0 * libm::log(self.uniform())).sqrt() * libm::cos(std::f64::consts::TAU * self.uniform())
    }

    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.uniform()
    }

    pub fn log_between(&mut self, low: f64, high: f64) -> f64 {
        libm::exp(self.between(libm::log(low), libm::log(high)))
    }

    /// Waiting times summed until the mean is used up.
    pub fn poisson(&mut self, mean: f64) -> u32 {
        let (mut count, mut time) = (0, -libm::log(self.uniform()));
        while time < mean {
            count += 1;
            time -= libm::log(self.uniform());
        }
        count
    }
}

/// What the channels of one company have in common, and how far they differ.
struct Firm {
    cpl: f64,
    logit: f64,
    ln_deal: f64,
    ln_cycle: f64,
    /// Standard deviations between channels: cost, rate, deal, cycle. Some companies' channels are almost equal.
    apart: [f64; 4],
    /// Standard deviations of ln amount and ln days within a channel.
    within: [f64; 2],
}

const FIRST_DAY: Day = 20_000;
/// Leads come for half a year.
const DAYS: f64 = 180.0;

pub fn company(seed: u64, size: &Size) -> (Company, Vec<Truth>) {
    let mut s = Sequence::new(seed);
    let (few, many) = size.channels;
    let count = few + (s.uniform() * f64::from(many - few + 1)) as u32;
    let firm = Firm {
        cpl: s.log_between(20.0, 300.0),
        logit: s.between(-3.9, -1.9),
        ln_deal: s.between(7.0, 10.3),
        ln_cycle: s.between(3.0, 4.5),
        apart: [s.between(0.05, 0.9), s.between(0.05, 0.8), s.between(0.02, 0.4), s.between(0.02, 0.4)],
        within: [s.between(0.3, 1.0), s.between(0.3, 0.8)],
    };
    let mut company = Company { has_leads: true, has_deals: true, has_spend: true, ..Company::default() };
    let mut truths = Vec::new();
    for channel in 0..count {
        let id = format!("c{channel:02}");
        company.channels.push(Channel { id: id.clone(), name: ChannelName::Text(id), spellings: Vec::new() });
        truths.push(fill(&mut company, channel as ChannelIx, &firm, size, &mut s));
    }
    company.first_day = Some(FIRST_DAY);
    company.as_of = Some(FIRST_DAY + 2_000);
    (company, truths)
}

fn fill(company: &mut Company, channel: ChannelIx, firm: &Firm, size: &Size, s: &mut Sequence) -> Truth {
    let [cost, rates, deals, cycles] = firm.apart;
    let [amounts, days] = firm.within;
    let cpl = firm.cpl * libm::exp(cost * s.normal());
    let rate = 1.0 / (1.0 + libm::exp(-(firm.logit + rates * s.normal())));
    let ln_deal = firm.ln_deal + deals * s.normal();
    let ln_cycle = firm.ln_cycle + cycles * s.normal();
    let expected = s.log_between(size.leads.0, size.leads.1);
    let spend = libm::round(cpl * expected * 100.0);
    push_spend(company, channel, spend as i64);
    for _ in 0..s.poisson(expected) {
        let created = FIRST_DAY + (s.uniform() * DAYS) as Day;
        let chance = s.uniform();
        let lead = company.leads.channel.len() as u32;
        let won = chance < rate;
        let lost = !won && chance > 0.9;
        let wait = libm::floor(libm::exp(ln_cycle + days * s.normal()) + 0.5) as Day;
        let reached = match (won, lost) {
            (true, _) => Reached::Customer,
            (_, true) => Reached::Opportunity,
            _ => Reached::Lead,
        };
        push_lead(company, channel, created, reached, if won { created + wait } else { NO_DAY });
        if won {
            let amount = 100.0 * libm::exp(ln_deal + amounts * s.normal());
            push_deal(company, channel, lead, Status::Won, (created, created + wait), amount as i64);
        } else if lost {
            push_deal(company, channel, lead, Status::Lost, (created, created + wait), NO_AMOUNT);
        }
    }
    let deal = libm::exp(ln_deal + 0.5 * amounts * amounts);
    let cpl = spend / 100.0 / expected;
    Truth { cpl, rate, cac: cpl / rate, deal, value: rate * deal, cycle: libm::exp(ln_cycle) }
}

fn push_spend(company: &mut Company, channel: ChannelIx, amount: i64) {
    let spend = &mut company.spend;
    let row = spend.channel.len() as u32;
    spend.channel.push(channel);
    spend.from.push(FIRST_DAY);
    spend.to.push(FIRST_DAY + DAYS as Day - 1);
    spend.amount.push(amount);
    spend.by_report.push(false);
    spend.source.push(Source { sheet: 3, row });
}

fn push_lead(company: &mut Company, channel: ChannelIx, created: Day, reached: Reached, customer_at: Day) {
    let leads = &mut company.leads;
    let row = leads.channel.len() as u32;
    leads.channel.push(channel);
    leads.created.push(created);
    leads.reached.push(reached);
    leads.customer_at.push(customer_at);
    leads.source.push(Source { sheet: 1, row });
}

fn push_deal(
    company: &mut Company,
    channel: ChannelIx,
    lead: u32,
    status: Status,
    days: (Day, Day),
    amount: i64,
) {
    let deals = &mut company.deals;
    let row = deals.lead.len() as u32;
    deals.lead.push(lead);
    deals.channel.push(channel);
    deals.status.push(status);
    deals.created.push(days.0);
    deals.closed.push(days.1);
    deals.amount.push(amount);
    deals.first_win.push(status == Status::Won && lead != NO_LEAD);
    deals.source.push(Source { sheet: 2, row });
}
