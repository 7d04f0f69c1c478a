//! What one context knows of modules.

use super::builtins::{Builtin, Builtins, Loader, NameError};
use super::files::{Files, SystemFiles};
use super::resolver::Resolver;
use crate::engine::per_context;
use boa_engine::Context;
use std::rc::Rc;

/// What one context knows of modules.
pub struct Modules {
    builtins: Rc<Builtins>,
    resolver: Resolver,
}

impl Modules {
    fn new(rows: &'static [Builtin], files: Rc<dyn Files>) -> Self {
        let builtins = Rc::new(Builtins::new(rows));
        Self {
            resolver: Resolver::new(files, Rc::clone(&builtins)),
            builtins,
        }
    }

    /// The modules of `context`; where none were installed, the whole file system and no
    /// built-in module.
    pub fn of(context: &mut Context) -> Rc<Self> {
        match per_context::get(context) {
            Some(modules) => modules,
            None => Self::install(&[], Rc::new(SystemFiles), context),
        }
    }

    /// Gives `context` the built-in modules of `rows`, and those in the file system as
    /// `files` shows it. Modules loaded before are forgotten.
    pub fn install(
        rows: &'static [Builtin],
        files: Rc<dyn Files>,
        context: &mut Context,
    ) -> Rc<Self> {
        per_context::set(Self::new(rows, files), context)
    }

    /// Refuses the built-in modules of these names, without `node:`, from now on.
    pub fn deny(&self, names: &'static [&'static str]) {
        self.builtins.deny(names);
    }

    /// Adds a built-in module: `name` has a scheme of its own (`host:db`), `load` makes its
    /// value when it is first required or imported. An import finds the properties of
    /// an object as named exports, and the value itself as default.
    ///
    /// # Errors
    ///
    /// A name without a scheme, with a reserved one, or that is taken.
    pub fn add_builtin(&self, name: &str, load: Loader) -> Result<(), NameError> {
        self.builtins.add(name, load)
    }

    /// The built-in modules.
    #[must_use]
    pub fn builtins(&self) -> &Builtins {
        &self.builtins
    }

    /// The resolver.
    #[must_use]
    pub fn resolver(&self) -> &Resolver {
        &self.resolver
    }
}
