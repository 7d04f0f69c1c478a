//! What may cross threads, and what may not.

use slabjs::memory_view::{LedgerView, SlabInfo, Usage};
use slabjs::{Adoption, BuildError, Error, ErrorKind, Interrupter, NativeMemory, OutOfMemory};
use slabjs::{OwnedBytes, ProcessUsage, Report, Runtime, RuntimeBuilder, SharedBytes};

fn crosses_threads<T: Send + 'static>() {}

fn is_shared_between_threads<T: Send + Sync + 'static>() {}

#[test]
fn errors_figures_and_bytes_cross_threads() {
    is_shared_between_threads::<Error>();
    is_shared_between_threads::<ErrorKind>();
    is_shared_between_threads::<Report>();
    is_shared_between_threads::<BuildError>();
    is_shared_between_threads::<OutOfMemory>();
    is_shared_between_threads::<Interrupter>();
    is_shared_between_threads::<LedgerView>();
    is_shared_between_threads::<NativeMemory>();
    is_shared_between_threads::<ProcessUsage>();
    is_shared_between_threads::<Usage>();
    is_shared_between_threads::<SlabInfo>();
    is_shared_between_threads::<Adoption>();
    crosses_threads::<OwnedBytes>();
    crosses_threads::<SharedBytes>();
}

/// Has a method that the blanket below gives to every type, and one for types that
/// are `Send`: which of them `of` finds tells whether the type is.
struct Asked<T>(std::marker::PhantomData<T>);

trait Otherwise {
    const IS_SEND: bool = false;
}

impl<T> Otherwise for Asked<T> {}

impl<T: Send> Asked<T> {
    const IS_SEND: bool = true;
}

#[test]
fn what_holds_values_of_the_engine_stays_on_its_thread() {
    let stay = [
        <Asked<Runtime>>::IS_SEND,
        <Asked<RuntimeBuilder>>::IS_SEND,
        <Asked<std::rc::Rc<slabjs::Isolate>>>::IS_SEND,
        <Asked<slabjs::boa_engine::JsValue>>::IS_SEND,
    ];
    assert_eq!(stay, [false; 4]);
    assert_eq!([<Asked<Report>>::IS_SEND], [true], "the question itself");
}
