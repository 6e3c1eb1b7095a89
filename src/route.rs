//! Addresses of the views, in the fragment: `#/data/NAME`, `#/channels`. Pure both ways.

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// Before anything is loaded; also an unknown address.
    #[default]
    Home,
    /// `None`: the first sheet.
    Data(Option<String>),
    /// How the file of a sheet was read.
    Reading(String),
    Channels,
    Segments,
    Moves,
    Agreement,
    /// Leads by name; what of them, as the view writes it.
    AgreementLeads(String),
    /// One lead's sheet: its sheet's number and the row's.
    AgreementLead {
        sheet: u32,
        row: u32,
    },
    /// What became of the leads of each channel.
    Outcomes,
    Meeting,
    /// What happens to data.
    Privacy,
}

impl Route {
    /// From `location.hash`, with or without `#`. Anything unknown is `Home`.
    pub fn parse(hash: &str) -> Route {
        let path = hash.trim_start_matches('#').trim_start_matches('/');
        let (head, rest) = path.split_once('/').unwrap_or((path, ""));
        match head {
            "data" if rest.is_empty() => Route::Data(None),
            "data" => Route::Data(Some(decode(rest))),
            "reading" if !rest.is_empty() => Route::Reading(decode(rest)),
            "channels" => Route::Channels,
            "segments" => Route::Segments,
            "moves" => Route::Moves,
            "agreement" => agreement(rest),
            "meeting" => Route::Meeting,
            "privacy" => Route::Privacy,
            _ => Route::Home,
        }
    }

    pub fn hash(&self) -> String {
        match self {
            Route::Home => "#/".into(),
            Route::Data(None) => "#/data".into(),
            Route::Data(Some(name)) => format!("#/data/{}", encode(name)),
            Route::Reading(name) => format!("#/reading/{}", encode(name)),
            Route::Channels => "#/channels".into(),
            Route::Segments => "#/segments".into(),
            Route::Moves => "#/moves".into(),
            Route::Agreement => "#/agreement".into(),
            Route::AgreementLeads(what) if what.is_empty() => "#/agreement/leads".into(),
            Route::AgreementLeads(what) => format!("#/agreement/leads/{what}"),
            Route::AgreementLead { sheet, row } => format!("#/agreement/lead/{sheet}.{row}"),
            Route::Outcomes => "#/agreement/outcomes".into(),
            Route::Meeting => "#/meeting".into(),
            Route::Privacy => "#/privacy".into(),
        }
    }
}

/// Anything unknown under the agreement is the agreement.
fn agreement(rest: &str) -> Route {
    let (head, what) = rest.split_once('/').unwrap_or((rest, ""));
    let lead = || {
        let (sheet, row) = what.split_once('.')?;
        Some(Route::AgreementLead { sheet: sheet.parse().ok()?, row: row.parse().ok()? })
    };
    match head {
        "leads" => Route::AgreementLeads(what.to_owned()),
        "lead" => lead().unwrap_or(Route::Agreement),
        "outcomes" => Route::Outcomes,
        _ => Route::Agreement,
    }
}

pub fn encode(name: &str) -> String {
    name.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = match (first, tail) {
            (b'%', [high, low, after @ ..]) => {
                hex(*high).zip(hex(*low)).map(|(high, low)| (high * 16 + low, after))
            }
            _ => None,
        };
        let (byte, after) = escaped.unwrap_or((*first, tail));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_come_back() {
        let names = ["leads.csv", "negócios 2026.csv", "a/b#c%d.csv", "book.xlsx › Sheet1"];
        for name in names {
            let route = Route::Data(Some(name.into()));
            assert_eq!(Route::parse(&route.hash()), route);
            let route = Route::Reading(name.into());
            assert_eq!(Route::parse(&route.hash()), route);
        }
        let lead = Route::AgreementLead { sheet: 3, row: 120 };
        let leads = Route::AgreementLeads("which=day&owner=Bia%20Leal".into());
        for route in [lead, leads, Route::AgreementLeads(String::new()), Route::Outcomes, Route::Agreement] {
            assert_eq!(Route::parse(&route.hash()), route);
        }
        for route in [Route::Home, Route::Data(None), Route::Channels, Route::Moves, Route::Meeting] {
            assert_eq!(Route::parse(&route.hash()), route);
        }
    }

    #[test]
    fn a_broken_address_is_not_an_error() {
        assert_eq!(Route::parse("#/data/%E4%"), Route::Data(Some("\u{fffd}%".into())));
        assert_eq!(Route::parse("#s1.garbage"), Route::Home);
        assert_eq!(Route::parse("#/agreement/lead/x"), Route::Agreement);
    }
}
