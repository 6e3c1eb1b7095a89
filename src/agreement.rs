//! What the agreement's views need beside the document: addresses of lists, and the form of a version as it is
//! being written. Pure.

use garimpo_funnel::Day;
use garimpo_funnel::agreement::desk::{Ask, Which};
use garimpo_funnel::agreement::outcomes::Fate;
use garimpo_funnel::agreement::terms::Promise;
use garimpo_funnel::agreement::{
    Basis, Capacity, ClassTarget, Criterion, FirstContact, Persistence, State, Test, Verdicts, Version,
    Within,
};

use crate::calendar::{iso, parse_iso};
use crate::i18n::Lang;
use crate::route::{decode, encode};
use crate::typed;

/// The address of a list: everything that it asks for.
pub fn written(ask: &Ask) -> String {
    let mut parts = vec![format!("which={}", which(&ask.which))];
    if let Which::Class(class) = &ask.which {
        parts.push(format!("class={}", encode(class)));
    }
    parts.extend(ask.month.map(|month| format!("month={}", iso(month))));
    let mut text = |key: &str, value: &Option<String>| {
        parts.extend(value.as_ref().map(|value| format!("{key}={}", encode(value))));
    };
    text("owner", &ask.owner);
    text("channel", &ask.channel);
    text("campaign", &ask.campaign);
    if ask.skip > 0 {
        parts.push(format!("skip={}", ask.skip));
    }
    parts.join("&")
}

fn which(which: &Which) -> String {
    match which {
        Which::Standing { promise, state } => {
            let state = match state {
                State::Attained => "attained",
                State::Pending => "pending",
                State::Breached => "breached",
            };
            format!("{}-{state}", promise.name())
        }
        Which::Untouched => "never-tried".into(),
        Which::Day => "day".into(),
        Which::Unanswered => "unanswered".into(),
        Which::Became(fate) => fate.name().into(),
        Which::Unqualified => "unqualified".into(),
        Which::Class(_) => "class".into(),
        Which::All => "all".into(),
    }
}

/// What is not said, or cannot be read, is everybody's day.
pub fn asked(address: &str) -> Ask {
    let mut ask = Ask { which: Which::Day, month: None, owner: None, channel: None, campaign: None, skip: 0 };
    let mut class = String::new();
    for part in address.split('&') {
        let Some((key, value)) = part.split_once('=') else { continue };
        let text = decode(value);
        match key {
            "which" => ask.which = which_of(&text),
            "class" => class = text,
            "month" => ask.month = parse_iso(&text),
            "owner" => ask.owner = Some(text),
            "channel" => ask.channel = Some(text),
            "campaign" => ask.campaign = Some(text),
            "skip" => ask.skip = text.parse().unwrap_or(0),
            _ => {}
        }
    }
    if let Which::Class(name) = &mut ask.which {
        *name = class;
    }
    ask
}

fn which_of(text: &str) -> Which {
    if let Some(fate) = Fate::ALL.into_iter().find(|fate| fate.name() == text) {
        return Which::Became(fate);
    }
    let standing = text.rsplit_once('-').and_then(|(promise, state)| {
        let promise = Promise::ALL.into_iter().find(|known| known.name() == promise)?;
        let state = match state {
            "attained" => State::Attained,
            "pending" => State::Pending,
            "breached" => State::Breached,
            _ => return None,
        };
        Some(Which::Standing { promise, state })
    });
    match text {
        "never-tried" => Which::Untouched,
        "unanswered" => Which::Unanswered,
        "unqualified" => Which::Unqualified,
        "class" => Which::Class(String::new()),
        "all" => Which::All,
        _ => standing.unwrap_or(Which::Day),
    }
}

/// How a rule looks at a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Looks {
    #[default]
    OneOf,
    NoneOf,
    AtLeast,
    AtMost,
    Filled,
}

impl Looks {
    pub const ALL: [Looks; 5] = [Self::OneOf, Self::NoneOf, Self::AtLeast, Self::AtMost, Self::Filled];
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    Minutes,
    Hours,
    #[default]
    Days,
}

impl Unit {
    pub const ALL: [Unit; 3] = [Self::Minutes, Self::Hours, Self::Days];
}

/// A target of one class as typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClassDraft {
    pub class: String,
    pub leads: String,
    pub value: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleDraft {
    pub column: String,
    pub looks: Looks,
    pub values: String,
}

/// A version as it is being written: what is typed stays as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub version: Version,
    pub revenue: String,
    pub share: String,
    pub classes: Vec<ClassDraft>,
    pub rules: Vec<RuleDraft>,
    pub off: String,
    pub opens: String,
    pub closes: String,
    pub first: (String, Unit, String),
    /// Conversion types with a time of their own.
    pub by_type: Vec<(String, String, Unit)>,
    /// Attempts, days, share.
    pub attempts: [String; 3],
    /// Days, share.
    pub verdict: [String; 2],
    /// People, attempts a day.
    pub capacity: [String; 2],
}

/// Where a draft cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    Since,
    Revenue,
    Share,
    Class(usize),
    Rule(usize),
    Hours,
    Off,
    First,
    Attempts,
    Verdict,
    Capacity,
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 24 && minutes < 60 && hours * 60 + minutes <= 1_440).then_some(hours * 60 + minutes)
}

fn within(text: &str, unit: Unit) -> Option<Within> {
    let count: u32 = text.trim().parse().ok().filter(|count| *count <= 100_000)?;
    Some(match unit {
        Unit::Minutes => Within::Minutes(count),
        Unit::Hours => Within::Minutes(count.saturating_mul(60)),
        Unit::Days => Within::Days(count),
    })
}

fn typed_within(within: Within) -> (String, Unit) {
    match within {
        Within::Days(days) => (days.to_string(), Unit::Days),
        Within::Minutes(minutes) if minutes > 0 && minutes % 60 == 0 => {
            ((minutes / 60).to_string(), Unit::Hours)
        }
        Within::Minutes(minutes) => (minutes.to_string(), Unit::Minutes),
    }
}

impl Draft {
    /// Begins with a version: what holds now, or a proposal.
    pub fn of(lang: Lang, version: &Version) -> Draft {
        let share = |share: f64| typed::written(lang, (share * 1e6).round() / 1e4);
        let minor = |minor: i64| typed::written(lang, minor as f64 / 100.0);
        let promises = &version.promises;
        let (first, unit) = promises
            .first
            .as_ref()
            .map_or_else(|| (String::new(), Unit::Days), |first| typed_within(first.within));
        let class = |target: &ClassTarget| ClassDraft {
            class: target.class.clone(),
            leads: typed::written(lang, target.leads),
            value: target.value.map(minor).unwrap_or_default(),
        };
        let rule = |criterion: &Criterion| {
            let (looks, values) = match &criterion.test {
                Test::OneOf(values) => (Looks::OneOf, values.join(", ")),
                Test::NoneOf(values) => (Looks::NoneOf, values.join(", ")),
                Test::AtLeast(least) => (Looks::AtLeast, typed::written(lang, *least)),
                Test::AtMost(most) => (Looks::AtMost, typed::written(lang, *most)),
                Test::Filled => (Looks::Filled, String::new()),
            };
            RuleDraft { column: criterion.column.clone(), looks, values }
        };
        let of_type = |(kind, within): &(String, Within)| {
            let (text, unit) = typed_within(*within);
            (kind.clone(), text, unit)
        };
        let days: Vec<String> = version.calendar.off.iter().map(|day| iso(*day)).collect();
        Draft {
            revenue: version.goal.revenue.map(minor).unwrap_or_default(),
            share: version.goal.share.map(share).unwrap_or_default(),
            classes: version.classes.iter().map(class).collect(),
            rules: version.criteria.iter().map(rule).collect(),
            off: days.join(", "),
            opens: clock(version.calendar.opens),
            closes: clock(version.calendar.closes),
            first: (first, unit, promises.first.as_ref().map(|first| share(first.share)).unwrap_or_default()),
            by_type: promises.first.iter().flat_map(|first| &first.by_type).map(of_type).collect(),
            attempts: promises.attempts.map_or_else(Default::default, |agreed| {
                [agreed.attempts.to_string(), agreed.days.to_string(), share(agreed.share)]
            }),
            verdict: promises
                .verdict
                .map_or_else(Default::default, |agreed| [agreed.days.to_string(), share(agreed.share)]),
            capacity: promises.capacity.map_or_else(Default::default, |agreed| {
                [agreed.people.to_string(), typed::written(lang, agreed.attempts_a_day)]
            }),
            version: version.clone(),
        }
    }

    /// The version that is written, or the first thing that cannot be one.
    pub fn read(&self, lang: Lang) -> Result<Version, Flaw> {
        let mut version = self.version.clone();
        let share = |text: &str, flaw: Flaw| match typed::percent(lang, text) {
            Ok(Some(share)) if (0.0..=1.0).contains(&share) => Ok(share),
            _ => Err(flaw),
        };
        let minor = |text: &str, flaw: Flaw| match typed::number(lang, text) {
            Ok(None) => Ok(None),
            Ok(Some(value)) if (0.0..1e13).contains(&value) => Ok(Some((value * 100.0).round() as i64)),
            _ => Err(flaw),
        };
        let whole = |text: &str, low: u32, flaw: Flaw| match typed::whole(lang, text, low, 100_000) {
            Ok(Some(value)) => u32::try_from(value).map_err(|_| flaw),
            _ => Err(flaw),
        };
        let is_empty = |texts: &[String]| texts.iter().all(|text| text.trim().is_empty());
        if version.since == Day::MIN {
            return Err(Flaw::Since);
        }
        version.goal.revenue = minor(&self.revenue, Flaw::Revenue)?;
        version.goal.share =
            if self.share.trim().is_empty() { None } else { Some(share(&self.share, Flaw::Share)?) };
        version.classes = Vec::new();
        for (at, class) in self.classes.iter().enumerate() {
            let leads = match typed::number(lang, &class.leads) {
                Ok(leads) => leads.filter(|leads| (0.0..1e9).contains(leads)).ok_or(Flaw::Class(at))?,
                Err(_) => return Err(Flaw::Class(at)),
            };
            let value = minor(&class.value, Flaw::Class(at))?;
            version.classes.push(ClassTarget { class: class.class.trim().to_owned(), leads, value });
        }
        version.criteria = Vec::new();
        for (at, rule) in self.rules.iter().enumerate() {
            let number = || match typed::number(lang, &rule.values) {
                Ok(Some(number)) => Ok(number),
                _ => Err(Flaw::Rule(at)),
            };
            let values = || {
                let values = rule.values.split(',').map(str::trim).filter(|value| !value.is_empty());
                let values: Vec<String> = values.map(str::to_owned).collect();
                if values.is_empty() { Err(Flaw::Rule(at)) } else { Ok(values) }
            };
            let test = match rule.looks {
                Looks::OneOf => Test::OneOf(values()?),
                Looks::NoneOf => Test::NoneOf(values()?),
                Looks::AtLeast => Test::AtLeast(number()?),
                Looks::AtMost => Test::AtMost(number()?),
                Looks::Filled => Test::Filled,
            };
            version.criteria.push(Criterion { column: rule.column.clone(), test });
        }
        let hours = (minutes(&self.opens), minutes(&self.closes));
        let (Some(opens), Some(closes)) = hours else { return Err(Flaw::Hours) };
        if opens >= closes {
            return Err(Flaw::Hours);
        }
        (version.calendar.opens, version.calendar.closes) = (opens, closes);
        let off = self.off.split([',', ' ', ';']).filter(|text| !text.is_empty());
        version.calendar.off = off.map(|text| parse_iso(text).ok_or(Flaw::Off)).collect::<Result<_, _>>()?;
        let (first, unit, of) = &self.first;
        version.promises.first = if first.trim().is_empty() {
            None
        } else {
            let of_type = |(kind, text, unit): &(String, String, Unit)| {
                Some((kind.trim().to_owned(), within(text, *unit)?))
            };
            Some(FirstContact {
                within: within(first, *unit).ok_or(Flaw::First)?,
                by_type: self.by_type.iter().map(of_type).collect::<Option<_>>().ok_or(Flaw::First)?,
                share: share(of, Flaw::First)?,
            })
        };
        let [attempts, days, of] = &self.attempts;
        version.promises.attempts = if is_empty(&self.attempts) {
            None
        } else {
            Some(Persistence {
                attempts: whole(attempts, 1, Flaw::Attempts)?,
                days: whole(days, 0, Flaw::Attempts)?,
                share: share(of, Flaw::Attempts)?,
            })
        };
        let [days, of] = &self.verdict;
        version.promises.verdict = if is_empty(&self.verdict) {
            None
        } else {
            Some(Verdicts { days: whole(days, 0, Flaw::Verdict)?, share: share(of, Flaw::Verdict)? })
        };
        let [people, a_day] = &self.capacity;
        version.promises.capacity = if is_empty(&self.capacity) {
            None
        } else {
            let a_day = typed::positive(lang, a_day, 10_000.0).ok().flatten().ok_or(Flaw::Capacity)?;
            Some(Capacity { people: whole(people, 1, Flaw::Capacity)?, attempts_a_day: a_day })
        };
        Ok(version)
    }
}

/// What a first agreement could say: targets and values from the data, the usual promises.
pub fn proposal(overview: &garimpo_funnel::agreement::overview::Overview) -> Version {
    let as_of = overview.board.as_of;
    let (first, _) = garimpo_funnel::agreement::month_of(as_of);
    let months = overview.months.map_or(1.0, |(from, to)| {
        // Whole months, about.
        (f64::from(to.saturating_sub(from)) / 30.4).round() + 1.0
    });
    let class = |worth: &garimpo_funnel::agreement::worth::ClassWorth| ClassTarget {
        class: worth.class.clone(),
        leads: (f64::from(worth.leads) / months).round(),
        value: worth.value.map(|value| (value / 1_000) * 1_000),
    };
    let last = overview.months.map_or(first, |(_, last)| last);
    Version {
        since: last.min(first),
        agreed: as_of,
        basis: overview.basis.clone(),
        classes: overview.worths.iter().take(12).map(class).collect(),
        promises: garimpo_funnel::agreement::Promises {
            first: Some(FirstContact { within: Within::Days(1), by_type: Vec::new(), share: 0.9 }),
            attempts: Some(Persistence { attempts: 5, days: 10, share: 0.8 }),
            verdict: Some(Verdicts { days: 7, share: 0.8 }),
            capacity: None,
        },
        ..Version::default()
    }
}

/// The bases that there are, in the order of the choice.
pub fn bases(overview: &garimpo_funnel::agreement::overview::Overview) -> Vec<Basis> {
    let kinds = (!overview.kinds.is_empty()).then_some(Basis::ConversionType);
    let columns = overview.columns.iter().map(|column| Basis::Segment(column.id.clone()));
    kinds.into_iter().chain(std::iter::once(Basis::Channel)).chain(columns).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_addresses() {
        let plain =
            Ask { which: Which::Day, month: None, owner: None, channel: None, campaign: None, skip: 0 };
        let all = [
            plain.clone(),
            Ask { which: Which::Class("E-book & mais".into()), month: Some(20_500), ..plain.clone() },
            Ask {
                which: Which::Standing { promise: Promise::Verdict, state: State::Breached },
                owner: Some("Bia Leal".into()),
                channel: Some("busca paga".into()),
                campaign: Some(String::new()),
                skip: 200,
                ..plain.clone()
            },
            Ask { which: Which::Untouched, ..plain.clone() },
            Ask { which: Which::Became(Fate::Untouched), ..plain.clone() },
        ];
        for ask in all {
            assert_eq!(asked(&written(&ask)), ask, "{}", written(&ask));
        }
        assert_eq!(asked("which=nonsense&skip=x"), plain);
    }

    #[test]
    fn a_version_comes_back_from_its_form() {
        let version = Version {
            since: 20_500,
            classes: vec![ClassTarget { class: "Demo".into(), leads: 60.5, value: Some(123_450) }],
            criteria: vec![
                Criterion { column: "setor".into(), test: Test::NoneOf(vec!["varejo".into(), "ong".into()]) },
                Criterion { column: "porte".into(), test: Test::AtLeast(10.5) },
            ],
            goal: garimpo_funnel::agreement::Goal { revenue: Some(40_000_000), share: Some(0.75) },
            promises: garimpo_funnel::agreement::Promises {
                first: Some(FirstContact {
                    within: Within::Days(1),
                    by_type: vec![
                        ("Demo".into(), Within::Minutes(90)),
                        ("Talk".into(), Within::Minutes(120)),
                    ],
                    share: 0.9,
                }),
                attempts: Some(Persistence { attempts: 5, days: 10, share: 0.825 }),
                verdict: Some(Verdicts { days: 7, share: 0.8 }),
                capacity: Some(Capacity { people: 4, attempts_a_day: 24.5 }),
            },
            calendar: garimpo_funnel::agreement::Calendar {
                off: [20_510, 20_511].into(),
                ..Default::default()
            },
            ..Version::default()
        };
        for lang in [Lang::PtBr, Lang::En] {
            assert_eq!(Draft::of(lang, &version).read(lang), Ok(version.clone()));
            let empty = Version { since: 3, ..Version::default() };
            assert_eq!(Draft::of(lang, &empty).read(lang), Ok(empty));
        }
    }

    #[test]
    fn what_cannot_be_is_named() {
        let draft = Draft::of(Lang::PtBr, &Version::default());
        let check = |change: fn(&mut Draft), flaw: Flaw| {
            let mut changed = draft.clone();
            change(&mut changed);
            assert_eq!(changed.read(Lang::PtBr), Err(flaw));
        };
        check(|draft| draft.revenue = "muito".into(), Flaw::Revenue);
        check(|draft| draft.share = "140".into(), Flaw::Share);
        check(|draft| draft.closes = "08:00".into(), Flaw::Hours);
        check(|draft| draft.off = "2026-02-31".into(), Flaw::Off);
        check(|draft| draft.first = ("1".into(), Unit::Hours, String::new()), Flaw::First);
        check(|draft| draft.attempts[0] = "0".into(), Flaw::Attempts);
        check(|draft| draft.verdict[1] = "80".into(), Flaw::Verdict);
        check(|draft| draft.capacity[0] = "3".into(), Flaw::Capacity);
        check(|draft| draft.classes.push(ClassDraft::default()), Flaw::Class(0));
        check(|draft| draft.rules.push(RuleDraft::default()), Flaw::Rule(0));
        check(|draft| draft.version.since = Day::MIN, Flaw::Since);
    }
}
