//! The `arcminute` command.

/// Runs before Rust's runtime does, which opens `/dev/null` in place of a stream that is closed: results would go there
/// without a word, and input would be empty.
#[cfg(any(target_os = "linux", target_os = "macos"))]
#[used]
#[cfg_attr(target_os = "linux", unsafe(link_section = ".init_array"))]
#[cfg_attr(target_os = "macos", unsafe(link_section = "__DATA,__mod_init_func"))]
#[expect(
    unsafe_code,
    reason = "the section is one of pointers to functions of this type"
)]
static BEFORE_MAIN: extern "C" fn() = before_main;

#[cfg(any(target_os = "linux", target_os = "macos"))]
extern "C" fn before_main() {
    arcminute::cli::note_closed_streams();
}

fn main() -> std::process::ExitCode {
    arcminute::cli::main()
}
