//! Signals while files are written: nothing is left half-written. The only caller of signal-hook and ctrlc.
//!
//! The first of INT, TERM, HUP and QUIT removes the temporary files and ends the process, whatever it is doing. Another
//! within [`SAME_SIGNAL`] counts as the same; a later one ends the process at once.

use std::process;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use super::host;
use super::message::message;
use crate::export::file;

/// True if the finished files make a run that can be resumed.
static IS_RESUMABLE: AtomicBool = AtomicBool::new(false);

/// Makes signals clean up from here on, unless the host handles them.
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

/// Makes the message of a stopped process say that its run can be resumed.
pub(super) fn set_resumable() {
    IS_RESUMABLE.store(true, Ordering::Relaxed);
}

/// Ends the process with a status, once its temporary files are gone.
fn end(status: i32) -> ! {
    file::remove_temporaries();
    if IS_RESUMABLE.load(Ordering::Relaxed) {
        message!("\nerror: {}", crate::Error::Interrupted);
    }
    process::exit(status)
}

/// Signals within this time count as one: `timeout` signals its child and then the group that holds the child. Removing the
/// temporary files takes far less, unless their disk does not answer.
#[cfg(unix)]
const SAME_SIGNAL: std::time::Duration = std::time::Duration::from_millis(500);

#[cfg(unix)]
fn install() -> std::io::Result<()> {
    use std::time::Instant;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXCPU};
    use signal_hook::iterator::Signals;

    ENDS_AT_XCPU.store(false, Ordering::Relaxed);
    let ignored = ignored_signals();
    let is_heeded = |signal: &i32| ignored & (1 << (signal - 1)) == 0;
    let signals: Vec<i32> = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU]
        .into_iter()
        .filter(is_heeded)
        .collect();
    let mut received = Signals::new(&signals)?;
    let watch = move || {
        let mut first: Option<Instant> = None;
        for signal in received.forever() {
            let status = status_of(signal);
            match first {
                None => {
                    first = Some(Instant::now());
                    // In a thread of its own, so that a later signal is handled while it waits for a disk.
                    let ending = thread_named("end").spawn(move || end(status));
                    if ending.is_err() {
                        end(status);
                    }
                }
                Some(first) if first.elapsed() < SAME_SIGNAL => {}
                Some(_) => signal_hook::low_level::exit(status),
            }
        }
    };
    thread_named("signals").spawn(watch).map(drop)
}

#[cfg(unix)]
fn thread_named(name: &str) -> std::thread::Builder {
    std::thread::Builder::new().name(name.to_owned())
}

/// The exit status after a signal: 128 plus its number, as shells report it. The limit of processor time ends a process as
/// TERM does.
#[cfg(unix)]
fn status_of(signal: i32) -> i32 {
    use signal_hook::consts::{SIGTERM, SIGXCPU};

    128 + if signal == SIGXCPU { SIGTERM } else { signal }
}

/// True until there are temporary files to remove at the limit of processor time.
#[cfg(unix)]
static ENDS_AT_XCPU: std::sync::LazyLock<std::sync::Arc<AtomicBool>> =
    std::sync::LazyLock::new(|| std::sync::Arc::new(AtomicBool::new(true)));

/// Makes limits of the system (`ulimit`) end the process with a status of its own: beyond the maximum file size, writing
/// fails as on a full disk, and the limit of processor time acts as TERM.
#[cfg(unix)]
pub(super) fn heed_limits() {
    use std::sync::Arc;

    use signal_hook::consts::{SIGXCPU, SIGXFSZ};
    use signal_hook::flag;

    // Without handlers, the signals end the process as usual.
    let _ = flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
    let status = status_of(SIGXCPU);
    let _ = flag::register_conditional_shutdown(SIGXCPU, status, Arc::clone(&ENDS_AT_XCPU));
}

#[cfg(not(unix))]
pub(super) fn heed_limits() {}

/// The signals ignored since the start of the process, as `nohup` and shells arrange for background jobs: bit 0 is signal 1.
/// Known only on Linux.
#[cfg(unix)]
fn ignored_signals() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .unwrap_or(0)
}

#[cfg(not(unix))]
fn install() -> std::result::Result<(), ctrlc::Error> {
    const STATUS_OF_INT: i32 = 130;
    ctrlc::set_handler(|| end(STATUS_OF_INT))
}
