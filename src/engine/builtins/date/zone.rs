//! From local times to UTC (ECMAScript 21.4.1.26).

use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsValue, js_string};

const SECOND: f64 = 1000.0;
const DAY: f64 = 86_400_000.0;

/// Milliseconds that local times are ahead of UTC at `time`, which is one in UTC.
pub(super) fn offset(time: f64, context: &Context) -> f64 {
    let seconds = (time / SECOND).floor() as i64;
    let hooks = context.host_hooks();
    f64::from(hooks.local_timezone_offset_seconds(seconds)) * SECOND
}

/// The time in UTC of a local one. What is there twice is the first of the two; what the
/// clocks leave out is read as before their change.
pub(super) fn utc(local: f64, context: &Context) -> f64 {
    let before = offset(local - DAY, context);
    let after = offset(local + DAY, context);
    let is_right = |distance: f64| offset(local - distance, context) == distance;
    match before != after && !is_right(before) && is_right(after) {
        true => local - after,
        false => local - before,
    }
}

/// The time in UTC of the parts of a local one, which are numbers.
pub(super) fn utc_of_parts(
    parts: &[JsValue],
    date: &JsObject,
    context: &mut Context,
) -> JsResult<f64> {
    let reckon = date.get(js_string!("UTC"), context)?;
    let Some(reckon) = reckon.as_callable() else {
        return Ok(f64::NAN);
    };
    let local = reckon.call(&JsValue::undefined(), parts, context)?;
    let local = local.to_number(context)?;
    Ok(match local.is_finite() {
        true => utc(local, context),
        false => f64::NAN,
    })
}

#[cfg(test)]
mod tests {
    use boa_engine::context::{ContextBuilder, HostHooks};
    use boa_engine::{Context, Source};
    use std::rc::Rc;

    /// A place five hours behind UTC, four from 7 h on 8 March to 6 h on 1 November 2020.
    struct Place;

    impl HostHooks for Place {
        fn local_timezone_offset_seconds(&self, seconds: i64) -> i32 {
            match seconds {
                1_583_650_800..1_604_210_400 => -4 * 3600,
                _ => -5 * 3600,
            }
        }
    }

    fn context() -> Context {
        let builder = ContextBuilder::new().host_hooks(Rc::new(Place));
        let mut context = builder.build().expect("a context");
        super::super::install(&mut context).expect("fresh intrinsics");
        context
    }

    #[test]
    fn around_a_change_of_clocks() {
        let cases = [
            (
                "String(new Date(1583652600000))",
                "Sun Mar 08 2020 03:30:00 GMT-0400",
            ),
            (
                "new Date(1583650799000).toTimeString()",
                "01:59:59 GMT-0500",
            ),
            (
                "String(new Date(2020, 2, 8, 3, 30).getTime())",
                "1583652600000",
            ),
            (
                "String(new Date(2020, 2, 8, 2, 30).getTime())",
                "1583652600000",
            ),
            (
                "String(new Date(2020, 10, 1, 1, 30).getTime())",
                "1604208600000",
            ),
            (
                "String(new Date('2020-03-08T03:30').getTime())",
                "1583652600000",
            ),
            (
                "String(Date.parse('2020-03-08T03:30:00.000'))",
                "1583652600000",
            ),
            ("String(Date.parse('Mar 8 2020 3:30'))", "1583652600000"),
            (
                "const d = new Date(2020, 2, 8); d.setHours(3, 30); String(d.getTime())",
                "1583652600000",
            ),
            (
                "const e = new Date(2020, 2, 7, 3, 30); e.setDate(8); String(e.getTime())",
                "1583652600000",
            ),
            ("String(new Date(NaN).setFullYear(2020))", "1577854800000"),
            ("String(new Date(NaN).setHours(1))", "NaN"),
            ("String(new Date(2020, NaN).getTime())", "NaN"),
            ("String(new Date(99, 0).getFullYear())", "1999"),
            ("String(new Date(1604208600000).getTimezoneOffset())", "240"),
        ];
        let mut context = context();
        for (source, expected) in cases {
            let value = context.eval(Source::from_bytes(source)).expect("a value");
            let text = value.as_string().expect("a string");
            assert_eq!(text.to_std_string_lossy(), expected, "{source}");
        }
    }
}
