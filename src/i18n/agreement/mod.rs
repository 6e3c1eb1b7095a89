//! Sentences of the agreement: the month's answer, the two sides, the lists, one lead, what became of them.

mod lead;
mod words;

use garimpo_funnel::Field;
use garimpo_funnel::agreement::codes::{Code, Fix, Reason};
use garimpo_funnel::agreement::outcomes::Fate;
use garimpo_funnel::agreement::terms::Promise;
use garimpo_funnel::agreement::{Holiday, Said, State, Within};

use super::Lang;
pub use lead::*;
pub use words::*;

sentences! {
    marketing_name = "Marketing", "Marketing";
    sales_name = "Vendas", "Sales";
    unanswered = "Sem devolutiva", "Without a verdict";
    not_qualified_title = "Fora dos critérios", "Outside the criteria";
    all_leads = "Todos os leads", "All leads";
    verdict_word = "Veredito", "Verdict";
    eyebrow = "Os dois lados do acordo", "Both sides of the agreement";
    computing = "Calculando…", "Computing…";
    no_leads = "Sem leads não há acordo a medir. Traga a lista de leads; com atividades e devolutivas de vendas, os dois lados aparecem.",
        "Without leads there is no agreement to measure. Bring the list of leads; with activities and sales feedback, both sides show.";
    nav = "Partes do acordo", "Parts of the agreement";
    nav_board = "Placar", "Scoreboard";
    nav_leads = "Leads", "Leads";
    nav_outcomes = "De volta ao marketing", "Back to marketing";
    agreement_of = "Acordo de", "Agreement of";
    earlier_month = "Mês anterior", "Month before";
    later_month = "Mês seguinte", "Month after";
    working_days = "Dias úteis", "Working days";
    data_until = "Dados até", "Data until";
    hours = "Horário útil", "Working hours";
    propose = "Propor mudança", "Propose a change";
    first_agreement = "Escrever o acordo", "Write the agreement";
    no_agreement = "Ainda não há acordo para este mês.", "There is no agreement for this month yet.";
    no_agreement_say = "Marketing promete quantos leads e de que valor; vendas, em quanto tempo atende. A proposta ao lado vem dos seus dados: mude o que quiser e combine.",
        "Marketing promises how many leads and of what value; sales, how soon it serves them. The proposal comes from your data: change what you like and agree.";
    marketing_gives = "Marketing entrega", "Marketing delivers";
    sales_serves = "Vendas atende", "Sales serves";
    value_summed = "Valor dos leads somado no mês", "Value of the month’s leads, summed";
    leads_summed = "Leads somados no mês", "The month’s leads, summed";
    of_profit = "lucro bruto esperado", "expected gross profit";
    of_revenue = "receita esperada", "expected revenue";
    goal_pace = "ritmo da meta", "the target’s pace";
    kind = "Tipo de conversão", "Conversion type";
    channel = "Canal", "Channel";
    leads = "Leads", "Leads";
    pace_head = "ritmo de hoje; cor forte: abaixo", "today’s pace; strong colour: below";
    target = "Meta", "Target";
    on_pace = "No ritmo", "Against pace";
    per_lead = "Por lead", "A lead";
    value = "Valor", "Value";
    total = "Total", "Total";
    others = "Demais", "Others";
    beside = "sem meta no acordo", "without a target in the agreement";
    where_from = "De onde vem a meta", "Where the target comes from";
    revenue_month = "receita do mês", "revenue of the month";
    share_marketing = "parte do marketing", "marketing’s share";
    mean_deal = "ticket médio", "mean deal";
    become_customers = "viram clientes", "become customers";
    customers = "clientes", "customers";
    opportunities = "oportunidades", "opportunities";
    no_goal = "Sem meta de receita no acordo, a conta não começa.", "Without a revenue target in the agreement there is nothing to derive.";
    no_chain = "Ainda não dá para derivar: faltam vendas com valor.", "It cannot be derived yet: won deals with amounts are missing.";
    times = "vezes", "times";
    divided_by = "dividido por", "divided by";
    equals = "igual a", "equals";
    due_target = "meta", "target";
    pending_beside = "ainda no prazo", "not yet due";
    untold = "sem como dizer", "cannot be told";
    not_told_first = "Nenhuma tabela diz quando cada lead foi procurado. Traga as atividades do CRM ou a coluna da primeira tentativa.",
        "No table says when leads were contacted. Bring the CRM’s activities or the column of the first attempt.";
    not_told_attempts = "Nenhuma tabela conta as tentativas. Traga as atividades do CRM ou a coluna de tentativas.",
        "No table counts attempts. Bring the CRM’s activities or the column of attempts.";
    not_told_verdict = "Nenhuma tabela traz o que vendas achou. Anote as devolutivas aqui ou traga a coluna do CRM.",
        "No table holds what sales thought. Note the feedback here or bring the CRM’s column.";
    no_promises = "O acordo não diz o que vendas promete.", "The agreement does not say what sales promises.";
    no_targets = "O acordo não diz quantos leads o marketing promete.", "The agreement does not say how many leads marketing promises.";
    wait_title = "Tempo até o primeiro contato", "Time to the first contact";
    wait_say = "cada ponto, leads de uma espera; horas úteis", "each dot, leads of one wait; working hours";
    other_types = "Demais tipos", "Other types";
    no_contact = "sem contato", "no contact";
    late_untouched = "Sem contato e fora do prazo", "No contact and overdue";
    company = "Empresa", "Company";
    asked_for = "Pediu", "Asked for";
    arrived = "Chegou", "Arrived";
    with_whom = "Com", "With";
    curve_title = "Esperar custa? A curva da sua empresa", "Does waiting cost? Your company’s curve";
    curve_say = "Leads por tempo até o primeiro contato e quantos avançaram, com intervalo de 90%. Lead quente costuma ser chamado antes: a curva mostra o que andou junto, não a causa.",
        "Leads by time to the first contact and how many went on, with 90% intervals. Hot leads tend to be called first: the curve shows what went together, not what causes what.";
    waited = "Esperou", "Waited";
    became_opportunity = "Virou oportunidade", "Became an opportunity";
    became_customer = "Virou cliente", "Became a customer";
    never = "Nunca", "Never";
    versions_title = "Versões", "Versions";
    versions_say = "Cada mês é julgado pela versão que valia nele.", "Each month is judged by the version that was in force.";
    drop_version = "Retirar esta versão", "Remove this version";
    in_force = "vale neste mês", "in force this month";
    reasons_title = "Motivos", "Reasons";
    reasons_say = "Os textos que vendas escreve, e o que cada um quer dizer. Sem código, o texto fica à parte: nada é adivinhado.",
        "The texts that sales writes, and what each means. Without a code a text stays apart: nothing is guessed.";
    reason_text = "Texto nos dados", "Text in the data";
    reason_rows = "Linhas", "Rows";
    reason_code = "Motivo", "Reason";
    reason_fix = "Quem resolve", "Who fixes it";
    no_code = "sem código", "no code";
    is_no_reason = "não é motivo", "is no reason";
    no_reasons = "Nenhuma tabela traz motivos.", "No table holds reasons.";
    reason_list = "A lista de motivos", "The list of reasons";
    reason_name = "Nome do motivo", "Name of the reason";
    add_reason = "Acrescentar motivo", "Add a reason";
    drop_reason = "Retirar motivo", "Remove the reason";
    back_to_board = "Voltar ao placar", "Back to the scoreboard";
    // Lists
    day_title = "O dia de vendas", "A day in sales";
    everyone = "todos", "everyone";
    owner = "Responsável", "With";
    which_leads = "Quais leads", "Which leads";
    every_month = "qualquer mês", "any month";
    month = "Mês", "Month";
    do_next = "A fazer", "To do";
    until_when = "Até", "By";
    attempts = "Tentativas", "Attempts";
    worth = "Vale", "Worth";
    nobody = "Ninguém nesta lista.", "Nobody in this list.";
    print = "Imprimir a lista", "Print the list";
    print_sheet = "Imprimir a ficha", "Print the sheet";
    more = "Os próximos", "The next ones";
    before = "Os anteriores", "The ones before";
    enter = "Anotar devolutivas", "Note feedback";
    stop_entering = "Parar de anotar", "Stop noting";
    enter_say = "Uma tecla por veredito e o próximo lead aparece. Z desfaz; as setas passam sem anotar.",
        "One key a verdict, and the next lead comes. Z undoes; the arrows go on without a note.";
    by_whom = "Quem anota", "Who notes";
    on_day = "Em", "On";
    accepted = "aceito", "accepted";
    recycled = "reciclado", "recycled";
    disqualified = "desqualificado", "disqualified";
    why_not = "Por quê? Uma tecla escolhe o motivo.", "Why? A key chooses the reason.";
    note = "Nota", "Note";
    note_needed = "“Outro” pede uma nota.", "“Other” needs a note.";
    detail = "Detalhe", "Detail";
    stars = "Qualidade na primeira conversa", "Quality at the first talk";
    no_stars = "sem nota", "none";
    entered_all = "A lista acabou: todos têm veredito.", "The list is done: everybody has a verdict.";
    skip_one = "Passar", "Skip";
    go_back = "Voltar um", "One back";
    only_after_attempts = "Só depois das tentativas combinadas; antes disso conta como falha de vendas.",
        "Only after the agreed attempts; before that it counts as a breach by sales.";
    sheet_name = "devolutivas.csv", "feedback.csv";
    // Back to marketing
    outcomes_title = "O que aconteceu com os leads", "What became of the leads";
    outcomes_say = "Cada lead tem um só destino; a soma da linha é o total do canal. Abra um número para ver os leads pelo nome.",
        "Each lead has exactly one fate; a line adds up to the channel’s leads. Open a number to see the leads by name.";
    by_channel = "Por canal", "By channel";
    by_campaign = "Por campanha", "By campaign";
    by_what = "Agrupar", "Group";
    no_campaign = "(sem campanha)", "(no campaign)";
    reasons = "Motivos", "Reasons";
    quality = "Qualidade", "Quality";
    no_attempts_told = "Nenhuma tabela conta tentativas: “sem contato” quer dizer que nada se sabe.",
        "No table counts attempts: “never contacted” means that nothing is known.";
}

pub fn promise(lang: Lang, promise: Promise) -> &'static str {
    match promise {
        Promise::First => lang.pick("Primeiro contato", "First contact"),
        Promise::Attempts => lang.pick("Tentativas", "Attempts"),
        Promise::Verdict => lang.pick("Devolutiva", "Verdict"),
    }
}

/// What is to be done.
pub fn to_do(lang: Lang, promise: Promise) -> &'static str {
    match promise {
        Promise::First => lang.pick("primeiro contato", "first contact"),
        Promise::Attempts => lang.pick("tentar de novo", "try again"),
        Promise::Verdict => lang.pick("dar a devolutiva", "give the verdict"),
    }
}

pub fn not_told(lang: Lang, promise: Promise) -> &'static str {
    match promise {
        Promise::First => not_told_first(lang),
        Promise::Attempts => not_told_attempts(lang),
        Promise::Verdict => not_told_verdict(lang),
    }
}

pub fn state(lang: Lang, state: State) -> &'static str {
    match state {
        State::Attained => lang.pick("no prazo", "in time"),
        State::Pending => pending_beside(lang),
        State::Breached => lang.pick("fora do prazo", "overdue"),
    }
}

pub fn said(lang: Lang, said: Said) -> &'static str {
    match said {
        Said::Accepted => accepted(lang),
        Said::Recycled => recycled(lang),
        Said::Disqualified => disqualified(lang),
    }
}

pub fn fate(lang: Lang, fate: Fate) -> &'static str {
    match fate {
        Fate::Customer => lang.pick("Clientes", "Customers"),
        Fate::Negotiation => lang.pick("Em negociação", "In negotiation"),
        Fate::Lost => lang.pick("Perdidos", "Lost"),
        Fate::Disqualified => lang.pick("Desqualificados", "Disqualified"),
        Fate::Recycled => lang.pick("Reciclados", "Recycled"),
        Fate::Trying => lang.pick("Em tentativa", "Being tried"),
        Fate::Untouched => lang.pick("Sem contato", "Never contacted"),
    }
}

/// The same of one lead.
pub fn fate_one(lang: Lang, fate: Fate) -> &'static str {
    match fate {
        Fate::Customer => lang.pick("cliente", "customer"),
        Fate::Negotiation => lang.pick("em negociação", "in negotiation"),
        Fate::Lost => lang.pick("perdido", "lost"),
        Fate::Disqualified => disqualified(lang),
        Fate::Recycled => recycled(lang),
        Fate::Trying => lang.pick("em tentativa", "being tried"),
        Fate::Untouched => lang.pick("sem contato", "never contacted"),
    }
}

/// A header of the feedback sheet.
pub fn column_of(lang: Lang, field: Field) -> &'static str {
    match field {
        Field::Email => lang.pick("E-mail", "Email"),
        Field::LeadId => lang.pick("ID do lead", "Lead ID"),
        Field::Company => company(lang),
        Field::Verdict => lang.pick("Veredito", "Verdict"),
        Field::Reason => lang.pick("Motivo", "Reason"),
        Field::SubReason => detail(lang),
        Field::Note => note(lang),
        Field::Attempts => attempts(lang),
        Field::Quality => lang.pick("Qualidade (1 a 5)", "Quality (1 to 5)"),
        Field::Owner => lang.pick("Por", "By"),
        _ => lang.pick("Em", "At"),
    }
}

pub fn since_day(lang: Lang, day: &str) -> String {
    match lang {
        Lang::PtBr => format!("desde {day}"),
        Lang::En => format!("since {day}"),
    }
}

pub fn fix(lang: Lang, fix: Fix) -> &'static str {
    match fix {
        Fix::Marketing => "marketing",
        Fix::Sales => lang.pick("vendas", "sales"),
        Fix::Both => lang.pick("os dois", "both"),
        Fix::Operations => lang.pick("operações", "operations"),
        Fix::Product => lang.pick("produto", "product"),
        Fix::Meeting => lang.pick("a reunião", "the meeting"),
    }
}

/// A reason as the company calls it, else in the page's language.
pub fn reason(lang: Lang, reason: &Reason) -> String {
    let known = |code: Code| {
        match code {
            Code::Spam => lang.pick("spam ou teste", "spam or test"),
            Code::Duplicate => lang.pick("duplicado", "duplicate"),
            Code::BadContact => lang.pick("contato inválido", "wrong contact data"),
            Code::Unreached => lang.pick("não localizado", "not reached"),
            Code::NoFitSize => lang.pick("fora do perfil: porte", "no fit: size"),
            Code::NoFitSector => lang.pick("fora do perfil: setor", "no fit: sector"),
            Code::NoFitRegion => lang.pick("fora do perfil: região", "no fit: region"),
            Code::NoFitRole => lang.pick("fora do perfil: cargo", "no fit: role"),
            Code::NoNeed => lang.pick("sem necessidade", "no need"),
            Code::NoBudget => lang.pick("sem orçamento", "no budget"),
            Code::NotNow => lang.pick("sem momento", "not now"),
            Code::Competitor => lang.pick("concorrente", "competitor"),
            Code::Price => lang.pick("preço", "price"),
            Code::NoDecision => lang.pick("sem decisão", "no decision"),
            Code::Other => lang.pick("outro", "other"),
        }
        .to_owned()
    };
    let own = reason.name.clone().filter(|name| !name.trim().is_empty());
    own.or_else(|| reason.code().map(known)).unwrap_or_else(|| reason.id.clone())
}

pub fn holiday(lang: Lang, holiday: Holiday) -> &'static str {
    match holiday {
        Holiday::NewYear => lang.pick("Ano-Novo", "New Year"),
        Holiday::GoodFriday => lang.pick("Sexta-feira Santa", "Good Friday"),
        Holiday::Tiradentes => "Tiradentes",
        Holiday::Labour => lang.pick("Dia do Trabalho", "Labour Day"),
        Holiday::Independence => lang.pick("Independência", "Independence Day"),
        Holiday::Aparecida => lang.pick("N. Sra. Aparecida", "Our Lady of Aparecida"),
        Holiday::AllSouls => lang.pick("Finados", "All Souls"),
        Holiday::Republic => lang.pick("Proclamação da República", "Republic Day"),
        Holiday::BlackAwareness => lang.pick("Consciência Negra", "Black Awareness Day"),
        Holiday::Christmas => lang.pick("Natal", "Christmas"),
        Holiday::CarnivalMonday | Holiday::CarnivalTuesday => lang.pick("Carnaval", "Carnival"),
        Holiday::CorpusChristi => "Corpus Christi",
    }
}

/// "1 h útil", "2 dias úteis".
pub fn within(lang: Lang, within: Within) -> String {
    let many = |count: u32, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    match (lang, within) {
        (Lang::PtBr, Within::Days(days)) => many(days, "dia útil", "dias úteis"),
        (Lang::En, Within::Days(days)) => many(days, "working day", "working days"),
        (Lang::PtBr, Within::Minutes(minutes)) if minutes % 60 == 0 && minutes > 0 => {
            many(minutes / 60, "hora útil", "horas úteis")
        }
        (Lang::En, Within::Minutes(minutes)) if minutes % 60 == 0 && minutes > 0 => {
            many(minutes / 60, "working hour", "working hours")
        }
        (Lang::PtBr, Within::Minutes(minutes)) => many(minutes, "minuto útil", "minutos úteis"),
        (Lang::En, Within::Minutes(minutes)) => many(minutes, "working minute", "working minutes"),
    }
}

/// The short names of the days of the week, Monday first.
pub fn weekday(lang: Lang, at: usize) -> &'static str {
    const PT: [&str; 7] = ["seg", "ter", "qua", "qui", "sex", "sáb", "dom"];
    const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let names = match lang {
        Lang::PtBr => PT,
        Lang::En => EN,
    };
    names.get(at).copied().unwrap_or_default()
}
