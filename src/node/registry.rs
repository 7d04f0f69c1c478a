//! The one table of built-in modules: a row each, in the order of the alphabet.
//!
//! The service in [`modules`] is handed these rows and knows no name of its own. A new
//! module is a source or a function, and a row here.

use super::modules::files::Files;
use super::modules::{self, Builtin, Modules};
use super::system::{constants, crypto, fs, os, path, process, timers, tty, zlib};
use super::tools::{
    assert, async_hooks, console, perf_hooks, readline, slabjs_memory, test, util, v8, vm,
};
use super::web::{blob, emit, string_decoder, url, web_streams};
use super::{buffer, inspect};
use boa_engine::{Context, JsResult, JsValue};
use std::rc::Rc;

/// Gives `context` every built-in module, and those in the file system as `files` shows
/// it. Modules loaded before are forgotten.
pub fn install(files: Rc<dyn Files>, context: &mut Context) -> Rc<Modules> {
    Modules::install(&BUILTINS, files, context)
}

/// `util.inspect` alone, so that what prints does not load all of `node:util`.
fn inspect_function(context: &mut Context) -> JsResult<JsValue> {
    inspect::function(context).map(JsValue::from)
}

/// First those that scripts can load, then those that only built-in modules can.
static BUILTINS: [Builtin; 99] = [
    Builtin::javascript("assert", include_str!("tools/assert/assert.js")).with(&assert::BINDING),
    Builtin::member_of("assert/strict", "assert", "strict"),
    Builtin::javascript(
        "async_hooks",
        include_str!("tools/async_hooks/async_hooks.js"),
    ),
    Builtin::rust("buffer", buffer::module),
    Builtin::javascript("child_process", include_str!("system/child_process.js")),
    Builtin::rust("console", console::load),
    Builtin::rust("constants", constants::module),
    Builtin::rust("crypto", crypto::module),
    Builtin::javascript(
        "diagnostics_channel",
        include_str!("tools/diagnostics_channel.js"),
    ),
    Builtin::javascript("events", include_str!("web/events.js")).with(&emit::BINDING),
    Builtin::rust("fs", fs::module),
    Builtin::rust("fs/promises", fs::promises_module),
    Builtin::rust("module", modules::commonjs::module_module),
    Builtin::rust("os", os::module),
    Builtin::javascript("path", include_str!("system/path.js")).with(&path::BINDING),
    Builtin::member_of("path/posix", "path", "posix"),
    Builtin::member_of("path/win32", "path", "win32"),
    Builtin::javascript("perf_hooks", include_str!("tools/perf_hooks/perf_hooks.js"))
        .bound_by(perf_hooks::binding),
    Builtin::rust("process", process::load),
    Builtin::javascript("punycode", include_str!("web/punycode.js")),
    Builtin::javascript("querystring", include_str!("web/querystring.js")),
    Builtin::javascript("readline", include_str!("tools/readline/readline.js")),
    Builtin::javascript(
        "readline/promises",
        include_str!("tools/readline/promises.js"),
    ),
    Builtin::javascript(
        "slabjs:memory",
        include_str!("tools/slabjs_memory/memory.js"),
    )
    .with(&slabjs_memory::FUNCTIONS),
    Builtin::javascript("stream", include_str!("web/stream/stream.js")),
    Builtin::javascript("stream/consumers", include_str!("web/stream/consumers.js")),
    Builtin::javascript("stream/promises", include_str!("web/stream/promises.js")),
    Builtin::rust("stream/web", web_streams::module),
    Builtin::rust("string_decoder", string_decoder::module),
    Builtin::javascript("test", include_str!("tools/test/test.js")).needs_prefix(),
    Builtin::rust("timers", timers::load),
    Builtin::javascript("timers/promises", include_str!("system/timers/promises.js")),
    Builtin::rust("tty", tty::module),
    Builtin::javascript("url", include_str!("web/url/legacy.js")).with(&url::LEGACY_BINDING),
    Builtin::rust("util", util::module),
    Builtin::rust("util/types", util::types::module),
    Builtin::javascript("v8", include_str!("tools/v8/v8.js")).with(&v8::FUNCTIONS),
    Builtin::javascript("vm", include_str!("tools/vm/vm.js")).with(&vm::BINDING),
    Builtin::javascript("zlib", include_str!("system/zlib/zlib.js")).with(&zlib::BINDING),
    Builtin::javascript("internal:abort", include_str!("web/event_target/abort.js")),
    Builtin::javascript(
        "internal:abort_error",
        include_str!("web/event_target/abort_error.js"),
    ),
    Builtin::javascript(
        "internal:assertion_error",
        include_str!("tools/assert/assertion_error.js"),
    )
    .with(&assert::BINDING),
    Builtin::javascript(
        "internal:async_context",
        include_str!("tools/async_hooks/context.js"),
    )
    .with(&async_hooks::BINDING),
    Builtin::javascript("internal:blob", include_str!("web/blob/blob.js")).with(&blob::BINDING),
    Builtin::javascript(
        "internal:crypto_stream",
        include_str!("system/crypto/stream.js"),
    )
    .with(&crypto::STREAM_BINDING)
    .shown_as("node:crypto/stream"),
    Builtin::javascript(
        "internal:deprecate",
        include_str!("tools/util/deprecate.js"),
    )
    .shown_as("node:util"),
    Builtin::javascript("internal:event", include_str!("web/event_target/event.js")),
    Builtin::javascript(
        "internal:event_target",
        include_str!("web/event_target/event_target.js"),
    ),
    Builtin::javascript("internal:fs/streams", include_str!("system/fs/streams.js"))
        .with(&fs::STREAMS_BINDING),
    Builtin::rust("internal:inspect", inspect_function),
    Builtin::javascript("internal:path/glob", include_str!("system/glob.js")),
    Builtin::javascript(
        "internal:process/standard",
        include_str!("system/process/standard.js"),
    )
    .with(&process::STANDARD_BINDING),
    Builtin::javascript(
        "internal:readline/editor",
        include_str!("tools/readline/editor.js"),
    ),
    Builtin::javascript(
        "internal:readline/interface",
        include_str!("tools/readline/interface.js"),
    )
    .with(&readline::BINDING),
    Builtin::javascript(
        "internal:readline/iterator",
        include_str!("tools/readline/iterator.js"),
    ),
    Builtin::javascript(
        "internal:readline/keys",
        include_str!("tools/readline/keys.js"),
    ),
    Builtin::javascript(
        "internal:readline/screen",
        include_str!("tools/readline/screen.js"),
    ),
    Builtin::javascript("internal:stream/abort", include_str!("web/stream/abort.js")),
    Builtin::javascript("internal:stream/bytes", include_str!("web/stream/bytes.js")),
    Builtin::javascript(
        "internal:stream/compose",
        include_str!("web/stream/compose.js"),
    ),
    Builtin::javascript(
        "internal:stream/condition",
        include_str!("web/stream/condition.js"),
    ),
    Builtin::javascript(
        "internal:stream/destroy",
        include_str!("web/stream/destroy.js"),
    ),
    Builtin::javascript(
        "internal:stream/duplex",
        include_str!("web/stream/duplex.js"),
    ),
    Builtin::javascript(
        "internal:stream/faults",
        include_str!("web/stream/faults.js"),
    ),
    Builtin::javascript(
        "internal:stream/finished",
        include_str!("web/stream/finished.js"),
    ),
    Builtin::javascript("internal:stream/from", include_str!("web/stream/from.js")),
    Builtin::javascript(
        "internal:stream/legacy",
        include_str!("web/stream/legacy.js"),
    ),
    Builtin::javascript("internal:stream/marks", include_str!("web/stream/marks.js")),
    Builtin::javascript(
        "internal:stream/operators",
        include_str!("web/stream/operators.js"),
    ),
    Builtin::javascript("internal:stream/pair", include_str!("web/stream/pair.js")),
    Builtin::javascript("internal:stream/pipe", include_str!("web/stream/pipe.js")),
    Builtin::javascript(
        "internal:stream/pipeline",
        include_str!("web/stream/pipeline.js"),
    ),
    Builtin::javascript("internal:stream/queue", include_str!("web/stream/queue.js")),
    Builtin::javascript(
        "internal:stream/readable",
        include_str!("web/stream/readable.js"),
    ),
    Builtin::javascript("internal:stream/shown", include_str!("web/stream/shown.js")),
    Builtin::javascript(
        "internal:stream/transform",
        include_str!("web/stream/transform.js"),
    ),
    Builtin::javascript("internal:stream/web", include_str!("web/stream/web.js")),
    Builtin::javascript(
        "internal:stream/writable",
        include_str!("web/stream/writable.js"),
    ),
    Builtin::javascript(
        "internal:test/assertions",
        include_str!("tools/test/assertions.js"),
    )
    .shown_as("node:test/assertions"),
    Builtin::javascript(
        "internal:test/context",
        include_str!("tools/test/context.js"),
    )
    .shown_as("node:test/context"),
    Builtin::javascript(
        "internal:test/failure",
        include_str!("tools/test/failure.js"),
    )
    .shown_as("node:test/failure"),
    Builtin::javascript("internal:test/mock", include_str!("tools/test/mock.js"))
        .shown_as("node:test/mock"),
    Builtin::javascript(
        "internal:test/mock_timers",
        include_str!("tools/test/mock_timers.js"),
    )
    .shown_as("node:test/mock_timers"),
    Builtin::javascript(
        "internal:test/options",
        include_str!("tools/test/options.js"),
    )
    .shown_as("node:test/options"),
    Builtin::javascript("internal:test/place", include_str!("tools/test/place.js"))
        .shown_as("node:test/place"),
    Builtin::javascript("internal:test/plan", include_str!("tools/test/plan.js"))
        .shown_as("node:test/plan"),
    Builtin::javascript("internal:test/runner", include_str!("tools/test/runner.js"))
        .with(&test::BINDING)
        .shown_as("node:test/runner"),
    Builtin::javascript(
        "internal:test/snapshot",
        include_str!("tools/test/snapshot.js"),
    )
    .with(&test::BINDING)
    .shown_as("node:test/snapshot"),
    Builtin::javascript(
        "internal:tty_write_stream",
        include_str!("system/tty/write_stream.js"),
    )
    .with(&tty::BINDING)
    .shown_as("node:tty/write_stream"),
    Builtin::javascript(
        "internal:web_streams/encoding",
        include_str!("web/web_streams/encoding.js"),
    ),
    Builtin::javascript(
        "internal:web_streams/readable",
        include_str!("web/web_streams/readable.js"),
    ),
    Builtin::javascript(
        "internal:web_streams/shared",
        include_str!("web/web_streams/shared.js"),
    ),
    Builtin::javascript(
        "internal:web_streams/strategies",
        include_str!("web/web_streams/strategies.js"),
    ),
    Builtin::javascript(
        "internal:web_streams/transferring",
        include_str!("web/web_streams/transferring.js"),
    ),
    Builtin::javascript(
        "internal:web_streams/transform",
        include_str!("web/web_streams/transform.js"),
    ),
    Builtin::javascript(
        "internal:web_streams/writable",
        include_str!("web/web_streams/writable.js"),
    ),
    Builtin::javascript("internal:whatwg_url", include_str!("web/url/whatwg.js"))
        .with(&url::CLASSES_BINDING)
        .shown_as("node:internal/url"),
    Builtin::javascript("internal:zlib/codec", include_str!("system/zlib/codec.js"))
        .with(&zlib::BINDING),
    Builtin::javascript(
        "internal:zlib/constants",
        include_str!("system/zlib/constants.js"),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_are_in_order_without_doubles() {
        let names: Vec<&str> = BUILTINS.iter().map(Builtin::name).collect();
        let at = names.iter().position(|name| name.starts_with("internal:"));
        let (public, internal) = names.split_at(at.expect("internal modules"));
        for part in [public, internal] {
            assert!(part.is_sorted_by(|one, next| one < next));
        }
        assert!(internal.iter().all(|name| name.starts_with("internal:")));
    }
}
