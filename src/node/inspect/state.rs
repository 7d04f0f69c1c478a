//! What printing keeps for each context: the custom-inspection symbol, the
//! cached intrinsic prototypes, and the objects scripts can change.

use crate::engine::per_context;
use crate::engine::symbols;
use boa_engine::context::intrinsics::{StandardConstructor, StandardConstructors};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsSymbol};
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

/// Per-context state of `util.inspect`.
pub(crate) struct State {
    custom: JsSymbol,
    prototypes: Vec<(JsObject, &'static str)>,
    function: RefCell<Option<JsObject>>,
    default_options: RefCell<Option<JsObject>>,
    stylers: RefCell<Option<[JsObject; 2]>>,
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State").finish_non_exhaustive()
    }
}

impl State {
    /// The context's state, made on first use.
    ///
    /// # Errors
    ///
    /// When a script has broken `Symbol.for` before the first use.
    pub(crate) fn of(context: &mut Context) -> JsResult<Rc<Self>> {
        per_context::get_or_make(context, Self::new)
    }

    fn new(context: &mut Context) -> JsResult<Self> {
        Ok(Self {
            custom: symbols::custom_inspect(context)?,
            prototypes: well_known_prototypes(context),
            function: RefCell::default(),
            default_options: RefCell::default(),
            stylers: RefCell::default(),
        })
    }

    /// `Symbol.for('nodejs.util.inspect.custom')`.
    pub(crate) fn custom(&self) -> JsSymbol {
        self.custom.clone()
    }

    /// The name of the built-in class whose prototype `object` is, of those
    /// that are recognised whatever their `constructor` says.
    pub(super) fn well_known_name(&self, object: &JsObject) -> Option<&'static str> {
        self.prototypes
            .iter()
            .find(|(prototype, _)| JsObject::equals(prototype, object))
            .map(|&(_, name)| name)
    }

    /// The function object `util.inspect`, if it was asked for.
    pub(super) fn function(&self) -> Option<JsObject> {
        self.function.borrow().clone()
    }

    pub(super) fn set_function(&self, function: JsObject) {
        self.function.replace(Some(function));
    }

    /// `util.inspect.defaultOptions`, if it was asked for.
    pub(super) fn default_options(&self) -> Option<JsObject> {
        self.default_options.borrow().clone()
    }

    pub(super) fn set_default_options(&self, options: JsObject) {
        self.default_options.replace(Some(options));
    }

    /// The functions that style without and with colours, if they were made.
    pub(super) fn stylers(&self) -> Option<[JsObject; 2]> {
        self.stylers.borrow().clone()
    }

    pub(super) fn set_stylers(&self, stylers: [JsObject; 2]) {
        self.stylers.replace(Some(stylers));
    }
}

type Constructor = fn(&StandardConstructors) -> &StandardConstructor;

const WELL_KNOWN: [(Constructor, &str); 20] = [
    (StandardConstructors::object, "Object"),
    (StandardConstructors::array, "Array"),
    (StandardConstructors::function, "Function"),
    (StandardConstructors::map, "Map"),
    (StandardConstructors::set, "Set"),
    (StandardConstructors::error, "Error"),
    (StandardConstructors::type_error, "TypeError"),
    (StandardConstructors::range_error, "RangeError"),
    (StandardConstructors::aggregate_error, "AggregateError"),
    (StandardConstructors::promise, "Promise"),
    (StandardConstructors::date, "Date"),
    (StandardConstructors::regexp, "RegExp"),
    (StandardConstructors::typed_array, "TypedArray"),
    (StandardConstructors::array_buffer, "ArrayBuffer"),
    (StandardConstructors::data_view, "DataView"),
    (StandardConstructors::boolean, "Boolean"),
    (StandardConstructors::number, "Number"),
    (StandardConstructors::string, "String"),
    (StandardConstructors::weak_map, "WeakMap"),
    (StandardConstructors::weak_set, "WeakSet"),
];

fn well_known_prototypes(context: &Context) -> Vec<(JsObject, &'static str)> {
    let constructors = context.intrinsics().constructors();
    WELL_KNOWN
        .iter()
        .map(|(constructor, name)| (constructor(constructors).prototype(), *name))
        .collect()
}
