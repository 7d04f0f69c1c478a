//! Functions of the host's with typed arguments, their errors, and state.

use boa_engine::object::builtins::JsFunction;
use boa_engine::{JsBigInt, JsNativeError, JsObject, JsValue};
use slabjs::{Bytes, Call, HostError, OwnedBytes, Rest, Runtime, State, This};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

fn runtime() -> Runtime {
    Runtime::builder().build().expect("a runtime")
}

/// What `code` evaluates to, as text.
fn text(runtime: &mut Runtime, code: &str) -> String {
    let code = format!("String({code})");
    let value = runtime.evaluate(&code, "test.js").expect("it ends");
    runtime.from_js(&value).expect("a string")
}

/// Class, code and message of what `code` throws.
fn thrown(runtime: &mut Runtime, code: &str) -> String {
    let error = runtime.evaluate(code, "test.js").expect_err("it throws");
    error.to_string()
}

#[test]
fn numbers_are_strict_and_in_range() {
    let mut runtime = runtime();
    runtime.define("i8", |n: i8| n).expect("defined");
    runtime.define("u32", |n: u32| n).expect("defined");
    runtime.define("f32", |n: f32| n).expect("defined");
    assert_eq!(
        text(&mut runtime, "[i8(-128), i8(127), u32(2 ** 32 - 1)]"),
        "-128,127,4294967295"
    );
    assert_eq!(text(&mut runtime, "f32(0.1)"), "0.10000000149011612");
    assert_eq!(
        thrown(&mut runtime, "i8(128)"),
        "RangeError [ERR_OUT_OF_RANGE]: The value of \"arguments[0]\" is out of range. \
         It must be >= -128 && <= 127. Received 128"
    );
    assert_eq!(
        thrown(&mut runtime, "u32(1.5)"),
        "RangeError [ERR_OUT_OF_RANGE]: The value of \"arguments[0]\" is out of range. \
         It must be an integer. Received 1.5"
    );
    assert_eq!(
        thrown(&mut runtime, "u32('1')"),
        "TypeError [ERR_INVALID_ARG_TYPE]: The \"arguments[0]\" argument must be of type number. \
         Received type string ('1')"
    );
    for wrong in ["u32(-1)", "u32(2 ** 32)", "u32(NaN)", "u32(Infinity)"] {
        assert!(
            thrown(&mut runtime, wrong).contains("ERR_OUT_OF_RANGE"),
            "{wrong}"
        );
    }
    assert!(thrown(&mut runtime, "u32()").contains("Received undefined"));
}

#[test]
fn large_integers_come_as_numbers_or_bigints_and_lose_nothing() {
    let mut runtime = runtime();
    runtime
        .define("u64", |n: u64| n.to_string())
        .expect("defined");
    runtime
        .define("i64", |n: i64| n.to_string())
        .expect("defined");
    runtime
        .define("u128", |n: u128| n.to_string())
        .expect("defined");
    assert_eq!(text(&mut runtime, "u64(2 ** 53 - 1)"), "9007199254740991");
    assert_eq!(
        text(&mut runtime, "u64(2n ** 64n - 1n)"),
        u64::MAX.to_string()
    );
    assert_eq!(
        text(&mut runtime, "i64(-(2n ** 63n))"),
        i64::MIN.to_string()
    );
    assert_eq!(
        text(&mut runtime, "u128(2n ** 128n - 1n)"),
        u128::MAX.to_string()
    );
    for wrong in [
        "u64(2 ** 53)",
        "u64(2n ** 64n)",
        "u64(-1n)",
        "i64(2n ** 63n)",
        "u128(-1)",
    ] {
        assert!(
            thrown(&mut runtime, wrong).contains("ERR_OUT_OF_RANGE"),
            "{wrong}"
        );
    }
    runtime.define("huge", || u64::MAX).expect("defined");
    assert_eq!(text(&mut runtime, "huge()"), u64::MAX.to_string());
    assert_eq!(text(&mut runtime, "typeof huge()"), "bigint");
}

#[test]
fn options_lists_tuples_and_maps() {
    let mut runtime = runtime();
    runtime
        .define(
            "all",
            |list: Vec<Option<f64>>, pair: (String, bool), map: BTreeMap<String, u8>| {
                format!("{list:?} {pair:?} {map:?}")
            },
        )
        .expect("defined");
    assert_eq!(
        text(
            &mut runtime,
            "all([1, null, undefined, 2], ['a', true], { x: 1, y: 2 })"
        ),
        r#"[Some(1.0), None, None, Some(2.0)] ("a", true) {"x": 1, "y": 2}"#
    );
    assert!(thrown(&mut runtime, "all([1, 'x'], ['a', true], {})").contains("\"arguments[0][1]\""));
    assert!(thrown(&mut runtime, "all([], ['a'], {})").contains("arguments[1].length"));
    assert!(thrown(&mut runtime, "all([], ['a', true], { x: 256 })").contains("arguments[2].x"));
    assert!(thrown(&mut runtime, "all(7, ['a', true], {})").contains("an instance of Array"));

    runtime
        .define("made", || {
            (
                1,
                "a",
                vec![Some(1), None],
                HashMap::from([("k".to_owned(), [true])].map(|(k, v)| (k, v.to_vec()))),
            )
        })
        .expect("defined");
    assert_eq!(
        text(&mut runtime, "JSON.stringify(made())"),
        r#"[1,"a",[1,null],{"k":[true]}]"#
    );
    runtime
        .define("three", |[a, b, c]: [u8; 3]| {
            u32::from(a) + u32::from(b) + u32::from(c)
        })
        .expect("defined");
    assert_eq!(
        text(
            &mut runtime,
            "three([1, 2, 3]) + three(Buffer.from([1, 1, 1]))"
        ),
        "9"
    );
}

#[test]
fn getters_of_arguments_run_and_may_throw() {
    let mut runtime = runtime();
    runtime
        .define("map", |map: HashMap<String, u8>| map.len())
        .expect("defined");
    assert_eq!(text(&mut runtime, "map({ get a() { return 7 } })"), "1");
    assert_eq!(
        thrown(
            &mut runtime,
            "map({ get a() { throw new SyntaxError('mine') } })"
        ),
        "SyntaxError: mine"
    );
}

#[test]
fn bytes_are_lent_taken_or_copied() {
    let mut runtime = runtime();
    runtime
        .define("address", |bytes: Bytes| {
            bytes.read(|bytes| bytes.as_ptr() as usize)
        })
        .expect("defined");
    runtime
        .define("take", |bytes: OwnedBytes| bytes.as_ptr() as usize)
        .expect("defined");
    runtime
        .define("copy", |bytes: Vec<u8>| bytes)
        .expect("defined");
    runtime
        .define("fill", |bytes: Bytes, with: u8| {
            bytes.write(|bytes| bytes.fill(with))
        })
        .expect("defined");
    assert_eq!(
        text(
            &mut runtime,
            "(b => address(b) === take(b) && b.length === 0)(Buffer.alloc(100_000))"
        ),
        "true"
    );
    assert_eq!(
        text(
            &mut runtime,
            "copy(new Uint16Array([1, 2])).toString('hex')"
        ),
        "01000200"
    );
    assert_eq!(text(&mut runtime, "copy([1, 255]).toString('hex')"), "01ff");
    assert!(thrown(&mut runtime, "copy([256])").contains("arguments[0][0]"));
    assert_eq!(
        text(
            &mut runtime,
            "(b => { fill(b, 7); return b.join() })(new DataView(new ArrayBuffer(2)).buffer.slice(0) && Buffer.alloc(2))"
        ),
        "7,7"
    );
    assert!(
        thrown(&mut runtime, "fill(new SharedArrayBuffer(2), 1)").contains("ERR_INVALID_ARG_VALUE")
    );
    assert!(
        thrown(&mut runtime, "fill('text', 1)")
            .contains("an instance of Buffer, TypedArray, DataView, or ArrayBuffer")
    );
}

#[test]
fn lent_bytes_are_empty_when_they_were_taken_meanwhile() {
    let mut runtime = runtime();
    runtime
        .define("both", |bytes: Bytes, taken: OwnedBytes| {
            (bytes.read(<[u8]>::len), taken.len())
        })
        .expect("defined");
    assert_eq!(
        text(&mut runtime, "(b => both(b, b))(Buffer.alloc(100_000))"),
        "0,100000"
    );
}

#[test]
fn engine_values_rest_and_this() {
    let mut runtime = runtime();
    runtime
        .define(
            "kinds",
            |object: JsObject, bigint: JsBigInt, rest: Rest<JsValue>| {
                format!("{} {bigint} {}", object.is_array(), rest.len())
            },
        )
        .expect("defined");
    assert_eq!(text(&mut runtime, "kinds([], 7n)"), "true 7 0");
    assert_eq!(text(&mut runtime, "kinds({}, 7n, 1, 2, 3)"), "false 7 3");
    assert_eq!(text(&mut runtime, "kinds.length"), "2");
    assert_eq!(text(&mut runtime, "kinds.name"), "kinds");
    assert!(
        thrown(&mut runtime, "kinds(1, 7n)")
            .contains("\"arguments[0]\" argument must be of type object")
    );
    runtime
        .define(
            "call",
            |call: &mut Call<'_>, function: JsFunction, this: This| {
                function.call(&this.0, &[1.into()], call.context())
            },
        )
        .expect("defined");
    assert_eq!(
        text(
            &mut runtime,
            "call.call(40, function (n) { return this + 1 + n })"
        ),
        "42"
    );
    assert!(
        thrown(&mut runtime, "call(7)")
            .contains("\"arguments[0]\" argument must be of type function")
    );
    assert!(thrown(&mut runtime, "new call(() => 1)").contains("not a constructor"));
}

#[derive(Debug, thiserror::Error)]
#[error("outer")]
struct Outer(#[source] std::num::ParseIntError);

#[test]
fn errors_of_rust_are_thrown_with_their_sources() {
    let mut runtime = runtime();
    runtime
        .define("outer", |text: String| text.parse::<i32>().map_err(Outer))
        .expect("defined");
    assert_eq!(text(&mut runtime, "outer('7')"), "7");
    let error = runtime
        .evaluate("outer('x')", "test.js")
        .expect_err("it throws");
    assert_eq!(error.to_string(), "Error: outer");
    let cause = error.cause().map(ToString::to_string);
    assert_eq!(
        cause.as_deref(),
        Some("Error: invalid digit found in string")
    );
    runtime
        .define("native", || -> Result<(), HostError> {
            Err(JsNativeError::eval().with_message("mine"))?
        })
        .expect("defined");
    assert_eq!(thrown(&mut runtime, "native()"), "EvalError: mine");
    runtime
        .define("coded", || -> Result<(), HostError> {
            Err(HostError::range_error("far").with_code("ERR_FAR"))
        })
        .expect("defined");
    let caught = "(() => { try { coded() } catch (e) { return [e instanceof RangeError, e.code, e.message, e] } })()";
    assert_eq!(
        text(&mut runtime, caught),
        "true,ERR_FAR,far,RangeError [ERR_FAR]: far"
    );
}

#[test]
fn an_error_of_one_runtime_is_thrown_in_another() {
    let mut runtime = runtime();
    runtime
        .define("nested", |code: String| -> Result<(), HostError> {
            let mut inner = Runtime::builder().build()?;
            inner.evaluate(&code, "inner.js")?;
            Ok(())
        })
        .expect("defined");
    assert_eq!(
        thrown(&mut runtime, "nested('Buffer.alloc(\"1\")')"),
        "TypeError [ERR_INVALID_ARG_TYPE]: The \"size\" argument must be of type number. Received type string ('1')"
    );
}

#[test]
fn async_functions_read_their_arguments_at_once() {
    let mut runtime = runtime();
    runtime
        .define_async("later", |n: u8| async move {
            if n == 0 {
                Err(HostError::type_error("zero").with_code("ERR_ZERO"))
            } else {
                Ok(vec![n])
            }
        })
        .expect("defined");
    let settle = |runtime: &mut Runtime, code: &str| {
        let promise = runtime.evaluate(code, "test.js").expect("a promise");
        let settled = runtime.settle(&promise)?;
        runtime.from_js::<String>(&settled)
    };
    assert_eq!(
        settle(&mut runtime, "later(255).then(b => b.toString('hex'))").expect("text"),
        "ff"
    );
    let error = settle(&mut runtime, "later(0)").expect_err("rejected");
    assert_eq!(error.to_string(), "TypeError [ERR_ZERO]: zero");
    let error = settle(&mut runtime, "later(256)").expect_err("rejected");
    assert_eq!(error.code(), Some("ERR_OUT_OF_RANGE"));
}

#[derive(Default)]
struct Log(RefCell<Vec<String>>);

#[test]
fn state_belongs_to_one_runtime() {
    let mut first = runtime();
    let mut second = runtime();
    for runtime in [&mut first, &mut second] {
        runtime
            .define("log", |log: State<Log>, line: String| {
                log.0.borrow_mut().push(line);
            })
            .expect("defined");
        runtime
            .define_with_call("lines", 0, |call| Ok(call.state::<Log>()?.0.borrow().len()))
            .expect("defined");
    }
    first.insert_state(Log::default());
    assert_eq!(text(&mut first, "(log('a'), log('b'), lines())"), "2");
    let error = thrown(&mut second, "log('a')");
    assert!(
        error.starts_with("Error: the host has given no state of type"),
        "{error}"
    );
    assert_eq!(text(&mut first, "log.length"), "1");
    let kept = first.remove_state::<Log>().expect("it was there");
    drop(first);
    assert_eq!(*kept.0.borrow(), ["a", "b"]);
}

#[test]
fn eight_arguments_are_read_in_their_order() {
    let mut runtime = runtime();
    runtime
        .define(
            "eight",
            |a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8| vec![a, b, c, d, e, f, g, h],
        )
        .expect("defined");
    assert_eq!(
        text(&mut runtime, "eight(1, 2, 3, 4, 5, 6, 7, 8).join()"),
        "1,2,3,4,5,6,7,8"
    );
    assert_eq!(text(&mut runtime, "eight.length"), "8");
}
