//! The event loop as a future: under tokio's current-thread runtime and under a
//! `block_on` of this file's own, which sleeps until it is woken.

use slabjs::{ErrorKind, JsValue, Runtime};
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

/// Wakes a thread, and counts how often.
struct Parked {
    thread: Thread,
    wakes: AtomicU32,
}

impl Wake for Parked {
    fn wake(self: Arc<Self>) {
        self.wakes.fetch_add(1, Ordering::Relaxed);
        self.thread.unpark();
    }
}

/// What `future` gives, and how often it was polled.
fn block_on<F: Future>(future: F) -> (F::Output, u32) {
    let parked = Arc::new(Parked {
        thread: thread::current(),
        wakes: AtomicU32::new(0),
    });
    let waker = Waker::from(Arc::clone(&parked));
    let mut future = pin!(future);
    for polls in 1.. {
        let seen = parked.wakes.load(Ordering::Relaxed);
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return (output, polls);
        }
        while parked.wakes.load(Ordering::Relaxed) == seen {
            thread::park();
        }
    }
    unreachable!("it is polled until it is ready")
}

fn tokio() -> tokio::runtime::Runtime {
    let builder = &mut tokio::runtime::Builder::new_current_thread();
    builder.build().expect("an executor")
}

fn runtime() -> Runtime {
    let mut runtime = Runtime::builder()
        .stderr(Vec::new())
        .build()
        .expect("a runtime");
    runtime
        .define_async("elsewhere", |n: u32| {
            let (sender, receiver) = tokio::sync::oneshot::channel();
            thread::spawn(move || sender.send(n + 1));
            receiver
        })
        .expect("defined");
    runtime
}

fn number(runtime: &mut Runtime, code: &str) -> f64 {
    let value = runtime.evaluate(code, "test.js").expect("it ends");
    runtime.from_js(&value).expect("a number")
}

const WORK: &str = "
    globalThis.order = [];
    setTimeout(() => order.push('timer'), 2);
    setImmediate(() => order.push('immediate'));
    process.nextTick(() => order.push('tick'));
    Promise.resolve().then(() => order.push('job'));
    elsewhere(1).then(n => elsewhere(n)).then(n => order.push(n));";

fn assert_done(runtime: &mut Runtime) {
    let value = runtime.evaluate("order", "test.js").expect("it ends");
    let order: Vec<JsValue> = runtime.from_js(&value).expect("a list");
    assert_eq!(order.len(), 5);
    let first: Vec<String> = order[..2]
        .iter()
        .map(|value| runtime.from_js(value).expect("text"))
        .collect();
    assert_eq!(first, ["tick", "job"]);
}

#[test]
fn it_runs_until_nothing_is_left() {
    let mut first = runtime();
    first.evaluate(WORK, "work.js").expect("it ends");
    block_on(first.drive()).0.expect("no error");
    assert_done(&mut first);
    let mut second = runtime();
    second.evaluate(WORK, "work.js").expect("it ends");
    tokio().block_on(second.drive()).expect("no error");
    assert_done(&mut second);
}

#[test]
fn an_idle_loop_is_ready_at_once() {
    let (driven, polls) = block_on(runtime().drive());
    assert!(driven.is_ok());
    assert_eq!(polls, 1);
}

#[test]
fn it_sleeps_between_turns() {
    let mut runtime = runtime();
    runtime
        .evaluate("setTimeout(() => { globalThis.done = 1 }, 50)", "test.js")
        .expect("it ends");
    let (driven, polls) = block_on(runtime.drive());
    driven.expect("no error");
    assert_eq!(number(&mut runtime, "done"), 1.0);
    // Once to begin, once or twice when the timer is due: timers count whole milliseconds.
    assert!(polls <= 4, "{polls}");
}

#[test]
fn an_endless_immediate_lets_others_run() {
    let mut runtime = runtime();
    runtime
        .evaluate(
            "let n = 0; (function again() { n++; setImmediate(again) })()",
            "test.js",
        )
        .expect("it ends");
    let first = tokio().block_on(async {
        tokio::select! {
            biased;
            _ = runtime.drive() => "driven",
            () = async { for _ in 0..100 { tokio::task::yield_now().await } } => "other",
        }
    });
    assert_eq!(first, "other");
    assert!(number(&mut runtime, "n") >= 100.0);
}

#[test]
fn promises_are_futures() {
    let mut runtime = runtime();
    let promise = runtime
        .evaluate("elsewhere(40).then(n => elsewhere(n))", "test.js")
        .expect("a promise");
    let (value, _) = block_on(runtime.promise(promise.clone()));
    assert_eq!(value.expect("fulfilled").as_number(), Some(42.0));
    // Again, at once.
    let (value, polls) = block_on(runtime.promise(promise));
    assert_eq!(
        (value.expect("fulfilled").as_number(), polls),
        (Some(42.0), 1)
    );
    let (value, _) = block_on(runtime.promise(7));
    assert_eq!(value.expect("no promise").as_number(), Some(7.0));
    let rejected = runtime
        .evaluate("Promise.reject(new RangeError('no'))", "test.js")
        .expect("a promise");
    let (value, _) = block_on(runtime.promise(rejected));
    assert_eq!(value.expect_err("rejected").to_string(), "RangeError: no");
    block_on(runtime.drive())
        .0
        .expect("its rejection was looked at");
    let never = runtime
        .evaluate("new Promise(() => {})", "test.js")
        .expect("a promise");
    let (value, _) = block_on(runtime.promise(never));
    assert!(
        value
            .expect_err("nothing is left")
            .message()
            .contains("nothing is left that could settle it")
    );
}

#[test]
fn it_is_given_before_the_rest_has_run() {
    let mut runtime = runtime();
    let code = "setInterval(() => {}, 1); new Promise(done => setTimeout(done, 2, 42))";
    let promise = runtime.evaluate(code, "test.js").expect("a promise");
    let (value, _) = block_on(runtime.promise(promise));
    assert_eq!(value.expect("fulfilled").as_number(), Some(42.0));
}

#[test]
fn calls_are_made_when_they_are_polled() {
    let mut runtime = runtime();
    let code = "globalThis.calls = 0; (async n => { calls++; return await elsewhere(n) })";
    let function = runtime.evaluate(code, "test.js").expect("a function");
    let this = JsValue::undefined();
    let arguments = [1.into()];
    drop(runtime.call_async(&function, &this, &arguments));
    assert_eq!(number(&mut runtime, "calls"), 0.0);
    let arguments = [41.into()];
    let (value, _) = block_on(runtime.call_async(&function, &this, &arguments));
    assert_eq!(value.expect("fulfilled").as_number(), Some(42.0));
    assert_eq!(number(&mut runtime, "calls"), 1.0);
}

#[test]
fn a_dropped_future_loses_nothing() {
    let mut runtime = runtime();
    runtime.evaluate(WORK, "work.js").expect("it ends");
    let function = runtime
        .evaluate("elsewhere", "test.js")
        .expect("a function");
    let this = JsValue::undefined();
    let waker = Waker::noop();
    for _ in 0..3 {
        let mut task = Context::from_waker(waker);
        let _ = pin!(runtime.drive()).poll(&mut task);
        let arguments = [1.into()];
        let call = runtime.call_async(&function, &this, &arguments);
        let _ = pin!(call).poll(&mut task);
    }
    block_on(runtime.drive()).0.expect("no error");
    assert_done(&mut runtime);
}

#[test]
fn a_dropped_future_wakes_nobody() {
    let mut runtime = runtime();
    runtime
        .evaluate("globalThis.timer = setTimeout(() => {}, 1e6)", "test.js")
        .expect("it ends");
    let parked = Arc::new(Parked {
        thread: thread::current(),
        wakes: AtomicU32::new(0),
    });
    let waker = Waker::from(Arc::clone(&parked));
    assert!(
        pin!(runtime.drive())
            .poll(&mut Context::from_waker(&waker))
            .is_pending()
    );
    number(&mut runtime, "clearTimeout(timer), 0");
    runtime.run().expect("no error");
    drop(waker);
    assert_eq!(parked.wakes.load(Ordering::Relaxed), 0);
    // Neither the loop nor the thread of the timers holds the waker any more.
    assert_eq!(Arc::strong_count(&parked), 1);
}

#[test]
fn each_turn_has_its_limits_and_the_loop_goes_on() {
    let mut runtime = runtime();
    runtime.set_time_limit(Some(Duration::from_millis(200)));
    let code = "setTimeout(() => { for (;;); }, 1); setTimeout(() => { globalThis.after = 1 }, 2)";
    runtime.evaluate(code, "test.js").expect("it ends");
    let (driven, _) = block_on(runtime.drive());
    assert_eq!(driven.expect_err("endless").kind(), ErrorKind::TimedOut);
    runtime.set_time_limit(None);
    block_on(runtime.drive()).0.expect("no error");
    assert_eq!(number(&mut runtime, "after"), 1.0);
}

#[test]
fn an_error_that_nobody_caught_ends_it() {
    let mut runtime = runtime();
    let code = "setTimeout(() => { throw new TypeError('mine') }, 1); setTimeout(() => { globalThis.after = 1 }, 2)";
    runtime.evaluate(code, "test.js").expect("it ends");
    let (driven, _) = block_on(runtime.drive());
    assert_eq!(driven.expect_err("thrown").to_string(), "TypeError: mine");
    block_on(runtime.drive()).0.expect("no error");
    assert_eq!(number(&mut runtime, "after"), 1.0);
}

#[test]
fn turns_can_be_polled_by_hand() {
    let mut runtime = runtime();
    runtime.evaluate(WORK, "work.js").expect("it ends");
    let (driven, _) = block_on(poll_fn(|task| runtime.poll_turn(task)));
    driven.expect("no error");
    assert_done(&mut runtime);
}

#[test]
fn two_runtimes_share_an_executor() {
    let (mut first, mut second) = (runtime(), runtime());
    let code = "(async () => { let n = 0; while (n < 20) n = await elsewhere(n); return n })()";
    let one = first.evaluate(code, "test.js").expect("a promise");
    let two = second.evaluate(code, "test.js").expect("a promise");
    let both = async { tokio::join!(first.promise(one), second.promise(two)) };
    let (one, two) = tokio().block_on(both);
    assert_eq!(one.expect("fulfilled").as_number(), Some(20.0));
    assert_eq!(two.expect("fulfilled").as_number(), Some(20.0));
}
