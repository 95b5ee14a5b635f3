//! One folded form for all spellings of a name. The build script uses this file as well.

/// Transliterated to ASCII, in lower case, letters and digits only: `Łódź` and `LODZ` are `lodz`.
pub(crate) fn fold(name: &str) -> String {
    any_ascii::any_ascii(name)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// The folded form with German and Nordic letters written as two (`Muenchen`, `Goeteborg`), if that differs.
#[allow(dead_code, reason = "for the build script")]
pub(crate) fn fold_with_digraphs(name: &str) -> Option<String> {
    let mut spelled = String::with_capacity(name.len() + 2);
    for c in name.chars() {
        match c {
            'ä' | 'Ä' | 'æ' | 'Æ' => spelled.push_str("ae"),
            'ö' | 'Ö' | 'ø' | 'Ø' => spelled.push_str("oe"),
            'ü' | 'Ü' => spelled.push_str("ue"),
            'å' | 'Å' => spelled.push_str("aa"),
            c => spelled.push(c),
        }
    }
    (spelled != name).then(|| fold(&spelled))
}

/// A name without the brackets at its end: `Halle` of `Halle (Saale)`.
pub(crate) fn without_bracket(name: &str) -> &str {
    match name.split_once('(') {
        Some((base, rest)) if rest.trim_end().ends_with(')') && !base.trim().is_empty() => {
            base.trim_end()
        }
        _ => name,
    }
}
