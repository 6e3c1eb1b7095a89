//! How numbers come into sentences: written by the page through `Intl`, by the tests in plain digits.

pub trait Figures {
    fn count(&self, value: u64) -> String;
    /// With as many decimals as it has, at most two.
    fn number(&self, value: f64) -> String;
    /// Major units.
    fn money(&self, value: f64, currency: Option<&str>) -> String;
    /// Days since 1970-01-01, the month in letters: read one way only.
    fn day(&self, day: i32) -> String;
    fn list(&self, parts: &[String]) -> String;
}

/// `count` with its noun: "1 linha", "12 linhas".
pub fn counted(figures: &dyn Figures, value: u64, one: &str, many: &str) -> String {
    format!("{} {}", figures.count(value), if value == 1 { one } else { many })
}

#[cfg(test)]
pub mod plain {
    use super::Figures;

    pub struct Plain;

    impl Figures for Plain {
        fn count(&self, value: u64) -> String {
            value.to_string()
        }
        fn number(&self, value: f64) -> String {
            value.to_string()
        }
        fn money(&self, value: f64, currency: Option<&str>) -> String {
            format!("{} {value:.2}", currency.unwrap_or_default())
        }
        fn day(&self, day: i32) -> String {
            format!("day {day}")
        }
        fn list(&self, parts: &[String]) -> String {
            parts.join(", ")
        }
    }
}
