//! Completion of names, without running a script: getters, traps and lazy
//! modules are left alone.

use super::dot;
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsString, JsValue, Source, js_string};
use std::collections::BTreeSet;

/// Names that may follow, and the byte where they begin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// Where in the text the names begin.
    pub start: usize,
    /// Whole names.
    pub candidates: Vec<String>,
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

/// What may follow `text`. `lexical` are the names that the session declared
/// with `let`, `const` and `class`.
pub fn complete(text: &str, lexical: &BTreeSet<String>, context: &mut Context) -> Completion {
    if let Some(completion) = dot_command(text) {
        return completion;
    }
    let Some((chain, prefix)) = chain(text) else {
        return Completion::default();
    };
    let mut names = BTreeSet::new();
    if chain.is_empty() {
        names.extend(lexical.iter().cloned());
        names.extend(KEYWORDS.map(str::to_owned));
        add_names(&context.global_object(), &mut names);
    } else if let Some(object) = resolve(&chain, lexical, context) {
        add_names(&object, &mut names);
    }
    let fits = |name: &String| name.starts_with(prefix) && is_identifier(name);
    Completion {
        start: text.len() - prefix.len(),
        candidates: names.into_iter().filter(fits).collect(),
    }
}

fn dot_command(text: &str) -> Option<Completion> {
    let command = text.trim_start();
    if !command.starts_with('.')
        || command.starts_with("..")
        || command.contains(char::is_whitespace)
    {
        return None;
    }
    let names = dot::COMMANDS.iter().map(|(name, _)| *name);
    Some(Completion {
        start: text.len() - command.len(),
        candidates: names
            .filter(|name| name.starts_with(command))
            .map(str::to_owned)
            .collect(),
    })
}

/// `a.b.pre` at the end of `text`: `[a, b]` and `pre`. `None` where no name can
/// stand, as after a number.
fn chain(text: &str) -> Option<(Vec<&str>, &str)> {
    let is_part = |c: char| is_name_part(c) || matches!(c, '.' | '?');
    let start = text
        .char_indices()
        .rev()
        .take_while(|&(_, c)| is_part(c))
        .last()
        .map_or(text.len(), |(at, _)| at);
    let before = text.get(..start)?.trim_end();
    let expression = text.get(start..)?;
    let expression = expression.rsplit("...").next()?;
    if expression.starts_with('.') || before.ends_with('.') {
        return None;
    }
    let (objects, prefix) = match expression.rsplit_once('.') {
        Some((objects, prefix)) => (Some(objects), prefix),
        None => (None, expression),
    };
    let parts: Vec<&str> = objects
        .iter()
        .flat_map(|objects| objects.split('.'))
        .map(|part| part.strip_suffix('?').unwrap_or(part))
        .collect();
    let is_chain = parts.iter().all(|part| is_identifier(part));
    let is_number = prefix.starts_with(|c: char| c.is_ascii_digit());
    (is_chain && !is_number && !prefix.contains('?')).then_some((parts, prefix))
}

fn is_name_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

fn is_identifier(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(is_name_part)
        && !name.starts_with(|c: char| c.is_numeric())
}

/// The object whose properties follow `chain`; for a primitive, its prototype.
fn resolve(chain: &[&str], lexical: &BTreeSet<String>, context: &mut Context) -> Option<JsObject> {
    let (first, rest) = chain.split_first()?;
    let mut value = root(first, lexical, context)?;
    for name in rest {
        let object = properties_of(&value, context)?;
        value = data_property(&object, name)?;
    }
    properties_of(&value, context)
}

fn root(name: &str, lexical: &BTreeSet<String>, context: &mut Context) -> Option<JsValue> {
    match name {
        "this" | "globalThis" => Some(context.global_object().into()),
        // A declared variable is read without side effects, or is not yet set.
        name if lexical.contains(name) => context.eval(Source::from_bytes(name)).ok(),
        name => data_property(&context.global_object(), name),
    }
}

/// Where the properties of `value` are found.
fn properties_of(value: &JsValue, context: &Context) -> Option<JsObject> {
    if let Some(object) = value.as_object() {
        return Some(object.clone());
    }
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
fn data_property(object: &JsObject, name: &str) -> Option<JsValue> {
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

fn add_names(object: &JsObject, names: &mut BTreeSet<String>) {
    for object in prototypes(object) {
        let object = object.borrow();
        let keys = object.shape().keys();
        names.extend(keys.into_iter().filter_map(|key| match key {
            PropertyKey::String(name) => text(&name),
            _ => None,
        }));
    }
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
        complete(text, &lexical, context).candidates
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
    fn nothing_runs() {
        let setup = "var ran = 0; var g = { get x() { ran++; return { y: 1 } } };
            var p = new Proxy({ z: 1 }, { ownKeys() { ran++ }, get() { ran++ } });";
        let context = &mut Context::default();
        context.eval(Source::from_bytes(setup)).expect("no error");
        for text in [
            "g.x.", "p.", "p.z.", "dead.", "nobody.x", "g.", "1.", "'a'.", "f().", "g..x",
        ] {
            complete(text, &BTreeSet::from(["dead".to_owned()]), context);
        }
        let ran = context.eval(Source::from_bytes("ran")).expect("no error");
        assert_eq!(ran.as_number(), Some(0.0));
    }

    #[test]
    fn commands() {
        assert_eq!(names("", ".s"), [".save", ".slabs"]);
        assert_eq!(names("", ".load x"), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[a-z.?é0-9 \\[('\"]{0,12}") {
            let completion = complete(&text, &BTreeSet::new(), &mut Context::default());
            prop_assert!(text.is_char_boundary(completion.start));
        }
    }
}
