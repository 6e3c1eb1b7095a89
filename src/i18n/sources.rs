//! Which tool's export a file was recognised as, and what kind of list it is.

use garimpo_funnel::guess::{SourceId, SourceKind};

use super::Lang;

/// "reconhecido: RD Station CRM, negociações"; a source known by hearsay is only what it looks like.
pub fn recognised(lang: Lang, source: SourceId) -> String {
    let verb = match source.is_sure() {
        true => lang.pick("reconhecido:", "recognised:"),
        false => lang.pick("parece", "looks like"),
    };
    format!("{verb} {}, {}", source.name(), kind(lang, source.kind()))
}

pub fn kind(lang: Lang, kind: SourceKind) -> &'static str {
    let (pt_br, en) = match kind {
        SourceKind::AdReport => ("relatório de campanhas", "campaign report"),
        SourceKind::AdOverview => ("visão geral", "overview"),
        SourceKind::SearchTerms => ("termos de pesquisa", "search terms"),
        SourceKind::Keywords => ("palavras-chave", "keywords"),
        SourceKind::Billing => ("faturamento", "billing"),
        SourceKind::Demographics => ("resultados por público", "results by audience"),
        SourceKind::FormLeads => ("leads de formulário", "form leads"),
        SourceKind::Leads => ("leads", "leads"),
        SourceKind::Contacts => ("contatos", "contacts"),
        SourceKind::Deals => ("negociações", "deals"),
        SourceKind::Opportunities => ("oportunidades", "opportunities"),
        SourceKind::Traffic => ("visitas por canal", "visits by channel"),
        SourceKind::Analytics => ("relatório do site", "site report"),
        SourceKind::EmailReport => ("relatório de e-mails", "email report"),
    };
    lang.pick(pt_br, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recognised_file_is_said_in_both_languages() {
        #[track_caller]
        fn check(source: SourceId, pt_br: &str, en: &str) {
            assert_eq!(
                (recognised(Lang::PtBr, source), recognised(Lang::En, source)),
                (pt_br.into(), en.into())
            );
        }
        check(
            SourceId::RdCrmDeals,
            "reconhecido: RD Station CRM, negociações",
            "recognised: RD Station CRM, deals",
        );
        check(SourceId::AgendorDeals, "parece Agendor, negociações", "looks like Agendor, deals");
    }
}
