//! The library's files, and which other files each names.
//!
//! A file names another by `use`, and by paths in its code that begin with `crate`,
//! `super`, `self`, a module that it has imported, or a module that it declares. Code
//! for tests, comments and texts do not count, nor do names that the root takes from other
//! crates. A path leads to the deepest file on it: `crate::engine::native::define` names
//! `engine/native.rs`.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

/// The place of a file among the modules: `["engine", "native"]`; empty for the root.
pub type Module = Vec<String>;

/// Names that the library's root gives to other crates: paths through them lead to no file.
const OTHER_CRATES: [&str; 2] = ["codec", "memory"];

/// Every file of one crate.
pub struct Sources {
    files: BTreeMap<Module, TokenStream>,
    /// What the root names of other crates.
    foreign: BTreeSet<String>,
}

impl Sources {
    /// The files below `folder`, as seen from the package's root.
    pub fn below(folder: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut files = BTreeMap::new();
        for path in rust_files(&root) {
            let place = path.strip_prefix(&root).expect("a file below the root");
            let text = fs::read_to_string(&path).expect("a readable file");
            let tokens: TokenStream = text.parse().expect("a file that compiles");
            if let Some(module) = module_of(place) {
                files.insert(module, without_tests(tokens));
            }
        }
        let foreign = foreign_names(&files);
        Self { files, foreign }
    }

    /// The places of all files.
    pub fn modules(&self) -> impl Iterator<Item = &Module> {
        self.files.keys()
    }

    /// Every file with those that it names.
    pub fn graph(&self) -> BTreeMap<Module, BTreeSet<Module>> {
        let named = |(module, tokens): (&Module, &TokenStream)| {
            let mut named = self.named_by(module, tokens);
            named.remove(module);
            (module.clone(), named)
        };
        self.files.iter().map(named).collect()
    }

    /// Every file with the words of its code that `wanted` picks.
    pub fn words(&self, wanted: impl Fn(&str) -> bool) -> Vec<(&Module, String)> {
        let mut found = Vec::new();
        for (module, tokens) in &self.files {
            let mut words = Vec::new();
            collect_words(tokens.clone(), &mut words);
            words.retain(|word| wanted(word));
            found.extend(words.into_iter().map(|word| (module, word)));
        }
        found
    }

    fn named_by(&self, module: &Module, tokens: &TokenStream) -> BTreeSet<Module> {
        let mut code = Code::default();
        code.read(tokens.clone());
        let mut imported = HashMap::new();
        let mut named = BTreeSet::new();
        for (path, alias) in &code.uses {
            let Some(target) = self.resolve(path, module, &HashMap::new()) else {
                continue;
            };
            if self.absolute(path, module).as_ref() == Some(&target) {
                imported.insert(alias.clone(), target.clone());
            }
            named.insert(target);
        }
        let paths = code.paths.iter();
        named.extend(paths.filter_map(|path| self.resolve(path, module, &imported)));
        named
    }

    /// The deepest file on `path`; `None` for what is not of this crate.
    fn resolve(
        &self,
        path: &[String],
        module: &Module,
        imported: &HashMap<String, Module>,
    ) -> Option<Module> {
        let absolute = match imported.get(path.first()?) {
            Some(target) => [target, path.get(1..)?].concat(),
            None => self.absolute(path, module)?,
        };
        let lengths = (0..=absolute.len()).rev();
        let mut places = lengths.map(|length| absolute[..length].to_vec());
        let found = places.find(|place| self.files.contains_key(place))?;
        let is_foreign = |name: &String| self.foreign.contains(name);
        let leads_out = found.is_empty() && absolute.first().is_some_and(is_foreign);
        (!leads_out).then_some(found)
    }

    /// `path` from the crate's root; `None` for what is not of this crate.
    fn absolute(&self, path: &[String], module: &Module) -> Option<Module> {
        let mut base = module.clone();
        let mut rest = path;
        match rest.first()?.as_str() {
            "crate" => {
                base.clear();
                rest = &rest[1..];
                if rest
                    .first()
                    .is_some_and(|first| OTHER_CRATES.contains(&first.as_str()))
                {
                    return None;
                }
            }
            "self" | "super" => {
                while let Some(first @ ("self" | "super")) = rest.first().map(String::as_str) {
                    if first == "super" {
                        base.pop();
                    }
                    rest = &rest[1..];
                }
            }
            declared => {
                let place = [module.as_slice(), &[declared.to_owned()]].concat();
                self.files.get(&place)?;
            }
        }
        base.extend_from_slice(rest);
        Some(base)
    }
}

/// The names that the root gives to crates and what is in them.
fn foreign_names(files: &BTreeMap<Module, TokenStream>) -> BTreeSet<String> {
    let mut code = Code::default();
    code.read(files.get(&Module::new()).cloned().unwrap_or_default());
    let is_own = |name: &String| {
        let place = vec![name.clone()];
        files.contains_key(&place) || ["crate", "self"].contains(&name.as_str())
    };
    let foreign = code.uses.into_iter().filter(|(path, _)| !is_own(&path[0]));
    foreign.map(|(_, alias)| alias).collect()
}

/// A module's place as people write it.
pub fn shown(module: &Module) -> String {
    match module.is_empty() {
        true => "lib".to_owned(),
        false => module.join("/"),
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// `None` for `main.rs`, which is a crate of its own, and for files of tests alone.
fn module_of(place: &Path) -> Option<Module> {
    let place = place.with_extension("");
    let names = place.iter().map(|name| name.to_string_lossy().into_owned());
    let mut module: Module = names.collect();
    match module.last().map(String::as_str) {
        Some("main") => return None,
        _ if module.iter().any(|name| name == "tests") => return None,
        Some("mod" | "lib") => drop(module.pop()),
        _ => {}
    }
    Some(module)
}

/// Leaves out each item that stands behind `#[cfg(test)]` or the like.
fn without_tests(tokens: TokenStream) -> TokenStream {
    let mut kept = Vec::new();
    let mut rest = tokens.into_iter().peekable();
    while let Some(token) = rest.next() {
        if is_punctuation(Some(&token), '#') && rest.peek().is_some_and(asks_for_tests) {
            let ends_item = |token: &TokenTree| match token {
                TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                token => is_punctuation(Some(token), ';'),
            };
            rest.by_ref().find(ends_item);
            continue;
        }
        kept.push(match token {
            TokenTree::Group(group) => {
                let inside = without_tests(group.stream());
                proc_macro2::Group::new(group.delimiter(), inside).into()
            }
            token => token,
        });
    }
    kept.into_iter().collect()
}

fn asks_for_tests(attribute: &TokenTree) -> bool {
    let TokenTree::Group(group) = attribute else {
        return false;
    };
    let mut words = Vec::new();
    collect_words(group.stream(), &mut words);
    let has = |wanted: &str| words.iter().any(|word| word == wanted);
    words.first().is_some_and(|first| first == "cfg") && has("test") && !has("not")
}

fn collect_words(tokens: TokenStream, words: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(word) => words.push(word.to_string()),
            TokenTree::Group(group) => collect_words(group.stream(), words),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

fn is_punctuation(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

/// What a file's code names.
#[derive(Default)]
struct Code {
    /// Each path of a `use`, and the name that it gives to what is there.
    uses: Vec<(Vec<String>, String)>,
    /// Every other path of two words or more.
    paths: Vec<Vec<String>>,
}

impl Code {
    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                TokenTree::Group(group) => self.read(group.stream()),
                TokenTree::Ident(word) if word == "use" => at = self.read_use(&tokens, at),
                TokenTree::Ident(word) => {
                    let mut path = vec![word.to_string()];
                    at = read_path(&tokens, at, &mut path);
                    if path.len() > 1 {
                        self.paths.push(path);
                    }
                }
                _ => {}
            }
        }
    }

    /// Reads from behind the word `use` to behind its semicolon.
    fn read_use(&mut self, tokens: &[TokenTree], start: usize) -> usize {
        let rest = &tokens[start..];
        let end = rest
            .iter()
            .position(|token| is_punctuation(Some(token), ';'));
        let end = end.unwrap_or(rest.len());
        self.read_tree(&rest[..end], &[]);
        start + end + 1
    }

    /// Reads one branch of a `use`, below `prefix`.
    fn read_tree(&mut self, tokens: &[TokenTree], prefix: &[String]) {
        let mut path = prefix.to_vec();
        let mut at = 0;
        if let Some(TokenTree::Ident(word)) = tokens.first() {
            path.push(word.to_string());
            at = read_path(tokens, 1, &mut path);
        }
        let branches = tokens.iter().find_map(|token| match token {
            TokenTree::Group(group) => Some(group.stream()),
            _ => None,
        });
        if let Some(branches) = branches {
            let branches: Vec<TokenTree> = branches.into_iter().collect();
            for branch in branches.split(|token| is_punctuation(Some(token), ',')) {
                self.read_tree(branch, &path);
            }
            return;
        }
        if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
            path.pop();
        }
        let alias = match tokens.get(at..) {
            Some([TokenTree::Ident(word), TokenTree::Ident(alias)]) if word == "as" => {
                alias.to_string()
            }
            _ => path.last().cloned().unwrap_or_default(),
        };
        if !path.is_empty() {
            self.uses.push((path, alias));
        }
    }
}

/// Appends each `::word` from `at` on, and gives where they end.
fn read_path(tokens: &[TokenTree], mut at: usize, path: &mut Vec<String>) -> usize {
    while is_punctuation(tokens.get(at), ':')
        && is_punctuation(tokens.get(at + 1), ':')
        && let Some(TokenTree::Ident(word)) = tokens.get(at + 2)
    {
        path.push(word.to_string());
        at += 3;
    }
    at
}

#[test]
fn code_is_read_as_the_compiler_reads_it() {
    let text = "
        use crate::{a::{self, B as C}, d};
        use std::fs;
        // crate::comment::x
        #[cfg(test)] mod tests { use crate::hidden; }
        #[cfg(not(test))] fn f() { g!(super::e::h, \"crate::text\"); d::i::<u8>() }
    ";
    let tokens = text.parse().expect("tokens");
    let mut code = Code::default();
    code.read(without_tests(tokens));
    let uses: Vec<String> = code
        .uses
        .iter()
        .map(|(path, alias)| format!("{} {alias}", path.join("::")))
        .collect();
    let expected = ["crate::a a", "crate::a::B C", "crate::d d", "std::fs fs"];
    assert_eq!(uses, expected);
    let paths: Vec<String> = code.paths.iter().map(|path| path.join("::")).collect();
    assert_eq!(paths, ["super::e::h", "d::i"]);
}
