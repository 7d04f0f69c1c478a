//! One operation in the forms in which Node offers it.

use super::failure::Outcome;
use crate::engine::native;
use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{Context, JsResult, JsValue, NativeFunction, js_string};

/// What an operation does with its arguments.
pub(super) type Code = fn(&[JsValue], &mut Context) -> Outcome;

/// An operation on files.
#[derive(Debug, Clone, Copy)]
pub(super) struct Operation {
    /// Its name without `Sync`. After a dot stands the name of a property of
    /// another operation's functions.
    name: &'static str,
    /// How many arguments `nameSync` names.
    length: usize,
    code: Code,
}

impl Operation {
    pub(super) const fn new(name: &'static str, length: usize, code: Code) -> Self {
        Self { name, length, code }
    }

    /// Defines `nameSync` on the module's exports.
    pub(super) fn define_sync(&self, exports: &JsObject, context: &mut Context) -> JsResult<()> {
        let name = |name: &str| js_string!(format!("{name}Sync"));
        let (holder, key) = match self.name.split_once('.') {
            Some((owner, key)) => (
                exports.get(name(owner), context)?.as_object(),
                js_string!(key),
            ),
            None => (Some(exports.clone()), name(self.name)),
        };
        if let Some(holder) = holder {
            let function = self.sync_function(context);
            native::set(&holder, key, function, native::ENUMERABLE);
        }
        Ok(())
    }

    fn sync_function(&self, context: &Context) -> JsFunction {
        let code = self.code;
        let run = move |_: &JsValue, args: &[JsValue], context: &mut Context| {
            code(args, context).map_err(|failure| failure.into_js(context))
        };
        let name = match self.name.split_once('.') {
            Some((_, key)) => key.to_owned(),
            None => format!("{}Sync", self.name),
        };
        FunctionObjectBuilder::new(context.realm(), NativeFunction::from_copy_closure(run))
            .name(js_string!(name))
            .length(self.length)
            .build()
    }
}
