//! Starting other programs.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Runs a command with its output on the terminal. A failure names the command.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("`{}` could not be started", line(command)))?;
    if !status.success() {
        bail!("`{}` failed", line(command));
    }
    Ok(())
}

/// Runs a command, passes its standard output on as it comes, and returns it. The flag tells success.
pub fn tee(command: &mut Command) -> Result<(bool, String)> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{}` could not be started", line(command)))?;
    let mut all = String::new();
    if let Some(stdout) = child.stdout.take() {
        for read in BufReader::new(stdout).lines() {
            let Ok(text) = read else { break };
            println!("{text}");
            all.push_str(&text);
            all.push('\n');
        }
    }
    let _ = std::io::stdout().flush();
    let status = child.wait().with_context(|| format!("`{}` was lost", line(command)))?;
    Ok((status.success(), all))
}

/// Runs a command and returns its standard output; what it says of errors goes to the terminal.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("`{}` could not be started", line(command)))?;
    if !output.status.success() {
        bail!("`{}` failed", line(command));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a command and returns what it says, or nothing if it is not there or fails.
pub fn ask(program: &str, args: &[&str]) -> Option<String> {
    let output = Command::new(program).args(args).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A program's path, looked up like a shell does.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).find_map(|folder| {
        let plain = folder.join(program);
        if plain.is_file() {
            return Some(plain);
        }
        // npm is a `.cmd` on Windows.
        ["exe", "cmd"]
            .iter()
            .map(|ending| plain.with_extension(ending))
            .find(|file| cfg!(windows) && file.is_file())
    })
}

/// The command as a person would type it.
fn line(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    if let Some(name) = PathBuf::from(&text).file_name() {
        text = name.to_string_lossy().into_owned();
    }
    for arg in command.get_args() {
        text.push(' ');
        text.push_str(&arg.to_string_lossy());
    }
    text
}
