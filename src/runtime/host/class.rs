//! Classes of Rust with typed constructors, methods and accessors.

use super::call::Call;
use super::define::{self, native_function};
use super::from_js::FromJs;
use super::function::{FromCall, HostFunction};
use super::host_error::HostError;
use super::instance::{self, Class, Instance};
use super::into_js::IntoJs;
use crate::engine::native::{self, HIDDEN};
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::object::builtins::JsFunction;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsError, JsObject, JsResult, JsValue, NativeFunction, js_string};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// What a class is to have, while [`Runtime::define_class`](crate::Runtime::define_class) defines it.
///
/// Values of the class are Rust's, outside the collector's sight: one that holds
/// values of scripts keeps them alive, and itself with them where they refer to it.
/// They are dropped when their object is collected, which is no time to call into
/// the runtime. Native memory that they own is counted by a [`crate::NativeMemory`].
pub struct ClassBuilder<'a, T> {
    context: &'a mut Context,
    name: &'a str,
    prototype: JsObject,
    constructor: Option<(NativeFunction, usize)>,
    statics: Vec<(String, JsFunction)>,
    accessors: BTreeMap<String, (Option<JsFunction>, Option<JsFunction>)>,
    values: PhantomData<fn() -> T>,
}

impl<T> fmt::Debug for ClassBuilder<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClassBuilder")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// What a constructor returns.
pub trait Constructed<T> {
    /// The value, or what is thrown.
    #[doc(hidden)]
    fn constructed(self) -> Result<T, HostError>;
}

impl<T> Constructed<T> for T {
    fn constructed(self) -> Result<T, HostError> {
        Ok(self)
    }
}

impl<T, E: Into<HostError>> Constructed<T> for Result<T, E> {
    fn constructed(self) -> Result<T, HostError> {
        self.map_err(Into::into)
    }
}

/// A method: a closure or `fn` that takes `&T` or `&mut T` and up to seven
/// arguments, each [`FromCall`]. The value can't be reached in another way
/// while it runs.
pub trait Method<T, Kind>: Send + 'static {
    /// What it returns.
    type Output;

    /// How many arguments it names.
    #[doc(hidden)]
    const LENGTH: usize;

    /// Reads the arguments and calls it.
    ///
    /// # Errors
    ///
    /// What an argument throws that is not as it should be.
    #[doc(hidden)]
    fn invoke(&self, this: &Instance<T>, call: &mut Call<'_>) -> JsResult<Self::Output>;
}

/// Marks methods that take `&T`.
#[derive(Debug)]
pub struct Shared;
/// Marks methods that take `&mut T`.
#[derive(Debug)]
pub struct Exclusive;

macro_rules! methods {
    ($(($($type:ident),*))*) => {$(
        methods!(@one Shared, (&Value), with, ($($type),*));
        methods!(@one Exclusive, (&mut Value), with_mut, ($($type),*));
    )*};
    (@one $kind:ident, ($this:ty), $with:ident, ($($type:ident),*)) => {
        impl<Function, Value, Output, $($type),*> Method<Value, ($kind, fn($($type),*) -> Output)>
            for Function
        where
            Function: Fn($this, $($type),*) -> Output + Send + 'static,
            $($type: FromCall,)*
        {
            type Output = Output;
            const LENGTH: usize = 0 $(+ $type::COUNT)*;

            #[allow(unused_variables, unused_mut, non_snake_case)]
            fn invoke(&self, this: &Instance<Value>, call: &mut Call<'_>) -> JsResult<Output> {
                let mut next = 0;
                $(let $type = $type::from_call(call, &mut next)?;)*
                let done = this.$with(|value| self(value, $($type),*));
                done.map_err(|error| error.into_thrown(call.context()))
            }
        }
    };
}

methods! {
    ()
    (A)
    (A, B)
    (A, B, C)
    (A, B, C, D)
    (A, B, C, D, E)
    (A, B, C, D, E, F)
    (A, B, C, D, E, F, G)
}

impl<T: 'static> ClassBuilder<'_, T> {
    /// What `new` does; without one it throws. The function returns a `T`, or a
    /// `Result` of one.
    pub fn constructor<Kind, F>(&mut self, function: F) -> &mut Self
    where
        F: HostFunction<Kind>,
        F::Output: Constructed<T>,
    {
        let name = self.name.to_owned();
        let construct = native::closure(move |new_target, arguments, context| {
            if new_target.is_undefined() {
                return Err(without_new(&name, context));
            }
            let mut call = Call::new(new_target, arguments, context);
            let made = function.invoke(&mut call)?.constructed();
            let value = made.map_err(|error| error.into_thrown(context))?;
            let prototype = prototype_of(new_target, context)?;
            Ok(instance::make(value, prototype).into())
        });
        self.constructor = Some((construct, F::LENGTH));
        self
    }

    /// A method of its objects.
    pub fn method<Kind, M>(&mut self, name: &str, method: M) -> &mut Self
    where
        M: Method<T, Kind>,
        M::Output: IntoJs,
    {
        let method = self.bound(name, method);
        native::set(&self.prototype, js_string!(name), method, HIDDEN);
        self
    }

    /// A property that is read by `get`.
    pub fn getter<Kind, M>(&mut self, name: &str, get: M) -> &mut Self
    where
        M: Method<T, Kind>,
        M::Output: IntoJs,
    {
        let get = self.bound(&format!("get {name}"), get);
        self.accessors.entry(name.to_owned()).or_default().0 = Some(get);
        self
    }

    /// A property that is written by `set`, which takes the new value.
    pub fn setter<Kind, M>(&mut self, name: &str, set: M) -> &mut Self
    where
        M: Method<T, Kind>,
        M::Output: IntoJs,
    {
        let set = self.bound(&format!("set {name}"), set);
        self.accessors.entry(name.to_owned()).or_default().1 = Some(set);
        self
    }

    /// A function of the class itself.
    pub fn static_method<Kind, F>(&mut self, name: &str, function: F) -> &mut Self
    where
        F: HostFunction<Kind>,
        F::Output: IntoJs,
    {
        let function = define::function(name, function, self.context);
        self.statics.push((name.to_owned(), function));
        self
    }

    fn bound<Kind, M>(&self, name: &str, method: M) -> JsFunction
    where
        M: Method<T, Kind>,
        M::Output: IntoJs,
    {
        let function = native::closure(move |this, arguments, context| {
            let instance = Instance::<T>::from_js(this, "this", context)?;
            let mut call = Call::new(this, arguments, context);
            method.invoke(&instance, &mut call)?.into_js(context)
        });
        native_function(name, M::LENGTH, function, self.context)
    }

    fn finish(self) -> JsFunction {
        let Self {
            context,
            name,
            prototype,
            ..
        } = self;
        let owned = name.to_owned();
        let (construct, length) = self.constructor.unwrap_or_else(|| {
            let refuse = move |_: &JsValue, _: &[JsValue], context: &mut Context| {
                Err(not_constructible(&owned, context))
            };
            (native::closure(refuse), 0)
        });
        let class = FunctionObjectBuilder::new(context.realm(), construct)
            .name(js_string!(name))
            .length(length)
            .constructor(true)
            .build();
        let frozen = Attribute::empty();
        native::set(&class, js_string!("prototype"), prototype.clone(), frozen);
        native::set(&prototype, js_string!("constructor"), class.clone(), HIDDEN);
        for (name, function) in self.statics {
            native::set(&class, js_string!(name.as_str()), function, HIDDEN);
        }
        for (name, (get, set)) in self.accessors {
            let key = js_string!(name.as_str());
            accessor(&prototype, key, get, set);
        }
        class
    }
}

fn accessor(
    object: &JsObject,
    key: boa_engine::JsString,
    get: Option<JsFunction>,
    set: Option<JsFunction>,
) {
    let descriptor = boa_engine::property::PropertyDescriptor::builder()
        .maybe_get(get)
        .maybe_set(set)
        .enumerable(false)
        .configurable(true);
    object.insert_property(key, descriptor);
}

fn without_new(name: &str, context: &mut Context) -> JsError {
    let message = format!("Class constructor {name} cannot be invoked without 'new'");
    HostError::type_error(message).into_thrown(context)
}

fn not_constructible(name: &str, context: &mut Context) -> JsError {
    let message = format!("{name} can't be constructed by a script");
    HostError::type_error(message)
        .with_code("ERR_ILLEGAL_CONSTRUCTOR")
        .into_thrown(context)
}

/// That of `new.target`, which is another class's where that extends this one.
fn prototype_of(new_target: &JsValue, context: &mut Context) -> JsResult<JsObject> {
    let prototype = match new_target.as_object() {
        Some(class) => class.get(js_string!("prototype"), context)?,
        None => JsValue::undefined(),
    };
    let fallback = || context.intrinsics().constructors().object().prototype();
    Ok(prototype.as_object().unwrap_or_else(fallback))
}

/// Makes the class that `describe` describes.
pub(in crate::runtime) fn class<T: 'static>(
    name: &str,
    describe: impl FnOnce(&mut ClassBuilder<'_, T>),
    context: &mut Context,
) -> JsFunction {
    let prototype = JsObject::with_object_proto(context.intrinsics());
    let class = Class {
        name: name.into(),
        prototype: prototype.clone(),
    };
    instance::remember::<T>(class, context);
    let mut builder = ClassBuilder {
        context,
        name,
        prototype,
        constructor: None,
        statics: Vec::new(),
        accessors: BTreeMap::new(),
        values: PhantomData,
    };
    describe(&mut builder);
    builder.finish()
}
