//! Edition of the catalogue: its date and the hash of its files, which `build.rs` computes.

use std::fmt;

/// Edition of the embedded catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Date of `data/edition.txt`, `YYYY-MM-DD`: nothing later was considered.
    pub date: &'static str,
    /// SHA-256, in hexadecimal, of the `sha256sum` list of the embedded files of `data/`.
    pub sha256: &'static str,
}

/// The edition of the embedded catalogue.
///
/// ```
/// use arcminute::catalogue::edition;
/// assert_eq!((edition().date.len(), edition().sha256.len()), (10, 64));
/// let short = &edition().sha256[..12];
/// assert_eq!(edition().to_string(), format!("catalogue of {} ({short})", edition().date));
/// ```
pub const fn edition() -> Edition {
    Edition {
        date: env!("EDITION_DATE"),
        sha256: env!("EDITION_SHA256"),
    }
}

/// Date and the first twelve digits of the hash.
impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(concat!("catalogue of ", env!("EDITION")))
    }
}
