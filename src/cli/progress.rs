//! Progress of a command, on standard error where that is a terminal. The only caller of indicatif.

use std::fmt::Write;
use std::io::Read;

use super::host;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// A bar that is drawn only where standard error is a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar for a number of rows.
    pub(super) fn of_rows(name: &str, count: u64) -> Self {
        let template = "{prefix} {bar:20} {human_pos}/{human_len} rows  {rate}  {eta} left";
        Self::new(name, Some(count), template)
    }

    /// A bar for a file that is read.
    pub(super) fn of_bytes(name: &str, bytes: Option<u64>) -> Self {
        let template = match bytes {
            Some(_) => "{prefix} {bar:20} {bytes}/{total_bytes}  {eta} left",
            None => "{prefix} {bytes} read  {elapsed}",
        };
        Self::new(name, bytes, template)
    }

    fn new(name: &str, length: Option<u64>, template: &str) -> Self {
        let target = if host::is_here() {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr()
        };
        let bar = ProgressBar::with_draw_target(length, target);
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(
                style.with_key("rate", |state: &ProgressState, out: &mut dyn Write| {
                    // A bar that cannot be drawn is no reason to stop.
                    let _ = match state.per_sec() {
                        many if many >= 1e6 => write!(out, "{:.1} million/s", many / 1e6),
                        few => write!(out, "{few:.0}/s"),
                    };
                }),
            );
        }
        bar.set_prefix(name.to_owned());
        Self { bar }
    }

    /// Sets the number done.
    pub(super) fn at(&self, count: u64) {
        self.bar.set_position(count);
    }

    /// The source, whose bytes are counted as they are read.
    pub(super) fn reading<R: Read>(&self, source: R) -> impl Read {
        self.bar.wrap_read(source)
    }

    /// Writes messages with the bar out of the way.
    pub(super) fn beside(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }

    /// Removes the bar.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
