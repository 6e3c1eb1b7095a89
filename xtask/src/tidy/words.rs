//! Rules for every text file: the project speaks of itself alone, and ARCHITECTURE.md knows every room.

use std::fs;
use std::path::Path;

use crate::tidy::Finding;

const LONGEST_ARCHITECTURE: usize = 250;

/// The rooms; each must be found in ARCHITECTURE.md, as code.
const ROOMS: [&str; 9] = [
    "`crates/table`",
    "`crates/funnel`",
    "`crates/workspace`",
    "`crates/browser`",
    "`crates/worker`",
    "`src`",
    "`xtask`",
    "`styles`",
    "`tests`",
];

/// Written in two parts, so that this list does not find itself.
const FORBIDDEN: [(&str, &str, &str); 8] = [
    ("/wo", "rk/", "a path of one computer"),
    ("/ro", "ot/", "a path of one computer"),
    ("/ho", "me/", "a path of one computer"),
    ("registry.npm", "js", "a registry's address: whoever builds may use another"),
    ("registry.yarn", "pkg", "a registry's address: whoever builds may use another"),
    ("static.crates", ".io", "a registry's address: whoever builds may use another"),
    ("index.crates", ".io", "a registry's address: whoever builds may use another"),
    ("\"resol", "ved\":", "a registry's address: write the lock file without them"),
];

/// Made by people; data files may hold anything.
const TEXTS: [&str; 10] = ["rs", "mjs", "js", "md", "toml", "json", "css", "html", "svg", "yml"];

pub fn check(file: &str, text: &str) -> Vec<Finding> {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    if !TEXTS.contains(&ending) && file != ".ci/run" {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for (one, two, why) in FORBIDDEN {
            let word = format!("{one}{two}");
            if line.contains(&word) {
                findings.push(Finding {
                    file: file.to_owned(),
                    line: number + 1,
                    what: format!("`{word}`: {why}"),
                });
            }
        }
    }
    findings
}

pub fn architecture(root: &Path) -> Vec<Finding> {
    let file = "ARCHITECTURE.md".to_owned();
    let Ok(text) = fs::read_to_string(root.join(&file)) else {
        return vec![Finding {
            file,
            line: 0,
            what: "is missing: the way of a drop, the way of an edit, the map".to_owned(),
        }];
    };
    architecture_text(&text).into_iter().map(|what| Finding { file: file.clone(), line: 0, what }).collect()
}

fn architecture_text(text: &str) -> Vec<String> {
    let lines = text.lines().count();
    let mut wrong: Vec<String> = ROOMS
        .iter()
        .filter(|room| !text.contains(**room))
        .map(|room| format!("does not tell what {room} is for"))
        .collect();
    if lines > LONGEST_ARCHITECTURE {
        wrong.push(format!("{lines} lines, at most {LONGEST_ARCHITECTURE}: it is a map"));
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_speaks_of_itself_alone() {
        let path = format!("see {}{}x", FORBIDDEN[0].0, FORBIDDEN[0].1);
        assert_eq!(check("README.md", &path).len(), 1);
        assert_eq!(check("data.csv", &path).len(), 0);
        assert_eq!(check("README.md", "cargo xtask serve").len(), 0);
    }

    #[test]
    fn architecture_names_every_room_and_stays_a_map() {
        let good = ROOMS.join("\n");
        assert_eq!(architecture_text(&good), [] as [String; 0]);
        assert_eq!(architecture_text(&good.replace("styles", "design")).len(), 1);
        assert_eq!(architecture_text(&format!("{good}{}", "\n".repeat(250))).len(), 1);
    }
}
