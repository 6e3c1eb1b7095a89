//! What the field knows about leads, deals and spend.
//!
//! `guess` says what a sheet is; `company` joins the sheets into one company; `ranking` computes the
//! channels' numbers with their uncertainty; `explain` opens any of them; `segments` compares groups of leads
//! within channels; `attribution` and `moves` say who is credited and where money would do more. `compare`, `trend`, `why`, `pareto` and
//! `weigh` answer what people ask of them: which of two, since when, why, which to look at, and what if something
//! else counts. `agreement` is what marketing and sales promised each other, and what came of it; `meeting` is the
//! page of the fortnight and what it keeps. `simulate` makes companies of known truths for the tests.
//!
//! Must never: use a clock or randomness, add two currencies, average ratios, or turn "not known" into 0.

pub mod agreement;
pub mod attribution;
pub mod company;
pub mod compare;
pub mod explain;
pub mod field;
pub mod group;
pub mod guess;
pub mod maturity;
pub mod meeting;
pub mod moves;
pub mod pareto;
pub mod ranking;
pub mod segments;
pub mod settings;
pub mod simulate;
pub mod stats;
mod text;
pub mod trend;
pub mod weigh;
pub mod why;

pub use company::{Cache, Company, SheetInput};
pub use explain::{Explanation, explain};
pub use field::{Field, Role};
pub use group::Group;
pub use guess::{Guess, guess};
pub use ranking::{Ranking, rank};
pub use settings::{Allocation, Churn, Clock, Day, Form, MoneySettings, Period, Settings};
