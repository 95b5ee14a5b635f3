//! What Ctrl-C does while files are written: nothing half-written is left. The only caller of ctrlc.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};

/// The exit status of a program that Ctrl-C ended: 128 and the number of the signal, as shells have it.
pub const STATUS: u8 = 130;

static IS_STOPPED: AtomicBool = AtomicBool::new(false);

/// The temporary file that is being written, if there is one.
static TEMPORARY: Mutex<Option<PathBuf>> = Mutex::new(None);

/// A flag that Ctrl-C raises, for a command that looks at it and cleans up by itself.
pub fn flag() -> &'static AtomicBool {
    handle();
    &IS_STOPPED
}

/// Has Ctrl-C remove a temporary file and end the program, until what is returned is dropped.
pub fn removes(temporary: &Path) -> Guard {
    handle();
    *TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner) = Some(temporary.to_owned());
    Guard
}

/// While it lives, Ctrl-C removes a temporary file.
pub struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        *TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

fn handle() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Without a handler, Ctrl-C ends the program as usual.
        let _ = ctrlc::set_handler(|| {
            IS_STOPPED.store(true, Ordering::Relaxed);
            if let Some(temporary) = TEMPORARY
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take()
            {
                let _ = fs::remove_file(temporary);
                process::exit(i32::from(STATUS));
            }
        });
    });
}
