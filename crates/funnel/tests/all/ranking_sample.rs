//! The design's sample company: every number that the drawn pages show.

use crate::ranking_kit;

use garimpo_funnel::ranking::{Answer, MetricId, State};
use ranking_kit::*;

#[test]
fn costs_per_customer_and_their_intervals() {
    let ranking = sample().rank();
    let cases = [("indicacao", 1_440.0, 806.536, 2_776.499), ("organico", 1_767.27, 1_105.0, 2_970.0)];
    for (id, cac, low, high) in cases {
        let got = get(&ranking, id, MetricId::Cac);
        near(id, got.value, cac, 0.5);
        near(id, got.low, low, 0.5);
        near(id, got.high, high, 0.5);
        assert_eq!(got.state, State::Ok, "{id}");
    }
    let totals = ranking.totals.get(MetricId::Cac);
    near("totals", totals.value, 3_355.833, 1e-3);
    near("totals", totals.low, 2_775.631, 1e-3);
    near("totals", totals.high, 4_089.315, 1e-3);
    assert_eq!(totals.over, Some((241_620.0, 72.0)));
}

#[test]
fn tiers_answer_and_what_would_settle() {
    let ranking = sample().rank();
    let tiers: Vec<Vec<&str>> =
        ranking.tiers_cost.iter().map(|tier| tier.channels.iter().map(String::as_str).collect()).collect();
    assert_eq!(
        tiers,
        [vec!["indicacao", "organico", "busca paga"], vec!["social pago", "prospeccao"], vec!["eventos"]]
    );
    let Answer::Cheapest { first, dearer } = &ranking.answer else { panic!("{:?}", ranking.answer) };
    assert_eq!(first.as_slice(), ["indicacao", "organico", "busca paga"]);
    let (most, p) = dearer.first().expect("one is dearer");
    assert_eq!(most, "eventos");
    assert!(*p > 0.99, "{p}");
    let settle = ranking.settle.as_ref().expect("more customers would settle it");
    assert_eq!(
        (settle.channel.as_str(), settle.from.as_str(), settle.customers),
        ("indicacao", "busca paga", 15)
    );
    assert_eq!(settle.spend, 21_600.0);
}

#[test]
fn order_states_and_quality() {
    let ranking = sample().rank();
    let order: Vec<&str> = ranking.channels.iter().map(|row| row.channel.id.as_str()).collect();
    assert_eq!(
        order,
        [
            "indicacao",
            "organico",
            "busca paga",
            "social pago",
            "prospeccao",
            "eventos",
            "parceiros",
            "e-mail"
        ]
    );
    // 7 of 10 leads: the number is there, the order is not.
    let few = get(&ranking, "parceiros", MetricId::Cac);
    assert_eq!((few.value, few.state, few.over), (Some(2_100.0), State::TooFew, Some((2_100.0, 1.0))));
    assert!(few.low.is_some() && few.high.is_some());
    assert_eq!(get(&ranking, "parceiros", MetricId::TierCost).value, None);
    assert_eq!(get(&ranking, "parceiros", MetricId::PCheapest).value, None);
    // No cost told: out of the order of costs, in that of value.
    for id in [MetricId::Spend, MetricId::Cpl, MetricId::Cac, MetricId::Roas, MetricId::Roi] {
        let got = get(&ranking, "e-mail", id);
        assert_eq!((got.value, got.state), (None, State::CostUnknown), "{}", id.name());
    }
    assert!(get(&ranking, "e-mail", MetricId::TierValue).value.is_some());
    near("value per lead", get(&ranking, "e-mail", MetricId::ValuePerLead).value, 62_400.0 / 85.0, 1e-9);
    let rate = get(&ranking, "indicacao", MetricId::LeadToCustomer);
    near("lead to customer", rate.value, 7.0 / 48.0, 1e-12);
    assert_eq!(rate.over, Some((7.0, 48.0)));
    let totals = |id: MetricId| ranking.totals.get(id).value;
    assert_eq!(
        (
            totals(MetricId::Spend),
            totals(MetricId::Leads),
            totals(MetricId::Customers),
            totals(MetricId::Revenue)
        ),
        (Some(241_620.0), Some(1_318.0), Some(72.0), Some(915_900.0))
    );
    near("average deal", totals(MetricId::AverageDeal), 12_720.83, 0.01);
}
