//! The tools whose exports are recognised: stable ids, the tools' own names, and what kind of file each is.
//!
//! Names are brands, the same in every language; the words for kinds are the page's. Must never be renumbered:
//! an id may stand in a saved workspace.

use serde::{Deserialize, Serialize};

/// What a recognised file lists. The page has the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SourceKind {
    /// Spend by campaign, ad set, ad or day.
    AdReport,
    /// A card of the account's overview.
    AdOverview,
    SearchTerms,
    Keywords,
    /// Movements of the advertiser's account.
    Billing,
    /// Results by age, gender, job, company …
    Demographics,
    /// People who filled in an ad platform's own form.
    FormLeads,
    Leads,
    Contacts,
    Deals,
    Opportunities,
    /// Visits by channel, source or campaign.
    Traffic,
    /// Web analytics by something that is no channel.
    Analytics,
    EmailReport,
}

macro_rules! sources {
    ($($variant:ident = $id:literal, $name:literal, $kind:ident;)*) => {
        /// One export of one tool.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum SourceId { $($variant),* }

        impl SourceId {
            pub const ALL: &'static [SourceId] = &[$(SourceId::$variant),*];

            /// Stable, for programs: `rd-crm-deals`.
            pub fn id(self) -> &'static str {
                match self { $(SourceId::$variant => $id),* }
            }

            /// The tool as it calls itself, in any language: `RD Station CRM`.
            pub fn name(self) -> &'static str {
                match self { $(SourceId::$variant => $name),* }
            }

            pub fn kind(self) -> SourceKind {
                match self { $(SourceId::$variant => SourceKind::$kind),* }
            }
        }
    };
}

sources! {
    GoogleAdsReport = "google-ads-report", "Google Ads", AdReport;
    GoogleAdsOverview = "google-ads-overview", "Google Ads", AdOverview;
    GoogleAdsSearchTerms = "google-ads-search-terms", "Google Ads", SearchTerms;
    GoogleAdsKeywords = "google-ads-keywords", "Google Ads", Keywords;
    GoogleAdsBilling = "google-ads-billing", "Google Ads", Billing;
    MetaAdsReport = "meta-ads-report", "Meta Ads", AdReport;
    MetaAdsDemographics = "meta-ads-demographics", "Meta Ads", Demographics;
    MetaLeads = "meta-leads", "Meta Ads", FormLeads;
    LinkedInAdsReport = "linkedin-ads-report", "LinkedIn Ads", AdReport;
    LinkedInAdsDemographics = "linkedin-ads-demographics", "LinkedIn Ads", Demographics;
    MicrosoftAdsReport = "microsoft-ads-report", "Microsoft Ads", AdReport;
    TikTokAdsReport = "tiktok-ads-report", "TikTok Ads", AdReport;
    Ga4Traffic = "ga4-traffic", "Google Analytics 4", Traffic;
    Ga4Report = "ga4-report", "Google Analytics 4", Analytics;
    RdMarketingLeads = "rd-marketing-leads", "RD Station Marketing", Leads;
    RdCrmDeals = "rd-crm-deals", "RD Station CRM", Deals;
    HubSpotContacts = "hubspot-contacts", "HubSpot", Contacts;
    HubSpotDeals = "hubspot-deals", "HubSpot", Deals;
    PipedriveDeals = "pipedrive-deals", "Pipedrive", Deals;
    PipedriveLeads = "pipedrive-leads", "Pipedrive", Leads;
    SalesforceOpportunities = "salesforce-opportunities", "Salesforce", Opportunities;
    SalesforceLeads = "salesforce-leads", "Salesforce", Leads;
    KommoLeads = "kommo-leads", "Kommo", Deals;
    ZohoDeals = "zoho-deals", "Zoho CRM", Deals;
    ZohoAnalytics = "zoho-analytics", "Zoho Analytics", Deals;
    AgendorDeals = "agendor-deals", "Agendor", Deals;
    MailchimpReport = "mailchimp-report", "Mailchimp", EmailReport;
    MailchimpContacts = "mailchimp-contacts", "Mailchimp", Contacts;
    KlaviyoReport = "klaviyo-report", "Klaviyo", EmailReport;
    KlaviyoContacts = "klaviyo-contacts", "Klaviyo", Contacts;
    ActiveCampaignReport = "activecampaign-report", "ActiveCampaign", EmailReport;
    ActiveCampaignContacts = "activecampaign-contacts", "ActiveCampaign", Contacts;
}

impl SourceId {
    /// Whether the file says so without doubt. The columns of the others are known by hearsay only: "looks
    /// like Agendor".
    pub fn is_sure(self) -> bool {
        !matches!(self, Self::AgendorDeals | Self::ActiveCampaignReport | Self::ActiveCampaignContacts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_one_each() {
        let mut ids: Vec<&str> = SourceId::ALL.iter().map(|source| source.id()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), SourceId::ALL.len());
    }
}
