//! Packs the program for a page of one file: `arcminute-web-pack MODULE FILE` writes it as xz, which is a quarter smaller than
//! the gzip that browsers unpack by themselves.

use std::error::Error;
use std::fs::{self, File};
use std::io::Write;

use lzma_rust2::{CheckType, XzOptions, XzWriter};

/// The strongest preset of xz.
const PRESET: u32 = 9;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(module), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err("usage: arcminute-web-pack MODULE FILE".into());
    };
    let mut options = XzOptions::with_preset(PRESET);
    options.set_check_sum_type(CheckType::Crc32);
    let mut writer = XzWriter::new(File::create(file)?, options)?;
    writer.write_all(&fs::read(module)?)?;
    writer.finish()?;
    Ok(())
}
