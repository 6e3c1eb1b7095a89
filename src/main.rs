//! Starts the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    use garimpo::root::App;
    use garimpo_browser::{dom, panic};

    yew::set_custom_panic_hook(Box::new(panic::report));
    if let Some(place) = dom::by_id("app") {
        yew::Renderer::<App>::with_root(place).render();
    }
}

/// The page runs in a browser only; natively it is a library with tests.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
