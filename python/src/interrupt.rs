//! Long work that heeds Ctrl-C.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

/// Time after which Python's signals are looked at.
const PATIENCE: Duration = Duration::from_millis(50);

/// Does work on a thread of its own, without the interpreter's lock, and lets Python handle its signals meanwhile. Where
/// one raises an exception, the flag that the work was handed is set, and the exception is raised when the work has ended.
pub(crate) fn interruptible<T: Send>(
    py: Python<'_>,
    work: impl FnOnce(&Arc<AtomicBool>) -> T + Send,
) -> PyResult<T> {
    let is_stopped = Arc::new(AtomicBool::new(false));
    py.detach(|| {
        thread::scope(|scope| {
            let (done, result) = channel();
            let flag = &is_stopped;
            let worker = scope.spawn(move || {
                // The receiver waits for it.
                let _ = done.send(work(flag));
            });
            let mut raised = None;
            let found = loop {
                match result.recv_timeout(PATIENCE) {
                    Ok(found) => break Some(found),
                    Err(RecvTimeoutError::Disconnected) => break None,
                    Err(RecvTimeoutError::Timeout) if raised.is_none() => {
                        #[expect(
                            clippy::redundant_closure_for_method_calls,
                            reason = "the method is of one lifetime"
                        )]
                        if let Err(error) = Python::attach(|py| py.check_signals()) {
                            is_stopped.store(true, Ordering::Relaxed);
                            raised = Some(error);
                        }
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                }
            };
            let has_panicked = worker.join().is_err();
            match (raised, found) {
                (Some(error), _) => Err(error),
                (None, Some(found)) if !has_panicked => Ok(found),
                _ => Err(PyRuntimeError::new_err(
                    "arcminute has a fault here: please report the call and what stands above",
                )),
            }
        })
    })
}
