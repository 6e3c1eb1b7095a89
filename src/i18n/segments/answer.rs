//! The sentence on top, and what explains a reversal.

use garimpo_funnel::segments::{Axis, Base, Reversal};

use super::super::channels::{Piece, Sure, sure};
use super::{Lang, Shares, of, some_names};

sentences! {
    segment_by = "Separar por", "Group by";
    too_few = "Ainda são poucos dados para comparar os segmentos: é preciso ter dois com 20 casos ou mais.",
        "There are too few data to compare the segments yet: two of them need 20 cases or more.";
    no_outcome = "Ainda não se sabe quem comprou: sem isso não há o que comparar.",
        "It is not known yet who bought: without that there is nothing to compare.";
    no_outcome_say = "Traga a tabela de negócios, ou a etapa de cada lead.",
        "Bring the table of deals, or the stage of each lead.";
    no_column_title = "Que tipo de cliente vem de cada canal?", "What kind of customer does each channel bring?";
    no_column_say = "Um segmento é uma coluna que separa leads ou negócios em grupos: setor, porte, estado, vendedor. Nenhuma tabela tem uma ainda.",
        "A segment is a column that puts leads or deals into groups: sector, size, state, seller. No table has one yet.";
    need_table = "Uma tabela de leads ou de negócios", "A table of leads or of deals";
    need_column = "Nela, uma coluna de poucos valores; no cabeçalho, escolha o campo “Segmento”",
        "In it, a column of few values; in its header, choose the field “Segment”";
    open_data = "Abrir os dados", "Open the data";
    computing = "Calculando…", "Computing…";
    see_why = "Ver por quê", "See why";
    see_why_segments = "Ver por quê, com os números de cada segmento", "See why, with the numbers of each segment";
    see_why_channels = "Ver por quê, com os números de cada canal", "See why, with the numbers of each channel";
    whole_period = "todo o período", "the whole period";
    leads_created = "Leads criados", "Leads created";
    deals_created = "Negócios criados", "Deals created";
    scope_label = "O que está sendo contado", "What is being counted";
    scope_say = "Conta o que foi feito de quem entrou no período. Fica de fora quem é novo demais para já ter comprado.",
        "Counts what became of those who came in the period. Those too new to have bought yet are left out.";
    mark_as_segment = "Marcar como segmento", "Mark as segment";
    stratum = "Dentro de", "Within";
}

/// Over the sentence.
pub fn eyebrow(lang: Lang, header: &str) -> String {
    match lang {
        Lang::PtBr => format!("Segmentos: {header}"),
        Lang::En => format!("Segments: {header}"),
    }
}

/// The column is filled unlike; shares among hits and among the others, as written.
pub fn unlike(lang: Lang, header: &str, base: Base, hits: &str, others: &str) -> Vec<Piece> {
    let (of_hits, of_others) = ends(lang, base);
    vec![Piece::Text(match lang {
        Lang::PtBr => format!(
            "Não dá para comparar por {header}: está preenchido em {hits} {of_hits} e em {others} {of_others}."
        ),
        Lang::En => format!(
            "There is no comparing by {header}: it is filled in for {hits} {of_hits} and for {others} {of_others}."
        ),
    })]
}

/// "dos que compraram", "dos outros".
fn ends(lang: Lang, base: Base) -> (&'static str, &'static str) {
    match base {
        Base::Leads => (
            lang.pick("dos que viraram cliente", "of those who became customers"),
            lang.pick("dos outros", "of the others"),
        ),
        Base::Deals => {
            (lang.pick("dos negócios ganhos", "of the deals won"), lang.pick("dos perdidos", "of those lost"))
        }
    }
}

pub fn unlike_why(lang: Lang) -> &'static str {
    lang.pick(
        "Quem preenche só depois da venda faz qualquer segmento parecer bom. Preencha a coluna para todos, ou use uma que venha do formulário.",
        "Filling it in only after the sale makes any segment look good. Fill the column in for everybody, or use one that comes from the form.",
    )
}

/// The segments with names, as shown: the top one, those surely or probably below, the unclear ones.
pub struct Apart<'a> {
    pub top: &'a str,
    pub below: &'a [(String, f64)],
    pub unclear: &'a [String],
}

/// "Nos mesmos canais, leads de Tecnologia viram cliente quase certamente mais vezes que os de Varejo. De Saúde
/// ainda não se distinguem."
pub fn apart(lang: Lang, base: Base, said: &Apart<'_>) -> Vec<Piece> {
    let of_word = |word: Sure| -> Vec<&(String, f64)> {
        said.below.iter().filter(|(_, p)| Sure::of(*p) == word).collect()
    };
    let (almost, probably) = (of_word(Sure::Almost), of_word(Sure::Probably));
    let names = |some: &[&(String, f64)]| {
        some_names(lang, &some.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>())
    };
    let weakest = |some: &[&(String, f64)]| sure(lang, some.iter().map(|(_, p)| *p).fold(1.0, f64::min));
    let (main, rest) = if almost.is_empty() { (probably, Vec::new()) } else { (almost, probably) };
    let (before, after, than) = match (lang, base) {
        (Lang::PtBr, Base::Leads) => {
            ("Nos mesmos canais, leads de ", " viram cliente ", " mais vezes que os de ")
        }
        (Lang::PtBr, Base::Deals) => {
            ("Nos mesmos canais, negócios de ", " são ganhos ", " mais vezes que os de ")
        }
        (Lang::En, Base::Leads) => {
            ("In the same channels, leads from ", " become customers ", " more often than those from ")
        }
        (Lang::En, Base::Deals) => {
            ("In the same channels, deals from ", " are won ", " more often than those from ")
        }
    };
    let mut pieces = vec![
        Piece::text(before),
        Piece::Strong(said.top.to_owned()),
        Piece::text(after),
        weakest(&main),
        Piece::text(than),
        Piece::Text(names(&main)),
    ];
    if !rest.is_empty() {
        pieces.push(Piece::text(lang.pick("; que os de ", "; than those from ")));
        pieces.push(Piece::Text(names(&rest)));
        pieces.push(Piece::text(", "));
        pieces.push(weakest(&rest));
    }
    pieces.push(Piece::text("."));
    if !said.unclear.is_empty() {
        let names = some_names(lang, said.unclear);
        pieces.push(Piece::Text(match lang {
            Lang::PtBr => format!(" De {names} ainda não se distinguem."),
            Lang::En => format!(" They cannot be told apart yet from those of {names}."),
        }));
    }
    pieces
}

pub fn too_close(lang: Lang, header: &str) -> Vec<Piece> {
    vec![Piece::Text(match lang {
        Lang::PtBr => format!("Em “{header}”, os grupos ainda não se distinguem: o que se vê cabe no acaso."),
        Lang::En => {
            format!("In “{header}”, the groups cannot be told apart yet: what is seen is within chance.")
        }
    })]
}

/// "Busca paga ganha no total, mas perde dentro dos segmentos para Orgânico."
pub fn reversed(lang: Lang, reversal: &Reversal, better: &str, worse: &str) -> Vec<Piece> {
    let inside = inside(lang, reversal.axis);
    let (middle, after) = match lang {
        Lang::PtBr => (" parece melhor que ", format!(" no total, mas {inside} é ")),
        Lang::En => (" looks better than ", format!(" in all, but {inside} it is ")),
    };
    vec![
        Piece::Strong(better.to_owned()),
        Piece::text(middle),
        Piece::Strong(worse.to_owned()),
        Piece::Text(after),
        sure(lang, reversal.p_within),
        Piece::text(lang.pick(" o contrário.", " the other way about.")),
    ]
}

fn inside(lang: Lang, axis: Axis) -> &'static str {
    match axis {
        Axis::Channels => lang.pick("dentro dos segmentos", "within the segments"),
        Axis::Segments => lang.pick("dentro dos canais", "within the channels"),
    }
}

/// The first lines behind "see why": both in all.
pub fn reversed_in_all(
    lang: Lang,
    figures: &dyn Shares,
    reversal: &Reversal,
    better: &str,
    worse: &str,
) -> Vec<Piece> {
    let counts = |(units, hits): (u32, u32)| of(lang, figures, hits, units);
    let (one, other) = (counts(reversal.crude_better), counts(reversal.crude_worse));
    let (before, after) = match lang {
        Lang::PtBr => (format!("No total: {better} {one}, {worse} {other}; "), " maior. Por dentro:"),
        Lang::En => (format!("In all: {better} {one}, {worse} {other}; "), " higher. Inside:"),
    };
    vec![Piece::Text(before), sure(lang, reversal.p_crude), Piece::text(after)]
}

/// Why: the better one has more of what buys more anyway. Names and shares as written.
pub fn reversed_mix(
    lang: Lang,
    base: Base,
    [better, worse, stratum]: [&str; 3],
    (one, other): (&str, &str),
) -> String {
    let units = match base {
        Base::Leads => lang.pick("leads", "leads"),
        Base::Deals => lang.pick("negócios", "deals"),
    };
    match lang {
        Lang::PtBr => format!(
            "Por quê: {one} dos {units} de {better} são de {stratum}, onde se converte mais; dos de {worse}, só {other}. É essa mistura que levanta o total, não {better}."
        ),
        Lang::En => format!(
            "Why: {one} of the {units} of {better} are from {stratum}, where more convert; of those of {worse}, only {other}. It is this mix that lifts the total, not {better}."
        ),
    }
}

pub fn reversed_so(lang: Lang, axis: Axis) -> &'static str {
    match axis {
        Axis::Channels => lang.pick(
            "Para escolher entre os dois canais, compare dentro de cada segmento, ou pela taxa ajustada.",
            "To choose between the two channels, compare within each segment, or by the adjusted rate.",
        ),
        Axis::Segments => lang.pick(
            "Para escolher entre os dois segmentos, compare dentro de cada canal, ou pela taxa ajustada.",
            "To choose between the two segments, compare within each channel, or by the adjusted rate.",
        ),
    }
}

/// Beside the sentence: how many say nothing in the column.
pub fn not_told(lang: Lang, header: &str, count: &str, share: &str) -> Vec<Piece> {
    let (strong, rest) = match lang {
        Lang::PtBr => (
            format!("{share} sem {header}."),
            format!(" São {count}; estão na coluna “não informado” e não entram nas comparações."),
        ),
        Lang::En => (
            format!("{share} without {header}."),
            format!(" They are {count}, in the column “not told”, and are not compared."),
        ),
    };
    vec![Piece::Strong(strong), Piece::Text(rest)]
}

/// A column that nobody has called a segment.
pub fn not_mapped(lang: Lang, header: &str) -> Vec<Piece> {
    let (strong, rest) = match lang {
        Lang::PtBr => (
            format!("{header} não está marcada como segmento."),
            " A tabela a mostra, mas só nas colunas marcadas se procuram diferenças: uma coluna qualquer pode ter sido preenchida depois da venda.",
        ),
        Lang::En => (
            format!("{header} is not marked as a segment."),
            " The table shows it, but differences are looked for in marked columns only: any other may have been filled in after the sale.",
        ),
    };
    vec![Piece::Strong(strong), Piece::text(rest)]
}

#[cfg(test)]
mod tests {
    use super::super::super::figures::plain::Plain;
    use super::*;
    use garimpo_funnel::segments::{Estimate, Part, Stratum};

    fn plain(pieces: &[Piece]) -> String {
        pieces.iter().map(Piece::plain).collect()
    }

    #[test]
    fn the_sentence_names_who_is_apart_and_who_is_not() {
        let below = [("Varejo".to_owned(), 0.99), ("Serviços".to_owned(), 0.88)];
        let said = Apart { top: "Tecnologia", below: &below, unclear: &["Saúde".to_owned()] };
        assert_eq!(
            plain(&apart(Lang::PtBr, Base::Leads, &said)),
            "Nos mesmos canais, leads de Tecnologia viram cliente quase certamente mais vezes que os de Varejo; que os de Serviços, provavelmente. De Saúde ainda não se distinguem."
        );
        let said = Apart { top: "Tech", below: &below[1..], unclear: &[] };
        assert_eq!(
            plain(&apart(Lang::En, Base::Deals, &said)),
            "In the same channels, deals from Tech are won probably more often than those from Serviços."
        );
    }

    fn reversal() -> Reversal {
        let part = |name: &str| Part::One { id: name.to_lowercase(), name: name.into() };
        let stratum = |name: &str, better, worse| Stratum { part: part(name), better, worse };
        Reversal {
            axis: Axis::Channels,
            better: part("A"),
            worse: part("B"),
            crude_better: (100, 45),
            crude_worse: (100, 25),
            p_crude: 0.99,
            p_within: 0.9,
            odds_within: Estimate { value: 1.5, low: 1.1, high: 2.0 },
            strata: vec![stratum("T", (80, 42), (20, 12)), stratum("V", (20, 3), (80, 13))],
        }
    }

    #[test]
    fn a_reversal_is_told_with_its_numbers() {
        let reversal = reversal();
        assert_eq!(
            plain(&reversed(Lang::PtBr, &reversal, "A", "B")),
            "A parece melhor que B no total, mas dentro dos segmentos é provavelmente o contrário."
        );
        assert_eq!(
            plain(&reversed_in_all(Lang::En, &Plain, &reversal, "A", "B")),
            "In all: A 45 of 100 (45%), B 25 of 100 (25%); almost surely higher. Inside:"
        );
        let (at, better, worse) = crate::segments::mix(&reversal).expect("a mix");
        assert_eq!((at, better, worse), (0, 0.8, 0.2));
        let why = reversed_mix(Lang::PtBr, Base::Leads, ["A", "B", "T"], ("80%", "20%"));
        assert!(
            why.starts_with("Por quê: 80% dos leads de A são de T, onde se converte mais; dos de B, só 20%.")
        );
    }
}
