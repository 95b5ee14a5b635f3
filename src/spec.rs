//! Checked specifications of what is to be written. The command line and scenario files both build them, so that either
//! says the same thing in the same words and gets the same bytes.

pub(crate) mod chart;
pub(crate) mod choice;
pub(crate) mod map;

use crate::catalogue::{Place, System};
use crate::model::Assumptions;
use crate::present::words::LengthUnit;
use crate::svg::Size;
use crate::svg::sheet::Setting;
use crate::svg::theme::Theme;

/// Takes the faults of a specification: the key of a scenario file that each is about (none for all of them together),
/// and the message.
pub(crate) type Refuse<'f> = &'f dyn Fn(Option<&'static str>, String);

/// The context of a picture.
pub(crate) struct Scene<'a> {
    /// Assumptions of the models.
    pub(crate) assumptions: Assumptions<'a>,
    /// Unit of distances for reading.
    pub(crate) unit: LengthUnit,
    /// True if this system flies between these places.
    pub(crate) flies: &'a dyn Fn(&Place, &Place, &System) -> bool,
}

/// Colours and size of a picture.
#[derive(Clone, Debug)]
pub(crate) struct Style {
    pub(crate) theme: Theme,
    /// None for what suits the picture.
    pub(crate) size: Option<Size>,
}

impl Style {
    fn setting(&self, unit: LengthUnit) -> Setting {
        Setting {
            size: self.size,
            theme: self.theme.clone(),
            unit,
        }
    }
}
