//! What the reader must know about the data: joins, repeats, what is left out; and what is missing.

use garimpo_funnel::Role;
use garimpo_funnel::company::JoinBy;

use super::Lang;

/// Counts come in as number and as written.
type Count<'a> = (u32, &'a str);

sentences! {
    quality = "Qualidade dos dados", "Data quality";
    mixed_currency = "moedas misturadas", "mixed currencies";
    leads_word = "leads", "leads";
    deals_word = "negócios", "deals";
    spend_word = "gastos", "spend";
}

pub fn without_channel(lang: Lang, count: &str, share: &str, some: bool) -> String {
    match (lang, some) {
        (Lang::PtBr, true) => format!("{share} dos leads sem canal ({count})"),
        (Lang::PtBr, false) => "todos os leads com canal".into(),
        (Lang::En, true) => format!("{share} of leads without a channel ({count})"),
        (Lang::En, false) => "all leads have a channel".into(),
    }
}

pub fn deals_joined(lang: Lang, joined: &str, deals: &str) -> String {
    match lang {
        Lang::PtBr => format!("{joined} de {deals} negócios com lead"),
        Lang::En => format!("{joined} of {deals} deals with their lead"),
    }
}

/// How many of the leads' days the spend covers.
pub fn spend_covers(lang: Lang, covered: &str, days: Count<'_>) -> String {
    match (lang, days.0 == 1) {
        (Lang::PtBr, true) => format!("gastos em {covered} de 1 dia dos leads"),
        (Lang::PtBr, false) => format!("gastos em {covered} dos {} dias dos leads", days.1),
        (Lang::En, true) => format!("spend on {covered} of the 1 day of the leads"),
        (Lang::En, false) => format!("spend on {covered} of the leads’ {} days", days.1),
    }
}

pub fn variants(lang: Lang, count: Count<'_>) -> String {
    match (lang, count.0 == 1) {
        (Lang::PtBr, true) => "1 canal com grafias diferentes".into(),
        (Lang::PtBr, false) => format!("{} canais com grafias diferentes", count.1),
        (Lang::En, true) => "1 channel in different spellings".into(),
        (Lang::En, false) => format!("{} channels in different spellings", count.1),
    }
}

/// "leads de 1 de jan. de 2026 a 31 de mar. de 2026".
pub fn span(lang: Lang, name: &str, first: &str, last: &str) -> String {
    match lang {
        Lang::PtBr => format!("{name} de {first} a {last}"),
        Lang::En => format!("{name} from {first} to {last}"),
    }
}

pub fn joined(lang: Lang, by: Option<JoinBy>, joined: &str, deals: Count<'_>) -> String {
    let (many, deals) = (deals.0 != 1, deals.1);
    let by = match by {
        Some(JoinBy::Email) => lang.pick(" pelo e-mail", " by email"),
        Some(JoinBy::LeadId) => lang.pick(" pelo código", " by id"),
        None => "",
    };
    match (lang, many) {
        (Lang::PtBr, true) => format!("{joined} de {deals} negócios acharam o lead{by}."),
        (Lang::PtBr, false) => format!("{joined} de {deals} negócio achou o lead{by}."),
        (Lang::En, true) => format!("{joined} of {deals} deals found their lead{by}."),
        (Lang::En, false) => format!("{joined} of {deals} deal found its lead{by}."),
    }
}

pub fn without_lead(lang: Lang, count: Count<'_>) -> String {
    match (lang, count.0 == 1) {
        (Lang::PtBr, true) => "Ver o que ficou sem lead".into(),
        (Lang::PtBr, false) => format!("Ver os {} sem lead", count.1),
        (Lang::En, true) => "See the one without a lead".into(),
        (Lang::En, false) => format!("See the {} without a lead", count.1),
    }
}

pub fn duplicates(lang: Lang, rows: Count<'_>) -> String {
    match (lang, rows.0 == 1) {
        (Lang::PtBr, true) => "1 linha repetida foi unida; vale o canal da primeira.".into(),
        (Lang::PtBr, false) => format!("{} linhas repetidas foram unidas; vale o canal da primeira.", rows.1),
        (Lang::En, true) => "1 repeated row was merged; the first one’s channel counts.".into(),
        (Lang::En, false) => format!("{} repeated rows were merged; the first one’s channel counts.", rows.1),
    }
}

pub fn other_currency(lang: Lang, used: &str, other: &str, rows: Count<'_>) -> String {
    match (lang, rows.0 == 1) {
        (Lang::PtBr, true) => format!("As contas são em {used}: 1 linha em {other} ficou de fora."),
        (Lang::PtBr, false) => {
            format!("As contas são em {used}: {} linhas em {other} ficaram de fora.", rows.1)
        }
        (Lang::En, true) => format!("The sums are in {used}: 1 row in {other} is left out."),
        (Lang::En, false) => format!("The sums are in {used}: {} rows in {other} are left out.", rows.1),
    }
}

/// Money of another currency that counts, at the typed rates.
pub fn converted(lang: Lang, used: &str, other: &str, rows: Count<'_>) -> String {
    match (lang, rows.0 == 1) {
        (Lang::PtBr, true) => format!("1 linha em {other} foi convertida para {used} pela taxa informada."),
        (Lang::PtBr, false) => {
            format!("{} linhas em {other} foram convertidas para {used} pelas taxas informadas.", rows.1)
        }
        (Lang::En, true) => format!("1 row in {other} was converted to {used} at the typed rate."),
        (Lang::En, false) => {
            format!("{} rows in {other} were converted to {used} at the typed rates.", rows.1)
        }
    }
}

/// First attempts dated before their lead.
pub fn early_attempts(lang: Lang, rows: Count<'_>) -> String {
    match (lang, rows.0 == 1) {
        (Lang::PtBr, true) => {
            "1 primeira tentativa tem data anterior ao lead: não conta no tempo de resposta.".into()
        }
        (Lang::PtBr, false) => {
            format!(
                "{} primeiras tentativas têm data anterior ao lead: não contam no tempo de resposta.",
                rows.1
            )
        }
        (Lang::En, true) => {
            "1 first attempt is dated before its lead: it counts for no response time.".into()
        }
        (Lang::En, false) => {
            format!("{} first attempts are dated before their lead: they count for no response time.", rows.1)
        }
    }
}

/// Of a column where most values are 0.
pub fn zero_not_told(lang: Lang, header: &str, zeros: &str, told: &str) -> String {
    match lang {
        Lang::PtBr => format!(
            "Em “{header}”, {zeros} valores são 0 e {told} não: os zeros contam como não informados, não como grátis."
        ),
        Lang::En => format!(
            "In “{header}”, {zeros} values are 0 and {told} are not: the zeros count as not told, not as free."
        ),
    }
}

pub fn undated_spend(lang: Lang, rows: Count<'_>) -> String {
    match (lang, rows.0 == 1) {
        (Lang::PtBr, true) => "1 linha de gasto sem data só conta no período todo.".into(),
        (Lang::PtBr, false) => format!("{} linhas de gasto sem data só contam no período todo.", rows.1),
        (Lang::En, true) => "1 spend row without a date counts in the whole period only.".into(),
        (Lang::En, false) => format!("{} spend rows without a date count in the whole period only.", rows.1),
    }
}

/// The names of two tables.
pub fn spent_twice(lang: Lang, one: &str, other: &str) -> String {
    match lang {
        Lang::PtBr => format!(
            "{one} e {other} são relatórios da mesma conta e dos mesmos dias: o gasto pode estar contado duas vezes."
        ),
        Lang::En => format!(
            "{one} and {other} report the same account and the same days: the spend may be counted twice."
        ),
    }
}

pub fn reported_spend(lang: Lang, rows: Count<'_>) -> String {
    match (lang, rows.0 == 1) {
        (Lang::PtBr, true) => {
            "1 linha de gasto só diz o prazo do relatório: o valor foi dividido por igual entre os dias."
                .into()
        }
        (Lang::PtBr, false) => format!(
            "{} linhas de gasto só dizem o prazo do relatório: o valor foi dividido por igual entre os dias.",
            rows.1
        ),
        (Lang::En, true) => {
            "1 spend row tells only the dates of its report: its amount is spread evenly over the days."
                .into()
        }
        (Lang::En, false) => format!(
            "{} spend rows tell only the dates of their report: the amounts are spread evenly over the days.",
            rows.1
        ),
    }
}

pub fn undated_leads(lang: Lang, rows: Count<'_>) -> String {
    match (lang, rows.0 == 1) {
        (Lang::PtBr, true) => "1 lead sem data de criação fica fora de qualquer período escolhido.".into(),
        (Lang::PtBr, false) => {
            format!("{} leads sem data de criação ficam fora de qualquer período escolhido.", rows.1)
        }
        (Lang::En, true) => "1 lead without a creation date is outside of any chosen period.".into(),
        (Lang::En, false) => {
            format!("{} leads without a creation date are outside of any chosen period.", rows.1)
        }
    }
}

pub fn no_amounts(lang: Lang, won: Count<'_>) -> String {
    match (lang, won.0 == 1) {
        (Lang::PtBr, true) => "1 negócio ganho não tem valor: entra como cliente, não na receita.".into(),
        (Lang::PtBr, false) => {
            format!("{} negócios ganhos não têm valor: entram como clientes, não na receita.", won.1)
        }
        (Lang::En, true) => "1 won deal has no amount: it counts as a customer, not in revenue.".into(),
        (Lang::En, false) => {
            format!("{} won deals have no amount: they count as customers, not in revenue.", won.1)
        }
    }
}

// ---- Spellings of one channel ----

pub fn merges_title(lang: Lang) -> &'static str {
    lang.pick("Nomes de canais", "Channel names")
}

/// "google-ads e GoogleAds parecem ser Google Ads."
pub fn merge_offer(lang: Lang, from: &str, many: bool, into: &str) -> String {
    match (lang, many) {
        (Lang::PtBr, true) => format!("{from} parecem ser {into}."),
        (Lang::PtBr, false) => format!("{from} parece ser {into}."),
        (Lang::En, true) => format!("{from} look like {into}."),
        (Lang::En, false) => format!("{from} looks like {into}."),
    }
}

pub fn merge(lang: Lang) -> &'static str {
    lang.pick("Unir", "Merge")
}

pub fn merged(lang: Lang, from: &str, into: &str) -> String {
    match lang {
        Lang::PtBr => format!("{from} conta como {into}."),
        Lang::En => format!("{from} counts as {into}."),
    }
}

pub fn unmerge(lang: Lang) -> &'static str {
    lang.pick("Separar", "Separate")
}

// ---- Nothing to rank yet ----

pub fn empty_title(lang: Lang) -> &'static str {
    lang.pick("Ainda não há canais para comparar.", "There are no channels to compare yet.")
}

pub fn empty_say(lang: Lang, any_sheet: bool) -> &'static str {
    if any_sheet {
        lang.pick(
            "Falta saber de que canal veio cada lead. Solte a tabela de leads, ou diga em Dados qual coluna é o canal.",
            "It is not known which channel each lead came by. Drop the table of leads, or say in Data which column is the channel.",
        )
    } else {
        lang.pick(
            "Solte as tabelas de leads, de negócios e de gastos em qualquer lugar da página.",
            "Drop the tables of leads, deals and spend anywhere on the page.",
        )
    }
}

/// Leads, deals, spend: there or missing, and what for.
pub fn ingredient(lang: Lang, role: Role, there: bool) -> String {
    let (name, what_for) = match role {
        Role::Leads => (
            lang.pick("Leads", "Leads"),
            lang.pick("quem chegou, quando e por qual canal", "who came, when, and by which channel"),
        ),
        Role::Deals => (
            lang.pick("Negócios", "Deals"),
            lang.pick("quem virou cliente e quanto pagou", "who became a customer, and what they paid"),
        ),
        _ => (
            lang.pick("Gastos", "Spend"),
            lang.pick("quanto custou cada canal; dá para digitar", "what each channel cost; it can be typed"),
        ),
    };
    let state = if there { lang.pick("já está aqui", "is here") } else { lang.pick("falta", "is missing") };
    format!("{name}, {state}: {what_for}.")
}

pub fn see_data(lang: Lang) -> &'static str {
    lang.pick("Ver os dados", "See the data")
}

pub fn open_questions(lang: Lang, count: Count<'_>) -> String {
    match (lang, count.0 == 1) {
        (Lang::PtBr, true) => "1 pergunta espera resposta em Dados.".into(),
        (Lang::PtBr, false) => format!("{} perguntas esperam resposta em Dados.", count.1),
        (Lang::En, true) => "1 question waits for an answer in Data.".into(),
        (Lang::En, false) => format!("{} questions wait for an answer in Data.", count.1),
    }
}

/// There are leads, but no spend.
pub fn no_spend(lang: Lang) -> &'static str {
    lang.pick(
        "Sem gastos não há custo por cliente. Digite quanto custou cada canal, ou solte a tabela de gastos.",
        "Without spend there is no cost per customer. Type what each channel cost, or drop the table of spend.",
    )
}

pub fn type_costs(lang: Lang) -> &'static str {
    lang.pick("Digitar os custos", "Type the costs")
}

pub fn no_deals(lang: Lang) -> &'static str {
    lang.pick(
        "Sem negócios não há receita. Solte a exportação do CRM para ver o que cada lead vale.",
        "Without deals there is no revenue. Drop the CRM’s export to see what each lead is worth.",
    )
}

pub fn customers_once(lang: Lang, leads: Count<'_>, deals: Count<'_>, by_leads: bool) -> String {
    let (is_one_lead, is_one_deal) = (leads.0 == 1, deals.0 == 1);
    let (leads, deals) = (leads.1, deals.1);
    let customers = match (lang, is_one_lead) {
        (Lang::PtBr, true) => "1 cliente pela etapa do lead".to_owned(),
        (Lang::PtBr, false) => format!("{leads} clientes pela etapa dos leads"),
        (Lang::En, true) => "1 customer by the stage of the lead".to_owned(),
        (Lang::En, false) => format!("{leads} customers by the stages of the leads"),
    };
    let wins = match (lang, is_one_deal) {
        (Lang::PtBr, true) => "1 negócio ganho".to_owned(),
        (Lang::PtBr, false) => format!("{deals} negócios ganhos"),
        (Lang::En, true) => "1 won deal".to_owned(),
        (Lang::En, false) => format!("{deals} won deals"),
    };
    match (lang, by_leads) {
        (Lang::PtBr, true) => format!(
            "Os arquivos de leads e de negócios não têm chave em comum: contam como clientes só {customers}; {wins} só na receita e na taxa de ganho. Uma coluna de e-mail nos dois arquivos liga um ao outro."
        ),
        (Lang::PtBr, false) => format!(
            "Os arquivos de leads e de negócios não têm chave em comum: contam como clientes só os de {wins}, não {customers}. Uma coluna de e-mail nos dois arquivos liga um ao outro."
        ),
        (Lang::En, true) => format!(
            "The files of leads and deals share no key: only {customers} count as customers; {wins} count in revenue and win rate only. A column of e-mails in both files would tie them."
        ),
        (Lang::En, false) => format!(
            "The files of leads and deals share no key: only those of {wins} count as customers, not {customers}. A column of e-mails in both files would tie them."
        ),
    }
}
