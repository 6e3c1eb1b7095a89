//! From rows to answers, over made-up companies: the same bits as when it was pinned, and as in a browser.

use garimpo_funnel::simulate::companies_digest_from;

/// Of 250 companies each, from the seeds 0 and 99,750.
const FIRST: u64 = 0xc34a_85cd_4ad5_1243;
const LAST: u64 = 0xa920_6212_4271_2634;

#[test]
fn companies_are_computed_as_ever() {
    let got = [companies_digest_from(0, 250), companies_digest_from(99_750, 250)];
    assert_eq!(got, [FIRST, LAST], "got {:#018x} {:#018x}: if that was meant, pin them", got[0], got[1]);
}
