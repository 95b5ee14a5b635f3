//! Checked specifications of outputs. The command line and scenario files both build them, so that both give the same
//! messages and the same bytes.

pub(crate) mod chart;
pub(crate) mod choice;
pub(crate) mod map;

use crate::catalogue::{Place, System};
use crate::model::Assumptions;
use crate::present::words::LengthUnit;
use crate::svg::sheet::{Setting, Wording};
use crate::svg::theme::Theme;
use crate::svg::{Rectangle, SizeRequest};

/// Takes the faults of a specification: the key of a scenario file (none for all of them together), and the message.
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
    /// Size; None for one that suits the picture.
    pub(crate) size: Option<SizeRequest>,
    pub(crate) wording: Wording,
    /// Where the body of the picture is to lie, if the words leave it that much room; None for all that they leave.
    pub(crate) kept_body: Option<Rectangle>,
}

impl Style {
    fn setting(&self, unit: LengthUnit) -> Setting {
        Setting {
            size: self.size,
            theme: self.theme.clone(),
            unit,
            wording: self.wording.clone(),
            kept_body: self.kept_body,
        }
    }
}
