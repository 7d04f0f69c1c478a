//! Values of scripts to and from what serde knows.

use serde::de::{DeserializeOwned, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use slabjs::{ErrorKind, Runtime, Serde};
use std::collections::{BTreeMap, HashMap};
use std::fmt;

fn runtime() -> Runtime {
    Runtime::builder().build().expect("a runtime")
}

fn read<T: DeserializeOwned>(runtime: &mut Runtime, code: &str) -> Result<T, slabjs::Error> {
    let value = runtime.evaluate(&format!("({code})"), "test.js")?;
    runtime.from_value(&value)
}

/// What `value` is for a script, by `code`, where it is called `v`.
fn written<T: Serialize>(runtime: &mut Runtime, value: &T, code: &str) -> String {
    let value = runtime.to_value(value).expect("a value");
    runtime.set_global("v", value).expect("set");
    let text = runtime
        .evaluate(&format!("String({code})"), "test.js")
        .expect("it ends");
    runtime.from_js(&text).expect("a string")
}

fn message<T: DeserializeOwned + fmt::Debug>(runtime: &mut Runtime, code: &str) -> String {
    let error = read::<T>(runtime, code).expect_err("it can't be read");
    assert_eq!(
        (error.class(), error.code()),
        ("TypeError", Some("ERR_INVALID_ARG_VALUE"))
    );
    error.message().to_owned()
}

/// Bytes as `serde_bytes` has them, and how they came.
#[derive(Debug, PartialEq)]
struct Blob(Vec<u8>, &'static str);

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl Visitor<'_> for Any {
            type Value = Blob;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }
            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Blob, E> {
                Ok(Blob(bytes.to_vec(), "lent"))
            }
            fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Blob, E> {
                Ok(Blob(bytes, "owned"))
            }
        }
        deserializer.deserialize_bytes(Any)
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Shape {
    Unit,
    Newtype(f64),
    Tuple(u8, String),
    Struct { a: Option<bool>, b: Vec<Shape> },
}

fn shapes() -> Vec<Shape> {
    vec![
        Shape::Unit,
        Shape::Newtype(0.5),
        Shape::Tuple(7, "x".into()),
        Shape::Struct {
            a: None,
            b: vec![Shape::Unit],
        },
    ]
}

#[test]
fn enums_are_as_in_json() {
    let mut runtime = runtime();
    let json = serde_json::to_string(&shapes()).expect("JSON");
    assert_eq!(written(&mut runtime, &shapes(), "JSON.stringify(v)"), json);
    assert_eq!(
        read::<Vec<Shape>>(&mut runtime, &json).expect("read"),
        shapes()
    );
    assert_eq!(
        message::<Shape>(&mut runtime, "{}"),
        "value: invalid value: object without exactly one property, expected enum Shape"
    );
    assert!(message::<Shape>(&mut runtime, "'Other'").contains("unknown variant `Other`"));
    assert!(
        message::<Shape>(&mut runtime, "{ Tuple: [1] }")
            .starts_with("value.Tuple: invalid length 1")
    );
    assert!(message::<Shape>(&mut runtime, "7").contains("neither a string nor an object"));
}

#[test]
fn any_json_goes_there_and_back() {
    let mut runtime = runtime();
    let text =
        r#"{"a":[1,-2,2.5,null,true,"x"],"b":{"c":{},"d":[]},"9007199254740991":0,"__proto__":1}"#;
    let json: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let value = runtime.to_value(&json).expect("a value");
    assert_eq!(
        runtime
            .from_value::<serde_json::Value>(&value)
            .expect("read"),
        json
    );
}

#[test]
fn bytes_stay_bytes() {
    let mut runtime = runtime();
    assert_eq!(
        written(
            &mut runtime,
            &Blob(vec![1, 255], ""),
            "Buffer.isBuffer(v) + v.toString('hex')"
        ),
        "true01ff"
    );
    for code in [
        "Buffer.from([1, 255])",
        "new Uint8Array([0, 1, 255]).subarray(1)",
        "new Uint8Array([1, 255]).buffer",
        "new DataView(new Uint8Array([1, 255]).buffer)",
        "new Uint16Array([0xff01])",
    ] {
        assert_eq!(
            read::<Blob>(&mut runtime, code).expect("read"),
            Blob(vec![1, 255], "lent"),
            "{code}"
        );
    }
    // Without serde_bytes too, and elements of other arrays are not their bytes.
    assert_eq!(
        read::<Vec<u8>>(&mut runtime, "Buffer.from([1, 255])").expect("read"),
        [1, 255]
    );
    assert_eq!(
        read::<Vec<f32>>(&mut runtime, "new Float64Array([0.5, 2])").expect("read"),
        [0.5, 2.0]
    );
    assert!(
        message::<Blob>(&mut runtime, "7").contains("invalid type: integer `7`, expected bytes")
    );
}

#[test]
fn integers_lose_nothing() {
    let mut runtime = runtime();
    let all = (
        u64::MAX,
        i64::MIN,
        u128::MAX,
        i128::MIN,
        (1_u64 << 53) - 1,
        1_u64 << 53,
    );
    let value = runtime.to_value(&all).expect("a value");
    assert_eq!(
        runtime
            .from_value::<(u64, i64, u128, i128, u64, u64)>(&value)
            .expect("read"),
        all
    );
    assert_eq!(
        written(&mut runtime, &all, "v.map(x => typeof x)"),
        "bigint,bigint,bigint,bigint,number,bigint"
    );
    assert_eq!(
        read::<u64>(&mut runtime, "2n ** 64n - 1n").expect("read"),
        u64::MAX
    );
    assert_eq!(
        read::<f64>(&mut runtime, "-0").expect("read").to_bits(),
        (-0.0_f64).to_bits()
    );
    assert!(
        message::<u8>(&mut runtime, "256").contains("invalid value: integer `256`, expected u8")
    );
    assert!(message::<u8>(&mut runtime, "1.5").contains("floating point `1.5`"));
    assert!(message::<u128>(&mut runtime, "2n ** 128n").contains("BigInt of more than 128 bits"));
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Settings {
    name: String,
    retries: Option<u32>,
    limits: BTreeMap<u16, bool>,
}

#[test]
fn structs_and_maps() {
    let mut runtime = runtime();
    let code =
        "{ name: 'n', retries: undefined, limits: { 80: true, 443: false }, extra: () => 1 }";
    let settings: Settings = read(&mut runtime, code).expect("read");
    let limits = BTreeMap::from([(80, true), (443, false)]);
    assert_eq!(
        settings,
        Settings {
            name: "n".into(),
            retries: None,
            limits
        }
    );
    assert_eq!(
        written(&mut runtime, &settings, "JSON.stringify(v)"),
        r#"{"name":"n","retries":null,"limits":{"80":true,"443":false}}"#
    );
    assert_eq!(
        read::<Settings>(&mut runtime, "{ name: undefined }").expect("read"),
        Settings::default()
    );
    let error = runtime
        .to_value(&HashMap::from([(vec![1], 2)]))
        .expect_err("no such key");
    assert_eq!(
        error.message(),
        "value: a key must be a string, a number or a boolean"
    );
}

#[test]
fn errors_say_where() {
    let mut runtime = runtime();
    let code = "{ limits: { 80: 'yes' } }";
    assert_eq!(
        message::<Settings>(&mut runtime, code),
        "value.limits[\"80\"]: invalid type: string \"yes\", expected a boolean"
    );
    assert_eq!(
        message::<Vec<Settings>>(&mut runtime, "[{}, { name: 7 }]"),
        "value[1].name: invalid type: integer `7`, expected a string"
    );
    assert!(
        message::<Settings>(&mut runtime, "{ limits: { x: true } }")
            .starts_with("value.limits.x: invalid type: string \"x\", expected u16")
    );
    assert!(message::<String>(&mut runtime, "Symbol('s')").contains("invalid type: symbol"));
    assert!(message::<Settings>(&mut runtime, "() => 1").contains("invalid type: function"));
}

#[test]
fn deep_and_cyclic_values_end_in_an_error() {
    let mut runtime = runtime();
    let cyclic = "(() => { const a = { b: [] }; a.b.push(a); return a })()";
    assert_eq!(
        message::<serde_json::Value>(&mut runtime, cyclic),
        "value.b[0]: the value contains itself"
    );
    let deep = "(() => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a })()";
    assert!(
        message::<serde_json::Value>(&mut runtime, deep).ends_with("nested more than 128 deep")
    );
    // What is met twice is not cyclic.
    assert_eq!(
        read::<serde_json::Value>(&mut runtime, "(a => [a, a])([])")
            .expect("read")
            .to_string(),
        "[[],[]]"
    );

    #[derive(Serialize)]
    struct Deep(#[serde(serialize_with = "endless")] ());
    fn endless<S: Serializer>((): &(), serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq([Deep(())])
    }
    let error = runtime.to_value(&Deep(())).expect_err("too deep");
    assert!(error.message().ends_with("nested more than 128 deep"));
}

#[test]
fn getters_and_traps_run_and_may_throw() {
    let mut runtime = runtime();
    let code = "{ get name() { return 'n' }, limits: new Proxy({}, { ownKeys: () => ['7'], getOwnPropertyDescriptor: () => ({ value: true, enumerable: true, configurable: true }), get: () => true }) }";
    let settings: Settings = read(&mut runtime, code).expect("read");
    assert_eq!(
        (settings.name.as_str(), settings.limits),
        ("n", BTreeMap::from([(7, true)]))
    );
    assert_eq!(
        read::<Vec<u8>>(&mut runtime, "new Proxy([1, 2], {})").expect("read"),
        [1, 2]
    );
    let error = read::<Settings>(
        &mut runtime,
        "{ get name() { throw new RangeError('mine') } }",
    )
    .expect_err("thrown");
    assert_eq!(error.to_string(), "RangeError: mine");
    runtime.set_time_limit(Some(std::time::Duration::from_millis(50)));
    let error =
        read::<Settings>(&mut runtime, "{ get name() { for (;;); } }").expect_err("endless");
    assert_eq!(error.kind(), ErrorKind::TimedOut);
    let error =
        read::<Vec<Option<u8>>>(&mut runtime, "new Array(2 ** 32 - 1)").expect_err("endless");
    assert_eq!(error.kind(), ErrorKind::TimedOut);
}

#[test]
fn arguments_and_results_pass_through() {
    let mut runtime = runtime();
    runtime
        .define(
            "rename",
            |Serde(settings): Serde<Settings>, name: String| Serde(Settings { name, ..settings }),
        )
        .expect("defined");
    let renamed: Settings = read(&mut runtime, "rename({ retries: 3 }, 'new')").expect("read");
    assert_eq!((renamed.name.as_str(), renamed.retries), ("new", Some(3)));
    let error = runtime
        .evaluate("rename({ retries: 'x' }, '')", "test.js")
        .expect_err("wrong");
    assert_eq!(
        error.message(),
        "arguments[0].retries: invalid type: string \"x\", expected u32"
    );
}
