//! The digest of all arithmetic, pinned: the same constant is compared with the wasm build in a browser.

use garimpo_funnel::stats::{SELF_CHECK, self_check_digest};

#[test]
fn the_arithmetic_has_not_changed() {
    let got = self_check_digest();
    assert_eq!(got, SELF_CHECK, "got 0x{got:016x}: a formula changed; if that was meant, pin the new value");
}
