//! Objects of a class of the host's.

use super::from_js::FromJs;
use super::host_error::HostError;
use super::into_js::IntoJs;
use crate::engine::error;
use crate::engine::untraced::HostValue;
use boa_engine::{Context, JsObject, JsResult, JsValue};
use std::any::{TypeId, type_name};
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

/// An object of a class that was defined for `T`, as an argument or a result.
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// use slabjs::{HostError, Instance};
///
/// struct Account(i64);
///
/// runtime.define_class::<Account>("Account", |class| {
///     class.constructor(|sum: i64| Account(sum));
///     class.getter("sum", |account: &Account| account.0);
/// })?;
/// runtime.define("transfer", |from: Instance<Account>, to: Instance<Account>, sum: i64| {
///     from.with_mut(|from| from.0 -= sum)?;
///     to.with_mut(|to| to.0 += sum)
/// })?;
/// let code = "const a = new Account(10), b = new Account(0); transfer(a, b, 3); a.sum * b.sum";
/// assert_eq!(runtime.evaluate(code, "account.js")?.as_number(), Some(21.0));
/// let error = runtime.evaluate("transfer(a, {}, 1)", "wrong.js").unwrap_err();
/// assert_eq!(error.code(), Some("ERR_INVALID_ARG_TYPE"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Instance<T> {
    object: JsObject,
    value: Rc<RefCell<T>>,
}

impl<T> Clone for Instance<T> {
    fn clone(&self) -> Self {
        Self {
            object: self.object.clone(),
            value: Rc::clone(&self.value),
        }
    }
}

impl<T> fmt::Debug for Instance<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}

impl<T: 'static> FromJs for Instance<T> {
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        let found = value.as_object().and_then(|object| {
            let value = Rc::clone(&object.downcast_ref::<HostValue<RefCell<T>>>()?.0);
            Some(Self { object, value })
        });
        found.ok_or_else(|| {
            let class = class_name::<T>(context);
            error::invalid_arg_type(name, &[&class], value, context)
        })
    }
}

impl<T> IntoJs for Instance<T> {
    fn into_js(self, _: &mut Context) -> JsResult<JsValue> {
        Ok(self.object.into())
    }
}

impl<T> Instance<T> {
    /// Lends the value to `look`.
    ///
    /// # Errors
    ///
    /// When it is being changed: `look` and its like may call nobody who changes it.
    pub fn with<R>(&self, look: impl FnOnce(&T) -> R) -> Result<R, HostError> {
        let value = self.value.try_borrow().map_err(|_| in_use())?;
        Ok(look(&value))
    }

    /// Lends the value to `change`.
    ///
    /// # Errors
    ///
    /// When it is being looked at or changed.
    pub fn with_mut<R>(&self, change: impl FnOnce(&mut T) -> R) -> Result<R, HostError> {
        let mut value = self.value.try_borrow_mut().map_err(|_| in_use())?;
        Ok(change(&mut value))
    }
}

fn in_use() -> HostError {
    HostError::new("the object is in use by a function that called this one")
}

/// A new object of the class that was defined for `T`, as a result.
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// use slabjs::New;
///
/// struct Row(u32);
///
/// runtime.define_class::<Row>("Row", |class| {
///     class.getter("id", |row: &Row| row.0);
/// })?;
/// runtime.define("rows", |count: u32| (0..count).map(|id| New(Row(id))).collect::<Vec<_>>())?;
/// let code = "const [, row] = rows(2); row instanceof Row && row.id === 1";
/// assert_eq!(runtime.evaluate(code, "rows.js")?.as_boolean(), Some(true));
/// // Without a constructor scripts can't make one.
/// assert!(runtime.evaluate("new Row()", "new.js").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct New<T>(pub T);

impl<T: 'static> IntoJs for New<T> {
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        match class_of::<T>(context) {
            Some(class) => Ok(make(self.0, class.prototype).into()),
            None => {
                let message = format!("no class is defined for {}", type_name::<T>());
                Err(HostError::type_error(message).into_thrown(context))
            }
        }
    }
}

/// An object that holds `value`.
pub(super) fn make<T: 'static>(value: T, prototype: JsObject) -> JsObject {
    JsObject::from_proto_and_data(prototype, HostValue(Rc::new(RefCell::new(value))))
}

/// What is known of a class.
#[derive(Debug, Clone)]
pub(super) struct Class {
    pub(super) name: Rc<str>,
    pub(super) prototype: JsObject,
}

/// The classes of a context, by the type of their values.
#[derive(Default)]
struct Classes(RefCell<HashMap<TypeId, Class>>);

pub(super) fn remember<T: 'static>(class: Class, context: &mut Context) {
    if !context.has_data::<Classes>() {
        context.insert_data(Classes::default());
    }
    if let Some(classes) = context.get_data::<Classes>() {
        classes.0.borrow_mut().insert(TypeId::of::<T>(), class);
    }
}

fn class_of<T: 'static>(context: &Context) -> Option<Class> {
    let classes = context.get_data::<Classes>()?;
    classes.0.borrow().get(&TypeId::of::<T>()).cloned()
}

pub(super) fn class_name<T: 'static>(context: &Context) -> String {
    match class_of::<T>(context) {
        Some(class) => class.name.to_string(),
        None => type_name::<T>().to_owned(),
    }
}
