//! Companies made by hand, one call a row.
#![allow(dead_code)]

use garimpo_funnel::company::{
    Channel, ChannelName, Company, NO_CHANNEL, NO_LEAD, Reached, Source, Status, Sums,
};
use garimpo_funnel::ranking::{Metric, MetricId, Ranking, Row};
use garimpo_funnel::{Day, Settings, rank};

#[allow(unused_imports)]
pub use garimpo_funnel::company::{NO_AMOUNT, NO_DAY};

pub const LEADS: u32 = 1;
pub const DEALS: u32 = 2;
pub const SPEND: u32 = 3;
pub const SUMS: u32 = 4;

#[derive(Default)]
pub struct Maker {
    pub company: Company,
}

impl Maker {
    /// Channels in the order of their ids, as the company has them.
    pub fn new(ids: &[&str]) -> Self {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        let channel = |id: &&str| Channel {
            id: id.to_string(),
            name: ChannelName::Text(id.to_string()),
            spellings: Vec::new(),
        };
        let channels = ids.iter().map(channel).collect();
        Self { company: Company { channels, ..Company::default() } }
    }

    pub fn at(&self, id: &str) -> u16 {
        match self.company.channels.iter().position(|c| c.id == id) {
            Some(at) => at as u16,
            None => NO_CHANNEL,
        }
    }

    /// Returns its index.
    pub fn lead(&mut self, channel: &str, created: Day, reached: Reached, customer_at: Day) -> u32 {
        let channel = self.at(channel);
        self.company.has_leads = true;
        let leads = &mut self.company.leads;
        let row = leads.channel.len() as u32;
        leads.channel.push(channel);
        leads.created.push(created);
        leads.reached.push(reached);
        leads.customer_at.push(customer_at);
        leads.source.push(Source { sheet: LEADS, row });
        row
    }

    pub fn deal(
        &mut self,
        lead: u32,
        channel: &str,
        status: Status,
        days: (Day, Day),
        amount: i64,
        first: bool,
    ) {
        let own = self.at(channel);
        self.company.has_deals = true;
        let of_lead = self.company.leads.channel.get(lead as usize).copied();
        let deals = &mut self.company.deals;
        let row = deals.lead.len() as u32;
        deals.lead.push(lead);
        deals.channel.push(of_lead.unwrap_or(own));
        deals.status.push(status);
        deals.created.push(days.0);
        deals.closed.push(days.1);
        deals.amount.push(amount);
        deals.first_win.push(first);
        deals.source.push(Source { sheet: DEALS, row });
    }

    /// A lead that bought: created on `created`, won `cycle` days later.
    pub fn customer(&mut self, channel: &str, created: Day, cycle: Day, amount: i64) {
        let lead = self.lead(channel, created, Reached::Customer, created + cycle);
        self.deal(lead, channel, Status::Won, (created, created + cycle), amount, true);
    }

    /// A win without a lead.
    pub fn lone_win(&mut self, channel: &str, days: (Day, Day), amount: i64) {
        self.deal(NO_LEAD, channel, Status::Won, days, amount, true);
    }

    pub fn leads(&mut self, channel: &str, count: usize, created: Day) {
        for _ in 0..count {
            self.lead(channel, created, Reached::Lead, NO_DAY);
        }
    }

    pub fn spend(&mut self, channel: &str, days: (Day, Day), amount: i64) {
        let channel = self.at(channel);
        self.company.has_spend = true;
        let spend = &mut self.company.spend;
        let row = spend.channel.len() as u32;
        spend.channel.push(channel);
        spend.from.push(days.0);
        spend.to.push(days.1);
        spend.amount.push(amount);
        spend.by_report.push(false);
        spend.source.push(Source { sheet: SPEND, row });
    }

    pub fn sums(&mut self, channel: &str, told: impl FnOnce(&mut Sums)) {
        let row = self.company.sums.len() as u32;
        let mut sums = Sums {
            channel: self.at(channel),
            day: NO_DAY,
            spend: None,
            leads: None,
            mqls: None,
            sqls: None,
            opportunities: None,
            customers: None,
            revenue: None,
            source: Source { sheet: SUMS, row },
        };
        told(&mut sums);
        self.company.sums.push(sums);
    }

    pub fn rank(&self) -> Ranking {
        rank(&self.company, &Settings::default())
    }
}

pub fn row<'a>(ranking: &'a Ranking, id: &str) -> &'a Row {
    match ranking.channels.iter().find(|row| row.channel.id == id) {
        Some(row) => &row.row,
        None => panic!("no channel {id}"),
    }
}

pub fn get(ranking: &Ranking, id: &str, metric: MetricId) -> Metric {
    row(ranking, id).get(metric)
}

#[track_caller]
pub fn near(what: &str, got: Option<f64>, want: f64, tolerance: f64) {
    assert!(got.is_some_and(|got| (got - want).abs() <= tolerance), "{what}: got {got:?}, want {want}");
}

/// Channel, spend, leads, customers, revenue of the design's sample company (whole reais; a spend of 0: not told).
pub const SAMPLE: [(&str, i64, usize, usize, i64); 8] = [
    ("indicacao", 10_080, 48, 7, 106_400),
    ("organico", 19_440, 216, 11, 136_400),
    ("busca paga", 48_600, 324, 23, 273_700),
    ("social pago", 37_800, 420, 8, 74_400),
    ("prospeccao", 39_000, 130, 8, 116_800),
    ("eventos", 84_600, 88, 8, 132_000),
    ("parceiros", 2_100, 7, 1, 13_800),
    ("e-mail", 0, 85, 6, 62_400),
];

pub fn sample() -> Maker {
    let mut maker = Maker::new(&SAMPLE.map(|c| c.0));
    for (id, spend, leads, customers, revenue) in SAMPLE {
        if spend > 0 {
            for month in 0..3 {
                let first = 20_454 + 30 * month;
                maker.spend(id, (first, first + 29), spend * 100 / 3);
            }
        }
        // Amounts from about half to one and a half times the mean; the last one makes the sum.
        let mean = revenue * 100 / customers as i64;
        let mut rest = revenue * 100;
        for i in 0..customers {
            let part = mean / 2 + mean * i as i64 / (customers as i64).max(2);
            let amount = if i + 1 == customers { rest } else { part };
            rest -= amount;
            maker.customer(id, 20_454 + (i as Day * 7) % 90, 20 + i as Day * 3, amount);
        }
        for i in customers..leads {
            maker.lead(id, 20_454 + (i as Day) % 90, Reached::Lead, NO_DAY);
        }
    }
    maker.company.as_of = Some(20_623);
    maker
}

pub fn with(change: impl FnOnce(&mut Settings)) -> Settings {
    let mut settings = Settings::default();
    change(&mut settings);
    settings
}

pub fn value(ranking: &Ranking, id: &str, metric: MetricId) -> Option<f64> {
    get(ranking, id, metric).value
}

/// Leads of one channel, all created on day 0 and seen on day 100: 40 bought, one each second day from day 2 to 80.
pub fn steady(maker: &mut Maker, id: &str) {
    for i in 0..40 {
        maker.customer(id, 0, 2 + 2 * i, 100_000);
    }
    maker.leads(id, 160, 0);
    maker.company.as_of = Some(100);
}
