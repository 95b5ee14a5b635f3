//! Spellings without a language, picked by their letters: the other names of sites and missiles, and the names of cities in
//! languages of the same script.

use super::language::Language;

/// Letters of a Cyrillic alphabet, in lower case; None of other scripts.
fn alphabet(language: Language) -> Option<&'static str> {
    Some(match language {
        Language::Russian => "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        Language::Ukrainian => "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        Language::Belarusian => "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
        Language::Bulgarian => "абвгдежзийклмнопрстуфхцчшщъьюя",
        Language::Serbian => "абвгдђежзијклљмнњопрстћуфхцчџш",
        Language::Macedonian => "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
        _ => return None,
    })
}

/// True of a language that is written in a script of its own, where a Latin name is a foreign body.
pub(crate) fn has_own_script(language: Language) -> bool {
    alphabet(language).is_some() || language == Language::Greek
}

/// True of a text with a small Latin letter in it: a name, and not a designation such as 9M729.
pub(crate) fn is_latin(text: &str) -> bool {
    text.chars().any(|letter| letter.is_ascii_lowercase())
}

/// True of a word that is spelled with the letters of a language.
fn is_of(text: &str, language: Language) -> bool {
    alphabet(language).is_some_and(|letters| {
        let mut all = text.chars().flat_map(char::to_lowercase).peekable();
        all.peek().is_some()
            && all.all(|letter| !letter.is_alphabetic() || letters.contains(letter))
            && text.chars().any(char::is_alphabetic)
    })
}

/// The first of other names, joined by `|`, that a language would have: in its alphabet; or where it writes J for the Y of
/// English, the name with that.
pub(crate) fn spelled_in(
    name: &str,
    others: &'static str,
    language: Language,
) -> Option<&'static str> {
    let mut others = others.split('|').map(str::trim);
    if alphabet(language).is_some() {
        return others.find(|other| is_of(other, language));
    }
    let writes_j = matches!(
        language,
        Language::German
            | Language::Polish
            | Language::Dutch
            | Language::Czech
            | Language::Slovak
            | Language::Hungarian
            | Language::Swedish
            | Language::Danish
            | Language::Norwegian
            | Language::Finnish
            | Language::Croatian
            | Language::Slovenian
    );
    let with_j = name.replace('Y', "J").replace('y', "j");
    others.find(|other| writes_j && *other == with_j && *other != name)
}

/// The Russian name where Ukrainian, which has fewer names in the table, spells it alike: letters of its alphabet, none that
/// stand for other sounds there, and soft signs where it has them.
pub(crate) fn borrowed(
    language: Language,
    name_in: impl FnOnce(Language) -> Option<&'static str>,
) -> Option<&'static str> {
    let is_alike = |name: &&str| is_of(name, language) && is_alike_in_ukrainian(name);
    (language == Language::Ukrainian)
        .then(|| name_in(Language::Russian))
        .flatten()
        .filter(is_alike)
}

/// True of a spelling without и, which Ukrainian reads otherwise, and with a soft sign only behind the consonants that
/// it softens.
fn is_alike_in_ukrainian(name: &str) -> bool {
    let letters: Vec<char> = name.to_lowercase().chars().collect();
    !letters.contains(&'и')
        && letters.windows(2).all(|pair| {
            pair[1] != 'ь' || matches!(pair[0], 'д' | 'т' | 'з' | 'с' | 'ц' | 'л' | 'н')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_picked_by_their_letters() {
        let kapustin = "Kap Yar|Kapustin Jar|Znamensk|Капустин Яр|Знаменск";
        let spelled = |language| spelled_in("Kapustin Yar", kapustin, language);
        assert_eq!(spelled(Language::Russian), Some("Капустин Яр"));
        assert_eq!(spelled(Language::German), Some("Kapustin Jar"));
        assert_eq!(spelled(Language::French), None);
        assert_eq!(
            spelled_in("Krychaw", "Krichev-6|Кричев|Крычаў", Language::Belarusian),
            Some("Крычаў")
        );
    }

    #[test]
    fn what_is_borrowed_is_spelled_alike() {
        let russian =
            |name: &'static str| move |language| (language == Language::Russian).then_some(name);
        assert_eq!(
            borrowed(Language::Ukrainian, russian("Казань")),
            Some("Казань")
        );
        assert_eq!(borrowed(Language::Ukrainian, russian("Измир")), None);
        assert_eq!(borrowed(Language::Ukrainian, russian("Пермь")), None);
        assert_eq!(borrowed(Language::German, russian("Казань")), None);
        assert!(has_own_script(Language::Greek) && !has_own_script(Language::Polish));
    }
}
