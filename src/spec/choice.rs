//! Values that are one of a few names: help, schema and messages take the names from the code that reads them.

use crate::catalogue::{Basing, Kind, Language};
use crate::error::Result;
use crate::export::Format;
use crate::export::map_file::MapFormat;
use crate::export::picture::PictureFormat;
use crate::map::projection;
use crate::present::words::LengthUnit;
use crate::spec::chart::ChartKind;
use crate::spec::map::{Dots, Label};
use crate::svg::theme::Theme;
use crate::treaty::BandSet;

codes! {
    /// On or off.
    pub(crate) enum Switch as "switch" {
        On = "on",
        Off = "off",
    }
}

/// A value that is written as one of a few names.
pub(crate) trait Choice: Sized + 'static {
    /// The names, in the order in which they are listed.
    fn names() -> Vec<&'static str>;

    /// The value of a name.
    ///
    /// # Errors
    /// With the known names.
    fn named(name: &str) -> Result<Self>;
}

macro_rules! choices {
    ($($name:ty: $names:expr, $named:expr;)+) => {
        $(
            impl Choice for $name {
                fn names() -> Vec<&'static str> {
                    $names.into_iter().collect()
                }

                fn named(name: &str) -> Result<Self> {
                    let named: fn(&str) -> Result<Self> = $named;
                    named(name)
                }
            }
        )+
    };
}

choices! {
    Format: Format::ALL.map(Format::code), str::parse;
    PictureFormat: PictureFormat::ALL.map(PictureFormat::code), str::parse;
    MapFormat: MapFormat::ALL.map(MapFormat::code), str::parse;
    LengthUnit: ["km", "nmi", "mi"], str::parse;
    projection::Kind: projection::Kind::ALL.map(projection::Kind::code), str::parse;
    Theme: Theme::NAMES, Theme::named;
    ChartKind: ChartKind::ALL.map(ChartKind::code), str::parse;
    Dots: Dots::ALL.map(Dots::code), str::parse;
    Language: Language::ALL.map(Language::code), str::parse;
    Switch: Switch::ALL.map(Switch::code), str::parse;
    Label: Label::ALL.map(Label::code), str::parse;
    Kind: Kind::ALL.map(Kind::code), str::parse;
    Basing: Basing::ALL.map(Basing::code), str::parse;
    &'static BandSet: BandSet::all().iter().map(|set| set.id.as_ref()), BandSet::named;
}
