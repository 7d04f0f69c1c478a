//! Open files by number.
//!
//! A script reaches the files that it opened itself, and the standard streams;
//! other descriptors of the process do not exist for it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::rc::Rc;

/// The open files of one context; closed with it.
#[derive(Debug, Default)]
pub(super) struct Descriptors {
    /// `None` for a standard stream that was closed.
    open: RefCell<HashMap<i32, Option<Rc<File>>>>,
}

impl Descriptors {
    /// The open file `number`; EBADF where there is none.
    pub(super) fn get(&self, number: i32) -> io::Result<Rc<File>> {
        if let Some(known) = self.open.borrow().get(&number) {
            return known.clone().ok_or_else(bad);
        }
        let file = Rc::new(standard(number)?);
        let mut open = self.open.borrow_mut();
        open.insert(number, Some(Rc::clone(&file)));
        Ok(file)
    }

    /// Takes an open file in, and gives it its number.
    pub(super) fn insert(&self, file: OwnedFd) -> i32 {
        let number = file.as_raw_fd();
        let file = Rc::new(File::from(file));
        self.open.borrow_mut().insert(number, Some(file));
        number
    }

    /// Closes the file `number`; EBADF where there is none.
    pub(super) fn close(&self, number: i32) -> io::Result<()> {
        self.get(number)?;
        let mut open = self.open.borrow_mut();
        if (0..=2).contains(&number) {
            open.insert(number, None);
        } else {
            open.remove(&number);
        }
        Ok(())
    }
}

fn bad() -> io::Error {
    io::Error::from_raw_os_error(libc::EBADF)
}

/// A standard stream of the process, as a file of its own: closing it leaves
/// the process's open.
fn standard(number: i32) -> io::Result<File> {
    let duplicate = |stream: BorrowedFd<'_>| stream.try_clone_to_owned().map(File::from);
    match number {
        0 => duplicate(io::stdin().as_fd()),
        1 => duplicate(io::stdout().as_fd()),
        2 => duplicate(io::stderr().as_fd()),
        _ => Err(bad()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_numbers_are_open() {
        let descriptors = Descriptors::default();
        let file = File::open("/dev/null").expect("a null device");
        let foreign = file.as_raw_fd();
        assert!(descriptors.get(foreign).is_err());
        let number = descriptors.insert(file.into());
        assert!(descriptors.get(number).is_ok());
        assert!(descriptors.close(number).is_ok());
        assert!(descriptors.get(number).is_err());
        assert!(descriptors.close(number).is_err());
    }

    #[test]
    fn a_closed_standard_stream_stays_closed() {
        let descriptors = Descriptors::default();
        assert!(descriptors.get(2).is_ok());
        assert!(descriptors.close(2).is_ok());
        assert!(descriptors.get(2).is_err());
        assert!(Descriptors::default().get(2).is_ok());
    }
}
