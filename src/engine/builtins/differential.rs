//! Functions that are replaced, against the engine's own: the same calls in a realm with
//! the replacements and in one without, whose results and observable steps must agree.
//!
//! What the engine gets wrong, and is replaced for, is not among the calls.

use boa_engine::{Context, Source};

/// Random calls, reproducible, and what scripts see of a value.
const TOOLS: &str = r"
    let seed = 42;
    const random = (below) => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        return Math.floor((seed / 4294967296) * below);
    };
    const pick = (list) => list[random(list.length)];
    const UNITS = ['a', 'b', 'c', ',', ' ', '1', '\u00e9', '\u00df', '\u{1F600}', '\u4e00', '$', 'A'];
    const text = (most) => Array.from({ length: random(most) }, () => pick(UNITS)).join('');
    const shown = (value) => {
        if (Array.isArray(value)) {
            const own = Object.keys(value).map((key) => key + '=' + shown(value[key]));
            return '[' + own.join() + ']';
        }
        if (typeof value === 'object' && value !== null) {
            return '{' + Object.keys(value).map((key) => key + ':' + shown(value[key])).join() + '}';
        }
        return typeof value + ' ' + String(value);
    };
    const tried = (call) => {
        try {
            return shown(call());
        } catch (error) {
            return error.name;
        }
    };
    const lines = [];
";

/// Methods of strings, by strings and odd arguments.
const STRINGS: &str = r"
    const PLACES = [undefined, null, 0, 1, 2, -1, 5, 100, NaN, Infinity, -Infinity, '1', 1.7, true];
    const METHODS = [
        'indexOf', 'lastIndexOf', 'includes', 'startsWith', 'endsWith', 'split', 'replace',
        'replaceAll', 'concat', 'toLowerCase', 'toUpperCase',
    ];
    const BY = ['x', '[$&]', '$`', '$1$$', undefined, null, 7, (...all) => '<' + all.join('|') + '>'];
    for (let count = 0; count < 4000; count += 1) {
        const [subject, name, other] = [text(12), pick(METHODS), text(3)];
        const second = name.startsWith('replace') ? pick(BY) : pick(PLACES);
        lines.push([subject, name, other, tried(() => subject[name](other, second))].join(' '));
    }
    for (let count = 0; count < 300; count += 1) {
        const codes = Array.from({ length: random(5) }, () => pick([65, 233, 0x4e00, 65601, -1, 1.5, '66', NaN]));
        lines.push(tried(() => String.fromCharCode(...codes)));
        const points = Array.from({ length: random(4) }, () => pick([65, 233, 0xd83d, 0x1f600, '66', -1, 1.5]));
        lines.push(tried(() => String.fromCodePoint(...points)));
        const raw = Array.from({ length: random(4) }, () => text(3));
        lines.push(tried(() => String.raw({ raw }, 1, 'b', null)));
        lines.push(tried(() => [...text(9)]));
    }
";

/// Methods of regular expressions and of strings with them.
const PATTERNS: &str = r"
    const SOURCES = [
        'a', 'ab', 'a|b', '(a)|(b)', '(a)(b)?', '[a-c]+', '\\d', '\\w+', '\\s*', '(?:)', 'a*',
        'a*?', '(?<x>a)(?<y>b)?', '^', '$', '\\b', '.', '(.)\\1', '(?=a)', '(?<=a)', '(?!a)',
        '[^a]', '\\$', '\\u00e9', '((a)|(b))*', 'A', '\\u4e00', '\\1', '[\\s\\S]',
    ];
    const FLAGS = ['', 'g', 'y', 'gy', 'i', 'gi', 'm', 's', 'd', 'dg'];
    const BY = ['x', '[$&]', '$1', '$2$1', '$10', '$<x>', '$', (...all) => '<' + all.map(shown).join('|') + '>'];
    const CALLS = [
        (pattern, subject) => [pattern.exec(subject), pattern.lastIndex, pattern.exec(subject)],
        (pattern, subject) => [pattern.test(subject), pattern.lastIndex],
        (pattern, subject) => subject.match(pattern),
        (pattern, subject) => [...subject.matchAll(pattern)],
        (pattern, subject) => subject.search(pattern),
        (pattern, subject) => subject.split(pattern, pick([undefined, 0, 2, '3'])),
        (pattern, subject) => subject.replace(pattern, pick(BY)),
        (pattern, subject) => subject.replaceAll(pattern, pick(BY)),
    ];
    for (let count = 0; count < 4000; count += 1) {
        const [subject, source, flags, call] = [text(12), pick(SOURCES), pick(FLAGS), pick(CALLS)];
        const pattern = new RegExp(source, flags);
        pattern.lastIndex = pick([0, 0, 0, 1, 3, 20]);
        const result = tried(() => call(pattern, subject));
        lines.push([subject, pattern, result, pattern.lastIndex].join(' '));
    }
";

/// What is read, written and called on the way, and in which order.
const STEPS: &str = r"
    let log = [];
    const traced = (target, name) => new Proxy(target, {
        get(own, key) {
            log.push(name + '.get ' + String(key));
            const value = Reflect.get(own, key);
            return typeof value === 'function' ? value.bind(own) : value;
        },
        set(own, key, value) {
            log.push(name + '.set ' + String(key) + ' ' + String(value));
            return Reflect.set(own, key, value);
        },
        has(own, key) {
            log.push(name + '.has ' + String(key));
            return Reflect.has(own, key);
        },
    });
    const converted = (name, value) => ({
        toString() { log.push(name + '.toString'); return value; },
        valueOf() { log.push(name + '.valueOf'); return value; },
    });
    const NAMES = [
        'indexOf', 'lastIndexOf', 'includes', 'startsWith', 'endsWith', 'split', 'replace',
        'replaceAll', 'concat', 'match', 'search', 'matchAll', 'padStart', 'padEnd', 'repeat',
    ];
    for (const name of NAMES) {
        const patterns = [
            () => converted('pattern', 'b'),
            () => traced(/b/g, 'pattern'),
            () => traced(/b/, 'pattern'),
            () => Object.assign(/b/g, { exec(subject) { log.push('exec'); return RegExp.prototype.exec.call(this, subject); } }),
        ];
        for (const pattern of patterns) {
            log = [];
            const method = String.prototype[name];
            const call = () => method.call(converted('this', 'abab'), pattern(), converted('second', '1'));
            lines.push([name, tried(call), ...log].join(' '));
        }
    }
    for (const key of ['exec', 'test', 'toString', Symbol.match, Symbol.replace, Symbol.search, Symbol.split]) {
        const receivers = [
            () => traced(/b/g, 'this'),
            () => ({ flags: 'g', exec: () => null, lastIndex: 0 }),
            () => Object.assign(/b/g, { lastIndex: converted('lastIndex', 1) }),
            () => Object.defineProperty(/b/g, 'flags', { get() { log.push('flags'); return 'g'; } }),
        ];
        for (const receiver of receivers) {
            log = [];
            const call = () => RegExp.prototype[key].call(receiver(), converted('subject', 'abab'), converted('second', '2'));
            lines.push([String(key), tried(call), ...log].join(' '));
        }
    }
    for (const name of ['toFixed', 'toExponential', 'toPrecision']) {
        log = [];
        lines.push([name, tried(() => Number.prototype[name].call(123.456, converted('digits', 2))), ...log].join(' '));
    }
    log = [];
    lines.push([tried(() => parseInt(converted('text', '17'), converted('radix', 8))), ...log].join(' '));
    log = [];
    lines.push([tried(() => new Date(converted('year', 2020), converted('month', 1))), ...log].join(' '));
";

/// Names, lengths and attributes of what the realm has.
const PROPERTIES: &str = r"
    const HOLDERS = [
        ['String', String], ['String.prototype', String.prototype], ['RegExp.prototype', RegExp.prototype],
        ['Number', Number], ['Number.prototype', Number.prototype], ['Date.prototype', Date.prototype],
        ['strings', Object.getPrototypeOf(''[Symbol.iterator]())],
    ];
    for (const [holder, object] of HOLDERS) {
        for (const key of Reflect.ownKeys(object)) {
            const { value, get, writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(object, key);
            const code = value ?? get;
            const made = typeof code === 'function' && [code.name, code.length, Reflect.ownKeys(code).map(String).join()];
            lines.push([holder, String(key), writable, enumerable, configurable, made].join(' '));
        }
    }
    for (const [name, own] of [['parseInt', parseInt], ['split', String.prototype.split], ['exec', RegExp.prototype.exec]]) {
        lines.push(name + tried(() => new own('1')));
    }
";

fn lines(program: &str, replaced: bool) -> Vec<String> {
    let context = &mut Context::default();
    if replaced {
        super::install(context).expect("fresh intrinsics");
    }
    let source = format!("{{ {TOOLS} {program} lines.join('\\u0001') }}");
    let value = context.eval(Source::from_bytes(&source));
    let value = value.unwrap_or_else(|error| panic!("{error}"));
    let text = value.as_string().expect("a string").to_std_string_lossy();
    text.split('\u{1}').map(str::to_owned).collect()
}

fn agree(program: &str) {
    let (own, replaced) = (lines(program, false), lines(program, true));
    assert_eq!(own.len(), replaced.len());
    for (own, replaced) in own.iter().zip(&replaced) {
        assert_eq!(own, replaced);
    }
}

#[test]
fn methods_of_strings_give_what_the_engines_give() {
    agree(STRINGS);
}

#[test]
fn methods_of_patterns_give_what_the_engines_give() {
    agree(PATTERNS);
}

#[test]
fn scripts_see_the_same_steps() {
    agree(STEPS);
}

#[test]
fn properties_are_those_of_the_engine() {
    agree(PROPERTIES);
}
