//! Permissions, owners and times of files.

use super::failure::{Failure, Outcome};
use super::open::done;
use super::options;
use super::state::{open_file, writable};
use crate::engine::error;
use boa_engine::object::builtins::JsDate;
use boa_engine::{Context, JsArgs, JsResult, JsValue};
use rustix::fs::{AtFlags, CWD, Mode, Timespec, Timestamps};
use rustix::process::{Gid, Uid};
use std::time::{SystemTime, UNIX_EPOCH};

/// `chmod(path, mode)`
pub(super) fn chmod(args: &[JsValue], context: &mut Context) -> Outcome {
    let path = writable(args.get_or_undefined(0), "path", context)?;
    let mode = options::mode(args.get_or_undefined(1), "mode", None, context)?;
    let changed = rustix::fs::chmod(path.as_path(), Mode::from_raw_mode(mode));
    path.check(changed, "chmod")?;
    Ok(JsValue::undefined())
}

/// `fchmod(fd, mode)`
pub(super) fn fchmod(args: &[JsValue], context: &mut Context) -> Outcome {
    let number = args.get_or_undefined(0);
    let mode = options::mode(args.get_or_undefined(1), "mode", None, context)?;
    let file = open_file(number, "fchmod", context)?;
    done(
        rustix::fs::fchmod(&*file, Mode::from_raw_mode(mode)),
        "fchmod",
    )
}

/// `chown(path, uid, gid)`
pub(super) fn chown(args: &[JsValue], context: &mut Context) -> Outcome {
    change_owner(args, AtFlags::empty(), "chown", context)
}

/// `lchown(path, uid, gid)`
pub(super) fn lchown(args: &[JsValue], context: &mut Context) -> Outcome {
    change_owner(args, AtFlags::SYMLINK_NOFOLLOW, "lchown", context)
}

fn change_owner(
    args: &[JsValue],
    flags: AtFlags,
    syscall: &'static str,
    context: &mut Context,
) -> Outcome {
    let path = writable(args.get_or_undefined(0), "path", context)?;
    let (user, group) = owner(args, context)?;
    let changed = rustix::fs::chownat(CWD, path.as_path(), user, group, flags);
    path.check(changed, syscall)?;
    Ok(JsValue::undefined())
}

/// `fchown(fd, uid, gid)`
pub(super) fn fchown(args: &[JsValue], context: &mut Context) -> Outcome {
    let number = args.get_or_undefined(0);
    let (user, group) = owner(args, context)?;
    let file = open_file(number, "fchown", context)?;
    done(rustix::fs::fchown(&*file, user, group), "fchown")
}

/// The arguments `uid` and `gid`; -1, or its like in 32 bits, leaves one as it is.
pub(super) fn owner(
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<(Option<Uid>, Option<Gid>)> {
    let most = f64::from(u32::MAX);
    let user = error::validate_integer(args.get_or_undefined(1), "uid", -1.0, most, context)?;
    let group = error::validate_integer(args.get_or_undefined(2), "gid", -1.0, most, context)?;
    let given = |id: f64| (id >= 0.0 && id < most).then_some(id as u32);
    Ok((
        given(user).map(Uid::from_raw),
        given(group).map(Gid::from_raw),
    ))
}

/// `utimes(path, atime, mtime)`
pub(super) fn utimes(args: &[JsValue], context: &mut Context) -> Outcome {
    change_times(args, AtFlags::empty(), "utime", context)
}

/// `lutimes(path, atime, mtime)`
pub(super) fn lutimes(args: &[JsValue], context: &mut Context) -> Outcome {
    change_times(args, AtFlags::SYMLINK_NOFOLLOW, "lutime", context)
}

fn change_times(
    args: &[JsValue],
    flags: AtFlags,
    syscall: &'static str,
    context: &mut Context,
) -> Outcome {
    let path = writable(args.get_or_undefined(0), "path", context)?;
    let times = named_times(args, ["time", "time"], context)?;
    let changed = rustix::fs::utimensat(CWD, path.as_path(), &times, flags);
    path.check(changed, syscall)?;
    Ok(JsValue::undefined())
}

/// `futimes(fd, atime, mtime)`
pub(super) fn futimes(args: &[JsValue], context: &mut Context) -> Outcome {
    let number = args.get_or_undefined(0);
    let times = named_times(args, ["atime", "mtime"], context)?;
    let file = open_file(number, "futime", context)?;
    let changed = rustix::fs::futimens(&*file, &times);
    changed.map_err(|error| Failure::of_call(error, "futime"))?;
    Ok(JsValue::undefined())
}

/// Both times, by the names that the function gives them.
pub(super) fn named_times(
    args: &[JsValue],
    names: [&str; 2],
    context: &mut Context,
) -> JsResult<Timestamps> {
    Ok(Timestamps {
        last_access: timespec(seconds(args.get_or_undefined(1), names[0], context)?),
        last_modification: timespec(seconds(args.get_or_undefined(2), names[1], context)?),
    })
}

/// Node's `toUnixTimestamp`: seconds since 1970, from a number, its digits, or a `Date`.
fn seconds(value: &JsValue, name: &str, context: &mut Context) -> JsResult<f64> {
    if let Some(text) = value.as_string() {
        let number = text.to_number();
        if !number.is_nan() && JsValue::from(number).to_string(context)? == text {
            return Ok(number);
        }
    }
    if let Some(number) = value.as_number().filter(|number| number.is_finite()) {
        return Ok(if number < 0.0 { now() } else { number });
    }
    if let Some(date) = value
        .as_object()
        .and_then(|object| JsDate::from_object(object).ok())
    {
        let milliseconds = date.get_time(context)?;
        return Ok(milliseconds.to_number(context)? / 1000.0);
    }
    let expected = ["Date", "Time in seconds"];
    Err(error::invalid_arg_type(name, &expected, value, context))
}

fn now() -> f64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0.0, |since| since.as_secs_f64())
}

/// As libuv: microseconds, what is finer is cut.
fn timespec(seconds: f64) -> Timespec {
    // The cast saturates, and makes 0 of what is no number.
    let micros = (seconds * 1e6).floor() as i64;
    Timespec {
        tv_sec: micros.div_euclid(1_000_000),
        tv_nsec: micros.rem_euclid(1_000_000) * 1000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_become_whole_microseconds() {
        let pair = |seconds| {
            let time = timespec(seconds);
            (time.tv_sec, time.tv_nsec)
        };
        assert_eq!(pair(1.5), (1, 500_000_000));
        assert_eq!(pair(1_795_437_605.123_456), (1_795_437_605, 123_456_000));
        assert_eq!(pair(-1.5), (-2, 500_000_000));
        assert_eq!(pair(f64::NAN), (0, 0));
        assert_eq!(pair(f64::INFINITY), (i64::MAX / 1_000_000, 775_807_000));
    }
}
