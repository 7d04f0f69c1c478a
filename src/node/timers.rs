//! Timers: `setTimeout`, `setInterval`, `setImmediate` and their objects.
