//! Encodings other than UTF-8. The only caller of `encoding_rs` and `chardetng`.

use std::io;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_16BE, UTF_16LE};

use super::ByteOrder;
use crate::error::{Error, Result};

/// A decoder of one encoding.
pub(super) struct Legacy(Decoder);

impl Legacy {
    /// # Errors
    /// [`Error::Usage`] if there is no encoding of this label.
    pub(super) fn named(label: &str) -> Result<Self> {
        let encoding = Encoding::for_label(label.as_bytes()).ok_or_else(|| {
            Error::Usage(format!(
                "unknown encoding {label:?}; write utf-8, utf-16le, windows-1250, windows-1251, windows-1252, \
                 latin1 or another label of the WHATWG Encoding Standard"
            ))
        })?;
        Ok(Self(encoding.new_decoder_with_bom_removal()))
    }

    /// UTF-16, and its name.
    #[expect(
        clippy::unnecessary_wraps,
        reason = "a build without encodings refuses here"
    )]
    pub(super) fn utf_16(byte_order: ByteOrder) -> io::Result<(Self, &'static str)> {
        Ok(Self::of(match byte_order {
            ByteOrder::Little => UTF_16LE,
            ByteOrder::Big => UTF_16BE,
        }))
    }

    /// The encoding that the letters of a sample fit, and its name.
    #[expect(
        clippy::unnecessary_wraps,
        reason = "a build without encodings refuses here"
    )]
    pub(super) fn guessed(sample: &[u8]) -> io::Result<(Self, &'static str)> {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(sample, true);
        Ok(Self::of(detector.guess(None, Utf8Detection::Deny)))
    }

    fn of(encoding: &'static Encoding) -> (Self, &'static str) {
        (
            Self(encoding.new_decoder_without_bom_handling()),
            encoding.name(),
        )
    }

    /// Appends bytes as UTF-8.
    pub(super) fn decode(&mut self, mut bytes: &[u8], out: &mut Vec<u8>, is_last: bool) {
        loop {
            let filled = out.len();
            let room = self
                .0
                .max_utf8_buffer_length(bytes.len())
                .unwrap_or(3 * bytes.len() + 16);
            out.resize(filled + room, 0);
            let (result, read, written, _) =
                self.0.decode_to_utf8(bytes, &mut out[filled..], is_last);
            out.truncate(filled + written);
            bytes = &bytes[read..];
            if result == CoderResult::InputEmpty {
                return;
            }
        }
    }
}
