//! What commands do at a terminal alone, and leave out for a host: signals, progress, and lines as wide as the terminal.

pub(super) mod interrupt {
    /// Signals are the host's.
    pub(in crate::cli) fn clean_up_on_signals() {}
}

pub(super) mod progress {
    use std::io::Read;

    /// No bar.
    pub(in crate::cli) struct Progress;

    impl Progress {
        /// Of a file that is read.
        pub(in crate::cli) fn of_bytes(_name: &str, _bytes: Option<u64>) -> Self {
            Self
        }

        /// The source as it is.
        #[expect(clippy::unused_self, reason = "as the bar that it stands in for")]
        pub(in crate::cli) fn reading<R: Read>(&self, source: R) -> impl Read {
            source
        }

        /// Writes messages.
        #[expect(clippy::unused_self, reason = "as the bar that it stands in for")]
        pub(in crate::cli) fn beside(&self, write: impl FnOnce()) {
            write();
        }

        /// Nothing is to be taken away.
        #[expect(clippy::unused_self, reason = "as the bar that it stands in for")]
        pub(in crate::cli) fn finish(&self) {}
    }
}

pub(super) mod terminal {
    use crate::export::text::Layout;

    /// That of a pipe.
    pub(in crate::cli) fn layout() -> Layout {
        Layout::default()
    }
}
