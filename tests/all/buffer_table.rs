//! `buffer-api.md`: every member of Node's `node:buffer`, whether it is here, and how
//! many of the recorded calls ask for it. The file is generated; this keeps it true.
//!
//! To write it again: `SLABJS_WRITE_TABLE=1 cargo test --test all buffer_table`.

use crate::oracle::{kept, ours};
use std::collections::HashMap;
use std::fmt::Write;

const CORPORA: [&str; 6] = ["prototype", "end", "statics", "views", "blob", "members"];

/// What members belong to, the longer names first.
const OWNERS: [&str; 9] = [
    "Buffer[Symbol.species]",
    "Buffer.prototype",
    "buffer.constants",
    "Blob.prototype",
    "File.prototype",
    "Buffer",
    "buffer",
    "Blob",
    "File",
];

/// Exports that calls name without the module.
const BARE: [&str; 5] = ["Buffer", "Blob", "File", "atob", "btoa"];

/// A function that scripts call must be asked for at least so often.
const FEWEST: usize = 9;

const HEAD: &str = "\
# The Buffer API, member by member

Every own property of what `node:buffer` exports in Node 26.12.1, of its classes and
their prototypes. *What it is* gives a function's name and length, then its
attributes (w writable, e enumerable, c configurable), as Node has them; *here* says
whether it is the same in slabjs; *checks* counts the calls of `tests/oracle/` that
ask for it, each compared with what Node answered.

This file is generated (`tests/all/buffer_table.rs`), and a test compares it.
";

type Counts = HashMap<(&'static str, String), usize>;

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whose member a word is that follows `before`: of an owner that is named, or of
/// whatever instances the corpus is about.
fn owners_of(before: &str, corpus: &str) -> Vec<&'static str> {
    let owner = OWNERS.into_iter().find(|owner| before.ends_with(owner));
    match owner {
        Some(owner) => vec![owner],
        None if corpus == "blob" => vec!["Blob.prototype", "File.prototype"],
        None => vec!["Buffer.prototype"],
    }
}

/// The members that a call names, each once.
fn named_in(call: &str, corpus: &str) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let bytes = call.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        let length = bytes[start..]
            .iter()
            .take_while(|&&byte| is_word(byte))
            .count();
        let word = &call[start..start + length];
        let (before, after) = (&call[..start], &call[start + length..]);
        if let Some(before) = before.strip_suffix('.') {
            let owners = owners_of(before, corpus).into_iter();
            found.extend(owners.map(|owner| (owner, word.to_owned())));
        } else if let Some(before) = before.strip_suffix(", '") {
            let owner = OWNERS.into_iter().find(|owner| before.ends_with(owner));
            found.extend(owner.map(|owner| (owner, word.to_owned())));
        } else if BARE.contains(&word) && (after.starts_with('(') || before.ends_with("new ")) {
            found.push(("buffer", word.to_owned()));
        }
        start += length.max(call[start..].chars().next().map_or(1, char::len_utf8));
    }
    for symbol in [
        "Symbol.species",
        "Symbol.toStringTag",
        "util.inspect.custom",
    ] {
        for owner in OWNERS {
            let written = [format!("{owner}[{symbol}]"), format!("{owner}, {symbol}")];
            if written
                .iter()
                .any(|written| call.contains(written.as_str()))
            {
                found.push((owner, symbol.to_owned()));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

fn count_checks() -> Counts {
    let mut counts = Counts::new();
    for corpus in CORPORA {
        for call in ours(&[corpus, "calls"]) {
            for member in named_in(&call, corpus) {
                *counts.entry(member).or_default() += 1;
            }
        }
    }
    counts
}

/// `'function from/3 writable enumerable configurable'` as the table shows it.
fn shown(member: &str) -> String {
    let member = member.trim_matches('\'');
    let mut text = String::new();
    let mut attributes = String::new();
    for word in member.split_whitespace() {
        match word {
            "writable" | "enumerable" | "configurable" => attributes.push_str(&word[..1]),
            word => write!(text, "{word} ").expect("text"),
        }
    }
    match attributes.is_empty() {
        true => format!("{text}(fixed)"),
        false => format!("{text}({attributes})"),
    }
}

struct Row {
    owner: String,
    key: String,
    node: String,
    ours: String,
    checks: usize,
}

fn rows() -> Vec<Row> {
    let counts = count_checks();
    let (nodes, ours) = (kept("members.expected"), ours(&["members"]));
    let members = kept("members.list");
    let members = members.iter().zip(nodes.iter().zip(&ours));
    let row = |(member, (node, ours)): (&String, (&String, &String))| {
        let (owner, key) = member.split_once(", ").expect("an owner and a key");
        let key = key.trim_matches('\'');
        let known = OWNERS
            .into_iter()
            .find(|known| *known == owner)
            .expect(owner);
        Row {
            owner: owner.to_owned(),
            key: key.to_owned(),
            node: node.clone(),
            ours: ours.clone(),
            checks: counts.get(&(known, key.to_owned())).copied().unwrap_or(0),
        }
    };
    members.map(row).collect()
}

fn table(rows: &[Row]) -> String {
    let mut text = String::from(HEAD);
    for group in rows.chunk_by(|one, next| one.owner == next.owner) {
        let owner = &group[0].owner;
        write!(
            text,
            "\n## `{owner}`\n\n| member | what it is | here | checks |\n| --- | --- | --- | --: |\n"
        )
        .expect("text");
        for row in group {
            let here = match row.ours == row.node {
                true => "yes",
                false if row.ours == "'absent'" => "no",
                false => "differs",
            };
            let (key, node, checks) = (&row.key, shown(&row.node), row.checks);
            writeln!(text, "| `{key}` | {node} | {here} | {checks} |").expect("text");
        }
    }
    let here = rows.iter().filter(|row| row.ours == row.node).count();
    let checks: usize = rows.iter().map(|row| row.checks).sum();
    write!(
        text,
        "\n{} members, {here} of them here, {checks} checks.\n",
        rows.len()
    )
    .expect("text");
    text
}

#[test]
fn the_table_is_what_the_calls_show() {
    let rows = rows();
    let table = table(&rows);
    let path = crate::root().join("buffer-api.md");
    if std::env::var_os("SLABJS_WRITE_TABLE").is_some() {
        std::fs::write(&path, &table).expect("the table");
    }
    let written = std::fs::read_to_string(&path).expect("buffer-api.md");
    assert!(
        written == table,
        "write the table again: SLABJS_WRITE_TABLE=1"
    );
    for row in &rows {
        let Row {
            owner, key, checks, ..
        } = row;
        assert!(*checks > 0, "nothing asks for {owner} {key}");
        let is_called = row.node.starts_with("'function") && key != "constructor";
        let is_symbol = key.contains('.');
        assert!(
            *checks >= FEWEST || !is_called || is_symbol,
            "{owner} {key}: {checks} checks"
        );
    }
}
