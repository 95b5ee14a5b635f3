//! The themes of pictures: light, dark, and print, which holds in grey.
//!
//! The colours of data are Okabe and Ito's, which people with any colour vision can tell apart (M. Okabe & K. Ito,
//! "Color Universal Design", 2008). No theme says by colour alone: series differ in their dashes as well, and in print
//! areas differ by hatch. Text has a contrast of 4.5 : 1 or more on every ground that it stands on (WCAG 2.1, 1.4.3),
//! lines of data 3 : 1 or more (1.4.11).

use super::style::{Colour, Dash, Fill, Halo, Hatch, Stroke, Style};
use crate::error::{Error, Result};

/// Okabe and Ito's colours.
pub(crate) mod okabe_ito {
    use crate::svg::style::Colour;

    /// Orange.
    pub(crate) const ORANGE: Colour = Colour::hex(0xe6_9f_00);
    /// Sky blue.
    pub(crate) const SKY_BLUE: Colour = Colour::hex(0x56_b4_e9);
    /// Bluish green.
    pub(crate) const BLUISH_GREEN: Colour = Colour::hex(0x00_9e_73);
    /// Yellow.
    pub(crate) const YELLOW: Colour = Colour::hex(0xf0_e4_42);
    /// Blue.
    pub(crate) const BLUE: Colour = Colour::hex(0x00_72_b2);
    /// Vermilion.
    pub(crate) const VERMILION: Colour = Colour::hex(0xd5_5e_00);
    /// Reddish purple.
    pub(crate) const REDDISH_PURPLE: Colour = Colour::hex(0xcc_79_a7);
}

use okabe_ito::{BLUE, BLUISH_GREEN, ORANGE, REDDISH_PURPLE, SKY_BLUE, VERMILION, YELLOW};

/// The name of the theme of print.
pub(crate) const PRINT: &str = "print";

const WHITE: Colour = Colour::hex(0xff_ff_ff);
const BLACK: Colour = Colour::hex(0);

/// The colours and patterns of a picture.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Theme {
    /// Its name on the command line.
    pub(crate) name: &'static str,
    /// Ground of the picture.
    pub(crate) background: Colour,
    /// Titles, labels, values.
    pub(crate) text: Colour,
    /// Notes, credits, the numbers on axes: readable, but second.
    pub(crate) muted_text: Colour,
    /// Frames and ticks.
    pub(crate) axis: Colour,
    /// Lines that guide the eye through a chart.
    pub(crate) grid: Colour,
    /// A limit to which attention is drawn.
    pub(crate) limit: Colour,
    /// The grounds and lines of maps.
    pub(crate) map: MapColours,
    /// Lines of data, the first ones the easiest to tell apart.
    pub(crate) series: [Series; 5],
    /// Areas that lie side by side, the first ones the easiest to tell apart.
    pub(crate) areas: [AreaFill; 6],
}

/// See [`MapColours::border`].
pub(crate) const BORDER_OPACITY: f64 = 0.45;

/// The grounds and lines of maps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MapColours {
    /// Sea.
    pub(crate) sea: Colour,
    /// Land.
    pub(crate) land: Colour,
    /// Large lakes.
    pub(crate) lake: Colour,
    /// Coasts and lake shores.
    pub(crate) coast: Colour,
    /// Borders between states, drawn with [`BORDER_OPACITY`]: on every area they are darker than it, or on dark ground lighter.
    pub(crate) border: Colour,
    /// Meridians and parallels.
    pub(crate) graticule: Colour,
    /// The hue of areas side by side, from near to far.
    pub(crate) ordinal: Colour,
    /// Names of countries and seas.
    pub(crate) geography: Colour,
}

/// Colour and dashes of a line of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Series {
    /// Its colour.
    pub(crate) colour: Colour,
    /// Its dashes.
    pub(crate) dash: Dash,
}

impl Series {
    /// The line in this width.
    pub(crate) const fn stroke(self, width_px: f64) -> Stroke {
        Stroke::new(self.colour, width_px).dashed(self.dash)
    }
}

/// Fill of one of several areas side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AreaFill {
    /// One colour.
    Plain(Colour),
    /// Lines that lean so many degrees, at a spacing of so many tenths px.
    Lines(Colour, i16, u16),
}

impl AreaFill {
    /// The fill at this scale of the picture, with this opacity if it is plain.
    pub(crate) fn style(self, scale: f64, opacity: f64) -> Style {
        match self {
            Self::Plain(colour) => Style {
                fill: Some(Fill::Solid(colour, opacity)),
                stroke: None,
            },
            Self::Lines(colour, angle_deg, tenths) => Style::hatched(Hatch {
                colour,
                spacing_px: f64::from(tenths) / 10.0 * scale,
                width_px: scale,
                angle_deg,
            }),
        }
    }

    /// Its colour, or that of its lines.
    #[cfg(test)]
    pub(crate) const fn colour(self) -> Colour {
        match self {
            Self::Plain(colour) | Self::Lines(colour, _, _) => colour,
        }
    }
}

impl Theme {
    /// The names of all themes, the default one first.
    pub(crate) const NAMES: [&'static str; 3] = ["light", "dark", PRINT];

    /// The theme of this name.
    ///
    /// # Errors
    /// [`Error::Unreadable`] with the names that there are.
    pub(crate) fn named(name: &str) -> Result<Self> {
        match name {
            "light" => Ok(light()),
            "dark" => Ok(dark()),
            PRINT => Ok(print()),
            _ => Err(Error::Unreadable {
                name: "theme",
                text: name.to_owned(),
                reason: "write light, dark or print".to_owned(),
            }),
        }
    }

    /// The edge that sets letters off from what is below, at this scale of the picture.
    pub(crate) fn halo(&self, scale: f64) -> Halo {
        Halo {
            colour: self.background,
            reach_px: 2.0 * scale,
        }
    }
}

/// The theme for screens, which files for other programs take their colours from.
pub(crate) fn light() -> Theme {
    Theme {
        name: "light",
        background: WHITE,
        text: Colour::hex(0x1a_1d_21),
        muted_text: Colour::hex(0x55_5b_63),
        axis: Colour::hex(0x6b_72_7b),
        grid: Colour::hex(0xe1_e4_e8),
        limit: Colour::hex(0x1a_1d_21),
        map: MapColours {
            sea: Colour::hex(0xdc_e8_f0),
            land: Colour::hex(0xf6_f3_ec),
            lake: Colour::hex(0xdc_e8_f0),
            coast: Colour::hex(0x8a_97_a3),
            border: Colour::hex(0x46_3e_2e),
            graticule: Colour::hex(0xbc_cb_d6),
            ordinal: Colour::hex(0xb8_43_0a),
            geography: Colour::hex(0x6f_76_7e),
        },
        series: [
            Series {
                colour: BLUE,
                dash: Dash::Solid,
            },
            Series {
                colour: VERMILION,
                dash: Dash::Long,
            },
            Series {
                colour: BLUISH_GREEN,
                dash: Dash::Mixed,
            },
            Series {
                colour: REDDISH_PURPLE,
                dash: Dash::Short,
            },
            Series {
                colour: Colour::hex(0x1a_1d_21),
                dash: Dash::Dotted,
            },
        ],
        areas: [BLUE, ORANGE, BLUISH_GREEN, SKY_BLUE, VERMILION, YELLOW].map(AreaFill::Plain),
    }
}

fn dark() -> Theme {
    Theme {
        name: "dark",
        background: Colour::hex(0x14_18_1d),
        text: Colour::hex(0xec_ee_f0),
        muted_text: Colour::hex(0xa9_b0_b8),
        axis: Colour::hex(0x86_8e_97),
        grid: Colour::hex(0x2b_31_39),
        limit: Colour::hex(0xec_ee_f0),
        map: MapColours {
            sea: Colour::hex(0x14_18_1d),
            land: Colour::hex(0x26_2d_35),
            lake: Colour::hex(0x14_18_1d),
            coast: Colour::hex(0x5c_67_73),
            border: Colour::hex(0x90_94_96),
            graticule: Colour::hex(0x2f_3a_45),
            ordinal: ORANGE,
            geography: Colour::hex(0x7f_88_91),
        },
        series: [
            Series {
                colour: SKY_BLUE,
                dash: Dash::Solid,
            },
            Series {
                colour: ORANGE,
                dash: Dash::Long,
            },
            Series {
                colour: BLUISH_GREEN,
                dash: Dash::Mixed,
            },
            Series {
                colour: REDDISH_PURPLE,
                dash: Dash::Short,
            },
            Series {
                colour: YELLOW,
                dash: Dash::Dotted,
            },
        ],
        areas: [SKY_BLUE, ORANGE, BLUISH_GREEN, BLUE, VERMILION, YELLOW].map(AreaFill::Plain),
    }
}

fn print() -> Theme {
    let grey = Colour::hex;
    Theme {
        name: PRINT,
        background: WHITE,
        text: BLACK,
        muted_text: grey(0x40_40_40),
        axis: grey(0x40_40_40),
        grid: grey(0xdd_dd_dd),
        limit: BLACK,
        map: MapColours {
            sea: WHITE,
            land: grey(0xec_ec_ec),
            lake: WHITE,
            coast: grey(0x60_60_60),
            border: grey(0x2c_2c_2c),
            graticule: grey(0xd0_d0_d0),
            ordinal: grey(0x18_18_18),
            geography: grey(0x60_60_60),
        },
        series: [
            Series {
                colour: BLACK,
                dash: Dash::Solid,
            },
            Series {
                colour: BLACK,
                dash: Dash::Long,
            },
            Series {
                colour: grey(0x60_60_60),
                dash: Dash::Mixed,
            },
            Series {
                colour: BLACK,
                dash: Dash::Short,
            },
            Series {
                colour: grey(0x40_40_40),
                dash: Dash::Dotted,
            },
        ],
        areas: [
            AreaFill::Plain(grey(0x8c_8c_8c)),
            AreaFill::Lines(BLACK, 45, 50),
            AreaFill::Lines(grey(0x40_40_40), -45, 35),
            AreaFill::Lines(grey(0x40_40_40), 0, 40),
            AreaFill::Plain(grey(0x30_30_30)),
            AreaFill::Lines(grey(0x50_50_50), 90, 60),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn themes() -> [Theme; 3] {
        Theme::NAMES.map(|name| Theme::named(name).unwrap())
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        // The examples of the definition: black on white is 21 : 1; #767676 is the lightest grey with 4.5 : 1 on white.
        assert!((BLACK.contrast(WHITE) - 21.0).abs() < 1e-9);
        assert!(Colour::hex(0x76_76_76).contrast(WHITE) >= 4.5);
        assert!(Colour::hex(0x77_77_77).contrast(WHITE) < 4.5);
    }

    #[test]
    fn text_reads_on_every_ground() {
        for theme in themes() {
            let grounds = [
                theme.background,
                theme.map.sea,
                theme.map.land,
                theme.map.lake,
            ];
            for ground in grounds {
                for text in [theme.text, theme.muted_text] {
                    let ratio = text.contrast(ground);
                    assert!(
                        ratio >= 4.5,
                        "{}: {text} on {ground} is {ratio:.2}",
                        theme.name
                    );
                }
            }
        }
    }

    #[test]
    fn lines_of_data_stand_out() {
        for theme in themes() {
            let colours = theme
                .series
                .iter()
                .map(|series| series.colour)
                .chain([theme.limit, theme.axis]);
            for colour in colours {
                let ratio = colour.contrast(theme.background);
                assert!(ratio >= 3.0, "{}: {colour} is {ratio:.2}", theme.name);
            }
        }
    }

    #[test]
    fn series_differ_without_colour_and_print_is_grey() {
        for theme in themes() {
            for (at, series) in theme.series.iter().enumerate() {
                assert!(
                    theme.series[at + 1..]
                        .iter()
                        .all(|other| other.dash != series.dash),
                    "{}",
                    theme.name
                );
            }
            for (at, area) in theme.areas.iter().enumerate() {
                assert!(
                    theme.areas[at + 1..].iter().all(|other| other != area),
                    "{}",
                    theme.name
                );
            }
        }
        let print = print();
        let MapColours {
            sea,
            land,
            lake,
            coast,
            border,
            graticule,
            ordinal,
            geography,
        } = print.map;
        let all = [
            print.background,
            print.text,
            print.muted_text,
            print.axis,
            print.grid,
            print.limit,
        ]
        .into_iter()
        .chain([
            sea, land, lake, coast, border, graticule, ordinal, geography,
        ])
        .chain(print.series.iter().map(|series| series.colour))
        .chain(print.areas.iter().map(|area| area.colour()));
        for Colour { red, green, blue } in all {
            assert!(red == green && green == blue);
        }
    }

    #[test]
    fn unknown_themes_are_refused() {
        assert!(
            Theme::named("sepia")
                .unwrap_err()
                .to_string()
                .contains("light, dark or print")
        );
    }
}
