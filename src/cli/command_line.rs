//! The command that runs, as one would type it again.

use std::ffi::OsString;

use super::host;

/// All of it.
pub(super) fn whole() -> String {
    host::shell_line(arguments())
}

/// Without the file that a picture is written to: where that lies is nobody else's business.
pub(super) fn of_picture() -> String {
    host::shell_line(without_output(arguments()))
}

fn arguments() -> Vec<OsString> {
    host::arguments().unwrap_or_else(|| std::env::args_os().skip(1).collect())
}

fn without_output(all: Vec<OsString>) -> Vec<OsString> {
    let mut kept = Vec::new();
    let mut all = all.into_iter();
    while let Some(argument) = all.next() {
        let text = argument.to_string_lossy();
        if text == "-o" || text == "--output" {
            all.next();
        } else if !text.starts_with("--output=") && (!text.starts_with("-o") || text.len() <= 2) {
            kept.push(argument);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_a_picture_is_left_out() {
        let of = |line: &str| -> String {
            let all = line.split(' ').map(OsString::from).collect();
            host::shell_line(without_output(all))
        };
        for line in [
            "map Kaliningrad -o /home/me/a.svg --to Berlin",
            "map Kaliningrad --output a.svg --to Berlin",
            "map Kaliningrad --output=a.svg --to Berlin",
            "map Kaliningrad -oa.svg --to Berlin",
        ] {
            assert_eq!(of(line), "arcminute map Kaliningrad --to Berlin", "{line}");
        }
    }
}
