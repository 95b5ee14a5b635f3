//! Names as people type them: one folded form for all spellings, and the nearest known names for a wrong one.

pub(crate) mod file_name;
mod fold;
mod own_id;

pub(crate) use fold::{fold, without_bracket};
pub(crate) use own_id::id_of;

use crate::error::{Error, Result};

/// Minimum likeness of two folded names for one to be suggested for the other, 0…1.
pub(crate) const LIKENESS: f64 = 0.6;

/// Maximum length of a custom name or title, characters: a picture has room for a tenth of it.
pub(crate) const MAX_NAME: usize = 1000;

/// Refuses a name or title that is longer than [`MAX_NAME`].
///
/// # Errors
/// [`Error::Usage`] with its length.
pub(crate) fn refuse_long(what: &str, text: &str) -> Result<()> {
    if text.len() <= MAX_NAME || text.chars().nth(MAX_NAME).is_none() {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "{what} has {} characters; up to {MAX_NAME} are drawn: shorten it",
        text.chars().count()
    )))
}

/// The names among `known` that are most like `name`: at most three, best first.
///
/// Likeness is the normalised Damerau–Levenshtein similarity of the folded forms.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let wanted = fold(name);
    best_three(
        known
            .into_iter()
            .map(|known| (likeness(&wanted, &fold(known)), known.to_owned())),
    )
}

/// Similarity of two folded names, 0…1; 0 where it is certain to be below [`LIKENESS`].
///
/// A wrong name is compared with the 51,000 names of the catalogue. By strsim alone that takes 77 ms; with the bound of
/// [`fewest_edits`] before it 5.9 ms; with [`Letters`] before that 2.6 ms. A file of 3,000 wrong names takes four minutes,
/// 18 s or 8 s of one core.
pub(crate) fn likeness(a: &str, b: &str) -> f64 {
    let (short, long) = if a.len() < b.len() {
        (a.len(), b.len())
    } else {
        (b.len(), a.len())
    };
    if (short as f64) < LIKENESS * long as f64 {
        return 0.0;
    }
    let (edits, length) = fewest_edits(a, b);
    if ((length - edits) as f64) < LIKENESS * length as f64 {
        return 0.0;
    }
    strsim::normalized_damerau_levenshtein(a, b)
}

/// The letters of a name as a set, and their number: enough to tell most names apart.
#[derive(Clone, Copy)]
pub(crate) struct Letters {
    /// A bit for each, counted modulo 64 as in [`fewest_edits`].
    set: u64,
    count: u32,
}

impl Letters {
    pub(crate) fn of(folded: &str) -> Self {
        folded
            .chars()
            .fold(Self { set: 0, count: 0 }, |Self { set, count }, letter| {
                Self {
                    set: set | 1 << (letter as u32 % 64),
                    count: count + 1,
                }
            })
    }

    /// False if the likeness of the two names is certain to be below [`LIKENESS`]: each edit makes up for one letter that
    /// only one of them has, and one place by which it is longer.
    pub(crate) fn may_be_like(self, other: Self) -> bool {
        let only_in_one = (self.set & !other.set)
            .count_ones()
            .max((other.set & !self.set).count_ones());
        let edits = only_in_one.max(self.count.abs_diff(other.count));
        let length = self.count.max(other.count);
        f64::from(length.saturating_sub(edits)) >= LIKENESS * f64::from(length)
    }
}

/// A lower bound of the edits between two names, from their letters without regard to order, and the letters of the
/// longer one: an edit puts at most one letter more into either. Letters that share a place in the count of 64 can
/// only lower the bound.
fn fewest_edits(a: &str, b: &str) -> (usize, usize) {
    let mut surplus = [0_i32; 64];
    let mut tally = |name: &str, one: i32| {
        name.chars()
            .map(|letter| surplus[letter as usize % 64] += one)
            .count()
    };
    let length = tally(a, 1).max(tally(b, -1));
    let (more_in_a, more_in_b) = surplus
        .iter()
        .fold((0, 0), |(a, b), &n| (a + n.max(0), b + (-n).max(0)));
    (more_in_a.max(more_in_b).unsigned_abs() as usize, length)
}

/// The three different answers with the greatest likeness; those below [`LIKENESS`] are left out.
pub(crate) fn best_three(scored: impl Iterator<Item = (f64, String)>) -> Vec<String> {
    let mut best: Vec<(f64, String)> = Vec::with_capacity(4);
    for (score, name) in scored.filter(|(score, _)| *score >= LIKENESS) {
        if let Some(same) = best.iter_mut().find(|(_, known)| *known == name) {
            same.0 = same.0.max(score);
        } else {
            best.push((score, name));
        }
        best.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        best.truncate(3);
    }
    best.into_iter().map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold_to_one_form() {
        for (a, b) in [
            ("Łódź", "LODZ"),
            ("Kapustin Yar", "kapustin-yar"),
            ("Chișinău", "chisinau"),
            ("’s-Gravenhage", "s gravenhage"),
            ("Αθήνα", "athina"),
        ] {
            assert_eq!(fold(a), fold(b), "{a}");
        }
        let with_digraphs = fold::fold_with_digraphs;
        assert_eq!(with_digraphs("München").as_deref(), Some("muenchen"));
        assert_eq!(with_digraphs("Berlin"), None);
        assert_eq!(fold("— ?!"), "");
    }

    /// No pair is left out for letters counted alike that the real count of edits would have kept.
    #[test]
    fn letters_never_count_more_edits_than_there_are() {
        let words = [
            "",
            "berlin",
            "brelin",
            "lübeck",
            "lubeck",
            "nizhniynovgorod",
            "novgorod",
            "киев",
            "aaaa",
            "abab",
            "baba",
        ];
        for (a, b) in words.iter().flat_map(|a| words.map(|b| (*a, b))) {
            let (fewest, length) = fewest_edits(a, b);
            assert!(
                fewest <= strsim::damerau_levenshtein(a, b),
                "{a} {b}: {fewest}"
            );
            assert_eq!(length, a.chars().count().max(b.chars().count()));
            let likeness = strsim::normalized_damerau_levenshtein(a, b);
            assert!(
                likeness < LIKENESS || Letters::of(a).may_be_like(Letters::of(b)),
                "{a} {b}: {likeness}"
            );
        }
        assert_eq!(fewest_edits("berlin", "berlxn").0, 1);
        assert_eq!(fewest_edits("aaaa", "kiev").0, 4);
        assert!(!Letters::of("berlin").may_be_like(Letters::of("moscow")));
        assert!(!Letters::of("bern").may_be_like(Letters::of("bernburg")));
    }

    #[test]
    fn the_nearest_names_come_best_first() {
        let known = ["kaliningrad", "kapustin-yar", "kursk", "krymsk"];
        assert_eq!(nearest("Kaliningad", known), ["kaliningrad"]);
        assert_eq!(nearest("kyrsk", known), ["kursk", "krymsk"]);
        assert!(nearest("", known).is_empty());
        assert!(nearest("zzzz", known).is_empty());
    }
}
