//! Events of the isolate for scripts.
//!
//! No script may run where an event is told. A feed keeps events until the
//! loop's next immediates and calls a function with them there; it does not
//! keep the loop alive.

use crate::engine::event_loop::{EventLoop, Task};
use crate::engine::events::{Event, Observer, Wants};
use crate::engine::isolate::Isolate;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsResult, JsValue};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fmt;
use std::rc::{Rc, Weak};

/// Events that may wait; of more the oldest are lost.
const MOST_WAITING: usize = 10_000;

/// What a script listens to.
#[derive(Debug, Clone)]
pub struct Feed {
    /// Called with an array of what `show` made of the events.
    pub callback: JsObject,
    /// What the isolate has to look at for it.
    pub wants: Wants,
    /// Whether an event is for this feed.
    pub select: fn(&Event) -> bool,
    /// The event as the script sees it.
    pub show: fn(&Event, &mut Context) -> JsResult<JsValue>,
}

/// The feeds of one context, by name. The functions of scripts live here and
/// not with the isolate, so that they go when the context goes.
#[derive(Default)]
struct Feeds(HashMap<&'static str, (Feed, Rc<dyn Observer>)>);

/// Listens for one feed.
struct Listener {
    name: &'static str,
    wants: Wants,
    select: fn(&Event) -> bool,
    waiting: RefCell<Vec<Event>>,
    scheduled: Cell<bool>,
    event_loop: Weak<EventLoop>,
    this: Weak<Listener>,
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listener")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Observer for Listener {
    fn on_event(&self, event: &Event) {
        if !(self.select)(event) {
            return;
        }
        let Some(event_loop) = self.event_loop.upgrade() else {
            return;
        };
        let mut waiting = self.waiting.borrow_mut();
        if waiting.len() == MOST_WAITING {
            waiting.remove(0);
        }
        waiting.push(event.clone());
        drop(waiting);
        if !self.scheduled.replace(true) {
            let this = Weak::clone(&self.this);
            let deliver = Task::once(move |context| match this.upgrade() {
                Some(listener) => listener.deliver(context),
                None => Ok(()),
            });
            event_loop.enqueue_immediate(false, deliver);
        }
    }

    fn wants(&self) -> Wants {
        self.wants
    }
}

impl Listener {
    fn deliver(&self, context: &mut Context) -> JsResult<()> {
        self.scheduled.set(false);
        let events = self.waiting.take();
        let feed = context
            .get_data::<Feeds>()
            .and_then(|feeds| feeds.0.get(self.name));
        let Some(feed) = feed.map(|(feed, _)| feed.clone()) else {
            return Ok(());
        };
        let mut shown = Vec::with_capacity(events.len());
        for event in &events {
            shown.push((feed.show)(event, context)?);
        }
        let list = JsArray::from_iter(shown, context);
        feed.callback
            .call(&JsValue::undefined(), &[list.into()], context)
            .map(drop)
    }
}

/// Puts `feed` in the place of the context's feed called `name`; `None` ends it.
///
/// # Errors
///
/// When the context was built without slabjs's event loop.
pub fn set(name: &'static str, feed: Option<Feed>, context: &mut Context) -> JsResult<()> {
    let event_loop = EventLoop::of(context)?;
    let mut feeds = context.remove_data::<Feeds>().unwrap_or_default();
    let isolate = Isolate::current();
    if let (Some((_, old)), Some(isolate)) = (feeds.0.remove(name), &isolate) {
        isolate.unobserve(&old);
    }
    if let (Some(feed), Some(isolate)) = (feed, &isolate) {
        let listener: Rc<dyn Observer> = Rc::new_cyclic(|this: &Weak<Listener>| Listener {
            name,
            wants: feed.wants,
            select: feed.select,
            waiting: RefCell::default(),
            scheduled: Cell::new(false),
            event_loop: Rc::downgrade(&event_loop),
            this: Weak::clone(this),
        });
        feeds.0.insert(name, (feed, Rc::clone(&listener)));
        isolate.observe(listener);
    }
    context.insert_data(*feeds);
    Ok(())
}
