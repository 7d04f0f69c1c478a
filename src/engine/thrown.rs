//! Thrown values that a host may still ask for.
//!
//! What was thrown belongs to its context's thread; an error that hosts hold may
//! cross threads. So the context keeps the value, and the error a [`Ticket`] for it.
//! When the last clone of a ticket is gone, on whatever thread, the value goes the
//! next time the context's list is looked through.

use boa_engine::{Context, Finalize, JsData, JsError, Trace};
use std::cell::RefCell;
use std::sync::{Arc, Weak};

/// Refers to a thrown value. The default one refers to none.
#[derive(Debug, Clone, Default)]
pub struct Ticket(Arc<()>);

/// The values of one context. It lies outside the collected heap, so the handles in
/// it are roots.
#[derive(Default, Trace, Finalize, JsData)]
struct Kept {
    // Nothing traces what a context holds beside its heap: see above.
    #[unsafe_ignore_trace]
    values: RefCell<Vec<(Weak<()>, JsError)>>,
}

/// Has `context` keep `thrown` until the ticket and its clones are gone.
pub fn keep(thrown: JsError, context: &mut Context) -> Ticket {
    let ticket = Ticket::default();
    forget_unwanted(context);
    if context.get_data::<Kept>().is_none() {
        context.insert_data(Kept::default());
    }
    if let Some(kept) = context.get_data::<Kept>() {
        let mut values = kept.values.borrow_mut();
        values.push((Arc::downgrade(&ticket.0), thrown));
    }
    ticket
}

/// The value that `ticket` refers to, where `context` keeps it.
#[must_use]
pub fn find(ticket: &Ticket, context: &Context) -> Option<JsError> {
    let values = context.get_data::<Kept>()?.values.borrow();
    let sought = Arc::as_ptr(&ticket.0);
    let found = values.iter().find(|(kept, _)| kept.as_ptr() == sought);
    found.map(|(_, thrown)| thrown.clone())
}

/// Lets go of values that nobody can ask for any more.
pub fn forget_unwanted(context: &Context) {
    let Some(kept) = context.get_data::<Kept>() else {
        return;
    };
    let unwanted = kept.values.try_borrow_mut().map(|mut values| {
        let is_unwanted = |(ticket, _): &mut (Weak<()>, JsError)| ticket.strong_count() == 0;
        values.extract_if(.., is_unwanted).collect::<Vec<_>>()
    });
    // Dropped here, when the list is not borrowed any more.
    drop(unwanted);
}
