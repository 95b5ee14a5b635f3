//! Readers of other crates that panic on damaged files.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// What a reader gives; None where it panics, which on this thread says nothing then. What the reader has left half done must
/// not be used afterwards.
///
/// It takes a build that unwinds: in one that aborts on a panic, it aborts.
pub(crate) fn caught<T>(read: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_CAUGHT.get() {
                usual(panic);
            }
        }));
    });
    let before = IS_CAUGHT.replace(true);
    let read = catch_unwind(AssertUnwindSafe(read)).ok();
    IS_CAUGHT.set(before);
    read
}

#[cfg(test)]
mod tests {
    use super::caught;

    #[test]
    fn a_panic_is_none() {
        let bytes: &[u8] = &[1];
        assert_eq!(caught(|| bytes[0]), Some(1));
        assert_eq!(caught(|| bytes[bytes.len()]), None);
    }
}
