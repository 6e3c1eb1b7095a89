//! Writes the look-alikes of every export to a folder: `cargo run -p garimpo-funnel --example exports -- DIR`.
#![allow(clippy::print_stdout)]

#[path = "../tests/exports/mod.rs"]
mod exports;

use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let Some(root) = std::env::args().nth(1).map(PathBuf::from) else {
        println!("exports DIR");
        return Ok(());
    };
    for export in exports::all() {
        let folder = root.join(export.folder);
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(&export.file), &export.bytes)?;
        println!("{}/{}", export.folder, export.file);
    }
    Ok(())
}
