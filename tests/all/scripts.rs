//! Runs a script file in a runtime of its own, as the command would.

use std::{cell::RefCell, path::Path, rc::Rc};

use slabjs::program::{self, EventLoop, Origin, Stop};
use slabjs::{Error, Runtime};

/// What a script came to.
pub struct Ran {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

pub fn run(script: &Path) -> Ran {
    let output = Rc::new(RefCell::new(Vec::new()));
    let errors = Rc::new(RefCell::new(Vec::new()));
    let mut runtime = Runtime::builder()
        .stdout(Rc::clone(&output))
        .stderr(Rc::clone(&errors))
        .build()
        .expect("a runtime");
    let context = runtime.context();
    let begun = match program::run_main(script, context) {
        Ok(_) => Ok(()),
        Err(error) => {
            EventLoop::of(context)
                .expect("the loop")
                .report(error, Origin::Exception, context)
        }
    };
    let ended = begun.and_then(|()| program::run_to_end(context));
    let code = ended.unwrap_or_else(|stop| {
        if let Stop::Uncaught(uncaught) = &stop {
            let shown = Error::new(uncaught.error.clone(), context).to_string();
            errors.borrow_mut().extend_from_slice(shown.as_bytes());
        }
        stop.exit_code()
    });
    let text = |bytes: &RefCell<Vec<u8>>| String::from_utf8_lossy(&bytes.borrow()).into_owned();
    Ran {
        stdout: text(&output),
        stderr: text(&errors),
        code,
    }
}
