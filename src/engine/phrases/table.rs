//! Messages that need no source.

/// The engine's messages and V8's.
const TABLE: [(&str, &str); 34] = [
    (
        "Array.prototype.reduce: called on an empty array and with no initial value",
        "Reduce of empty array with no initial value",
    ),
    (
        "Array.prototype.reduceRight: called on an empty array and with no initial value",
        "Reduce of empty array with no initial value",
    ),
    (
        "can't convert symbol to string",
        "Cannot convert a Symbol value to a string",
    ),
    (
        "argument must not be a symbol",
        "Cannot convert a Symbol value to a number",
    ),
    (
        "argument must not be a bigint",
        "Cannot convert a BigInt value to a number",
    ),
    (
        "cannot mix BigInt and other types, use explicit conversions",
        "Cannot mix BigInt and other types, use explicit conversions",
    ),
    (
        "cannot convert object to primitive value",
        "Cannot convert object to primitive value",
    ),
    (
        "cannot convert null or undefined to Object",
        "Cannot convert undefined or null to object",
    ),
    ("invalid array length", "Invalid array length"),
    ("bad length for array", "Invalid array length"),
    (
        "radix must be an integer at least 2 and no greater than 36",
        "toString() radix argument must be between 2 and 36",
    ),
    ("invalid escape character found", "URI malformed"),
    (
        "Promise NewTarget cannot be undefined",
        "Promise constructor cannot be invoked without 'new'",
    ),
    (
        "Promise.resolve() called on a non-object",
        "PromiseResolve called on non-object",
    ),
    (
        "Proxy constructor called with non-object target",
        "Cannot create proxy with a non-object as target or handler",
    ),
    (
        "Proxy constructor called with non-object handler",
        "Cannot create proxy with a non-object as target or handler",
    ),
    (
        "Object.defineProperty: expected 'this' to be an Object",
        "Object.defineProperty called on non-object",
    ),
    (
        "buffer must be an ArrayBuffer",
        "First argument to DataView constructor must be an ArrayBuffer",
    ),
    (
        "'this' is not a Symbol",
        "Symbol.prototype.toString requires that 'this' be a Symbol",
    ),
    (
        "Cannot destructure 'undefined' value",
        "Cannot destructure 'undefined' as it is undefined.",
    ),
    (
        "Cannot destructure 'null' value",
        "Cannot destructure 'null' as it is null.",
    ),
    (
        "cannot get key and value from primitive item of `iterable`",
        "Iterator value is not an entry object",
    ),
    (
        "value with type `undefined` is not iterable",
        "undefined is not iterable (cannot read property Symbol(Symbol.iterator))",
    ),
    (
        "value with type `number` is not iterable",
        "number is not iterable (cannot read property Symbol(Symbol.iterator))",
    ),
    (
        "value with type `boolean` is not iterable",
        "boolean is not iterable (cannot read property Symbol(Symbol.iterator))",
    ),
    (
        "value with type `bigint` is not iterable",
        "bigint is not iterable (cannot read property Symbol(Symbol.iterator))",
    ),
    (
        "value with type `symbol` is not iterable",
        "symbol is not iterable (cannot read property Symbol(Symbol.iterator))",
    ),
    (
        "value with type `object` is not iterable",
        "object is not iterable (cannot read property Symbol(Symbol.iterator))",
    ),
    (
        "value with type `function` is not iterable",
        "function is not iterable (cannot read property Symbol(Symbol.iterator))",
    ),
    (
        "super constructor object must be constructor",
        "Super constructor is not a constructor",
    ),
    (
        "superclass must be a constructor",
        "Class extends value is not a constructor or null",
    ),
    (
        "Private element does not exist on object",
        "Cannot read private member from an object whose class did not declare it",
    ),
    (
        "right-hand side of 'instanceof' is not callable",
        "Right-hand side of 'instanceof' is not callable",
    ),
    ("abrupt end", "Unexpected end of input"),
];

/// Beginnings of the engine's messages that the rest of the message follows, and V8's words
/// before and after that.
const PATTERNS: [(&str, &str, &str, &str); 7] = [
    (
        "cannot mutate an immutable binding '",
        "'",
        "",
        "Assignment to constant variable.",
    ),
    (
        "cannot assign to uninitialized global property `",
        "`",
        "{}",
        " is not defined",
    ),
    (
        "method `",
        "` called on incompatible receiver",
        "{}",
        " called on incompatible receiver",
    ),
    (
        "right-hand side of 'instanceof' should be an object, got `",
        "`",
        "",
        "Right-hand side of 'instanceof' is not an object",
    ),
    ("codepoint `", "` outside of Unicode range", "{}", ""),
    (
        "cannot convert string '",
        "' to bigint primitive",
        "{}",
        " to a BigInt",
    ),
    ("cannot set non-writable property: ", "", "{}", ""),
];

/// V8's words for `message`; `None` where they are not known from it alone.
pub(super) fn words(message: &str) -> Option<String> {
    if let Some((_, words)) = TABLE.iter().find(|(engine, _)| *engine == message) {
        return Some((*words).to_owned());
    }
    let (index, rest) = PATTERNS.iter().enumerate().find_map(|(index, pattern)| {
        let rest = message.strip_prefix(pattern.0)?.strip_suffix(pattern.1)?;
        Some((index, rest))
    })?;
    let (_, _, named, after) = PATTERNS[index];
    Some(match (index, named) {
        (2, _) => format!("Method {rest}{after}"),
        (4, _) => format!("Invalid code point {rest}"),
        (5, _) => format!("Cannot convert {rest}{after}"),
        (6, _) => format!("Cannot assign to read only property '{rest}' of object"),
        (_, "{}") => format!("{rest}{after}"),
        _ => after.to_owned(),
    })
}

/// Whether V8's words for `message` show part of the source.
pub(super) fn needs_source(message: &str) -> bool {
    matches!(
        message,
        "not a callable function"
            | "not a constructor"
            | "class constructor cannot be invoked without 'new'"
            | "access of uninitialized binding"
            | "cannot convert 'null' or 'undefined' to object"
    )
}

/// V8's words where a native function threw `message`.
pub(super) fn of_native(message: &str) -> Option<String> {
    let is_conversion = message == "cannot convert 'null' or 'undefined' to object";
    is_conversion.then(|| "Cannot convert undefined or null to object".to_owned())
}
