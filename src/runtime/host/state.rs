//! What a runtime keeps for its host.

use super::call::Call;
use super::function::FromCall;
use super::host_error::HostError;
use boa_engine::{Context, JsResult};
use std::any::{Any, TypeId, type_name};
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

/// A value of the host's that lives with a runtime, one of each type, shared by
/// all who ask for it.
///
/// As an argument of a function of the host's it is no argument of the script's.
/// What is to change lies in a `Cell` or `RefCell`.
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// use slabjs::State;
/// use std::cell::Cell;
///
/// #[derive(Default)]
/// struct Hits(Cell<u32>);
///
/// runtime.insert_state(Hits::default());
/// runtime.define("hit", |hits: State<Hits>, weight: u32| {
///     hits.0.set(hits.0.get() + weight);
///     hits.0.get()
/// })?;
/// let hits = runtime.evaluate("hit(1); hit(10)", "hits.js")?;
/// assert_eq!(hits.as_number(), Some(11.0));
/// assert_eq!(runtime.state::<Hits>().unwrap().0.get(), 11);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct State<T: ?Sized>(Rc<T>);

impl<T: ?Sized> Clone for State<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T: ?Sized> Deref for State<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for State<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("State").field(&&*self.0).finish()
    }
}

/// All states of a context.
#[derive(Default)]
struct States(RefCell<HashMap<TypeId, Rc<dyn Any>>>);

pub(in crate::runtime) fn find<T: 'static>(context: &Context) -> Option<State<T>> {
    let states = context.get_data::<States>()?;
    let found = states.0.borrow().get(&TypeId::of::<T>()).cloned()?;
    found.downcast().ok().map(State)
}

impl<T: 'static> FromCall for State<T> {
    fn from_call(call: &mut Call<'_>, _: &mut usize) -> JsResult<Self> {
        call.state()
    }
}

impl Call<'_> {
    /// The runtime's state of this type: see [`State`].
    ///
    /// # Errors
    ///
    /// `Error` when the runtime has none.
    pub fn state<T: 'static>(&mut self) -> JsResult<State<T>> {
        let missing = || {
            let message = format!("the host has given no state of type {}", type_name::<T>());
            HostError::new(message)
        };
        let context = self.context();
        find(context).ok_or_else(|| missing().into_thrown(context))
    }
}

/// Keeps `value` in `context`; gives back what there was of its type.
pub(in crate::runtime) fn insert<T: 'static>(value: T, context: &mut Context) -> Option<State<T>> {
    if !context.has_data::<States>() {
        context.insert_data(States::default());
    }
    let states = context.get_data::<States>()?;
    let before = states
        .0
        .borrow_mut()
        .insert(TypeId::of::<T>(), Rc::new(value));
    before?.downcast().ok().map(State)
}

/// Gives the state of this type up.
pub(in crate::runtime) fn remove<T: 'static>(context: &Context) -> Option<State<T>> {
    let states = context.get_data::<States>()?;
    let before = states.0.borrow_mut().remove(&TypeId::of::<T>());
    before?.downcast().ok().map(State)
}
