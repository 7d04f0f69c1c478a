//! Integers of Rust as scripts see them: a number where it is exact, else a BigInt.

use slabjs::{IntoJs, Runtime};

fn shown(value: impl IntoJs) -> String {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    runtime.set_global("value", value).expect("a global");
    let text = runtime
        .evaluate("typeof value + ' ' + value", "show.js")
        .expect("text");
    text.as_string().expect("text").to_std_string_lossy()
}

#[test]
fn no_digit_is_lost() {
    assert_eq!(shown(42_u64), "number 42");
    assert_eq!(shown(-42_i64), "number -42");
    assert_eq!(shown(usize::MAX), "bigint 18446744073709551615");
    assert_eq!(shown(isize::MIN), "bigint -9223372036854775808");
    assert_eq!(shown((1_u64 << 53) - 1), "number 9007199254740991");
    assert_eq!(shown(1_u64 << 53), "bigint 9007199254740992");
    assert_eq!(shown(1 - (1_i64 << 53)), "number -9007199254740991");
    assert_eq!(shown(-(1_i64 << 53)), "bigint -9007199254740992");
    assert_eq!(shown(i64::MIN), "bigint -9223372036854775808");
    assert_eq!(shown(7_i128), "number 7");
    assert_eq!(shown(u128::MAX), format!("bigint {}", u128::MAX));
    assert_eq!(shown(i128::MIN), format!("bigint {}", i128::MIN));
    assert_eq!(shown(200_u8), "number 200");
    assert_eq!(shown(0.5_f32), "number 0.5");
}
