//! Ends of a run that are no defect of the engine, by errors that no script can catch.
//!
//! The engine has one error for that: what it uses where it finds itself broken. So the
//! messages tell the two apart, and all of them stand here.

use boa_engine::JsError;
use boa_engine::error::{EngineError, PanicError};

/// Why a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// `process.exit`.
    Asked,
    /// Its time is over, or somebody asked for it on another thread.
    FromOutside,
    /// Its bound in instructions is reached.
    OutOfFuel,
    /// A host's job did not give the context back.
    ContextKept,
    /// An error of this kind, or of a limit, left the body of an async generator.
    InAsyncGenerator,
}

impl Ended {
    const ALL: [Self; 5] = [
        Self::Asked,
        Self::FromOutside,
        Self::OutOfFuel,
        Self::ContextKept,
        Self::InAsyncGenerator,
    ];

    const fn message(self) -> &'static str {
        match self {
            Self::Asked => "the script asked for its end",
            Self::FromOutside => "the run was ended from outside",
            Self::OutOfFuel => "the run has used up its fuel",
            Self::ContextKept => "an async job kept the context borrowed while it waited",
            Self::InAsyncGenerator => "an error of the engine ended an async generator",
        }
    }

    /// Why, if `error` is one of these.
    #[must_use]
    pub fn of(error: &JsError) -> Option<Self> {
        let Some(EngineError::Panic(panic)) = error.as_engine() else {
            return None;
        };
        let mut all = Self::ALL.into_iter();
        all.find(|ended| ended.message() == panic.message())
    }
}

impl From<Ended> for JsError {
    fn from(ended: Ended) -> Self {
        PanicError::new(ended.message()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_told_from_the_others_and_from_a_defect() {
        for ended in Ended::ALL {
            assert_eq!(Ended::of(&ended.into()), Some(ended));
        }
        assert_eq!(Ended::of(&PanicError::new("a defect").into()), None);
    }
}
