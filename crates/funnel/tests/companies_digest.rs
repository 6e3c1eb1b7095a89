//! From rows to answers, over made-up companies: the same bits as when it was pinned, and as in a browser.

use garimpo_funnel::simulate::companies_digest_from;

/// Of 250 companies each, from the seeds 0 and 99,750.
const FIRST: u64 = 0x772d_e62c_2de9_c62e;
const LAST: u64 = 0x4892_bf00_8bdf_e8cf;

#[test]
fn companies_are_computed_as_ever() {
    let got = [companies_digest_from(0, 250), companies_digest_from(99_750, 250)];
    assert_eq!(got, [FIRST, LAST], "got {:#018x} {:#018x}: if that was meant, pin them", got[0], got[1]);
}
