//! What the page asks about an import, the answers that it offers, and what follows from each.

use garimpo_table::{DateOrder, Decimal};
use garimpo_workspace::{About, Choice, Question};

use super::figures::{Figures, counted};
use super::{Lang, fields};

sentences! {
    later = "Decidir depois", "Decide later";
    hint = "O resto já está na tabela. Só as contas com esta coluna esperam.",
        "Everything else is in the table. Only the sums with this column wait.";
    accept = "Aceitar a proposta", "Accept the proposal";
    accept_all = "Aceitar todas as propostas", "Accept all proposals";
    see = "Ver", "See";
    none_of_them = "Nenhum destes", "None of these";
    proposed = "proposta", "proposed";
}

/// The question in one sentence.
pub fn title(lang: Lang, question: &Question) -> String {
    let file = question.file.as_str();
    let header = question.header.as_deref().unwrap_or_default();
    let example = question.example.as_ref().map_or("", |(text, _)| text.as_str());
    match lang {
        Lang::PtBr => match question.id.about {
            About::Decimal => format!("Em “{example}”, {} separa os milhares?", separator(lang, example)),
            About::DateOrder => format!("Em “{example}”, o dia vem primeiro?"),
            About::Role => format!("O que é a tabela {file}?"),
            About::Field => match question.id.field {
                Some(field) => format!("Qual coluna é “{}”?", fields::field(lang, field)),
                None => format!("O que é a coluna {header}?"),
            },
            About::CountKind => format!("Que leads a coluna {header} conta?"),
            About::Currency => format!("Em que moeda está {header}?"),
            About::Encoding => format!("As letras de {file} estão certas?"),
            About::Dialect => format!("As colunas de {file} estão separadas no lugar certo?"),
            About::Sheet => format!("Qual tabela de {file} deve entrar?"),
        },
        Lang::En => match question.id.about {
            About::Decimal => {
                format!("In “{example}”, does {} separate thousands?", separator(lang, example))
            }
            About::DateOrder => format!("In “{example}”, does the day come first?"),
            About::Role => format!("What is the table {file}?"),
            About::Field => match question.id.field {
                Some(field) => format!("Which column is “{}”?", fields::field(lang, field)),
                None => format!("What is the column {header}?"),
            },
            About::CountKind => format!("Which leads does the column {header} count?"),
            About::Currency => format!("In which currency is {header}?"),
            About::Encoding => format!("Are the letters of {file} right?"),
            About::Dialect => format!("Are the columns of {file} cut in the right places?"),
            About::Sheet => format!("Which table of {file} should come in?"),
        },
    }
}

/// Why it is asked.
pub fn why(lang: Lang, figures: &dyn Figures, question: &Question) -> String {
    let header = question.header.as_deref().unwrap_or(question.file.as_str());
    let values = question.values.into();
    let line = question.example.as_ref().map(|(_, line)| figures.count((*line).into())).unwrap_or_default();
    match lang {
        Lang::PtBr => match question.id.about {
            About::Decimal | About::DateOrder => format!(
                "Dá para ler {} de {header} dos dois jeitos (exemplo da linha {line}).",
                counted(figures, values, "valor", "valores")
            ),
            About::Role => "Os cabeçalhos servem a mais de um tipo de tabela.".into(),
            About::Field => "Mais de uma resposta combina com os valores.".into(),
            About::CountKind => {
                "O relatório tem mais de uma contagem de leads, e somá-las contaria em dobro.".into()
            }
            About::Currency | About::Encoding | About::Dialect | About::Sheet => {
                "O arquivo não diz, e errar mudaria os números.".into()
            }
        },
        Lang::En => match question.id.about {
            About::Decimal | About::DateOrder => format!(
                "{} of {header} can be read both ways (the example is on line {line}).",
                counted(figures, values, "value", "values")
            ),
            About::Role => "The headers fit more than one kind of table.".into(),
            About::Field => "More than one answer fits the values.".into(),
            About::CountKind => {
                "The report has more than one lead count, and adding them would count twice.".into()
            }
            About::Currency | About::Encoding | About::Dialect | About::Sheet => {
                "The file does not say, and a wrong guess would change the numbers.".into()
            }
        },
    }
}

/// An answer, and what follows from it (may be empty).
pub fn choice(
    lang: Lang,
    figures: &dyn Figures,
    question: &Question,
    choice: &Choice,
    currency: Option<&str>,
) -> (String, String) {
    match choice {
        Choice::Decimal { decimal, value, sum, money } => {
            let example = question.example.as_ref().map_or("", |(text, _)| text.as_str());
            let yes = separates_thousands(*decimal, example);
            let write = |number: f64| match money {
                true => figures.money(number, currency),
                false => figures.number(number),
            };
            let label = format!("{}: {}", yes_no(lang, yes), write(*value));
            let then = match lang {
                Lang::PtBr => format!("a coluna soma {}", write(*sum)),
                Lang::En => format!("the column sums to {}", write(*sum)),
            };
            (label, then)
        }
        Choice::DateOrder { order, day, first, last } => {
            let label = format!("{}: {}", yes_no(lang, *order == DateOrder::DayMonth), figures.day(*day));
            let (first, last) = (figures.day(*first), figures.day(*last));
            let then = match lang {
                Lang::PtBr => format!("a coluna vai de {first} a {last}"),
                Lang::En => format!("the column runs from {first} to {last}"),
            };
            (label, then)
        }
        Choice::Role(role) => (fields::role(lang, *role).into(), fields::role_hint(lang, *role).into()),
        Choice::Column { header, .. } => (header.clone(), String::new()),
        Choice::Field(Some(field)) => (fields::field(lang, *field).into(), String::new()),
        Choice::Field(None) => (none_of_them(lang).into(), String::new()),
    }
}

/// The button that takes the chosen answer: "Usar R$ 12.400,00".
pub fn take(lang: Lang, figures: &dyn Figures, choice: &Choice, currency: Option<&str>) -> String {
    let what = match choice {
        Choice::Decimal { value, money: true, .. } => figures.money(*value, currency),
        Choice::Decimal { value, .. } => figures.number(*value),
        Choice::DateOrder { day, .. } => figures.day(*day),
        Choice::Role(role) => fields::role(lang, *role).into(),
        Choice::Column { header, .. } => header.clone(),
        Choice::Field(Some(field)) => fields::field(lang, *field).into(),
        Choice::Field(None) => return none_of_them(lang).into(),
    };
    match lang {
        Lang::PtBr => format!("Usar {what}"),
        Lang::En => format!("Use {what}"),
    }
}

fn yes_no(lang: Lang, yes: bool) -> &'static str {
    match yes {
        true => lang.pick("Sim", "Yes"),
        false => lang.pick("Não", "No"),
    }
}

/// The example has one kind of separator; it separates thousands when the other one is the decimal sign.
fn separates_thousands(decimal: Decimal, example: &str) -> bool {
    match decimal {
        Decimal::Comma => !example.contains(','),
        Decimal::Dot => example.contains(','),
    }
}

fn separator(lang: Lang, example: &str) -> &'static str {
    match example.contains(',') {
        true => lang.pick("a vírgula", "the comma"),
        false => lang.pick("o ponto", "the dot"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::figures::plain::Plain;
    use super::*;
    use garimpo_funnel::{Field, Role};
    use garimpo_workspace::QuestionId;

    fn question(about: About, example: &str) -> Question {
        Question {
            id: QuestionId { sheet: 1, about, column: Some(0), field: None },
            file: "negocios.csv".into(),
            header: Some("Valor".into()),
            example: Some((example.into(), 7)),
            values: 338,
            choices: Vec::new(),
            proposed: 0,
        }
    }

    #[test]
    fn a_decimal_question_names_its_separator() {
        let check = |example: &str, decimal: Decimal, sentence: &str, label: &str| {
            let question = question(About::Decimal, example);
            let answer = Choice::Decimal { decimal, value: 12.0, sum: 99.0, money: false };
            assert_eq!(title(Lang::PtBr, &question), sentence);
            assert_eq!(choice(Lang::PtBr, &Plain, &question, &answer, None).0, label);
        };
        check("12.400", Decimal::Comma, "Em “12.400”, o ponto separa os milhares?", "Sim: 12");
        check("12.400", Decimal::Dot, "Em “12.400”, o ponto separa os milhares?", "Não: 12");
        check("12,400", Decimal::Dot, "Em “12,400”, a vírgula separa os milhares?", "Sim: 12");
        check("12,400", Decimal::Comma, "Em “12,400”, a vírgula separa os milhares?", "Não: 12");
    }

    #[test]
    fn every_question_and_answer_has_words() {
        use About::*;
        for about in [Role, Field, Decimal, DateOrder, Currency, Encoding, Dialect, Sheet, CountKind] {
            let question = question(about, "03/04/2026");
            assert_ne!(title(Lang::PtBr, &question), title(Lang::En, &question));
            assert_ne!(why(Lang::PtBr, &Plain, &question), why(Lang::En, &Plain, &question));
        }
    }

    #[test]
    fn answers_name_what_they_take() {
        let currency = Some("BRL");
        let answer =
            Choice::Decimal { decimal: super::Decimal::Comma, value: 12_400.0, sum: 1.0, money: true };
        assert_eq!(take(Lang::PtBr, &Plain, &answer, currency), "Usar BRL 12400.00");
        assert_eq!(take(Lang::En, &Plain, &Choice::Role(Role::Deals), None), "Use Deals");
        assert_eq!(take(Lang::En, &Plain, &Choice::Field(Some(Field::Leads)), None), "Use leads");
    }
}
