//! What the page asks about an import, because guessing could be wrong. Nothing else waits for the answer.

use garimpo_funnel::guess::MeaningDoubt;
use garimpo_funnel::{Field, Role};
use garimpo_table::table::NO_DAY;
use garimpo_table::{DateOrder, Decimal, Doubt, Reading, read_cell};
use serde::{Deserialize, Serialize};

use crate::sheet::Sheet;
use crate::view::SheetId;

/// Stable as long as the question stands: sheet, what about, and the column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct QuestionId {
    pub sheet: SheetId,
    pub about: About,
    pub column: Option<u32>,
    pub field: Option<Field>,
}

/// CONTRACT.md `data-about`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum About {
    Role,
    Field,
    Decimal,
    DateOrder,
    Currency,
    Encoding,
    Dialect,
    Sheet,
    CountKind,
}

impl About {
    pub fn name(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Field => "field",
            Self::Decimal => "decimal",
            Self::DateOrder => "date-order",
            Self::Currency => "currency",
            Self::Encoding => "encoding",
            Self::Dialect => "dialect",
            Self::Sheet => "sheet",
            Self::CountKind => "count-kind",
        }
    }
}

/// One way to answer, with what would follow from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// The example read this way, and the column's sum (major units).
    Decimal {
        decimal: Decimal,
        value: f64,
        sum: f64,
        money: bool,
    },
    /// The example read this way (days since 1970), and the column's first and last day.
    DateOrder {
        order: DateOrder,
        day: i32,
        first: i32,
        last: i32,
    },
    Role(Role),
    /// The field is this column.
    Column {
        column: u32,
        header: String,
    },
    /// The column is this field, or none.
    Field(Option<Field>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    pub id: QuestionId,
    /// The sheet's name, for `data-file`.
    pub file: String,
    /// The header that it is about.
    pub header: Option<String>,
    /// A value as written, and its line.
    pub example: Option<(String, u32)>,
    /// Values that wait for the answer.
    pub values: u32,
    pub choices: Vec<Choice>,
    /// Index into `choices`.
    pub proposed: u32,
}

/// The questions that stand about a sheet, in column order, meaning first.
pub fn open(sheet: &Sheet) -> Vec<Question> {
    let mut questions = about_meaning(sheet);
    if sheet.meaning.role != Role::Other {
        for column in 0..sheet.columns() {
            let asked = sheet.field(column).is_some_and(is_measured);
            questions.extend(asked.then(|| reading_question(sheet, column)).flatten());
        }
    }
    questions
}

/// Fields whose values are read as numbers or dates: only there does a doubt about reading matter.
fn is_measured(field: Field) -> bool {
    use Field::*;
    matches!(
        field,
        CreatedAt
            | MqlAt
            | SqlAt
            | OpportunityAt
            | CustomerAt
            | DisqualifiedAt
            | FirstAttemptAt
            | ClosedAt
            | Date
            | PeriodStart
            | PeriodEnd
            | At
            | Amount
            | RecurringAmount
            | Margin
            | Spend
            | Revenue
            | Leads
            | Mqls
            | Sqls
            | Opportunities
            | Customers
            | Visitors
    )
}

pub fn about_meaning(sheet: &Sheet) -> Vec<Question> {
    let header = |column: u32| sheet.table.headers().get(column as usize).cloned();
    let mut questions = Vec::new();
    for doubt in &sheet.doubts {
        let (about, column, field, choices) = match doubt {
            MeaningDoubt::Role { options } => {
                (About::Role, None, None, options.iter().copied().map(Choice::Role).collect::<Vec<_>>())
            }
            MeaningDoubt::Field { field, columns } => {
                let choices = columns
                    .iter()
                    .filter_map(|column| Some(Choice::Column { column: *column, header: header(*column)? }))
                    .collect();
                (About::Field, columns.first().copied(), Some(*field), choices)
            }
            MeaningDoubt::CountKind { column } => {
                let choices = vec![Choice::Field(Some(Field::Leads)), Choice::Field(None)];
                (About::CountKind, Some(*column), Some(Field::Leads), choices)
            }
        };
        let id = QuestionId { sheet: sheet.id, about, column, field };
        if choices.is_empty() || sheet.is_settled(&id) {
            continue;
        }
        questions.push(Question {
            file: sheet.name.clone(),
            header: column.and_then(header),
            example: None,
            values: sheet.table.row_count(),
            choices,
            proposed: 0,
            id,
        });
    }
    questions
}

fn reading_question(sheet: &Sheet, column: u32) -> Option<Question> {
    let profile = sheet.table.profile(column);
    let doubt = profile.doubt.as_ref()?;
    let now = sheet.table.reading(column);
    let (about, example, choices, proposed) = match doubt {
        Doubt::Decimal { example, line } => {
            let readings = [Decimal::Comma, Decimal::Dot];
            let choices: Vec<Choice> = readings
                .into_iter()
                .filter_map(|decimal| decimal_choice(sheet, column, now, decimal, example))
                .collect();
            let proposed = readings.iter().position(|decimal| Some(*decimal) == now.decimal);
            (About::Decimal, (example.clone(), *line), choices, proposed)
        }
        Doubt::DateOrder { example, line } => {
            let readings = [DateOrder::DayMonth, DateOrder::MonthDay];
            let choices: Vec<Choice> = readings
                .into_iter()
                .filter_map(|order| date_choice(sheet, column, now, order, example))
                .collect();
            let proposed = readings.iter().position(|order| Some(*order) == now.date_order);
            (About::DateOrder, (example.clone(), *line), choices, proposed)
        }
    };
    if choices.len() < 2 {
        return None;
    }
    Some(Question {
        id: QuestionId { sheet: sheet.id, about, column: Some(column), field: None },
        file: sheet.name.clone(),
        header: sheet.table.headers().get(column as usize).cloned(),
        example: Some(example),
        values: profile.filled,
        choices,
        proposed: proposed.and_then(|at| u32::try_from(at).ok()).unwrap_or(0),
    })
}

fn decimal_choice(
    sheet: &Sheet,
    column: u32,
    now: Reading,
    decimal: Decimal,
    example: &str,
) -> Option<Choice> {
    let reading = Reading { decimal: Some(decimal), ..now };
    let value = number_in(example, reading)?;
    let sum = sheet.table.rows().filter_map(|row| number_in(&sheet.table.cell(row, column), reading)).sum();
    Some(Choice::Decimal { decimal, value, sum, money: now.cell_type == garimpo_table::CellType::Money })
}

fn date_choice(sheet: &Sheet, column: u32, now: Reading, order: DateOrder, example: &str) -> Option<Choice> {
    let reading = Reading { date_order: Some(order), ..now };
    let day = day_in(example, reading)?;
    let days = || sheet.table.rows().filter_map(|row| day_in(&sheet.table.cell(row, column), reading));
    Some(Choice::DateOrder { order, day, first: days().min()?, last: days().max()? })
}

fn number_in(text: &str, reading: Reading) -> Option<f64> {
    Some(read_cell::number(text.as_bytes(), reading)).filter(|number| !number.is_nan())
}

fn day_in(text: &str, reading: Reading) -> Option<i32> {
    Some(read_cell::day(text.as_bytes(), reading)).filter(|day| *day != NO_DAY)
}
