//! Bytes of any common encoding as UTF-8.

#[cfg(feature = "encodings")]
mod legacy;
#[cfg(not(feature = "encodings"))]
#[path = "decoder/without_legacy.rs"]
mod legacy;

use std::io::{self, Read};
use std::path::Path;

use legacy::Legacy;

use super::whole::{MOST_TEXT_BYTES, too_large};
use crate::error::{Error, Result};

/// Bytes read at a time.
const CHUNK_BYTES: usize = 1 << 16;

/// Bytes examined to detect the encoding.
const SAMPLE_BYTES: usize = 1 << 14;

/// A reader that gives UTF-8.
pub(super) struct Decoder<R> {
    source: R,
    state: State,
    /// Bytes that were read and not yet passed on.
    chunk: Vec<u8>,
    /// Buffer that the source writes to.
    space: Vec<u8>,
    is_over: bool,
    note: Option<String>,
}

enum State {
    /// Nothing is read yet.
    Start,
    /// All bytes so far are ASCII, which most encodings have in common.
    Ascii,
    /// UTF-8 as it is; each record is checked on its own.
    Utf8,
    Other(Legacy),
}

impl<R: Read> Decoder<R> {
    /// A decoder of a stated encoding, or of one to be found.
    ///
    /// # Errors
    /// [`Error::Usage`] if there is no such encoding.
    pub(super) fn new(source: R, label: Option<&str>) -> Result<Self> {
        let state = match label {
            None => State::Start,
            Some(label) => State::Other(Legacy::named(label)?),
        };
        Ok(Self {
            source,
            state,
            chunk: Vec::new(),
            space: vec![0; CHUNK_BYTES],
            is_over: false,
            note: None,
        })
    }

    /// True if nothing is left to read.
    pub(super) fn is_over(&self) -> bool {
        self.is_over
    }

    /// The assumed encoding, if it is not UTF-8.
    pub(super) fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Reads a piece and appends it as UTF-8. It may append nothing before the end.
    pub(super) fn read_into(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        if self.is_over {
            return Ok(());
        }
        // The first piece is read in full: a pipe may give a few bytes, which say little.
        let wanted = match self.state {
            State::Start => SAMPLE_BYTES,
            _ => 1,
        };
        self.chunk.clear();
        self.read_more(wanted)?;
        if matches!(self.state, State::Start) {
            self.begin()?;
        }
        if matches!(self.state, State::Ascii) && !self.chunk.is_ascii() {
            self.read_more(SAMPLE_BYTES)?;
            let at = self
                .chunk
                .iter()
                .position(|byte| !byte.is_ascii())
                .unwrap_or(0);
            self.decide(at)?;
        }
        match &mut self.state {
            State::Start | State::Ascii | State::Utf8 => out.extend_from_slice(&self.chunk),
            State::Other(legacy) => legacy.decode(&self.chunk, out, self.is_over),
        }
        Ok(())
    }

    /// Reads until the chunk has grown by this many bytes, or the source ends.
    fn read_more(&mut self, bytes: usize) -> io::Result<()> {
        let wanted = self.chunk.len() + bytes;
        while self.chunk.len() < wanted && !self.is_over {
            let count = loop {
                match self.source.read(&mut self.space) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    read => break read?,
                }
            };
            self.chunk.extend_from_slice(&self.space[..count]);
            self.is_over = count == 0;
        }
        Ok(())
    }

    /// Looks at the first bytes: a byte order mark, or the NUL bytes of UTF-16.
    fn begin(&mut self) -> io::Result<()> {
        let (byte_order, mark, why) = match self.chunk[..] {
            [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "it is UTF-32 text; save it as UTF-8",
                ));
            }
            [0xef, 0xbb, 0xbf, ..] => {
                self.chunk.drain(..3);
                self.state = State::Utf8;
                return Ok(());
            }
            [0xff, 0xfe, ..] => (ByteOrder::Little, 2, "as its first bytes say"),
            [0xfe, 0xff, ..] => (ByteOrder::Big, 2, "as its first bytes say"),
            _ => {
                let Some(byte_order) = utf_16_without_mark(&self.chunk) else {
                    self.state = State::Ascii;
                    return Ok(());
                };
                (byte_order, 0, "as every other byte is NUL")
            }
        };
        self.chunk.drain(..mark);
        let (legacy, name) = Legacy::utf_16(byte_order)?;
        self.note = Some(format!("read as {name}, {why}"));
        self.state = State::Other(legacy);
        Ok(())
    }

    /// Distinguishes UTF-8 from older encodings by what follows the first byte that is not ASCII.
    fn decide(&mut self, at: usize) -> io::Result<()> {
        let sample = &self.chunk[at..];
        if is_utf_8(sample, self.is_over) {
            self.state = State::Utf8;
            return Ok(());
        }
        let (legacy, name) = Legacy::guessed(sample)?;
        self.note = Some(format!(
            "read as {name}: it is not UTF-8, and its letters fit this encoding; --encoding states another"
        ));
        self.state = State::Other(legacy);
        Ok(())
    }
}

/// The order of the two bytes of UTF-16.
#[derive(Clone, Copy)]
enum ByteOrder {
    Little,
    Big,
}

/// The byte order of UTF-16 text without a mark of it: the digits, separators and line ends of a table have a NUL in
/// the same half of each pair.
fn utf_16_without_mark(sample: &[u8]) -> Option<ByteOrder> {
    let mut nuls = [0_usize; 2];
    for (at, &byte) in sample.iter().enumerate() {
        nuls[at % 2] += usize::from(byte == 0);
    }
    let pairs = sample.len() / 2;
    // Two adjacent letters are text of one byte each, whatever NUL bytes there are elsewhere.
    let is_letter = |byte: u8| byte.is_ascii_graphic();
    let neighbours = sample
        .windows(2)
        .filter(|two| is_letter(two[0]) && is_letter(two[1]))
        .count();
    if neighbours * 20 > pairs {
        return None;
    }
    let [high_first, low_first] = nuls;
    if low_first * 5 > pairs && high_first * 20 < low_first {
        Some(ByteOrder::Little)
    } else if high_first * 5 > pairs && low_first * 20 < high_first {
        Some(ByteOrder::Big)
    } else {
        None
    }
}

/// True if the sample is UTF-8, or was before a few bytes of it broke: records with such bytes are reported. Letters of
/// older encodings rarely form sequences of UTF-8.
fn is_utf_8(sample: &[u8], is_last: bool) -> bool {
    let mut valid = 0;
    let mut broken = 0;
    let mut chunks = sample.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        let is_cut_off = chunks.peek().is_none() && !is_last;
        broken += usize::from(!chunk.invalid().is_empty() && !is_cut_off);
    }
    broken == 0 || valid > broken
}

/// A whole text of any encoding as UTF-8, and the assumed encoding if it is another.
///
/// # Errors
/// [`Error::Io`] where it cannot be read, and [`Error::Usage`] for an unknown label or more than [`MOST_TEXT_BYTES`] of text.
pub(crate) fn whole_text(
    source: impl Read,
    label: Option<&str>,
    name: &Path,
) -> Result<(String, Option<String>)> {
    let failed = |source| Error::Io {
        action: "read",
        path: name.to_owned(),
        source,
    };
    let mut decoder = Decoder::new(source, label)?;
    let mut bytes = Vec::new();
    while !decoder.is_over() {
        decoder.read_into(&mut bytes).map_err(failed)?;
        if bytes.len() > MOST_TEXT_BYTES {
            return Err(too_large(name, " of text", MOST_TEXT_BYTES));
        }
    }
    let note = decoder.note.take();
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, note)),
        Err(_) => Err(failed(io::Error::new(
            io::ErrorKind::InvalidData,
            "it is not UTF-8 text",
        ))),
    }
}
