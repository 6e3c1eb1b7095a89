//! Just enough of an HTTP server for one developer's browser: GET and HEAD of files below one folder.
//!
//! It listens on this computer only. It must never serve a file outside its folder, and never let a browser
//! keep an old build (`no-store`).

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

/// Requests longer than this are not ours.
const LONGEST_HEAD: u64 = 16 * 1024;

/// What a request is answered with.
pub struct Answer {
    pub status: &'static str,
    pub kind: &'static str,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn ok(kind: &'static str, body: impl Into<Vec<u8>>) -> Answer {
        Answer { status: "200 OK", kind, body: body.into() }
    }

    fn plain(status: &'static str) -> Answer {
        Answer { status, kind: "text/plain; charset=utf-8", body: format!("{status}\n").into_bytes() }
    }
}

/// Opens `port`, or says who may have it.
pub fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| {
        format!(
            "port {port} could not be opened: another server may be running there, choose one with --port N"
        )
    })
}

/// Answers requests for ever, each connection in a thread of its own. `answer` gets the path without the query, and the query.
pub fn serve<F>(listener: &TcpListener, answer: F)
where
    F: Fn(&str, &str) -> Answer + Clone + Send + 'static,
{
    for stream in listener.incoming().flatten() {
        let answer = answer.clone();
        std::thread::spawn(move || {
            // A browser that goes away in the middle is no news.
            let _ = connection(&stream, answer);
        });
    }
}

/// One request and its answer; then the connection is closed.
fn connection(stream: &TcpStream, answer: impl Fn(&str, &str) -> Answer) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut reader = BufReader::new(stream.take(LONGEST_HEAD));
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut host = None;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim_end().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("host")
        {
            host = Some(value.trim().to_owned());
        }
    }
    let mut words = first.split_whitespace();
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let reply = if !host.as_deref().is_some_and(is_local) {
        // A foreign page whose name points at this computer gets nothing.
        Answer::plain("421 Misdirected Request")
    } else if method == "GET" || method == "HEAD" {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        answer(path, query)
    } else {
        Answer::plain("405 Method Not Allowed")
    };
    let mut out = stream;
    write!(
        out,
        "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        reply.status,
        reply.kind,
        reply.body.len()
    )?;
    if method != "HEAD" {
        out.write_all(&reply.body)?;
    }
    out.flush()
}

fn is_local(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name == "localhost" || name == "127.0.0.1"
}

/// The file that a request path names, read.
pub fn file(folder: &Path, path: &str) -> Answer {
    let Some(file) = locate(folder, path) else { return Answer::plain("404 Not Found") };
    match fs::read(&file) {
        Ok(body) => Answer::ok(kind(&file), body),
        Err(_) => Answer::plain("404 Not Found"),
    }
}

/// Request path to file path: plain names only, so that nothing above the folder can be reached.
fn locate(folder: &Path, path: &str) -> Option<PathBuf> {
    let mut file = folder.to_owned();
    let path = path.strip_prefix('/')?;
    let named =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    for part in named.split('/') {
        let plain = part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
        if part.is_empty() || part.starts_with('.') || !plain {
            return None;
        }
        file.push(part);
    }
    Some(file)
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "csv" => "text/csv; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_below_the_folder_are_found() {
        let folder = Path::new("site");
        for (path, want) in [
            ("/", Some("site/index.html")),
            ("/page.js", Some("site/page.js")),
            ("/v/a-1_b.wasm", Some("site/v/a-1_b.wasm")),
            ("/v/", Some("site/v/index.html")),
            ("", None),
            ("page.js", None),
            ("/../secret", None),
            ("/v/../../secret", None),
            ("/%2e%2e/secret", None),
            ("/.git/config", None),
            ("//etc/passwd", None),
            ("/c:/secret", None),
            ("/a\\b", None),
            ("/a\0b", None),
        ] {
            assert_eq!(locate(folder, path), want.map(PathBuf::from), "{path:?}");
        }
    }

    #[test]
    fn only_this_computer_is_answered() {
        for (host, want) in [
            ("localhost:8787", true),
            ("127.0.0.1:8787", true),
            ("localhost", true),
            ("evil.example:8787", false),
            ("localhost.evil.example", false),
        ] {
            assert_eq!(is_local(host), want, "{host}");
        }
    }

    #[test]
    fn a_request_is_answered_whole() {
        let listener = listen(0).expect("a free port");
        let address = listener.local_addr().expect("an address");
        std::thread::spawn(move || {
            serve(&listener, |path, query| Answer::ok("text/plain", format!("{path} {query}")))
        });
        let mut stream = TcpStream::connect(address).expect("a connection");
        write!(stream, "GET /a?b=1 HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("sent");
        let mut text = String::new();
        stream.read_to_string(&mut text).expect("an answer");
        assert!(text.starts_with("HTTP/1.1 200 OK\r\n"), "{text}");
        assert!(text.ends_with("\r\n\r\n/a b=1"), "{text}");
    }
}
