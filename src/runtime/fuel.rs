//! A bound in instructions.

use super::builder::RuntimeBuilder;
use super::error::Error;
use super::instance::Runtime;
use crate::engine::ended::Ended;
use crate::engine::fuel;
use boa_engine::Context;

impl RuntimeBuilder {
    /// How many instructions the runtime may run, all runs together:
    /// [`Runtime::set_fuel`] tells more. No bound unless set. Needs the feature `fuel`.
    ///
    /// ```
    /// # use test_allocator as _;
    /// let mut runtime = slabjs::Runtime::builder().fuel(100_000).build()?;
    /// let error = runtime.evaluate("[1].map(() => { for (;;); })", "endless.js").unwrap_err();
    /// assert_eq!(error.kind(), slabjs::ErrorKind::OutOfFuel);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn fuel(mut self, instructions: u64) -> Self {
        self.fuel = Some(instructions);
        self
    }
}

impl Runtime {
    /// Gives the runtime `instructions` to run from here on, all runs together; `None`
    /// for no bound. Needs the feature `fuel`.
    ///
    /// An instruction is one of the engine's bytecode, and every one is counted:
    /// those of scripts, modules, jobs, timers, of callbacks of native functions, of
    /// getters, traps, generators, and of built-in modules in JavaScript. So the same
    /// program has used the same number on every machine, unless it asks for the time,
    /// for chance or for what has been collected. What a native function does itself
    /// (a regular expression, `Buffer.fill`, `JSON.parse`) counts as the one instruction
    /// that calls it: a time limit and a memory limit bound that.
    ///
    /// A run that needs more ends with [`crate::ErrorKind::OutOfFuel`], which no `catch` and no
    /// `finally` sees, and so does each one after it until there is fuel again. What
    /// stood on the engine's stack when it ended stays there, with the values it refers
    /// to, until the runtime is dropped.
    ///
    /// The feature turns on the engine's own feature `fuzz`, which costs a few percent of
    /// the time of every runtime. Who builds an engine context without a
    /// [`RuntimeBuilder`] then says how many instructions it may run:
    /// `ContextBuilder::instructions_remaining(usize::MAX)`; unless it is said, none.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let count = "let n = 0; for (let i = 0; i < 100; i++) n += i; n";
    /// runtime.set_fuel(Some(10_000));
    /// runtime.evaluate(&format!("{{ {count} }}"), "a.js")?;
    /// let used = 10_000 - runtime.fuel_left().unwrap();
    /// runtime.set_fuel(Some(used));
    /// runtime.evaluate(&format!("{{ {count} }}"), "a.js")?;
    /// assert_eq!(runtime.fuel_left(), Some(0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_fuel(&mut self, instructions: Option<u64>) {
        self.fuel = instructions;
    }

    /// How many instructions are left; `None` where there is no bound.
    ///
    /// ```
    /// # use test_allocator as _;
    /// let mut runtime = slabjs::Runtime::builder().fuel(1000).build()?;
    /// runtime.evaluate("1 + 1", "sum.js")?;
    /// assert!(runtime.fuel_left() < Some(1000));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn fuel_left(&self) -> Option<u64> {
        self.fuel
    }

    /// Puts the fuel where the engine burns it.
    pub(super) fn load_fuel(&mut self) -> Result<(), Error> {
        let Some(instructions) = self.fuel else {
            return Ok(());
        };
        // More than the engine can count is more than it can ever run.
        let count = usize::try_from(instructions)
            .map_or(fuel::UNLIMITED, |count| count.min(fuel::UNLIMITED));
        match (count, fuel::set(&mut self.context, count)) {
            (_, false) => Err(self.unknown_engine()),
            (0, true) => {
                let error = out_of_fuel(&mut self.context);
                self.empty_fuel();
                Err(error)
            }
            (_, true) => Ok(()),
        }
    }

    /// Takes what is left back after a run. `true` when nothing is.
    pub(super) fn take_fuel(&mut self) -> bool {
        if self.fuel.is_none() {
            return false;
        }
        let left = self.empty_fuel();
        self.fuel = Some(left as u64);
        left == 0
    }

    /// What was left; outside runs nothing is bounded.
    fn empty_fuel(&mut self) -> usize {
        let left = fuel::left(&self.context);
        // It could be set before, so it can be now.
        let _ = fuel::set(&mut self.context, fuel::UNLIMITED);
        left
    }

    fn unknown_engine(&mut self) -> Error {
        let message = "slabjs: this build of the engine does not let its fuel be set";
        let thrown = boa_engine::JsNativeError::error().with_message(message);
        Error::new(thrown.into(), &mut self.context)
    }
}

/// The error of a run that may not begin, or did not say itself why it ended.
pub(super) fn out_of_fuel(context: &mut Context) -> Error {
    let error = Error::new(Ended::OutOfFuel.into(), context);
    error.ended(crate::engine::watch::End::OutOfFuel, context)
}
