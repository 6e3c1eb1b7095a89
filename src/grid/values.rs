//! What the text of cells is read as, for the line above the table. One cell or a selection; the answers of the
//! product are computed elsewhere, from whole columns. Touches no browser object.

use garimpo_table::table::NO_DAY;
use garimpo_table::{CellType, Currency, Reading, read_cell};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    Number(f64),
    /// Major units.
    Money(f64, Option<Currency>),
    /// A fraction.
    Percent(f64),
    /// Days since 1970-01-01.
    Day(i32),
}

/// `None` for text, for an empty cell, and for what cannot be read.
pub fn read(text: &str, reading: &Reading) -> Option<Value> {
    let (cell, reading) = (text.as_bytes(), *reading);
    let number = || Some(read_cell::number(cell, reading)).filter(|number| !number.is_nan());
    match reading.cell_type {
        CellType::Number => number().map(Value::Number),
        CellType::Money => Some(Value::Money(number()?, read_cell::currency(cell, reading))),
        CellType::Percent => number().map(Value::Percent),
        CellType::Date | CellType::DateTime => {
            Some(read_cell::day(cell, reading)).filter(|day| *day != NO_DAY).map(Value::Day)
        }
        CellType::Text | CellType::Boolean | CellType::Id => None,
    }
}

#[cfg(test)]
mod tests {
    use garimpo_table::Decimal;

    use super::*;

    fn reading(cell_type: CellType, decimal: Option<Decimal>) -> Reading {
        Reading { cell_type, decimal, ..Reading::default() }
    }

    #[test]
    fn reads_as_the_column_says() {
        let comma = Some(Decimal::Comma);
        for (text, reading, wanted) in [
            ("14.200", reading(CellType::Number, comma), Some(Value::Number(14_200.0))),
            ("14.200", reading(CellType::Number, Some(Decimal::Dot)), Some(Value::Number(14.2))),
            ("1.234,56", reading(CellType::Money, comma), Some(Value::Money(1_234.56, None))),
            (
                "R$ 1.234,56",
                reading(CellType::Money, comma),
                Some(Value::Money(1_234.56, Some(Currency::BRL))),
            ),
            ("US$ 1,50", reading(CellType::Money, comma), Some(Value::Money(1.5, Some(Currency::USD)))),
            ("5%", reading(CellType::Percent, comma), Some(Value::Percent(0.05))),
            ("02/03/2026", reading(CellType::Date, None), Some(Value::Day(20_514))),
            ("31/02/2026", reading(CellType::Date, None), None),
            ("9.900 + setup", reading(CellType::Money, comma), None),
            ("007", reading(CellType::Id, None), None),
            ("", reading(CellType::Number, None), None),
            ("--", reading(CellType::Number, None), None),
        ] {
            assert_eq!(read(text, &reading), wanted, "{text} as {reading:?}");
        }
    }
}
