//! Built-in modules against what Node gave for the same code.
//!
//! `NAME.cases.js` holds the cases, `NAME.expected` a line for each, written by
//! `record.js` under Node.

mod corpus;
mod files;

#[test]
fn os() {
    corpus::check("os");
}

#[test]
fn fs() {
    corpus::check("fs");
}

#[test]
fn crypto() {
    corpus::check("crypto");
}

#[test]
fn util() {
    corpus::check("util");
}

#[test]
fn string_decoder() {
    corpus::check("string_decoder");
}
