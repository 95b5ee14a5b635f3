//! The files that a command reads, over which it writes none of its own.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

thread_local! {
    /// Of the command that runs on this thread.
    static INPUTS: RefCell<BTreeSet<PathBuf>> = const { RefCell::new(BTreeSet::new()) };
}

/// Notes a file that is read. Devices and pipes are not kept: what is read of them is not there again.
pub(crate) fn note_input(path: &Path) {
    if path.is_file()
        && let Ok(place) = path.canonicalize()
    {
        INPUTS.with_borrow_mut(|inputs| inputs.insert(place));
    }
}

/// Begins a command, which has read nothing yet.
pub(crate) fn forget_inputs() {
    INPUTS.take();
}

/// True if the command reads this file, under this or another name.
pub(crate) fn is_input(path: &Path) -> bool {
    let place = path.canonicalize();
    place.is_ok_and(|place| INPUTS.with_borrow(|inputs| inputs.contains(&place)))
}
