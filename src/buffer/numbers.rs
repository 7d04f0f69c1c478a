//! Fixed- and variable-width numbers.
