//! `import` declarations at the prompt, which the grammar allows in modules only: each becomes
//! a declaration of what `await import()` gives.

/// `code` with its `import` declarations rewritten; `None` when it begins with none.
///
/// They are looked for where code begins and after each other, as they are written.
#[must_use]
pub fn rewritten(code: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = code;
    loop {
        let declaration = rest.trim_start();
        let Some((import, after)) = declaration_of(declaration) else {
            break;
        };
        text.push_str(&rest[..rest.len() - declaration.len()]);
        text.push_str(&import);
        rest = after;
    }
    text.push_str(rest);
    (rest.len() < code.len()).then_some(text)
}

/// What stands for the declaration at the start of `code`, and what comes after it.
fn declaration_of(code: &str) -> Option<(String, &str)> {
    let rest = code.strip_prefix("import")?;
    let clause = rest.trim_start();
    if clause.starts_with(['(', '.']) {
        return None;
    }
    if clause.starts_with(['"', '\'']) {
        let (specifier, rest) = string(clause)?;
        let (options, rest) = attributes(rest)?;
        return Some((format!("await import({specifier}{options});"), rest));
    }
    if rest.len() == clause.len() && !clause.starts_with(['{', '*']) {
        return None;
    }
    let (names, rest) = names(clause)?;
    let (specifier, rest) = string(rest.trim_start().strip_prefix("from")?.trim_start())?;
    let (options, rest) = attributes(rest)?;
    let import = format!("await import({specifier}{options})");
    Some((format!("{};", names.declaration(&import)), rest))
}

/// The names of a clause.
#[derive(Debug, Default)]
struct Names {
    default: Option<String>,
    namespace: Option<String>,
    /// `a as b`, as written.
    named: Vec<String>,
}

impl Names {
    fn declaration(&self, import: &str) -> String {
        let mut members: Vec<String> = Vec::new();
        members.extend(self.default.iter().map(|name| format!("default: {name}")));
        members.extend(self.named.iter().map(|name| {
            let words: Vec<&str> = name.split_whitespace().collect();
            match words.as_slice() {
                [from, "as", to] => format!("{from}: {to}"),
                _ => name.clone(),
            }
        }));
        let members = members.join(", ");
        match &self.namespace {
            None => format!("const {{ {members} }} = {import}"),
            Some(name) if members.is_empty() => format!("const {name} = {import}"),
            Some(name) => format!("const {name} = {import}, {{ {members} }} = {name}"),
        }
    }
}

fn names(clause: &str) -> Option<(Names, &str)> {
    let mut names = Names::default();
    let mut rest = clause;
    loop {
        if let Some(after) = rest.strip_prefix('{') {
            let (list, after) = after.split_once('}')?;
            let list = list
                .split(',')
                .map(str::trim)
                .filter(|name| !name.is_empty());
            names.named.extend(list.map(str::to_owned));
            rest = after;
        } else if let Some(after) = rest.strip_prefix('*') {
            let (name, after) = word(after.trim_start().strip_prefix("as")?.trim_start())?;
            names.namespace = Some(name.to_owned());
            rest = after;
        } else {
            let (name, after) = word(rest)?;
            names.default = Some(name.to_owned());
            rest = after;
        }
        match rest.trim_start().strip_prefix(',') {
            Some(after) => rest = after.trim_start(),
            None => return Some((names, rest)),
        }
    }
}

fn word(text: &str) -> Option<(&str, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// The string literal at the start of `text`, with its quotes.
fn string(text: &str) -> Option<(&str, &str)> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let end = text.get(1..)?.find(quote)? + 2;
    Some(text.split_at(end))
}

/// `with { type: 'json' }` as further arguments of `import()`, and what follows the
/// declaration.
fn attributes(text: &str) -> Option<(String, &str)> {
    let (options, rest) = match text.trim_start().strip_prefix("with") {
        Some(after) if after.trim_start().starts_with('{') => {
            let end = after.find('}')? + 1;
            let (attributes, rest) = after.split_at(end);
            (format!(", {{ with: {} }}", attributes.trim()), rest)
        }
        _ => (String::new(), text),
    };
    let line = rest.trim_start_matches([' ', '\t']);
    match line.chars().next() {
        None | Some('\n' | '\r') => Some((options, line)),
        Some(';') => Some((options, &line[1..])),
        Some('/') => Some((options, line)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form() {
        for (code, text) in [
            (
                "import fs from 'fs'",
                "const { default: fs } = await import('fs');",
            ),
            (
                "import * as os from \"os\";",
                "const os = await import(\"os\");",
            ),
            (
                "import { a, b as c } from './x.mjs'\na + c",
                "const { a, b: c } = await import('./x.mjs');\na + c",
            ),
            (
                "import d, * as ns from 'x'; d",
                "const ns = await import('x'), { default: d } = ns; d",
            ),
            ("import 'x'", "await import('x');"),
            (
                "import j from './a.json' with { type: 'json' }",
                "const { default: j } = await import('./a.json', { with: { type: 'json' } });",
            ),
            (
                "import{a}from'x'\nimport b from 'y'",
                "const { a } = await import('x');\nconst { default: b } = await import('y');",
            ),
        ] {
            assert_eq!(rewritten(code).as_deref(), Some(text), "{code}");
        }
    }

    #[test]
    fn other_code_is_left_alone() {
        for code in [
            "import('x')",
            "import.meta",
            "imported",
            "1",
            "import x",
            "import x from",
            "",
        ] {
            assert_eq!(rewritten(code), None, "{code}");
        }
    }
}
