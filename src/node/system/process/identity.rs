//! Versions, platform, arguments and ids.

use super::{ProcessOptions, strings};
use crate::engine::native::{self, Definition};
use crate::engine::system;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::Attribute;
use boa_engine::{Context, JsResult, JsString, JsValue, NativeFunction, js_string};

/// The version of Node whose behaviour is followed.
pub const NODE_VERSION: &str = "26.12.1";

/// The version of the engine; `Cargo.lock` pins it.
const ENGINE_VERSION: &str = "0.22.0";

const FIXED: Attribute = Attribute::ENUMERABLE.union(Attribute::CONFIGURABLE);

const IDS: [Definition; 4] = [
    ("getuid", 0, getuid),
    ("geteuid", 0, geteuid),
    ("getgid", 0, getgid),
    ("getegid", 0, getegid),
];

pub(super) fn define(process: &JsObject, options: &ProcessOptions, context: &mut Context) {
    define_versions(process, context);
    define_program(process, options, context);
    native::define(process, &IDS, native::ENUMERABLE, context);
    if let Some(find) = options.builtin_modules {
        define_builtin_modules(process, find, context);
    }
}

fn define_versions(process: &JsObject, context: &Context) {
    let versions = [
        ("node", NODE_VERSION),
        ("slabjs", env!("CARGO_PKG_VERSION")),
        ("boa", ENGINE_VERSION),
    ];
    let release = [("name", "node")];
    let version = JsString::from(format!("v{NODE_VERSION}"));
    native::set(process, js_string!("version"), version, FIXED);
    let fixed = Attribute::ENUMERABLE;
    native::set(
        process,
        js_string!("versions"),
        texts(&versions, fixed, context),
        FIXED,
    );
    native::set(process, js_string!("arch"), js_string!(arch()), FIXED);
    native::set(
        process,
        js_string!("platform"),
        js_string!(platform()),
        FIXED,
    );
    let release = texts(&release, native::ENUMERABLE, context);
    native::set(process, js_string!("release"), release, FIXED);
    native::set(
        process,
        js_string!("features"),
        features(context),
        Attribute::empty(),
    );
}

fn texts(fields: &[(&str, &str)], attributes: Attribute, context: &Context) -> JsObject {
    let object = JsObject::with_object_proto(context.intrinsics());
    for &(name, text) in fields {
        native::set(&object, js_string!(name), js_string!(text), attributes);
    }
    object
}

/// What Node may be built with, and this program isn't.
fn features(context: &Context) -> JsObject {
    let absent = [
        "inspector",
        "debug",
        "uv",
        "ipv6",
        "tls_alpn",
        "tls_sni",
        "tls_ocsp",
        "tls",
        "openssl_is_boringssl",
        "quic",
        "typescript",
    ];
    let features = JsObject::with_object_proto(context.intrinsics());
    for name in absent {
        native::set(&features, js_string!(name), false, Attribute::ENUMERABLE);
    }
    features
}

fn define_program(process: &JsObject, options: &ProcessOptions, context: &mut Context) {
    let program = options.program();
    let argv0 = std::env::args_os().next().unwrap_or_default();
    let argv0 = js_string!(&*argv0.to_string_lossy());
    let mut argv = vec![program.clone()];
    argv.extend(options.argv.iter().cloned());
    let parts = [
        ("title", JsString::from(options.title.as_str()).into()),
        ("argv", strings(&argv, context)),
        ("execArgv", strings(&options.exec_argv, context)),
        ("execPath", JsString::from(program.as_str()).into()),
        ("ppid", parent().into()),
    ];
    for (name, value) in parts {
        native::set(process, js_string!(name), value, native::ENUMERABLE);
    }
    native::set(process, js_string!("pid"), std::process::id(), FIXED);
    native::set(process, js_string!("argv0"), argv0, Attribute::empty());
}

fn define_builtin_modules(process: &JsObject, find: super::BuiltinModules, context: &Context) {
    let function = NativeFunction::from_copy_closure(move |_, args, context| {
        let name = args.first().cloned().unwrap_or_default();
        find(&name, context)
    });
    let function = FunctionObjectBuilder::new(context.realm(), function)
        .name(js_string!("getBuiltinModule"))
        .length(1)
        .build();
    native::set(
        process,
        js_string!("getBuiltinModule"),
        function,
        native::ENUMERABLE,
    );
}

fn parent() -> u32 {
    std::os::unix::process::parent_id()
}

/// The processor under Node's name.
fn arch() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "x64",
        "x86" => "ia32",
        "aarch64" => "arm64",
        "powerpc64" => "ppc64",
        other => other,
    }
}

/// The system under Node's name.
fn platform() -> &'static str {
    match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        "solaris" | "illumos" => "sunos",
        other => other,
    }
}

fn getuid(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(system::identity().user.into())
}

fn geteuid(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(system::identity().effective_user.into())
}

fn getgid(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(system::identity().group.into())
}

fn getegid(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(system::identity().effective_group.into())
}

#[cfg(test)]
mod tests {
    use super::ENGINE_VERSION;

    #[test]
    fn the_engine_version_is_the_locked_one() {
        let lock = include_str!("../../../../Cargo.lock");
        let locked = format!("name = \"boa_engine\"\nversion = \"{ENGINE_VERSION}\"");
        assert!(lock.contains(&locked));
    }
}
