//! What runtimes of a thread share is not changed behind the others' backs.

use slabjs::{BuildError, Decision, Growth, MemoryLimiter, Runtime, RuntimeBuilder};

const MIB: usize = 1 << 20;

#[derive(Debug)]
struct AllowAll;

impl MemoryLimiter for AllowAll {
    fn growing(&mut self, _: &Growth) -> Decision {
        Decision::Allow
    }
}

fn first() -> Runtime {
    Runtime::builder()
        .soft_limit(8 * MIB)
        .max_external_memory(64 * MIB)
        .heap_limit(128 * MIB)
        .zero_fill_buffers(true)
        .build()
        .expect("the first may set all")
}

/// The setting that a builder is refused for, and what the refusal says of it.
fn refused(builder: RuntimeBuilder) -> (&'static str, String) {
    let error = builder.build().expect_err("it differs");
    let text = error.to_string();
    match error {
        BuildError::IsolateDiffers {
            setting,
            present,
            wanted,
            ..
        } => {
            assert!(text.contains(&present) && text.contains(&wanted), "{text}");
            (setting, present)
        }
        other => panic!("{other}"),
    }
}

#[test]
fn a_builder_that_differs_is_told_what_differs() {
    let runtime = first();
    let cases = [
        (
            Runtime::builder().soft_limit(9 * MIB),
            "soft_limit",
            "8388608",
        ),
        (
            Runtime::builder().max_external_memory(MIB),
            "max_external_memory",
            "67108864",
        ),
        (
            Runtime::builder().heap_limit(MIB),
            "heap_limit",
            "134217728",
        ),
        (
            Runtime::builder().zero_fill_buffers(false),
            "zero_fill_buffers",
            "true",
        ),
        (Runtime::builder().track_views(true), "track_views", "false"),
        (
            Runtime::builder().limiter(AllowAll),
            "limiter",
            "the plain rule",
        ),
    ];
    for (builder, setting, present) in cases {
        assert_eq!(refused(builder), (setting, present.to_owned()));
    }
    let usage = runtime.usage();
    assert_eq!(usage.hard_limit, 64 * MIB, "nothing was changed");
}

#[test]
fn a_builder_that_asks_for_nothing_or_the_same_changes_nothing() {
    let mut runtime = first();
    let second = Runtime::builder().build().expect("it asks for nothing");
    assert_eq!(second.usage().hard_limit, 64 * MIB);
    let third = Runtime::builder()
        .soft_limit(8 * MIB)
        .max_external_memory(64 * MIB)
        .heap_limit(128 * MIB)
        .zero_fill_buffers(true)
        .track_views(false)
        .build();
    assert!(third.is_ok(), "{third:?}");
    let zeroed = "new Uint8Array(1 << 20).fill(7);
                  Buffer.allocUnsafe(1 << 20).every(byte => byte === 0)";
    let zeroed = runtime.evaluate(zeroed, "zeroed.js").expect("a boolean");
    assert_eq!(zeroed.as_boolean(), Some(true), "the second left it on");
}

#[test]
fn when_none_is_left_a_new_one_sets_anew() {
    drop(first());
    let runtime = Runtime::builder()
        .max_external_memory(MIB)
        .limiter(AllowAll)
        .build()
        .expect("the isolate is free");
    assert_eq!(runtime.usage().hard_limit, MIB);
    let (setting, present) = refused(Runtime::builder().limiter(AllowAll));
    assert_eq!((setting, present.as_str()), ("limiter", "another one"));
}

#[test]
fn threads_have_isolates_of_their_own() {
    let here = first();
    let there = std::thread::spawn(|| {
        let runtime = Runtime::builder().max_external_memory(MIB).build();
        let runtime = runtime.expect("another isolate");
        (runtime.usage().hard_limit, runtime.isolate().id())
    });
    let (limit, id) = there.join().expect("no panic");
    assert_eq!(limit, MIB);
    assert_ne!(id, here.isolate().id());
    assert_eq!(here.usage().hard_limit, 64 * MIB);
}
