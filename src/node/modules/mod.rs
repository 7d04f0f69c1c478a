//! Module loading: CommonJS `require`, ES modules, built-in modules by name.
