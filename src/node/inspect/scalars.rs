//! Dates, regular expressions and boxed primitives: objects that print as
//! the one value they hold.

use super::options::InspectOptions;
use super::printer::Printer;
use super::raw::{Body, Sketch, Subject};
use super::style::Flavour;
use super::text::lossy;
use crate::engine::brand::{Boxed, primitive_of};

use boa_engine::object::builtins::{JsDate, JsRegExp};
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsValue, js_string};

impl Printer<'_> {
    pub(super) fn sketch_regexp(
        &mut self,
        subject: &Subject,
        keys: Vec<PropertyKey>,
    ) -> JsResult<Sketch> {
        let source = self.regexp_text(subject)?;
        let base = with_prefix(subject, "RegExp", source);
        let base = self.stylize(base, Flavour::RegExp)?;
        if self.options.is_too_deep(subject.recurse) {
            return Ok(Sketch::Whole(base));
        }
        Ok(based(subject, base, keys))
    }

    /// `/source/flags`
    fn regexp_text(&mut self, subject: &Subject) -> JsResult<String> {
        if subject.has_no_prototype() {
            return self.bare_regexp_text(subject);
        }
        let mut part = |key: &str| -> JsResult<String> {
            let part = subject.object.get(js_string!(key), self.context)?;
            part.to_string(self.context).map(|part| lossy(&part))
        };
        Ok(format!("/{}/{}", part("source")?, part("flags")?))
    }

    /// The same without the getters of a prototype.
    fn bare_regexp_text(&mut self, subject: &Subject) -> JsResult<String> {
        let regexp = JsRegExp::from_object(subject.object.clone())?;
        let mut text = format!("/{}/", regexp.source(self.context)?);
        for (flag, is_set) in FLAGS {
            if is_set(&regexp, self.context)? {
                text.push(flag);
            }
        }
        Ok(text)
    }

    pub(super) fn sketch_date(
        &mut self,
        subject: &Subject,
        keys: Vec<PropertyKey>,
    ) -> JsResult<Sketch> {
        let date = JsDate::from_object(subject.object.clone())?;
        let time = date.value_of(self.context)?;
        let text = if time.as_number().is_none_or(f64::is_nan) {
            js_string!("Invalid Date").into()
        } else {
            date.to_iso_string(self.context)?
        };
        let text = text.to_string(self.context)?;
        let base = with_prefix(subject, "Date", lossy(&text));
        if keys.is_empty() && subject.inherited.is_empty() {
            return self.stylize(base, Flavour::Date).map(Sketch::Whole);
        }
        Ok(based(subject, base, keys))
    }

    pub(super) fn sketch_boxed(
        &mut self,
        subject: &Subject,
        boxed: Boxed,
        mut keys: Vec<PropertyKey>,
    ) -> JsResult<Sketch> {
        let value = primitive_of(&subject.object, boxed);
        if let Some(string) = value.as_string() {
            // The characters are not repeated as properties.
            keys.drain(..string.len().min(keys.len()));
        }
        let base = self.boxed_text(subject, boxed, &value)?;
        let is_styled = self.options.colors || self.options.stylize.is_some();
        if keys.is_empty() && is_styled {
            let base = self.stylize(base, flavour_of(boxed))?;
            return Ok(based(subject, base, keys));
        }
        Ok(based(subject, base, keys))
    }

    /// `[Number: 1]`, `[Number (Class): 1] [tag]`
    fn boxed_text(&mut self, subject: &Subject, boxed: Boxed, value: &JsValue) -> JsResult<String> {
        let class = boxed.class_name();
        let constructor = match subject.constructor.as_deref() {
            None => " (null prototype)".to_owned(),
            Some(name) if name == class => String::new(),
            Some(name) => format!(" ({name})"),
        };
        let value = self.unstyled(value)?;
        let told = subject.tag.is_empty() || subject.constructor.as_deref() == Some(&subject.tag);
        let tag = if told {
            String::new()
        } else {
            format!(" [{}]", subject.tag)
        };
        Ok(format!("[{class}{constructor}: {value}]{tag}"))
    }

    fn unstyled(&mut self, value: &JsValue) -> JsResult<String> {
        let plain = InspectOptions {
            colors: false,
            stylize: None,
            ..self.options.clone()
        };
        let styled = std::mem::replace(&mut self.options, plain);
        let text = self.primitive(value);
        self.options = styled;
        text
    }
}

type IsSet = fn(&JsRegExp, &mut Context) -> JsResult<bool>;

const FLAGS: [(char, IsSet); 7] = [
    ('d', JsRegExp::has_indices),
    ('g', JsRegExp::global),
    ('i', JsRegExp::ignore_case),
    ('m', JsRegExp::multiline),
    ('s', JsRegExp::dot_all),
    ('u', JsRegExp::unicode),
    ('y', JsRegExp::sticky),
];

fn flavour_of(boxed: Boxed) -> Flavour {
    match boxed {
        Boxed::Number => Flavour::Number,
        Boxed::String => Flavour::String,
        Boxed::Boolean => Flavour::Boolean,
        Boxed::BigInt => Flavour::BigInt,
        Boxed::Symbol => Flavour::Symbol,
    }
}

/// `text`, after the class where that is not `class` itself.
fn with_prefix(subject: &Subject, class: &str, text: String) -> String {
    let prefix = subject.prefix(class, "");
    if prefix.strip_suffix(' ') == Some(class) {
        return text;
    }
    prefix + &text
}

/// `base`, with braces after it where there are properties.
pub(super) fn based(subject: &Subject, base: String, keys: Vec<PropertyKey>) -> Sketch {
    if keys.is_empty() && subject.inherited.is_empty() {
        return Sketch::Whole(base);
    }
    Sketch::Entries(Body {
        base,
        ..Body::new("{", keys)
    })
}
