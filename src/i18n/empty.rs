//! The first visit.

sentences! {
    question = "De que canais vêm os clientes mais baratos, e os melhores?",
        "Which channels bring the cheapest customers, and the best?";
    purpose = "O Garimpo junta suas planilhas de leads, negócios e gastos e põe os canais em faixas de custo e de valor, sempre com a margem de dúvida à vista.",
        "Garimpo joins your sheets of leads, deals and spend and puts the channels into tiers of cost and of value, always with the doubt in sight.";
    drop_title = "Solte aqui seus arquivos CSV ou Excel", "Drop your CSV or Excel files here";
    drop_text = "Vários de uma vez, como saíram do sistema. Ou cole uma tabela com",
        "Several at once, as your system exported them. Or paste a table with";
    choose = "Escolher arquivos", "Choose files";
    sample = "Ver com a empresa de exemplo", "See it with the sample company";
    sources = "RD Station, HubSpot, Pipedrive, Agendor, Google Ads, Meta, LinkedIn ou a sua própria planilha.",
        "RD Station, HubSpot, Pipedrive, Agendor, Google Ads, Meta, LinkedIn, or a sheet of your own.";
    kinds = "O que soltar", "What to drop";
    start = "Comece com o que tiver: o Garimpo diz o que já dá para saber.",
        "Start with what you have: Garimpo says what can be known already.";
    example = "Empresa de exemplo, 1º trimestre de 2026", "Sample company, first quarter of 2026";
    // The example's answer, around the names of its channels.
    and = " e ", " and ";
    not_apart = " ainda não se distinguem. Eventos é quase certamente mais caro que os três.",
        " cannot be told apart yet. Events is almost surely dearer than all three.";
    cost_per_customer = "Custo por cliente, R$", "Cost per customer, R$";
    organic = "Orgânico", "Organic";
    partners = "Parceiros", "Partners";
    too_few = "poucos dados", "too few data";
    cost_unknown = "custo não informado", "cost not informed";
    legend = "Ponto: o que se viu. Traço: onde o custo real deve estar (90%). Mesma medalha: empate.",
        "Dot: what was seen. Line: where the true cost should be (90%). Same medal: a tie.";
    promise_label = "O que acontece com seus dados", "What happens to your data";
    stays = "Seus dados não saem deste computador.", "Your data does not leave this computer.";
    stays_how = "Não há servidor para recebê-los, e a política desta página faz o navegador recusar conexões com outros endereços. Confira: desligue a rede e use.",
        "There is no server to receive it, and this page’s policy makes the browser refuse connections to other addresses. Check it: go offline and use it.";
    here = "As contas são feitas aqui,", "The sums are done here,";
    here_how = "no seu navegador. Quem hospeda a página vê seu endereço de internet, como em qualquer site; nunca as planilhas.",
        "in your browser. Whoever hosts the page sees your internet address, as with any site; never your sheets.";
    gone = "Nada fica guardado.", "Nothing is kept.";
    gone_how = "Feche a aba e tudo some. Antes disso, salve o trabalho em um arquivo, ou em CSV as tabelas que você corrigiu.",
        "Close the tab and everything is gone. Before that, save the work as a file, or the tables that you corrected as CSV.";
}

use super::Lang;

/// The medal of a tier, as it is spoken.
pub fn medal(lang: Lang, tier: u8) -> String {
    match lang {
        Lang::PtBr => format!("{tier}ª faixa em custo"),
        Lang::En => format!("cost tier {tier}"),
    }
}
