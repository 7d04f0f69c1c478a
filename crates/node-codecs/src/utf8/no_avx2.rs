//! Stands for `avx2` where there is no choice of processors at run time.

pub(super) use super::from_latin1::write_portably as write_bytes_of_latin1;
pub(super) use super::from_utf16::write_portably as write_bytes_of_utf16;
pub(super) use super::measure::measure_portably as measure;
pub(super) use super::to_latin1::write_portably as write_latin1;
pub(super) use super::to_utf16::write_portably as write_utf16;
