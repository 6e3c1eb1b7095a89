//! What a person chooses about how the numbers are made.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Days since 1970-01-01.
pub type Day = i32;

/// Which of the two questions the numbers answer (domain.md a.0 rule 4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Clock {
    /// Outcomes, whenever they happen, of the leads created in the period.
    #[default]
    Cohort,
    /// Outcomes that happened in the period.
    Period,
}

impl Clock {
    pub fn name(self) -> &'static str {
        match self {
            Self::Cohort => "cohort",
            Self::Period => "period",
        }
    }
}

/// Both ends included; `None` is open. The default is the whole period of the data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub from: Option<Day>,
    pub to: Option<Day>,
}

impl Period {
    pub fn is_whole(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }
    pub fn contains(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    pub clock: Clock,
    pub period: Period,
    /// Channels that count as another one: from channel id to channel id. Chains are followed once.
    pub merges: BTreeMap<String, String>,
}
