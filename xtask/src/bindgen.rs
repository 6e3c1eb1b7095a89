//! wasm-bindgen as a library: no tool to install and no version to mismatch.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

/// Writes `NAME.js` and `NAME_bg.wasm` for a module that cargo built.
///
/// ES modules for browsers, without TypeScript. Function names stay in the module, so that a panic's stack
/// can be read; `dist` drops them when it optimizes. `target_features` stays too: wasm-opt needs it.
pub fn generate(wasm: &Path, name: &str, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(wasm)
        .out_name(name)
        .typescript(false)
        .keep_debug(false)
        .omit_default_module_path(false);
    bindgen.web(true)?;
    emit(&mut bindgen, wasm, folder)
}

/// The same as a plain script that makes `wasm_bindgen`, for workers that cannot be modules.
pub fn generate_classic(wasm: &Path, name: &str, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(wasm)
        .out_name(name)
        .typescript(false)
        .keep_debug(false)
        .omit_default_module_path(true);
    bindgen.no_modules(true)?;
    emit(&mut bindgen, wasm, folder)
}

fn emit(bindgen: &mut Bindgen, wasm: &Path, folder: &Path) -> Result<()> {
    let mut output = bindgen
        .generate_output()
        .with_context(|| format!("wasm-bindgen could not read {}", wasm.display()))?;
    fs::create_dir_all(folder)?;
    output.emit(folder).with_context(|| format!("wasm-bindgen could not write to {}", folder.display()))
}
