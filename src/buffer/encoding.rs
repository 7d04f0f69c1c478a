//! From a script's encoding argument to a codec.
