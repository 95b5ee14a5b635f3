//! Texts and resolution in a PNG file (ISO/IEC 15948, 11.3.3.4 and 11.3.4.3): its origin, and its size on paper.

/// Length of the signature and of the first chunk, after which others may follow.
const AFTER_HEADER: usize = 8 + 25;

/// The file with these texts, and with this resolution if one is given.
pub(super) fn with_texts(file: &[u8], texts: &[(&str, &str)], px_per_inch: Option<f64>) -> Vec<u8> {
    let Some((start, rest)) = file.split_at_checked(AFTER_HEADER) else {
        return file.to_vec();
    };
    let mut out = start.to_vec();
    if let Some(px_per_inch) = px_per_inch {
        let per_metre = per_metre(px_per_inch).to_be_bytes();
        let mut data = [per_metre, per_metre].concat();
        // The unit is the metre.
        data.push(1);
        out.extend(chunk(*b"pHYs", &data));
    }
    for (key, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
        // Neither compressed nor in a language: text in UTF-8.
        let data = [key.as_bytes(), &[0; 5], text.as_bytes()].concat();
        out.extend(chunk(*b"iTXt", &data));
    }
    out.extend(rest);
    out
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "resolutions are a few hundred px per inch"
)]
fn per_metre(px_per_inch: f64) -> u32 {
    (px_per_inch / 0.0254).round().clamp(1.0, 1e6) as u32
}

fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap_or(0);
    let body = [&kind, data].concat();
    let sum = crc(&body);
    [&length.to_be_bytes()[..], &body, &sum.to_be_bytes()].concat()
}

/// The checksum of ISO/IEC 15948, annex D.
fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 {
                0xedb8_8320 ^ (sum >> 1)
            } else {
                sum >> 1
            }
        })
    };
    !bytes.iter().fold(u32::MAX, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms (reveng.sourceforge.io).
    #[test]
    fn checksums_are_those_of_the_standard() {
        assert_eq!(crc(b"123456789"), 0xcbf4_3926);
    }
}
