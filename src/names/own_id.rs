//! Ids of custom places.

use any_ascii::any_ascii;

/// The id of a name: its letters and digits in lower-case ASCII with hyphens between words, like ids of the catalogue. Empty
/// for a name without letters and digits.
pub(crate) fn id_of(name: &str) -> String {
    let mut id = String::with_capacity(name.len());
    for c in any_ascii(name).chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if !matches!(c, '\'' | '"') && !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    if id.ends_with('-') {
        id.pop();
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_words_with_hyphens() {
        for (name, id) in [
            ("Guam", "guam"),
            ("Kapustin Yar", "kapustin-yar"),
            ("Łódź (new)", "lodz-new"),
            ("’s-Gravenhage", "s-gravenhage"),
            ("  — ", ""),
            ("Site 7/B", "site-7-b"),
        ] {
            assert_eq!(id_of(name), id, "{name}");
        }
    }
}
