//! Classes of the host's.

use slabjs::{Call, HostError, Instance, NativeMemory, New, Runtime, This};
use std::cell::Cell;
use std::rc::Rc;

fn runtime() -> Runtime {
    Runtime::builder().build().expect("a runtime")
}

fn text(runtime: &mut Runtime, code: &str) -> String {
    let code = format!("String({code})");
    let value = runtime.evaluate(&code, "test.js").expect("it ends");
    runtime.from_js(&value).expect("a string")
}

fn thrown(runtime: &mut Runtime, code: &str) -> String {
    let error = runtime.evaluate(code, "test.js").expect_err("it throws");
    error.to_string()
}

struct Point(f64, f64);

fn with_point() -> Runtime {
    let mut runtime = runtime();
    runtime
        .define_class::<Point>("Point", |class| {
            class
                .constructor(|x: f64, y: Option<f64>| match x.is_nan() {
                    true => Err(HostError::range_error("no point")),
                    false => Ok(Point(x, y.unwrap_or(0.0))),
                })
                .method("scale", |point: &mut Point, by: f64| {
                    point.0 *= by;
                    point.1 *= by;
                })
                .method("plus", |point: &Point, other: Instance<Point>| {
                    other.with(|other| New(Point(point.0 + other.0, point.1 + other.1)))
                })
                .method("addTo", |point: &Point, other: Instance<Point>| {
                    other.with_mut(|other| other.0 += point.0)
                })
                .getter("x", |point: &Point| point.0)
                .setter("x", |point: &mut Point, x: f64| point.0 = x)
                .getter("y", |point: &Point| point.1)
                .static_method("origin", || New(Point(0.0, 0.0)));
        })
        .expect("defined");
    runtime
}

#[test]
fn objects_have_methods_accessors_and_statics() {
    let mut runtime = with_point();
    let code = "(p => { p.scale(2); p.x += 1; return [p.x, p.y, p.plus(p).x, Point.origin().y] })(new Point(1, 2))";
    assert_eq!(text(&mut runtime, code), "3,4,6,0");
    assert_eq!(
        text(
            &mut runtime,
            "[Point.name, Point.length, new Point(1).constructor === Point]"
        ),
        "Point,2,true"
    );
    assert_eq!(text(&mut runtime, "Object.keys(new Point(1))"), "");
    assert_eq!(
        text(&mut runtime, "Point.origin() instanceof Point"),
        "true"
    );
    assert_eq!(
        text(
            &mut runtime,
            "process.getBuiltinModule('util').inspect(new Point(1))"
        ),
        "Point {}"
    );
}

#[test]
fn what_is_wrong_is_refused() {
    let mut runtime = with_point();
    assert_eq!(
        thrown(&mut runtime, "Point(1)"),
        "TypeError: Class constructor Point cannot be invoked without 'new'"
    );
    assert_eq!(
        thrown(&mut runtime, "new Point(NaN)"),
        "RangeError: no point"
    );
    assert!(thrown(&mut runtime, "new Point('1')").contains("ERR_INVALID_ARG_TYPE"));
    assert!(
        thrown(&mut runtime, "Point.prototype.scale.call({}, 1)")
            .contains("\"this\" argument must be an instance of Point")
    );
    assert!(thrown(&mut runtime, "Point.prototype.x").contains("instance of Point"));
    assert!(thrown(&mut runtime, "'use strict'; new Point(1).y = 2").contains("TypeError"));
    assert!(thrown(&mut runtime, "new Point(1).plus({})").contains("an instance of Point"));
}

#[test]
fn a_value_in_use_is_not_changed() {
    let mut runtime = with_point();
    let error = thrown(&mut runtime, "(p => p.addTo(p))(new Point(1))");
    assert_eq!(
        error,
        "Error: the object is in use by a function that called this one"
    );
    assert_eq!(text(&mut runtime, "(p => p.plus(p).x)(new Point(1))"), "2");
}

#[test]
fn scripts_extend_them() {
    let mut runtime = with_point();
    let code = "
        class Named extends Point { constructor(name) { super(3, 4); this.name = name } get length() { return Math.hypot(this.x, this.y) } }
        [new Named('n').length, new Named('n').name, new Named('n') instanceof Point]";
    assert_eq!(text(&mut runtime, &format!("eval({code:?})")), "5,n,true");
}

#[test]
fn without_a_constructor_only_the_host_makes_them() {
    let mut runtime = runtime();
    runtime
        .define_class::<u32>("Handle", |class| {
            class.getter("number", |number: &u32| *number);
        })
        .expect("defined");
    runtime
        .define("open", |number: u32| New(number))
        .expect("defined");
    assert_eq!(text(&mut runtime, "open(7).number"), "7");
    assert!(thrown(&mut runtime, "new Handle()").contains("ERR_ILLEGAL_CONSTRUCTOR"));
    runtime.define("lost", || New("no class")).expect("defined");
    assert!(thrown(&mut runtime, "lost()").contains("no class is defined for"));
}

struct Dropped(Rc<Cell<u32>>, #[allow(dead_code)] NativeMemory);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

#[test]
fn values_are_dropped_with_their_objects_and_their_memory_counts() {
    let mut runtime = runtime();
    let drops = Rc::new(Cell::new(0_u32));
    runtime.insert_state(Rc::clone(&drops));
    runtime
        .define_class::<Dropped>("Dropped", |class| {
            class.constructor(
                |drops: slabjs::State<Rc<Cell<u32>>>| -> Result<Dropped, HostError> {
                    let isolate =
                        slabjs::Isolate::current().ok_or_else(|| HostError::new("no isolate"))?;
                    let counted = NativeMemory::new(1000, &isolate)?;
                    Ok(Dropped(Rc::clone(&drops), counted))
                },
            );
        })
        .expect("defined");
    runtime
        .evaluate(
            "globalThis.kept = new Dropped(); new Dropped(); 0",
            "test.js",
        )
        .expect("it ends");
    assert_eq!(runtime.usage().reported, 2000);
    runtime.collect();
    assert_eq!((drops.get(), runtime.usage().reported), (1, 1000));
    drop(runtime);
    assert_eq!(drops.get(), 2);
}

#[test]
fn a_function_may_use_an_object_and_call_back() {
    let mut runtime = with_point();
    runtime
        .define(
            "visit",
            |call: &mut Call<'_>,
             this: This<Instance<Point>>,
             function: boa_engine::object::builtins::JsFunction| {
                let x = this.0.with(|point| point.0)?;
                let answer = function.call(
                    &boa_engine::JsValue::undefined(),
                    &[x.into()],
                    call.context(),
                )?;
                Ok::<_, HostError>(answer)
            },
        )
        .expect("defined");
    let code = "(p => visit.call(p, x => { p.x = x + 1; return p.x }))(new Point(1))";
    assert_eq!(text(&mut runtime, code), "2");
}
