//! What hosts give to scripts and get from them.

mod classes;
mod drive;
mod functions;
mod modules;
mod persistent;
mod serde;
