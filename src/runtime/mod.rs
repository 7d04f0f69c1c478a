//! What a Rust host holds: `Runtime`, its builder, limits and observers.
