//! Built-in modules: the rows that are handed in, those that are added, and their values.

use crate::engine::native::Definition;
use boa_engine::{Context, JsResult, JsValue};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::rc::Rc;

/// Makes the value of a module that is added at run time.
pub type Loader = Rc<dyn Fn(&mut Context) -> JsResult<JsValue>>;

/// What Rust gives to a module in JavaScript, as its parameter `binding`.
#[derive(Debug, Clone, Copy)]
pub(super) enum Binding {
    /// `undefined`.
    None,
    /// An object with these functions.
    Functions(&'static [Definition]),
    /// What this function makes.
    Made(fn(&mut Context) -> JsResult<JsValue>),
}

/// Where the value of a module comes from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Origin {
    /// It is what a source exports: the body of a function (see `embedded::evaluate`).
    JavaScript(&'static str, Binding),
    /// It is what this function makes.
    Rust(fn(&mut Context) -> JsResult<JsValue>),
    /// It is a member of another built-in module.
    MemberOf(&'static str, &'static str),
}

/// A row of the registry: one built-in module.
///
/// A name with a scheme (`slabjs:memory`) is only known as it is written; any other
/// with or without `node:` before it. Names of the scheme `internal:` are only known
/// to other built-in modules.
#[derive(Debug, Clone, Copy)]
pub struct Builtin {
    name: &'static str,
    needs_prefix: bool,
    pub(super) origin: Origin,
    file_name: Option<&'static str>,
}

impl Builtin {
    const fn new(name: &'static str, origin: Origin) -> Self {
        Self {
            name,
            needs_prefix: false,
            origin,
            file_name: None,
        }
    }

    /// A module in JavaScript.
    #[must_use]
    pub const fn javascript(name: &'static str, source: &'static str) -> Self {
        Self::new(name, Origin::JavaScript(source, Binding::None))
    }

    /// A module whose value `load` makes; called once a context.
    #[must_use]
    pub const fn rust(name: &'static str, load: fn(&mut Context) -> JsResult<JsValue>) -> Self {
        Self::new(name, Origin::Rust(load))
    }

    /// A module whose value is the member `member` of the module `module`.
    #[must_use]
    pub const fn member_of(name: &'static str, module: &'static str, member: &'static str) -> Self {
        Self::new(name, Origin::MemberOf(module, member))
    }

    /// Gives the module in JavaScript an object with `functions` as its `binding`.
    #[must_use]
    pub const fn with(self, functions: &'static [Definition]) -> Self {
        self.bound(Binding::Functions(functions))
    }

    /// Gives the module in JavaScript what `make` makes as its `binding`.
    #[must_use]
    pub const fn bound_by(self, make: fn(&mut Context) -> JsResult<JsValue>) -> Self {
        self.bound(Binding::Made(make))
    }

    const fn bound(self, binding: Binding) -> Self {
        let origin = match self.origin {
            Origin::JavaScript(source, _) => Origin::JavaScript(source, binding),
            other => other,
        };
        Self { origin, ..self }
    }

    /// Has the module known only with `node:` before its name.
    #[must_use]
    pub const fn needs_prefix(self) -> Self {
        Self {
            needs_prefix: true,
            ..self
        }
    }

    /// Sets the file name in stack traces where it is not the one that follows from
    /// the module's name.
    #[must_use]
    pub const fn shown_as(self, file_name: &'static str) -> Self {
        Self {
            file_name: Some(file_name),
            ..self
        }
    }

    /// The module's name, without `node:`.
    #[cfg(test)]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    fn is_internal(&self) -> bool {
        self.name.starts_with("internal:")
    }

    /// Whether a script means this module by `specifier`.
    fn answers_to(&self, specifier: &str) -> bool {
        if self.is_internal() {
            return false;
        }
        if has_scheme(self.name) {
            return self.name == specifier;
        }
        match specifier.strip_prefix("node:") {
            Some(name) => name == self.name,
            None => specifier == self.name && !self.needs_prefix,
        }
    }

    /// The file name in stack traces.
    pub(super) fn file_name(&self) -> String {
        match (self.file_name, self.name.strip_prefix("internal:")) {
            (Some(file_name), _) => file_name.to_owned(),
            (None, Some(name)) => format!("node:internal/{name}"),
            (None, None) => url_of(self.name),
        }
    }
}

fn has_scheme(name: &str) -> bool {
    name.contains(':')
}

/// The URL of a built-in module: its name where that has a scheme, else `node:` and its name.
#[must_use]
pub fn url_of(name: &str) -> String {
    match has_scheme(name) {
        true => name.to_owned(),
        false => format!("node:{name}"),
    }
}

/// Why a built-in module can't be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NameError {
    /// The name doesn't begin with a scheme of at least two lower-case letters and
    /// digits (`host:`) that something follows.
    NoScheme,
    /// Specifiers of this scheme mean something else: `node:`, `internal:`, `file:`,
    /// `data:`, `http:`, `https:`, `blob:`.
    ReservedScheme,
    /// There is a built-in module of this name.
    Taken,
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoScheme => "the name of a built-in module begins with a scheme, as in host:name",
            Self::ReservedScheme => "the scheme of this name is reserved",
            Self::Taken => "there is a built-in module of this name",
        })
    }
}

impl std::error::Error for NameError {}

const RESERVED_SCHEMES: [&str; 7] = ["node", "internal", "file", "data", "http", "https", "blob"];

/// Refuses names that a module added at run time can't have.
fn check_name(name: &str) -> Result<(), NameError> {
    let (scheme, rest) = name.split_once(':').ok_or(NameError::NoScheme)?;
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_lowercase())
        && scheme
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    if !is_scheme || rest.is_empty() {
        return Err(NameError::NoScheme);
    }
    match RESERVED_SCHEMES.contains(&scheme) {
        true => Err(NameError::ReservedScheme),
        false => Ok(()),
    }
}

/// The built-in modules of one context: their rows, what was added to them, and the
/// values of those that were asked for.
pub struct Builtins {
    rows: &'static [Builtin],
    added: RefCell<BTreeMap<Rc<str>, Loader>>,
    values: RefCell<HashMap<Rc<str>, JsValue>>,
    /// Names of modules that scripts may not load.
    denied: Cell<&'static [&'static str]>,
}

impl Builtins {
    pub(super) fn new(rows: &'static [Builtin]) -> Self {
        Self {
            rows,
            added: RefCell::default(),
            values: RefCell::default(),
            denied: Cell::new(&[]),
        }
    }

    /// The name of the module that a script means by `specifier`.
    #[must_use]
    pub fn find(&self, specifier: &str) -> Option<Rc<str>> {
        if let Some(row) = self.rows.iter().find(|row| row.answers_to(specifier)) {
            return Some(row.name.into());
        }
        let added = self.added.borrow();
        added
            .get_key_value(specifier)
            .map(|(name, _)| Rc::clone(name))
    }

    /// The names of all modules as `module.builtinModules` lists them.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let rows = self.rows.iter().filter(|row| !row.is_internal());
        let names = rows.map(|row| match row.needs_prefix {
            true => url_of(row.name),
            false => row.name.to_owned(),
        });
        let added = self.added.borrow();
        names.chain(added.keys().map(ToString::to_string)).collect()
    }

    /// Whether the value of the module `name` has been made.
    #[must_use]
    pub fn is_loaded(&self, name: &str) -> bool {
        self.values.borrow().contains_key(name)
    }

    pub(super) fn add(&self, name: &str, load: Loader) -> Result<(), NameError> {
        check_name(name)?;
        if self.find(name).is_some() {
            return Err(NameError::Taken);
        }
        self.added.borrow_mut().insert(name.into(), load);
        Ok(())
    }

    pub(super) fn deny(&self, names: &'static [&'static str]) {
        self.denied.set(names);
    }

    pub(super) fn is_denied(&self, name: &str) -> bool {
        self.denied.get().contains(&name)
    }

    /// The row of this very name.
    pub(super) fn row(&self, name: &str) -> Option<&'static Builtin> {
        self.rows.iter().find(|row| row.name == name)
    }

    /// What makes the added module of this name.
    pub(super) fn loader(&self, name: &str) -> Option<Loader> {
        self.added.borrow().get(name).cloned()
    }

    /// The value of the module `name`, once it has been made.
    pub(super) fn value(&self, name: &str) -> Option<JsValue> {
        self.values.borrow().get(name).cloned()
    }

    pub(super) fn remember(&self, name: &str, value: JsValue) {
        self.values.borrow_mut().insert(name.into(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static ROWS: [Builtin; 4] = [
        Builtin::javascript("plain", "exports.here = __filename"),
        Builtin::javascript("strict", "").needs_prefix(),
        Builtin::javascript("own:scheme", ""),
        Builtin::javascript("internal:hidden", ""),
    ];

    fn found(specifier: &str) -> Option<String> {
        let name = Builtins::new(&ROWS).find(specifier);
        name.map(|name| name.to_string())
    }

    #[test]
    fn names_with_and_without_prefix() {
        for specifier in ["plain", "node:plain"] {
            assert_eq!(found(specifier).as_deref(), Some("plain"));
        }
        assert_eq!(found("node:strict").as_deref(), Some("strict"));
        assert_eq!(found("own:scheme").as_deref(), Some("own:scheme"));
        for nothing in [
            "strict",
            "node:node:plain",
            "node:own:scheme",
            "internal:hidden",
            "node:internal:hidden",
            "nothing",
        ] {
            assert_eq!(found(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn file_names_follow_from_the_name_unless_they_are_given() {
        let names = ROWS.iter().map(Builtin::file_name);
        let expected = [
            "node:plain",
            "node:strict",
            "own:scheme",
            "node:internal/hidden",
        ];
        assert!(names.eq(expected));
        let other = ROWS[0].shown_as("node:other");
        assert_eq!(other.file_name(), "node:other");
    }

    #[test]
    fn added_modules_have_a_scheme_of_their_own() {
        let builtins = Builtins::new(&ROWS);
        let loader: Loader = Rc::new(|_| Ok(JsValue::from(1)));
        let add = |name: &str| builtins.add(name, Rc::clone(&loader));
        assert_eq!(add("host:db"), Ok(()));
        assert_eq!(add("host:db"), Err(NameError::Taken));
        assert_eq!(add("own:scheme"), Err(NameError::Taken));
        for name in [
            "plain", "db", "host:", ":db", "c:db", "Host:db", "1a:db", "a b:c",
        ] {
            assert_eq!(add(name), Err(NameError::NoScheme), "{name}");
        }
        for name in [
            "node:db",
            "internal:db",
            "file:///db",
            "data:text/javascript,0",
        ] {
            assert_eq!(add(name), Err(NameError::ReservedScheme), "{name}");
        }
        assert_eq!(builtins.find("host:db").as_deref(), Some("host:db"));
        assert_eq!(builtins.find("node:host:db"), None);
        assert_eq!(
            builtins.names(),
            ["plain", "node:strict", "own:scheme", "host:db"]
        );
    }
}
