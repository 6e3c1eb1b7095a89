//! What the page remembers: language, theme and the columns shown without asking; what the columns of exports mean if the person
//! wants that. No data of any kind.
//!
//! A browser that refuses storage is no error: there is nothing remembered then.

use web_sys::Storage;

const LANG: &str = "garimpo:lang";
const THEME: &str = "garimpo:theme";
const COLUMNS: &str = "garimpo:columns";
const MEMORY: &str = "garimpo:exports";

/// All pages from files on a computer share one storage: there nothing is kept.
pub fn keeps_nothing() -> bool {
    web_sys::window().is_none_or(|window| window.location().protocol().is_ok_and(|from| from == "file:"))
}

fn storage() -> Option<Storage> {
    if keeps_nothing() {
        return None;
    }
    web_sys::window()?.local_storage().ok().flatten()
}

fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

fn set(key: &str, value: Option<&str>) {
    if let Some(storage) = storage() {
        let _ = match value {
            Some(value) => storage.set_item(key, value),
            None => storage.remove_item(key),
        };
    }
}

pub fn lang() -> Option<String> {
    get(LANG)
}

pub fn set_lang(tag: &str) {
    set(LANG, Some(tag));
}

/// `light` or `dark`; nothing for the system's own.
pub fn theme() -> Option<String> {
    get(THEME)
}

pub fn set_theme(theme: Option<&str>) {
    set(THEME, theme);
}

/// What exports meant; nothing when the person has not asked for it.
pub fn memory() -> Option<String> {
    get(MEMORY)
}

pub fn set_memory(memory: Option<&str>) {
    set(MEMORY, memory);
}

/// The columns that a person chose, by their names.
pub fn columns() -> Option<String> {
    get(COLUMNS)
}

pub fn set_columns(columns: Option<&str>) {
    set(COLUMNS, columns);
}
