//! `console`: printing for people, grouped, counted, timed, in tables.
//!
//! - `sink.rs`: where output goes
//! - `state.rs`: what a console remembers
//! - `methods.rs`: `log`, `error`, `dir`, `assert`, `trace`, `group`, ...
//! - `timing.rs`: `time`, `count` and related methods; `table.rs`: `table`
//! - `class.rs`: `console.Console`
//! - `colors.rs`: whether output is coloured
//!
//! Node's documentation, "Console".

mod class;
pub mod colors;
mod methods;
mod sink;
mod state;
mod table;
mod timing;

pub use sink::{ConsoleSinks, Sink};

use crate::engine::native;
use crate::node::inspect;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::Attribute;
use boa_engine::{
    Context, Finalize, JsResult, JsSymbol, JsValue, NativeFunction, Trace, js_string,
};
use state::State;

/// A method: the console it belongs to, its arguments.
type Method = fn(&Console, &[JsValue], &mut Context) -> JsResult<JsValue>;

/// A console: the object that scripts hold, which owns the [`State`].
#[derive(Debug, Clone, Trace, Finalize)]
struct Console {
    object: JsObject,
}

/// Defines the global `console`, writing to `sinks`.
///
/// # Errors
///
/// See [`inspect::install`].
pub fn install(context: &mut Context, sinks: ConsoleSinks) -> JsResult<()> {
    inspect::install(context)?;
    let prototype = JsObject::with_object_proto(context.intrinsics());
    let object = JsObject::from_proto_and_data(prototype, State::of_sinks(sinks));
    let console = Console { object };
    console.define_all(&methods::OF_CLASS, context);
    class::define_on(&console, context);
    console.define_all(&methods::OF_INSPECTOR, context);
    console.tag();
    let global = context.global_object();
    native::set(
        &global,
        js_string!("console"),
        console.object.clone(),
        native::HIDDEN,
    );
    Ok(())
}

/// The exports of `node:console`: the global object.
///
/// # Errors
///
/// What a getter that a script put there throws.
pub fn load(context: &mut Context) -> JsResult<JsValue> {
    context.global_object().get(js_string!("console"), context)
}

impl Console {
    fn define_all(&self, methods: &[(&str, Method)], context: &Context) {
        for &(name, method) in methods {
            self.define(name, method, context);
        }
    }

    /// Defines a method that needs no `this`.
    fn define(&self, name: &str, method: Method, context: &Context) {
        let code = NativeFunction::from_copy_closure_with_captures(
            move |_, arguments, console, context| method(console, arguments, context),
            self.clone(),
        );
        let function = FunctionObjectBuilder::new(context.realm(), code)
            .name(js_string!(name))
            .build();
        native::set(&self.object, js_string!(name), function, native::ENUMERABLE);
    }

    fn tag(&self) {
        let key = JsSymbol::to_string_tag();
        let tag = js_string!("console");
        native::set(&self.object, key, tag, Attribute::CONFIGURABLE);
    }

    /// Calls one of the console's own methods, as a script may have replaced it.
    fn call(&self, name: &str, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
        let method = self.object.get(js_string!(name), context)?;
        let Some(method) = method.as_callable() else {
            let message = format!("this.{name} is not a function");
            return Err(boa_engine::JsNativeError::typ()
                .with_message(message)
                .into());
        };
        method.call(&self.object.clone().into(), arguments, context)
    }
}
