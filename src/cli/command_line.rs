//! The command that runs, as one would type it again.

use std::ffi::OsString;

use super::host;

/// All of it.
pub(super) fn whole() -> String {
    host::shell_line(arguments())
}

/// Without the file that a picture is written to, since where that lies is nobody else's business, and its format, which it
/// has. Options stand as people write them, so that whoever calls the program makes the same bytes.
pub(super) fn of_picture() -> String {
    host::shell_line(spaced(without_output(arguments())))
}

fn arguments() -> Vec<OsString> {
    host::arguments().unwrap_or_else(|| std::env::args_os().skip(1).collect())
}

fn without_output(all: Vec<OsString>) -> Vec<OsString> {
    let mut kept = Vec::new();
    let mut all = all.into_iter();
    while let Some(argument) = all.next() {
        let text = argument.to_string_lossy();
        let is_glued = |name: &str| {
            text.strip_prefix(name)
                .is_some_and(|it| it.starts_with('='))
        };
        let is_left_out = is_glued("--output")
            || is_glued("--format")
            || text.starts_with("-o") && text.len() > 2;
        if matches!(&*text, "-o" | "--output" | "--format") {
            all.next();
        } else if !is_left_out {
            kept.push(argument);
        }
    }
    kept
}

/// `--name=value` as `--name value`, but where the value would be taken for an option.
fn spaced(all: Vec<OsString>) -> Vec<OsString> {
    let mut written = Vec::new();
    for argument in all {
        let parts = argument.to_str().and_then(|text| text.split_once('='));
        match parts {
            Some((name, value)) if name.starts_with("--") && !value.starts_with('-') => {
                written.extend([name.into(), value.into()]);
            }
            _ => written.push(argument),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_a_picture_is_left_out_and_options_have_one_form() {
        let of = |line: &str| -> String {
            let all = line.split(' ').map(OsString::from).collect();
            host::shell_line(spaced(without_output(all)))
        };
        for line in [
            "map Kaliningrad -o /home/me/a.svg --to Berlin",
            "map Kaliningrad --output a.svg --to Berlin",
            "map Kaliningrad --output=a.svg --to Berlin",
            "map Kaliningrad -oa.svg --to Berlin",
            "map Kaliningrad --to=Berlin --format=svg",
            "map --format svg Kaliningrad --to=Berlin",
        ] {
            assert_eq!(of(line), "arcminute map Kaliningrad --to Berlin", "{line}");
        }
    }
}
