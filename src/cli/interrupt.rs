//! Signals while files are written: nothing half-written is left. The only caller of signal-hook and ctrlc.
//!
//! The first of INT, TERM, HUP and QUIT removes the temporary files and ends the process, whatever it is at; a second
//! one ends it at once.

use std::process;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use super::host;
use super::message::message;
use crate::export::file;

/// True if the files that are whole make a run that can be resumed.
static IS_RESUMABLE: AtomicBool = AtomicBool::new(false);

/// Has signals clean up from here on, unless they are the host's.
pub(super) fn clean_up_on_signals() {
    static ONCE: Once = Once::new();
    if host::is_here() {
        return;
    }
    // Without handlers, signals end the process as usual.
    ONCE.call_once(|| {
        let _ = install();
    });
}

/// Has the message of a stopped process say that its run can be resumed.
pub(super) fn set_resumable() {
    IS_RESUMABLE.store(true, Ordering::Relaxed);
}

/// Ends the process as shells report a signal: with 128 and its number.
fn end(signal: i32) -> ! {
    file::remove_temporaries();
    if IS_RESUMABLE.load(Ordering::Relaxed) {
        message!("\nerror: {}", crate::Error::Interrupted);
    }
    process::exit(128 + signal)
}

#[cfg(unix)]
fn install() -> std::io::Result<()> {
    use std::sync::Arc;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::flag;
    use signal_hook::iterator::Signals;

    let mut signals = vec![SIGINT, SIGTERM, SIGQUIT];
    if !is_hangup_ignored() {
        signals.push(SIGHUP);
    }
    let is_ending = Arc::new(AtomicBool::new(false));
    for &signal in &signals {
        // In this order: the first signal finds the flag unset and sets it.
        flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&is_ending))?;
        flag::register(signal, Arc::clone(&is_ending))?;
    }
    let mut received = Signals::new(&signals)?;
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            if let Some(signal) = received.forever().next() {
                end(signal);
            }
        })?;
    Ok(())
}

/// True if the process was started to outlive its terminal, as `nohup` does; known on Linux alone.
#[cfg(unix)]
fn is_hangup_ignored() -> bool {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else {
        return false;
    };
    let ignored = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    // Bit 0 is signal 1, SIGHUP.
    ignored.is_some_and(|mask| mask & 1 == 1)
}

#[cfg(not(unix))]
fn install() -> std::result::Result<(), ctrlc::Error> {
    const SIGINT: i32 = 2;
    ctrlc::set_handler(|| end(SIGINT))
}
