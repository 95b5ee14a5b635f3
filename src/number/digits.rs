//! Digits and separators: their possible readings, before any limit or unit is known.

/// Splits a number from its unit: the number ends before the first character that belongs to neither digits nor separators.
/// An exponent belongs to it.
pub(super) fn split_unit(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || separator(c).is_some()))
        .unwrap_or(text.len());
    let exponent = exponent_length(&text[end..]);
    let end = if text[..end].ends_with(|c: char| c.is_ascii_digit()) {
        end + exponent
    } else {
        end
    };
    let number = text[..end].trim();
    (number, text[end..].trim())
}

/// The length of `e3`, `E-3` or `E+03` at the start of the text, or zero.
fn exponent_length(text: &str) -> usize {
    let Some(after) = text.strip_prefix(['e', 'E']) else {
        return 0;
    };
    let digits = after.strip_prefix(['+', '-']).unwrap_or(after);
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    if count == 0 {
        0
    } else {
        text.len() - digits.len() + count
    }
}

/// Separator between the digits of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    Point,
    Comma,
    Space,
    Apostrophe,
}

impl Separator {
    /// True if some country uses it as the decimal separator.
    fn may_be_decimal(self) -> bool {
        matches!(self, Self::Point | Self::Comma)
    }
}

fn separator(c: char) -> Option<Separator> {
    match c {
        '.' => Some(Separator::Point),
        ',' => Some(Separator::Comma),
        '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '_' => Some(Separator::Apostrophe),
        c if c.is_whitespace() => Some(Separator::Space),
        _ => None,
    }
}

/// The possible numbers of a text without sign and unit, each in plain digits with a decimal point: one or two. None if it
/// is no number.
///
/// Of two, the first reads its separator as one of thousands, the second as decimal.
pub(super) fn readings(number: &str) -> Option<Vec<String>> {
    if let Some((mantissa, exponent)) = number.split_once(['e', 'E']) {
        // Only machines write exponents, and they do not separate thousands.
        let mantissa = mantissa.replacen(',', ".", 1);
        let is_plain = mantissa
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        let text = format!("{mantissa}e{exponent}");
        return (is_plain && text.parse::<f64>().is_ok_and(f64::is_finite)).then(|| vec![text]);
    }
    let (groups, separators) = parts(number)?;
    let Some((&last, before)) = separators.split_last() else {
        return Some(vec![groups[0].to_owned()]);
    };
    let (&fraction, wholes) = groups.split_last()?;
    if before.iter().all(|&kind| kind == last) {
        let is_grouped = grouped_by_three(&groups);
        let thousands = is_grouped.then(|| groups.concat());
        if !last.may_be_decimal() || !before.is_empty() {
            return thousands.map(|text| vec![text]);
        }
        // "500," is the beginning of a list.
        if fraction.is_empty() && last == Separator::Comma {
            return None;
        }
        let decimal = decimal(wholes[0], fraction);
        return match (thousands, decimal) {
            (None, None) => None,
            (thousands, decimal) => Some(thousands.into_iter().chain(decimal).collect()),
        };
    }
    // Two kinds of separators: those before the last separate thousands.
    let first = before[0];
    let is_one_kind = before.iter().all(|&kind| kind == first);
    if !is_one_kind || !last.may_be_decimal() || !grouped_by_three(wholes) || fraction.is_empty() {
        return None;
    }
    decimal(&wholes.concat(), fraction).map(|text| vec![text])
}

/// The groups of digits and their separators. A group may be empty before the first separator and after the last.
fn parts(number: &str) -> Option<(Vec<&str>, Vec<Separator>)> {
    let mut groups = Vec::new();
    let mut separators = Vec::new();
    let mut start = 0;
    for (at, c) in number.char_indices() {
        if c.is_ascii_digit() {
            continue;
        }
        groups.push(&number[start..at]);
        separators.push(separator(c)?);
        start = at + c.len_utf8();
    }
    groups.push(&number[start..]);
    let inner = groups.get(1..groups.len() - 1).unwrap_or_default();
    let has_digits = groups.iter().any(|group| !group.is_empty());
    (has_digits && inner.iter().all(|group| !group.is_empty())).then_some((groups, separators))
}

/// True if the groups can be those of thousands: one to three digits without a leading zero, then three each.
fn grouped_by_three(groups: &[&str]) -> bool {
    let Some((first, rest)) = groups.split_first() else {
        return false;
    };
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && rest.iter().all(|group| group.len() == 3)
}

/// A decimal number without zeros at its end, which cannot be mistaken for thousands: three decimals are written as four.
fn decimal(whole: &str, fraction: &str) -> Option<String> {
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { whole };
    let digits = fraction.trim_end_matches('0');
    Some(match digits.len() {
        0 => whole.to_owned(),
        3 => format!("{whole}.{digits}0"),
        _ => format!("{whole}.{digits}"),
    })
}
