//! The options of `util.inspect`, and their passage from and to scripts.
//!
//! Node's documentation, "Util", section "util.inspect(object[, options])".

use super::printer::Level;
use super::state::State;
use super::style;
use crate::engine::reflect;
use boa_engine::object::{JsObject, JsPrototype};
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

/// How entries are put together on lines.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Compact {
    /// `compact: n`: the `n` innermost levels share a line where they fit.
    Levels(f64),
    /// `compact: true`: the dense form of early Node versions.
    Dense,
    /// `compact: false`: every entry on a line of its own.
    Off,
}

/// In what order the entries of objects, Maps and Sets are printed.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Sorted {
    /// As they stand.
    No,
    /// By their printed form.
    ByText,
    /// By a script's comparator.
    By(JsValue),
}

/// Which getters are run to show what they give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Getters {
    /// None.
    No,
    /// All.
    All,
    /// Those without a setter.
    WithoutSetter,
    /// Those with a setter.
    WithSetter,
}

/// The options of `util.inspect`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct InspectOptions {
    /// Whether non-enumerable properties are shown.
    pub show_hidden: bool,
    /// Levels of nesting shown below the value itself; `None` for all.
    pub depth: Option<f64>,
    /// Whether ANSI escapes colour the parts.
    pub colors: bool,
    /// Whether `[util.inspect.custom]` methods are called.
    pub custom_inspect: bool,
    /// Whether target and handler of a `Proxy` are shown instead of the target alone.
    pub show_proxy: bool,
    /// Elements, entries or bytes shown of each collection; may be infinite.
    pub max_array_length: f64,
    /// UTF-16 units shown of each string; may be infinite.
    pub max_string_length: f64,
    /// Columns that a line may take; may be infinite.
    pub break_length: f64,
    /// How entries share lines.
    pub compact: Compact,
    /// The order of entries.
    pub sorted: Sorted,
    /// Which getters are run.
    pub getters: Getters,
    /// Whether digits are separated by `_` in threes.
    pub numeric_separator: bool,
    /// A script's own way to style parts; not used when `colors` is set.
    pub(crate) stylize: Option<JsObject>,
    /// The object a script passed, when it held keys besides these: they are
    /// handed on to custom inspection functions.
    pub(crate) given: Option<JsObject>,
}

impl Default for InspectOptions {
    fn default() -> Self {
        Self {
            show_hidden: false,
            depth: Some(2.0),
            colors: false,
            custom_inspect: true,
            show_proxy: false,
            max_array_length: 100.0,
            max_string_length: 10_000.0,
            break_length: 80.0,
            compact: Compact::Levels(3.0),
            sorted: Sorted::No,
            getters: Getters::No,
            numeric_separator: false,
            stylize: None,
            given: None,
        }
    }
}

/// The options' names, in the order of `util.inspect.defaultOptions`.
const NAMES: [&str; 12] = [
    "showHidden",
    "depth",
    "colors",
    "customInspect",
    "showProxy",
    "maxArrayLength",
    "maxStringLength",
    "breakLength",
    "compact",
    "sorted",
    "getters",
    "numericSeparator",
];

impl InspectOptions {
    /// What `util.inspect.defaultOptions` says, which scripts may have changed.
    ///
    /// # Errors
    ///
    /// Whatever a getter that a script put there throws.
    pub fn current(context: &mut Context) -> JsResult<Self> {
        let state = State::of(context)?;
        match state.default_options() {
            Some(object) => Self::default().with(&object, context),
            None => Ok(Self::default()),
        }
    }

    /// The options of a script's object on top of the current defaults.
    /// Anything but an object leaves the defaults.
    ///
    /// # Errors
    ///
    /// Whatever the object's getters throw.
    pub(crate) fn from_js(value: &JsValue, context: &mut Context) -> JsResult<Self> {
        let options = Self::current(context)?;
        match value.as_object() {
            Some(object) => options.with(&object, context),
            None => Ok(options),
        }
    }

    /// These options with those of a script's object put over them.
    ///
    /// # Errors
    ///
    /// Whatever the object's getters throw.
    pub(crate) fn with(mut self, object: &JsObject, context: &mut Context) -> JsResult<Self> {
        for key in reflect::enumerable_names(object, context)? {
            let value = object.get(key.clone(), context)?;
            let known = match reflect::key_text(&key) {
                Some(name) => self.set(&name, &value, context)?,
                None => false,
            };
            if !known && self.given.is_none() {
                self.given = Some(object.clone());
            }
        }
        Ok(self)
    }

    /// Sets the option `name`; `false` when there is none of that name.
    fn set(&mut self, name: &str, value: &JsValue, context: &mut Context) -> JsResult<bool> {
        match name {
            "showHidden" => self.show_hidden = value.to_boolean(),
            "colors" => self.colors = value.to_boolean(),
            "customInspect" => self.custom_inspect = value.to_boolean(),
            "showProxy" => self.show_proxy = value.to_boolean(),
            "numericSeparator" => self.numeric_separator = value.to_boolean(),
            "depth" => self.depth = depth_from(value, context)?,
            "maxArrayLength" => self.max_array_length = limit_from(value, context)?,
            "maxStringLength" => self.max_string_length = limit_from(value, context)?,
            "breakLength" => self.break_length = value.to_number(context)?,
            "compact" => self.compact = compact_from(value),
            "sorted" => self.sorted = sorted_from(value),
            "getters" => self.getters = getters_from(value),
            "stylize" => self.stylize = style::custom(value, context)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// How many of `length` items are shown, and how many are not.
    pub(super) fn shown(&self, length: usize) -> (usize, usize) {
        if self.max_array_length.is_nan() {
            return (0, 0);
        }
        // A float cast saturates, so an infinite limit becomes the largest one.
        let shown = length.min(self.max_array_length.max(0.0) as usize);
        (shown, length - shown)
    }

    /// Whether something at the level `recurse` is past the wanted depth.
    pub(super) fn is_too_deep(&self, recurse: Level) -> bool {
        self.depth.is_some_and(|depth| recurse > depth)
    }

    /// The object given to custom inspection functions.
    ///
    /// One from another realm, or a proxy, gets an object without prototype
    /// that holds primitives only, apart from `stylize`.
    pub(super) fn to_js(&self, foreign: bool, context: &mut Context) -> JsResult<JsObject> {
        let object = JsObject::with_object_proto(context.intrinsics());
        let stylize = style::function(self, context)?;
        object.create_data_property_or_throw(js_string!("stylize"), stylize.clone(), context)?;
        self.write(&object, context)?;
        if let Some(given) = &self.given {
            let none: Vec<PropertyKey> = Vec::new();
            object.copy_data_properties(&given.clone().into(), none, context)?;
        }
        if foreign {
            make_foreign(&object, stylize, context)?;
        }
        Ok(object)
    }

    /// Writes every option onto `object`, as `util.inspect.defaultOptions` has them.
    pub(super) fn write(&self, object: &JsObject, context: &mut Context) -> JsResult<()> {
        let values = self.values();
        for (name, value) in NAMES.into_iter().zip(values) {
            object.create_data_property_or_throw(js_string!(name), value, context)?;
        }
        Ok(())
    }

    fn values(&self) -> [JsValue; 12] {
        [
            self.show_hidden.into(),
            self.depth.map_or(JsValue::null(), JsValue::from),
            self.colors.into(),
            self.custom_inspect.into(),
            self.show_proxy.into(),
            self.max_array_length.into(),
            self.max_string_length.into(),
            self.break_length.into(),
            compact_to(self.compact),
            sorted_to(&self.sorted),
            getters_to(self.getters),
            self.numeric_separator.into(),
        ]
    }
}

fn make_foreign(object: &JsObject, stylize: JsValue, context: &mut Context) -> JsResult<()> {
    object.set_prototype(JsPrototype::None);
    for key in reflect::enumerable_names(object, context)? {
        if object.get(key.clone(), context)?.is_object() {
            object.delete_property_or_throw(key, context)?;
        }
    }
    object.create_data_property_or_throw(js_string!("stylize"), stylize, context)?;
    Ok(())
}

fn depth_from(value: &JsValue, context: &mut Context) -> JsResult<Option<f64>> {
    if value.is_null() {
        return Ok(None);
    }
    value.to_number(context).map(Some)
}

fn limit_from(value: &JsValue, context: &mut Context) -> JsResult<f64> {
    if value.is_null() {
        return Ok(f64::INFINITY);
    }
    value.to_number(context)
}

fn compact_from(value: &JsValue) -> Compact {
    match (value.as_number(), value.as_boolean()) {
        (Some(levels), _) => Compact::Levels(levels),
        (_, Some(true)) => Compact::Dense,
        _ => Compact::Off,
    }
}

fn compact_to(compact: Compact) -> JsValue {
    match compact {
        Compact::Levels(levels) => levels.into(),
        Compact::Dense => true.into(),
        Compact::Off => false.into(),
    }
}

fn sorted_from(value: &JsValue) -> Sorted {
    match value.as_boolean() {
        Some(true) => Sorted::ByText,
        _ if value.to_boolean() => Sorted::By(value.clone()),
        _ => Sorted::No,
    }
}

fn sorted_to(sorted: &Sorted) -> JsValue {
    match sorted {
        Sorted::No => false.into(),
        Sorted::ByText => true.into(),
        Sorted::By(comparator) => comparator.clone(),
    }
}

fn getters_from(value: &JsValue) -> Getters {
    if let Some(which) = value.as_string() {
        return match which {
            which if which == js_string!("get") => Getters::WithoutSetter,
            which if which == js_string!("set") => Getters::WithSetter,
            _ => Getters::No,
        };
    }
    match value.as_boolean() {
        Some(true) => Getters::All,
        _ => Getters::No,
    }
}

fn getters_to(getters: Getters) -> JsValue {
    let which = |name: &str| JsString::from(name).into();
    match getters {
        Getters::No => false.into(),
        Getters::All => true.into(),
        Getters::WithoutSetter => which("get"),
        Getters::WithSetter => which("set"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limited(limit: f64) -> InspectOptions {
        InspectOptions {
            max_array_length: limit,
            ..InspectOptions::default()
        }
    }

    #[test]
    fn limits_split_a_length_into_shown_and_left_out() {
        assert_eq!(limited(100.0).shown(150), (100, 50));
        assert_eq!(limited(f64::INFINITY).shown(150), (150, 0));
        assert_eq!(limited(-3.0).shown(2), (0, 2));
        assert_eq!(limited(f64::NAN).shown(2), (0, 0));
    }

    #[test]
    fn no_depth_means_any_depth() {
        let all = InspectOptions {
            depth: None,
            ..InspectOptions::default()
        };
        assert!(!all.is_too_deep(1000.0));
        assert!(InspectOptions::default().is_too_deep(3.0));
        assert!(!InspectOptions::default().is_too_deep(2.0));
    }
}
