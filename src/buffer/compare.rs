//! `equals`, `compare`: byte order.
