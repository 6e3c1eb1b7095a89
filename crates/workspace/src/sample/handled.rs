//! The sample company's other half: what its people did before and after they came (touches), how sales worked
//! them (activities), what sales said of them (feedback), and what both sides had agreed.
//!
//! Made beside the leads from a sequence of its own: the leads, deals and spend stay as they are, and so do the
//! numbers of the ranking.

use garimpo_funnel::agreement::{
    Agreement, Basis, Calendar, Capacity, ClassTarget, FirstContact, Goal, Persistence, Promises, Verdicts,
    Version, Within,
};

use super::{AS_OF, CHANNELS, Chance, Day, Lead, Outcome, Writer, at};

/// Minutes since 1 January 2026, 0 h.
type Minute = u32;
const DAY: Minute = 1_440;
const OPENS: Minute = 540;
const CLOSES: Minute = 1_080;

const TOUCHES_HEAD: [&str; 2] = [
    "E-mail;Data do toque;Canal;Tipo;Tipo de conversão;Campanha",
    "Email,Touch date,Channel,Touch type,Conversion type,Campaign",
];
const ACTIVITIES_HEAD: [&str; 2] =
    ["E-mail;Data da atividade;Tipo de atividade;Responsável", "Email,Activity date,Activity type,Owner"];
const FEEDBACK_HEAD: [&str; 2] = [
    "E-mail;Empresa;Veredito;Motivo;Detalhe;Nota;Tentativas;Qualidade (1 a 5);Por;Em",
    "Email,Company,Verdict,Reason,Detail,Note,Attempts,Quality (1 to 5),By,At",
];
pub(super) const NAMES: [[&str; 2]; 3] = [
    ["contatos.csv", "touches.csv"],
    ["atividades_crm.csv", "activities_crm.csv"],
    ["devolutivas.csv", "feedback.csv"],
];

/// What a person asked for, and how often of twenty.
pub(super) const KINDS: [([&str; 2], u32); 4] = [
    (["Demonstração", "Demo"], 2),
    (["Contato", "Contact"], 5),
    (["Webinar", "Webinar"], 5),
    (["E-book", "E-book"], 8),
];
const CAMPAIGNS: [[&str; 2]; 8] = [
    ["", ""],
    ["Guia do ERP", "ERP guide"],
    ["Marca e ERP", "Brand and ERP"],
    ["Carrossel março", "March carousel"],
    ["Lista indústria", "Manufacturing list"],
    ["Feira Sul", "South fair"],
    ["", ""],
    ["Boletim", "Newsletter"],
];
const CALLS: [[&str; 2]; 4] = [
    ["Ligação", "Call"],
    ["WhatsApp", "WhatsApp"],
    ["E-mail enviado", "Email sent by hand"],
    ["Ligação", "Call"],
];
/// Verdict by its place (accepted, recycled, disqualified).
const VERDICTS: [[&str; 2]; 3] =
    [["aceito", "accepted"], ["reciclado", "recycled"], ["desqualificado", "disqualified"]];
/// As sales people write them; one of them no list of reasons knows.
const WHY: [[&str; 2]; 8] = [
    ["Fora do perfil (porte)", "Too small"],
    ["Não atende", "No answer"],
    ["Sem interesse", "Not interested"],
    ["Sem orçamento", "No budget"],
    ["Telefone errado", "Wrong number"],
    ["Duplicado", "Duplicate"],
    ["Mudou de cidade", "Moved away"],
    ["Spam", "Spam"],
];
const LATER: [&str; 2] = ["Agora não", "Not now"];

/// Touches, activities and feedback, each as one text.
pub(super) fn texts(write: &Writer, leads: &[Lead]) -> [String; 3] {
    let mut chance = Chance(1_926);
    let mut touches = format!("{}\n", write.pick(&TOUCHES_HEAD));
    let mut activities = format!("{}\n", write.pick(&ACTIVITIES_HEAD));
    let mut feedback = format!("{}\n", write.pick(&FEEDBACK_HEAD));
    for lead in leads {
        let kind = kind(&mut chance, lead);
        let came = touched(write, &mut touches, &mut chance, lead, kind);
        let tries = worked(write, &mut activities, &mut chance, lead, kind, came);
        said(write, &mut feedback, &mut chance, lead, tries);
    }
    [touches, activities, feedback]
}

/// Those who buy have asked for a talk more often.
fn kind(chance: &mut Chance, lead: &Lead) -> usize {
    let hot = match lead.outcome {
        Outcome::Won(_) => 12,
        Outcome::Open => 6,
        Outcome::Lost => 4,
        Outcome::None => 0,
    };
    let mut left = chance.below(20);
    if left < hot {
        return chance.below(2) as usize;
    }
    left = chance.below(20);
    for (at, (_, share)) in KINDS.iter().enumerate() {
        if left < *share {
            return at;
        }
        left -= share;
    }
    0
}

/// What the person did; the minute of the conversion.
fn touched(write: &Writer, out: &mut String, chance: &mut Chance, lead: &Lead, kind: usize) -> Minute {
    let of = CHANNELS.get(lead.channel).map(|channel| channel.name).unwrap_or_default();
    let (channel, organic, mail) =
        (write.pick(&of), write.pick(&CHANNELS[1].name), write.pick(&CHANNELS[7].name));
    let visit = write.pick(&["visita", "visit"]);
    let campaign = at(&CAMPAIGNS, lead.channel);
    let campaign = write.pick(&campaign);
    let came = lead.created * DAY + 480 + chance.below(780);
    let mut row = |minute: Minute, channel: &str, what: &str, conversion: &str, campaign: &str| {
        write.line(out, &[&lead.email, &write.minute(minute), channel, what, conversion, campaign]);
    };
    if chance.below(3) == 0 && lead.created > 9 {
        row(came - (1 + chance.below(8)) * DAY, organic, visit, "", "");
    }
    let asked = at(&KINDS.map(|(name, _)| name), kind);
    row(came, channel, write.pick(&["formulário", "form"]), write.pick(&asked), campaign);
    if chance.below(2) == 0 {
        let sent = came + DAY;
        row(sent, mail, write.pick(&["e-mail enviado", "email sent"]), "", "");
        if chance.below(2) == 0 {
            row(sent + 90, mail, write.pick(&["e-mail aberto", "email opened"]), "", "");
        }
        if chance.below(5) == 0 || matches!(lead.outcome, Outcome::Won(_)) {
            row(sent + 95, mail, write.pick(&["clique em e-mail", "email click"]), "", "");
        }
    }
    came
}

/// What sales did: the days of the attempts. Empty: nobody tried.
fn worked(
    write: &Writer,
    out: &mut String,
    chance: &mut Chance,
    lead: &Lead,
    kind: usize,
    came: Minute,
) -> Vec<Day> {
    let has_deal = lead.outcome != Outcome::None;
    if !has_deal && chance.below(16) == 0 {
        return Vec::new();
    }
    // Requests for a talk are answered soon, and mostly in time.
    let wait = match (kind, chance.below(10)) {
        (0, 0..8) => 4 + chance.below(55),
        (0, _) => 70 + chance.below(200),
        (_, 0..4) => 20 + chance.below(130),
        (_, 4..8) => 120 + chance.below(390),
        _ => 560 + chance.below(900),
    };
    let wait = if has_deal { wait * 2 / 3 + 1 } else { wait };
    let mut minute = after(came, wait);
    let most = if has_deal { 1 + chance.below(3) } else { 1 + chance.below(7) };
    let mut days = Vec::new();
    for _ in 0..most {
        if minute / DAY >= AS_OF || has_deal && minute / DAY > lead.deal_created && !days.is_empty() {
            break;
        }
        let kind = at(&CALLS, chance.below(4) as usize);
        write.line(out, &[&lead.email, &write.minute(minute), write.pick(&kind), lead.owner]);
        days.push(minute / DAY);
        minute = after(minute, 300 + chance.below(800));
    }
    days
}

/// What sales said of it.
fn said(write: &Writer, out: &mut String, chance: &mut Chance, lead: &Lead, tries: Vec<Day>) {
    let Some(last) = tries.last() else { return };
    let has_deal = lead.outcome != Outcome::None;
    let luck = chance.below(20);
    let (verdict, why) = match () {
        () if has_deal => (0, ["", ""]),
        () if luck < 3 => return,
        () if luck < 7 => (1, LATER),
        () => {
            // Each channel has its own weakness.
            let own = [0, 2, 3, 4, 1, 0, 0, 5][lead.channel % 8];
            let why = if chance.below(3) == 0 { own } else { chance.below(8) as usize };
            (2, at(&WHY, why))
        }
    };
    let day = if has_deal { lead.deal_created } else { last + 1 + chance.below(8) };
    if day >= AS_OF {
        return;
    }
    let stars = match lead.outcome {
        Outcome::Won(_) => 3 + chance.below(3),
        Outcome::Open | Outcome::Lost => 2 + chance.below(3),
        Outcome::None => 1 + chance.below(3),
    };
    let stars = if chance.below(2) == 0 { stars.to_string() } else { String::new() };
    let verdict = at(&VERDICTS, verdict);
    let (verdict, why) = (write.pick(&verdict), write.pick(&why));
    let (tries, day) = (tries.len().to_string(), write.day(day));
    write.line(out, &[&lead.email, &lead.company, verdict, why, "", "", &tries, &stars, lead.owner, &day]);
}

/// 1 January 2026 was a Thursday.
fn is_working(day: Day) -> bool {
    (day + 3) % 7 < 5
}

/// So many working minutes later.
fn after(minute: Minute, wait: Minute) -> Minute {
    let (mut day, mut now, mut left) = (minute / DAY, (minute % DAY).max(OPENS), wait);
    loop {
        let open = if is_working(day) { CLOSES.saturating_sub(now) } else { 0 };
        if left < open {
            return day * DAY + now + left;
        }
        left -= open;
        (day, now) = (day + 1, OPENS);
    }
}

/// Days since 1970 of 1 January 2026.
const NEW_YEAR: i32 = 20_454;

/// Two versions: the second asks for less of what never bought.
pub(super) fn agreement(write: &Writer) -> Agreement {
    let name = |at: usize| KINDS.get(at).map(|(name, _)| write.pick(name).to_owned()).unwrap_or_default();
    let classes = |targets: [(f64, i64); 4]| {
        let class = |(at, (leads, value)): (usize, (f64, i64))| ClassTarget {
            class: name(at),
            leads,
            value: Some(value * 100),
        };
        targets.into_iter().enumerate().map(class).collect()
    };
    let first = Version {
        since: NEW_YEAR,
        agreed: NEW_YEAR - 14,
        marketing: "Ana".into(),
        sales: "Bruno".into(),
        note: String::new(),
        calendar: Calendar::default(),
        goal: Goal { revenue: Some(40_000_000), share: Some(0.75) },
        basis: Basis::ConversionType,
        classes: classes([(60.0, 1_800), (120.0, 900), (100.0, 350), (220.0, 150)]),
        criteria: Vec::new(),
        promises: Promises {
            first: Some(FirstContact {
                within: Within::Days(1),
                by_type: vec![(name(0), Within::Minutes(60))],
                share: 0.9,
            }),
            attempts: Some(Persistence { attempts: 5, days: 10, share: 0.8 }),
            verdict: Some(Verdicts { days: 10, share: 0.8 }),
            capacity: Some(Capacity { people: 4, attempts_a_day: 24.0 }),
        },
    };
    let note = write.pick(&["Devolutiva em 7 dias úteis", "Verdict within 7 working days"]).to_owned();
    let second = Version {
        since: NEW_YEAR + 59,
        agreed: NEW_YEAR + 54,
        note,
        classes: classes([(70.0, 1_800), (125.0, 900), (100.0, 350), (170.0, 150)]),
        promises: Promises { verdict: Some(Verdicts { days: 7, share: 0.8 }), ..first.promises.clone() },
        ..first.clone()
    };
    Agreement { versions: vec![first, second] }
}
