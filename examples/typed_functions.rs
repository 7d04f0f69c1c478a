//! Functions and a class of Rust with typed arguments: what scripts give is checked
//! and converted, bytes are lent where they lie, errors carry class and code.

#![allow(clippy::print_stdout)]

use slabjs::{Bytes, HostError, Rest, Runtime, State};
use std::cell::RefCell;
use std::collections::BTreeMap;

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

/// What the host keeps for its functions.
#[derive(Default)]
struct Store(RefCell<BTreeMap<String, Vec<u8>>>);

/// Errors of the host's that choose their code.
enum Failure {
    NoSuchKey(String),
}

impl From<Failure> for HostError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NoSuchKey(key) => {
                HostError::range_error(format!("no such key: {key}")).with_code("ERR_NO_SUCH_KEY")
            }
        }
    }
}

fn put(store: State<Store>, key: String, value: Bytes) {
    store.0.borrow_mut().insert(key, value.to_vec());
}

fn get(store: State<Store>, key: String) -> Result<Vec<u8>, Failure> {
    let found = store.0.borrow().get(&key).cloned();
    found.ok_or(Failure::NoSuchKey(key))
}

/// Streams words in, counts them.
#[derive(Default)]
struct WordCount(u32);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut runtime = Runtime::builder().build()?;
    runtime.insert_state(Store::default());
    runtime.define("put", put)?;
    runtime.define("get", get)?;
    runtime.define("max", |first: f64, rest: Rest<f64>| {
        rest.iter().copied().fold(first, f64::max)
    })?;
    runtime.define_async("double", |n: u32| async move { n.checked_mul(2) })?;
    runtime.define_class::<WordCount>("WordCount", |class| {
        class
            .constructor(WordCount::default)
            .method("add", |count: &mut WordCount, text: String| {
                count.0 += text.split_whitespace().count() as u32;
            })
            .getter("total", |count: &WordCount| count.0);
    })?;

    let script = "
        put('greeting', Buffer.from('hello, typed world'));
        const words = new WordCount();
        words.add(get('greeting').toString());
        [words.total, max(1, 5, 3), get('greeting').length]";
    let answer = runtime.evaluate(script, "typed.js")?;
    let answer: (u32, f64, usize) = runtime.from_js(&answer)?;
    println!("words, maximum, bytes: {answer:?}");
    assert_eq!(answer, (3, 5.0, 18));

    let promise = runtime.evaluate("double(21)", "double.js")?;
    let doubled = runtime.settle(&promise)?;
    println!("a future's answer: {}", runtime.from_js::<u32>(&doubled)?);

    for wrong in [
        "put('key')",
        "max('1')",
        "get('nothing')",
        "double(2 ** 40)",
    ] {
        let tried = runtime.evaluate(wrong, "wrong.js");
        let Err(error) = tried.and_then(|value| runtime.settle(&value)) else {
            return Err("it should have been refused".into());
        };
        println!("{wrong}: {error}");
    }
    Ok(())
}
