//! Settings as a link carries them. The texts in them (channels' ids, in merges and shared costs) come from the
//! data: they are in a view link only, and only those that name nobody.

use std::collections::{BTreeMap, BTreeSet};

use garimpo_funnel::settings::{Allocation, Churn, Form, MoneySettings};
use garimpo_funnel::{Clock, Period, Settings};
use serde::{Deserialize, Serialize};

use super::pack::{MOST_TEXT, Packer, Unpacker};

/// Of each list.
const MOST: u64 = 500;
const EXACT: u8 = 15;

/// Settings without data, for somebody who has the same files.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct View {
    pub settings: Settings,
}

impl View {
    pub fn encode(&self) -> Vec<u8> {
        let mut packer = Packer::default();
        write(&mut packer, &self.settings);
        let sendable = |text: &str| !text.is_empty() && text.len() <= MOST_TEXT;
        let merges: Vec<_> =
            self.settings.merges.iter().filter(|(a, b)| sendable(a) && sendable(b)).collect();
        packer.count(merges.len().min(MOST as usize) as u64);
        for (from, into) in merges.into_iter().take(MOST as usize) {
            packer.text(from);
            packer.text(into);
        }
        let shared: Vec<_> = self.settings.money.shared.iter().filter(|id| sendable(id)).collect();
        packer.count(shared.len().min(MOST as usize) as u64);
        shared.into_iter().take(MOST as usize).for_each(|id| packer.text(id));
        packer.0
    }

    pub fn decode(bytes: &[u8]) -> Option<View> {
        let mut unpacker = Unpacker(bytes);
        let mut settings = read(&mut unpacker)?;
        for _ in 0..unpacker.count().filter(|count| *count <= MOST)? {
            settings.merges.insert(unpacker.text()?.to_owned(), unpacker.text()?.to_owned());
        }
        for _ in 0..unpacker.count().filter(|count| *count <= MOST)? {
            settings.money.shared.insert(unpacker.text()?.to_owned());
        }
        unpacker.done()?;
        Some(View { settings })
    }
}

/// All but the texts.
pub(super) fn write(packer: &mut Packer, settings: &Settings) {
    let Settings { clock, period, merges: _, lagged, horizon, money } = settings;
    let MoneySettings {
        margin,
        form,
        allocation,
        shared: _,
        currency,
        rates,
        value_days,
        recurring_months,
        churn,
        most_months,
    } = money;
    let form = match form {
        Form::OneOff => 0,
        Form::Repeat => 1,
        Form::Subscription => 2,
    };
    packer.byte(
        u8::from(*clock == Clock::Period)
            | u8::from(*lagged) << 1
            | u8::from(*allocation == Allocation::ByLeads) << 2
            | form << 3,
    );
    for day in [period.from, period.to, *horizon] {
        packer.maybe(day.map(i64::from));
    }
    packer.number(*margin, EXACT);
    packer.currency(*currency);
    let rates: Vec<_> = rates
        .iter()
        .flat_map(|(of, typed)| typed.iter().map(|rate| (*of, *rate)))
        .take(MOST as usize)
        .collect();
    packer.count(rates.len() as u64);
    for (of, (day, rate)) in rates {
        packer.currency(Some(of));
        packer.signed(i64::from(day));
        packer.number(Some(rate), EXACT);
    }
    packer.signed(i64::from(*value_days));
    packer.number(Some(*recurring_months), EXACT);
    packer.number(churn.map(|churn| churn.ended), EXACT);
    packer.number(churn.map(|churn| churn.customer_months), EXACT);
    packer.number(Some(*most_months), EXACT);
}

pub(super) fn read(unpacker: &mut Unpacker<'_>) -> Option<Settings> {
    let flags = unpacker.byte().filter(|flags| *flags < 0x18)?;
    let is_on = |bit: u8| flags >> bit & 1 == 1;
    let form = match flags >> 3 {
        0 => Form::OneOff,
        1 => Form::Repeat,
        _ => Form::Subscription,
    };
    let period = Period { from: unpacker.maybe_day()?, to: unpacker.maybe_day()? };
    let horizon = unpacker.maybe_day()?;
    let margin = unpacker.number()?;
    let currency = unpacker.currency()?;
    let mut rates: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for _ in 0..unpacker.count().filter(|count| *count <= MOST)? {
        let of = unpacker.currency()??;
        let day = i32::try_from(unpacker.signed()?).ok()?;
        rates.entry(of).or_default().push((day, unpacker.number()??));
    }
    let value_days = i32::try_from(unpacker.signed()?).ok()?;
    let recurring_months = unpacker.number()??;
    let churn = match (unpacker.number()?, unpacker.number()?) {
        (Some(ended), Some(customer_months)) => Some(Churn { ended, customer_months }),
        _ => None,
    };
    let most_months = unpacker.number()??;
    Some(Settings {
        clock: if is_on(0) { Clock::Period } else { Clock::Cohort },
        period,
        merges: BTreeMap::new(),
        lagged: is_on(1),
        horizon,
        money: MoneySettings {
            margin,
            form,
            allocation: if is_on(2) { Allocation::ByLeads } else { Allocation::BySpend },
            shared: BTreeSet::new(),
            currency,
            rates,
            value_days,
            recurring_months,
            churn,
            most_months,
        },
    })
}
