//! Bytes to text and back, in each of Node's encodings. No word of the engine.
