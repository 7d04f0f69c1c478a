//! The order of everything: each script of `tests/event_loop` prints what Node prints.
//!
//! The expected texts are Node's own, recorded by `tests/event_loop/record.sh`.

use super::host::Host;
use crate::engine::event_loop::{Callback, Origin, Stop, Task};
use crate::node::system::process;
use boa_engine::job::{
    GenericJob, IntervalJob, NativeAsyncJob, NativeJob, NativeJobFn, TimeoutJob,
};
use boa_engine::{JsNativeError, JsValue, NativeFunction, js_string};
use std::cell::{Cell, RefCell};
use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::task::Poll;
use std::thread;
use std::time::{Duration, Instant};

fn difference(script: &Path) -> Option<String> {
    let source = fs::read_to_string(script).expect("a script");
    let expected = fs::read_to_string(script.with_extension("txt")).expect("what Node prints");
    let mut host = Host::new();
    let code = host.run(&source);
    let got = format!("{}exit code {}\n", host.printed(), code & 0xff);
    (got != expected).then(|| {
        let name = script.file_stem().unwrap_or_default().display();
        format!("--- {name}: expected\n{expected}--- got\n{got}")
    })
}

#[test]
fn scripts_print_what_node_prints() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/event_loop");
    let mut scripts: Vec<_> = fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "js"))
        .collect();
    scripts.sort();
    assert!(scripts.len() >= 60, "only {} scripts", scripts.len());
    let differences: Vec<_> = scripts.iter().filter_map(|path| difference(path)).collect();
    assert!(
        differences.is_empty(),
        "{} of {} scripts differ\n{}",
        differences.len(),
        scripts.len(),
        differences.join("\n")
    );
}

/// Nanoseconds that this thread has spent on a processor.
fn thread_cpu() -> u64 {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux's /proc");
    let first = stat.split_whitespace().next().expect("a field");
    first.parse().expect("a number")
}

#[test]
fn waiting_for_a_timer_takes_no_processor_time() {
    let mut host = Host::new();
    host.evaluate("setTimeout(() => print('done'), 1000)")
        .expect("evaluated");
    let (began, before) = (Instant::now(), thread_cpu());
    process::run_to_end(&mut host.context).expect("no stop");
    let used = Duration::from_nanos(thread_cpu() - before);
    assert_eq!(host.printed(), "done\n");
    assert!(began.elapsed() >= Duration::from_millis(990));
    assert!(used < Duration::from_millis(50), "{used:?}");
}

#[test]
fn a_limit_met_in_an_async_generator_is_an_error_and_no_panic() {
    let mut host = Host::new();
    let code = host.run("function f() { f(); } async function* g() { f(); } g().next();");
    assert_eq!(code, 1);
    assert_eq!(host.run("(async () => { print('goes on'); })()"), 1);
    assert_eq!(host.printed(), "goes on\n");
}

#[test]
fn scripts_cannot_ignore_a_limit_of_the_host() {
    let mut host = Host::new();
    host.context
        .runtime_limits_mut()
        .set_loop_iteration_limit(1000);
    let code = host.run(
        "process.on('uncaughtException', () => print('ignored'));
         setTimeout(() => { for (;;); }, 1);",
    );
    assert_eq!((code, host.printed().as_str()), (1, ""));
}

#[test]
fn other_threads_post_work_and_keep_the_loop_alive() {
    let mut host = Host::new();
    host.evaluate(
        "globalThis.posted = (text) => { print(text); process.nextTick(print, 'tick'); }",
    )
    .expect("evaluated");
    let pending = host.event_loop.remote().pending();
    let remote = host.event_loop.remote();
    let poster = thread::spawn(move || {
        for text in ["first", "second"] {
            thread::sleep(Duration::from_millis(20));
            let text = text.to_owned();
            remote
                .post(move |context| {
                    let posted = context.global_object().get(js_string!("posted"), context)?;
                    let posted = posted.as_callable().expect("a function");
                    let text = js_string!(text.as_str()).into();
                    posted
                        .call(&JsValue::undefined(), &[text], context)
                        .map(drop)
                })
                .expect("the loop lives");
        }
        pending.complete(|_| Ok(())).expect("the loop lives");
    });
    let before = thread_cpu();
    host.event_loop
        .run_until_idle(&mut host.context)
        .expect("no stop");
    poster.join().expect("the thread");
    assert_eq!(host.printed(), "first\ntick\nsecond\ntick\n");
    assert!(thread_cpu() - before < 50_000_000);
}

#[test]
fn a_completion_brings_its_result_to_what_waits_here() {
    let mut host = Host::new();
    let got = Rc::new(RefCell::new(Vec::new()));
    for number in 0..3_u64 {
        let got = Rc::clone(&got);
        let completion = host.event_loop.completion(move |text: String, _| {
            got.borrow_mut().push(text);
            Ok(())
        });
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(number * 30));
            // The second end is dropped unused.
            if number != 1 {
                completion
                    .complete(format!("result {number}"))
                    .expect("the loop lives");
            }
        });
    }
    host.event_loop
        .run_until_idle(&mut host.context)
        .expect("no stop");
    assert_eq!(*got.borrow(), ["result 0", "result 2"]);
    assert_eq!(
        Rc::strong_count(&got),
        1,
        "the forgotten continuation is dropped"
    );
}

#[test]
fn a_loop_that_is_gone_takes_no_work() {
    let host = Host::new();
    let remote = host.event_loop.remote();
    let completion = host.event_loop.completion(|(), _| Ok(()));
    drop(host);
    assert!(remote.post(|_| Ok(())).is_err());
    assert!(completion.complete(()).is_err());
}

#[test]
fn an_embedder_is_told_of_wakes() {
    let host = Host::new();
    let wakes = Arc::new(AtomicUsize::new(0));
    let remote = host.event_loop.remote();
    let counted = Arc::clone(&wakes);
    remote.on_wake(move || {
        counted.fetch_add(1, Ordering::SeqCst);
    });
    assert_eq!(host.event_loop.next_wake(), None);
    thread::spawn(move || remote.post(|_| Ok(())))
        .join()
        .expect("the thread")
        .expect("the loop lives");
    assert_eq!(wakes.load(Ordering::SeqCst), 1);
    assert_eq!(host.event_loop.next_wake(), Some(Duration::ZERO));
}

#[test]
fn an_embedder_runs_turn_by_turn() {
    let mut host = Host::new();
    host.evaluate(
        "setTimeout(() => print('timer'), 40); setImmediate(() => print('immediate'));
         Promise.resolve().then(() => print('microtask'));",
    )
    .expect("evaluated");
    let turn = |host: &mut Host| {
        let alive = host.event_loop.run_once(&mut host.context, false);
        (alive.expect("no stop"), host.printed())
    };
    assert_eq!(turn(&mut host), (true, "microtask\nimmediate\n".to_owned()));
    let wait = host.event_loop.next_wake().expect("a timer");
    assert!(
        wait > Duration::ZERO && wait <= Duration::from_millis(40),
        "{wait:?}"
    );
    assert!(turn(&mut host).0);
    thread::sleep(wait);
    assert_eq!(
        turn(&mut host),
        (false, "microtask\nimmediate\ntimer\n".to_owned())
    );
}

#[test]
fn an_error_loses_no_other_work() {
    let mut host = Host::new();
    host.evaluate(
        "for (let i = 0; i < 4; i++) {
           const work = () => { if (i % 2) throw new Error('odd'); print(i); };
           setTimeout(work, 1); setImmediate(work); process.nextTick(work); queueMicrotask(work);
         }",
    )
    .expect("evaluated");
    let mut errors = 0;
    while let Err(stop) = host.event_loop.run_until_idle(&mut host.context) {
        assert!(matches!(stop, Stop::Uncaught(_)), "{stop:?}");
        errors += 1;
    }
    assert_eq!(errors, 8);
    assert_eq!(host.printed().lines().count(), 8);
}

#[test]
fn a_throwing_handler_loses_no_rejection() {
    let mut host = Host::new();
    let code = host.run(
        "process.on('unhandledRejection', (reason) => { throw new Error(reason); });
         process.on('uncaughtException', (error) => print(error.message));
         Promise.reject(1); Promise.reject(2); Promise.reject(3);",
    );
    assert_eq!((code, host.printed().as_str()), (0, "1\n2\n3\n"));
}

#[test]
fn a_host_may_carry_on_after_an_exit() {
    let mut host = Host::new();
    assert_eq!(
        host.run("setTimeout(() => print('later'), 1); process.exit(3)"),
        3
    );
    let stop = host
        .event_loop
        .run_until_idle(&mut host.context)
        .expect_err("an exit");
    assert!(matches!(stop, Stop::Exit(3)));
    assert!(!host.event_loop.has_work());
    host.event_loop.forget_exit(&mut host.context);
    host.evaluate("print('again')").expect("evaluated");
    host.event_loop
        .run_until_idle(&mut host.context)
        .expect("no stop");
    assert_eq!(host.printed(), "again\nlater\n");
}

#[test]
fn every_kind_of_job_of_the_engine_runs() {
    let mut host = Host::new();
    let ran = Rc::new(RefCell::new(Vec::new()));
    let note = |name: &'static str| {
        let ran = Rc::clone(&ran);
        move || {
            ran.borrow_mut().push(name);
            Ok(JsValue::undefined())
        }
    };
    let context = &mut host.context;
    let (generic, timeout, cancelled, asynchronous) = (
        note("generic"),
        note("timeout"),
        note("cancelled"),
        note("async"),
    );
    context.enqueue_job(GenericJob::new(move |_| generic(), context.realm().clone()).into());
    context.enqueue_job(TimeoutJob::new(NativeJob::new(move |_| timeout()), 2).into());
    let job = TimeoutJob::new(NativeJob::new(move |_| cancelled()), 1);
    let token = job.cancellation_token().clone();
    context.enqueue_job(job.into());
    token.cancel(context);
    context.enqueue_job(NativeAsyncJob::new(async move |_| asynchronous()).into());
    let (interval, count) = (note("interval"), Cell::new(0));
    let token = Rc::new(RefCell::new(None));
    let own = Rc::clone(&token);
    let job = IntervalJob::new(
        NativeJobFn::new(move |context| {
            count.set(count.get() + 1);
            if count.get() == 2 {
                let token: boa_engine::job::CancellationToken = own.take().expect("a token");
                token.cancel(context);
            }
            interval()
        }),
        5,
    );
    *token.borrow_mut() = Some(job.cancellation_token().clone());
    context.enqueue_job(boa_engine::job::Job::IntervalJob(job));
    context.run_jobs().expect("no error");
    assert_eq!(
        *ran.borrow(),
        ["async", "generic", "timeout", "interval", "interval"]
    );
}

#[test]
fn async_jobs_live_from_turn_to_turn() {
    let mut host = Host::new();
    let (sender, receiver) = mpsc::channel();
    let polls = Rc::new(Cell::new(0));
    let counted = Rc::clone(&polls);
    let job = NativeAsyncJob::new(async move |context| {
        let number = std::future::poll_fn(|task| {
            counted.set(counted.get() + 1);
            if counted.get() == 1 {
                sender.send(task.waker().clone()).expect("the test listens");
                return Poll::Pending;
            }
            Poll::Ready(counted.get())
        })
        .await;
        let context = &mut context.borrow_mut();
        context.eval(boa_engine::Source::from_bytes(&format!(
            "print('polled {number} times')"
        )))
    });
    host.context.enqueue_job(job.into());
    for _ in 0..3 {
        let alive = host.event_loop.run_once(&mut host.context, false);
        assert!(alive.expect("no stop"));
    }
    assert_eq!(polls.get(), 1, "a job that was not woken is not polled");
    let waker = receiver.recv().expect("a waker");
    let waking = thread::spawn(move || {
        thread::sleep(Duration::from_millis(20));
        waker.wake();
    });
    host.event_loop
        .run_until_idle(&mut host.context)
        .expect("no stop");
    waking.join().expect("the thread");
    assert_eq!(host.printed(), "polled 2 times\n");
}

#[test]
#[expect(
    clippy::await_holding_refcell_ref,
    reason = "that is the fault under test"
)]
fn an_async_job_that_keeps_the_context_is_ended() {
    let mut host = Host::new();
    let dropped = Rc::new(());
    let held = Rc::clone(&dropped);
    let job = NativeAsyncJob::new(async move |context| {
        let _held = held;
        let guard = context.borrow_mut();
        std::future::pending::<()>().await;
        drop(guard);
        Ok(JsValue::undefined())
    });
    host.context.enqueue_job(job.into());
    let stop = host
        .event_loop
        .run_until_idle(&mut host.context)
        .expect_err("an error");
    assert!(matches!(stop, Stop::Uncaught(_)), "{stop:?}");
    assert_eq!(Rc::strong_count(&dropped), 1);
    assert_eq!(host.run("print('the context is free')"), 1);
    assert_eq!(host.printed(), "the context is free\n");
}

#[test]
fn unfinished_async_jobs_are_dropped_with_the_loop() {
    let mut host = Host::new();
    let dropped = Rc::new(());
    let held = Rc::clone(&dropped);
    let job = NativeAsyncJob::new(async move |_| {
        let _held = held;
        std::future::pending().await
    });
    host.context.enqueue_job(job.into());
    host.event_loop
        .run_once(&mut host.context, false)
        .expect("no stop");
    assert_eq!(Rc::strong_count(&dropped), 2);
    drop(host);
    assert_eq!(Rc::strong_count(&dropped), 1);
}

#[test]
fn finalization_registries_work_in_later_runs_and_keep_nothing_alive() {
    let mut host = Host::new();
    host.evaluate(
        "globalThis.registry = new FinalizationRegistry((held) => print('collected', held));
         (() => { for (const name of ['a', 'b']) registry.register({}, name); })();",
    )
    .expect("evaluated");
    host.event_loop
        .run_until_idle(&mut host.context)
        .expect("no stop");
    assert_eq!(host.printed(), "");
    boa_gc::force_collect();
    host.evaluate("setTimeout(() => {}, 1)").expect("evaluated");
    host.event_loop
        .run_until_idle(&mut host.context)
        .expect("no stop");
    let mut lines: Vec<_> = host.printed().lines().map(str::to_owned).collect();
    lines.sort();
    assert_eq!(lines, ["collected a", "collected b"]);
}

#[test]
fn a_job_that_wakes_itself_starves_nobody() {
    let mut host = Host::new();
    let polls = Rc::new(Cell::new(0));
    let counted = Rc::clone(&polls);
    let job = NativeAsyncJob::new(async move |_| {
        std::future::poll_fn(|task| {
            counted.set(counted.get() + 1);
            task.waker().wake_by_ref();
            match counted.get() < 1000 {
                true => Poll::Pending,
                false => Poll::Ready(()),
            }
        })
        .await;
        Ok(JsValue::undefined())
    });
    host.context.enqueue_job(job.into());
    host.evaluate("setImmediate(() => print('immediate'))")
        .expect("evaluated");
    host.event_loop
        .run_once(&mut host.context, false)
        .expect("no stop");
    assert_eq!(host.printed(), "immediate\n");
    assert!(polls.get() < 10, "{}", polls.get());
    host.event_loop
        .run_until_idle(&mut host.context)
        .expect("no stop");
    assert_eq!(polls.get(), 1000);
}

#[test]
fn what_a_host_queues_runs_among_the_rest() {
    let mut host = Host::new();
    let note = |text: &'static str| {
        let function = NativeFunction::from_copy_closure(move |_, _, context| {
            let source = format!("print('{text}')");
            context.eval(boa_engine::Source::from_bytes(&source))
        });
        function.to_js_function(host.context.realm())
    };
    let (tick, microtask) = (note("tick"), note("microtask"));
    let call = |function| Callback::new(function, JsValue::undefined(), &[]);
    host.event_loop.enqueue_microtask(call(microtask.into()));
    host.event_loop.enqueue_tick(call(tick.into()));
    let failing = Task::once(|_| Err(JsNativeError::range().with_message("failed").into()));
    host.event_loop.enqueue_immediate(true, failing);
    let stop = host
        .event_loop
        .run_until_idle(&mut host.context)
        .expect_err("an error");
    let Stop::Uncaught(uncaught) = stop else {
        panic!("no exit was asked for");
    };
    assert_eq!(uncaught.origin, Origin::Exception);
    assert_eq!(host.printed(), "tick\nmicrotask\n");
}

#[test]
fn a_callback_may_run_the_loop_itself() {
    let mut host = Host::new();
    let nested = NativeFunction::from_fn_ptr(|_, _, context| {
        context.run_jobs()?;
        Ok(JsValue::undefined())
    });
    let nested = nested.to_js_function(host.context.realm());
    let global = host.context.global_object();
    global
        .set(js_string!("runLoop"), nested, true, &mut host.context)
        .expect("a global");
    let code = host.run(
        "const nest = (name) => () => { print(name); runLoop(); print(name, 'ends'); };
         setTimeout(nest('timer'), 1);
         const interval = setInterval(() => { clearInterval(interval); nest('interval')(); }, 2);
         setImmediate(nest('immediate'));
         process.nextTick(nest('tick'));
         Promise.resolve().then(nest('microtask'));",
    );
    assert_eq!(code, 0);
    let mut lines: Vec<_> = host.printed().lines().map(str::to_owned).collect();
    assert_eq!(lines[..2], ["tick", "microtask"]);
    lines.sort();
    let expected = ["immediate", "interval", "microtask", "tick", "timer"];
    let expected: Vec<_> = expected
        .iter()
        .flat_map(|name| [(*name).to_owned(), format!("{name} ends")])
        .collect();
    assert_eq!(lines, expected);
}
