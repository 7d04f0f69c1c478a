//! Completion of names, without running a script: getters and traps of the program are left
//! alone, only the built-in modules that wait behind getters of the session's own are loaded.

use super::tokens::{self, Kind};
use super::{dot, paths};
use boa_engine::object::JsObject;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsString, JsValue, Source, js_string};
use slabjs::program::require_builtin;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A name that may follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What replaces the beginning.
    pub name: String,
    /// What the list shows: the name and what it is.
    pub shown: String,
}

impl Item {
    /// A name of a kind.
    #[must_use]
    pub fn new(name: String, kind: &str) -> Self {
        let shown = format!("{name} {kind}");
        Self { name, shown }
    }
}

/// Names that may follow, and the byte where they begin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// Where in the text the names begin.
    pub start: usize,
    /// What may stand there: own members before inherited ones.
    pub items: Vec<Item>,
}

/// The names of a session.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    lexical: &'a BTreeSet<String>,
    lazy: &'a [(String, JsObject)],
}

/// The getters of the global object, each with its name, as they are before any input: those
/// of built-in modules and classes that are made when they are first read.
#[must_use]
pub fn lazy_globals(context: &Context) -> Vec<(String, JsObject)> {
    let global = context.global_object();
    let global = global.borrow();
    let keys = global.shape().keys();
    let lazy = keys.into_iter().filter_map(|key| {
        let getter = global.properties().get(&key)?.get()?.as_object()?;
        match key {
            PropertyKey::String(name) => Some((text(&name)?, getter.clone())),
            _ => None,
        }
    });
    lazy.collect()
}

impl<'a> Names<'a> {
    /// `lexical` are declared by inputs, `lazy` are [`lazy_globals`].
    #[must_use]
    pub fn of_session(lexical: &'a BTreeSet<String>, lazy: &'a [(String, JsObject)]) -> Self {
        Self { lexical, lazy }
    }

    /// What the variable `name` holds, if reading it has no effect.
    pub fn value(&self, name: &str, context: &mut Context) -> Option<JsValue> {
        let global = context.global_object();
        match name {
            "this" | "globalThis" => Some(global.into()),
            // A declared variable is read without side effects, or is not yet set.
            name if self.lexical.contains(name) => context.eval(Source::from_bytes(name)).ok(),
            name => data_property(&global, name).or_else(|| self.lazy_value(name, context)),
        }
    }

    fn lazy_value(&self, name: &str, context: &mut Context) -> Option<JsValue> {
        let (_, getter) = self.lazy.iter().find(|(lazy, _)| lazy == name)?;
        let key = PropertyKey::from(js_string!(name));
        let now = context.global_object().borrow().properties().get(&key)?;
        let is_untouched = now.get()?.as_object()? == *getter;
        let global = context.global_object().into();
        is_untouched.then(|| getter.call(&global, &[], context).ok())?
    }
}

const KEYWORDS: [&str; 40] = [
    "async",
    "await",
    "break",
    "case",
    "catch",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "export",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "import",
    "in",
    "instanceof",
    "let",
    "new",
    "null",
    "return",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "undefined",
    "var",
    "void",
    "while",
    "with",
    "yield",
    "class",
    "extends",
    "super",
];

/// Prototypes beyond this many are not looked at.
const LONGEST_CHAIN: usize = 100;

/// What may follow `text`.
pub fn complete(text: &str, names: Names<'_>, context: &mut Context) -> Completion {
    if let Some(completion) = dot_command(text) {
        return completion;
    }
    let tokens = tokens::of(text);
    if let Some(completion) = module(text, &tokens, context) {
        return completion;
    }
    if tokens::ends_inside_text(text) {
        return Completion::default();
    }
    let (prefix, tokens) = match tokens.split_last() {
        Some(((Kind::Name | Kind::Keyword | Kind::Literal, range), before))
            if range.end == text.len() =>
        {
            (text.get(range.clone()).unwrap_or_default(), before)
        }
        _ => ("", tokens.as_slice()),
    };
    if prefix.starts_with(|c: char| c.is_ascii_digit()) {
        return Completion::default();
    }
    let mut found = Found::default();
    let reader = Receiver {
        text,
        names,
        tokens,
    };
    match reader.of_member() {
        Member::None => {
            for name in names.lexical {
                found.add(name.clone(), "variable");
            }
            found.add_members(&context.global_object());
            for word in KEYWORDS {
                found.add(word.to_owned(), "keyword");
            }
        }
        Member::Of(end) => {
            let value = reader.value(end, context);
            if let Some(object) = value.and_then(|value| properties_of(&value, context)) {
                found.add_members(&object);
            }
        }
        Member::Broken => {}
    }
    Completion {
        start: text.len() - prefix.len(),
        items: found.beginning_with(prefix),
    }
}

/// Names with what they are, those of the first object first.
#[derive(Debug, Default)]
struct Found {
    seen: BTreeSet<String>,
    names: Vec<(String, &'static str)>,
}

impl Found {
    fn add(&mut self, name: String, kind: &'static str) {
        if is_identifier(&name) && self.seen.insert(name.clone()) {
            self.names.push((name, kind));
        }
    }

    /// The members of `object`, then those of its prototypes, each in the alphabet's order.
    fn add_members(&mut self, object: &JsObject) {
        for object in prototypes(object) {
            let object = object.borrow();
            let mut members = BTreeMap::new();
            for key in object.shape().keys() {
                let kind = object
                    .properties()
                    .get(&key)
                    .map_or("", |property| kind_of(&property));
                if let PropertyKey::String(name) = key
                    && let Some(name) = text(&name)
                {
                    members.insert(name, kind);
                }
            }
            for (name, kind) in members {
                self.add(name, kind);
            }
        }
    }

    fn beginning_with(self, prefix: &str) -> Vec<Item> {
        let names = self.names.into_iter();
        names
            .filter(|(name, _)| name.starts_with(prefix))
            .map(|(name, kind)| Item::new(name, kind))
            .collect()
    }
}

fn kind_of(property: &PropertyDescriptor) -> &'static str {
    let Some(value) = property.value() else {
        return "getter";
    };
    let Some(object) = value.as_object() else {
        return value.type_of();
    };
    if !object.is_callable() {
        return "object";
    }
    let prototype = object
        .borrow()
        .properties()
        .get(&js_string!("prototype").into());
    let is_class = prototype.is_some_and(|prototype| prototype.writable() == Some(false));
    if is_class { "class" } else { "function" }
}

/// What stands before the name that is being typed.
enum Member {
    /// No dot: a variable or a word.
    None,
    /// A dot, and before it an expression that ends with this many tokens.
    Of(usize),
    /// Something after which no name comes.
    Broken,
}

/// Reads the expression before a dot from its end.
struct Receiver<'a> {
    text: &'a str,
    names: Names<'a>,
    tokens: &'a [(Kind, Range<usize>)],
}

impl Receiver<'_> {
    fn word(&self, at: usize) -> &str {
        let range = self.tokens.get(at).map(|(_, range)| range.clone());
        range
            .and_then(|range| self.text.get(range))
            .unwrap_or_default()
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|(kind, _)| *kind)
    }

    fn of_member(&self) -> Member {
        let count = self.tokens.len();
        let is_dot = |back: usize| count >= back && self.word(count - back) == ".";
        match (is_dot(1), is_dot(2), is_dot(3)) {
            (true, true, true) | (false, _, _) => Member::None,
            (true, true, false) => Member::Broken,
            (true, false, _) if count >= 2 && self.word(count - 2) == "?" => Member::Of(count - 2),
            (true, false, _) => Member::Of(count - 1),
        }
    }

    /// The value of the expression that ends before token `end`.
    fn value(&self, end: usize, context: &mut Context) -> Option<JsValue> {
        let last = end.checked_sub(1)?;
        match self.kind(last)? {
            Kind::Name | Kind::Keyword => self.name(last, context),
            Kind::Text => self.literal(last, context),
            Kind::Literal => match self.word(last) {
                word if word.starts_with(|c: char| c.is_ascii_digit()) => Some(0.into()),
                "true" | "false" => Some(true.into()),
                "NaN" | "Infinity" => Some(0.into()),
                _ => None,
            },
            Kind::Bracket => self.bracketed(last, context),
            Kind::Comment | Kind::Other => None,
        }
    }

    fn name(&self, at: usize, context: &mut Context) -> Option<JsValue> {
        let name = self.word(at);
        let dots = (0..at).rev().take_while(|at| self.word(*at) == ".").count();
        // Three are a spread.
        if dots != 1 {
            return self.names.value(name, context);
        }
        let mut end = at - 1;
        if end > 0 && self.word(end - 1) == "?" {
            end -= 1;
        }
        let target = self.value(end, context)?;
        let object = properties_of(&target, context)?;
        data_property(&object, name)
    }

    fn literal(&self, at: usize, context: &mut Context) -> Option<JsValue> {
        match self.word(at).starts_with('/') {
            true => global_prototype("RegExp", context),
            false => Some(js_string!("").into()),
        }
    }

    /// An array, an object, a parenthesis, a call of something that is known.
    fn bracketed(&self, close: usize, context: &mut Context) -> Option<JsValue> {
        let open = self.opening(close)?;
        let is_operand = open.checked_sub(1).is_some_and(|before| {
            matches!(self.kind(before), Some(Kind::Name | Kind::Text))
                || matches!(self.word(before), ")" | "]")
        });
        match (self.word(open), is_operand) {
            ("[", false) => global_prototype("Array", context),
            ("(", false) if open + 1 < close => self.value(close, context),
            ("(", true) => self.called(open, context),
            _ => None,
        }
    }

    /// The token of the bracket that `close` closes.
    fn opening(&self, close: usize) -> Option<usize> {
        let mut depth = 0_usize;
        (0..=close).rev().find(|at| {
            match self.word(*at) {
                ")" | "]" | "}" => depth += 1,
                "(" | "[" | "{" | "${" => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        })
    }

    /// What a call gives, of functions of the language and of Buffer that are still themselves.
    fn called(&self, open: usize, context: &mut Context) -> Option<JsValue> {
        let mut begin = open;
        while begin > 0 && (self.kind(begin - 1) == Some(Kind::Name) || self.word(begin - 1) == ".")
        {
            begin -= 1;
        }
        let name: String = (begin..open).map(|at| self.word(at)).collect();
        if begin > 0 && self.word(begin - 1) == "new" {
            return global_prototype(&name, context);
        }
        let (_, class) = RESULTS.iter().find(|(call, _)| *call == name)?;
        match *class {
            "" => Some(js_string!("").into()),
            class => global_prototype(class, context),
        }
    }
}

/// Calls, with the class of what they give; a string where that is none.
const RESULTS: [(&str, &str); 18] = [
    ("Buffer.from", "Buffer"),
    ("Buffer.alloc", "Buffer"),
    ("Buffer.allocUnsafe", "Buffer"),
    ("Buffer.allocUnsafeSlow", "Buffer"),
    ("Buffer.concat", "Buffer"),
    ("Object.keys", "Array"),
    ("Object.entries", "Array"),
    ("Object.values", "Array"),
    ("Array.from", "Array"),
    ("Array.of", "Array"),
    ("Array", "Array"),
    ("Date", ""),
    ("String", ""),
    ("JSON.stringify", ""),
    ("atob", ""),
    ("btoa", ""),
    ("String.fromCharCode", ""),
    ("Promise.resolve", "Promise"),
];

/// `X.prototype` of the global class `X`.
fn global_prototype(name: &str, context: &Context) -> Option<JsValue> {
    let class = data_property(&context.global_object(), name)?;
    data_property(&class.as_object()?, "prototype")
}

/// Inside the text of `require('`, `import('` and `from '`.
fn module(
    text: &str,
    tokens: &[(Kind, Range<usize>)],
    context: &mut Context,
) -> Option<Completion> {
    let ((Kind::Text, range), before) = tokens.split_last()? else {
        return None;
    };
    let word = |back: usize| {
        let at = before.len().checked_sub(back)?;
        text.get(before.get(at)?.1.clone())
    };
    let is_import = match word(1) {
        Some("(") => matches!(word(2), Some("require" | "import")),
        word => matches!(word, Some("from" | "import")),
    };
    let written = text.get(range.clone())?.strip_prefix(['\'', '"'])?;
    if !is_import || !tokens::ends_inside_text(text) {
        return None;
    }
    if written.starts_with(['.', '/']) {
        return Some(paths::complete(written, text.len()));
    }
    let mut items = paths::installed(written);
    items.extend(builtin_modules(context).into_iter().filter_map(|name| {
        let fits = name.starts_with(written) && !name.starts_with('_');
        fits.then(|| Item::new(name, "module"))
    }));
    items.sort_by(|a, b| a.name.cmp(&b.name));
    Some(Completion {
        start: text.len() - written.len(),
        items,
    })
}

/// The names of the built-in modules, without their scheme and with it.
fn builtin_modules(context: &mut Context) -> Vec<String> {
    let modules = require_builtin("node:module", context).ok();
    let list = modules.and_then(|modules| {
        let list = modules
            .as_object()?
            .get(js_string!("builtinModules"), context);
        list.ok()?.as_object()
    });
    let Some(list) = list else {
        return Vec::new();
    };
    let length = list.get(js_string!("length"), context).ok();
    let length = length.and_then(|length| length.as_number()).unwrap_or(0.0);
    let mut names = Vec::new();
    for index in 0..length as u32 {
        let name = list.get(index, context).ok();
        names.extend(name.and_then(|name| text(&name.as_string()?)));
    }
    let with_scheme: Vec<String> = names
        .iter()
        .filter(|name| !name.contains(':'))
        .map(|name| format!("node:{name}"))
        .collect();
    names.extend(with_scheme);
    names
}

fn dot_command(text: &str) -> Option<Completion> {
    let command = text.trim_start();
    if !command.starts_with('.') || command.starts_with("..") {
        return None;
    }
    if let Some((name, path)) = command.split_once(' ') {
        let takes_path = matches!(name, ".load" | ".save" | ".report");
        return takes_path.then(|| paths::complete(path.trim_start(), text.len()));
    }
    let names = dot::COMMANDS.iter().map(|(name, _)| *name);
    Some(Completion {
        start: text.len() - command.len(),
        items: names
            .filter(|name| name.starts_with(command))
            .map(|name| Item::new(name.to_owned(), "command"))
            .collect(),
    })
}

fn is_name_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

fn is_identifier(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(is_name_part)
        && !name.starts_with(|c: char| c.is_numeric())
}

/// Where the properties of `value` are found.
fn properties_of(value: &JsValue, context: &Context) -> Option<JsObject> {
    value.as_object().or_else(|| prototype_of(value, context))
}

/// Where the properties of the primitive `value` are found.
#[must_use]
pub fn prototype_of(value: &JsValue, context: &Context) -> Option<JsObject> {
    let constructors = context.intrinsics().constructors();
    let class = if value.is_string() {
        constructors.string()
    } else if value.is_number() {
        constructors.number()
    } else if value.is_boolean() {
        constructors.boolean()
    } else if value.is_bigint() {
        constructors.bigint()
    } else if value.is_symbol() {
        constructors.symbol()
    } else {
        return None;
    };
    Some(class.prototype())
}

/// The value of a property that holds one, on `object` or its prototypes.
#[must_use]
pub fn data_property(object: &JsObject, name: &str) -> Option<JsValue> {
    let key = PropertyKey::from(js_string!(name));
    for object in prototypes(object) {
        let descriptor = object.borrow().properties().get(&key);
        if let Some(descriptor) = descriptor {
            return descriptor.value().cloned();
        }
    }
    None
}

/// `object` and its prototypes. A Proxy has none of its own to be seen.
fn prototypes(object: &JsObject) -> impl Iterator<Item = JsObject> {
    let next = |object: &JsObject| object.prototype();
    std::iter::successors(Some(object.clone()), next).take(LONGEST_CHAIN)
}

fn text(name: &JsString) -> Option<String> {
    name.to_std_string().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(setup: &str, text: &str) -> Vec<String> {
        let context = &mut Context::default();
        context.eval(Source::from_bytes(setup)).expect("no error");
        let lexical = BTreeSet::from(["here".to_owned(), "dead".to_owned()]);
        let completion = complete(text, Names::of_session(&lexical, &[]), context);
        completion.items.into_iter().map(|item| item.name).collect()
    }

    #[test]
    fn globals_variables_and_keywords() {
        assert_eq!(names("", "1 + Uint8A"), ["Uint8Array"]);
        assert_eq!(names("let here = 1", "her"), ["here"]);
        assert_eq!(names("var café = 1", "x = caf"), ["café"]);
        assert_eq!(names("", "instance"), ["instanceof"]);
    }

    #[test]
    fn properties_own_and_inherited() {
        let setup = "let here = { abc: { abd: 'x' } }; var g = [1]";
        assert_eq!(names(setup, "f(here.ab"), ["abc"]);
        assert_eq!(names(setup, "here?.abc.ab"), ["abd"]);
        assert_eq!(names(setup, "here.abc.abd.padS"), ["padStart"]);
        assert_eq!(names(setup, "g.findLastI"), ["findLastIndex"]);
        assert_eq!(names(setup, "...g.findLastI"), ["findLastIndex"]);
        assert_eq!(names(setup, "Array.isA"), ["isArray"]);
        assert_eq!(names(setup, "globalThis.g.fl").len(), 2);
    }

    #[test]
    fn literals_and_calls_that_are_known() {
        for (text, name) in [
            ("'a'.padS", "padStart"),
            ("`a`.padS", "padStart"),
            ("[1].findLastI", "findLastIndex"),
            ("x = /a/g.fl", "flags"),
            ("(1).toFi", "toFixed"),
            ("new Map().has", "has"),
            ("JSON.stringify(1).padS", "padStart"),
            ("Object.keys({}).findLastI", "findLastIndex"),
        ] {
            let found = names("", text);
            assert!(found.iter().any(|found| found == name), "{text}: {found:?}");
        }
        assert!(names("var f = () => 'a'", "f().padS").is_empty());
    }

    #[test]
    fn own_members_come_first() {
        let found = names("var o = { zeta: 1 }", "o.");
        assert_eq!(found[0], "zeta");
        assert!(found.contains(&"hasOwnProperty".to_owned()));
    }

    #[test]
    fn text_has_no_names() {
        assert!(names("", "'Uint8A").is_empty());
        assert!(names("", "// Uint8A").is_empty());
        assert_eq!(names("", "`${Uint8A"), ["Uint8Array"]);
    }

    #[test]
    fn nothing_runs() {
        let setup = "var ran = 0; var g = { get x() { ran++; return { y: 1 } } };
            var p = new Proxy({ z: 1 }, { ownKeys() { ran++ }, get() { ran++ } });";
        let context = &mut Context::default();
        context.eval(Source::from_bytes(setup)).expect("no error");
        for text in [
            "g.x.", "p.", "p.z.", "dead.", "nobody.x", "g.", "1.", "'a'.", "f().", "g..x",
        ] {
            let lexical = BTreeSet::from(["dead".to_owned()]);
            complete(text, Names::of_session(&lexical, &[]), context);
        }
        let ran = context.eval(Source::from_bytes("ran")).expect("no error");
        assert_eq!(ran.as_number(), Some(0.0));
    }

    #[test]
    fn commands() {
        assert_eq!(names("", ".sl"), [".slabs"]);
        assert_eq!(names("", ".mem x"), Vec::<String>::new());
        assert_eq!(names("", ".load Cargo.to"), ["Cargo.toml"]);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[a-z.?é0-9 \\[('\"]{0,12}") {
            let lexical = BTreeSet::new();
            let names = Names::of_session(&lexical, &[]);
            let completion = complete(&text, names, &mut Context::default());
            prop_assert!(text.is_char_boundary(completion.start));
        }
    }
}
