//! `--missile`, `--bands`, `--date` and the options of the models, as far as a subcommand depends on them.

use std::borrow::Cow;
use std::marker::PhantomData;

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use jiff::civil::Date;

use super::values::{Checked, checked};
use crate::catalogue::{System, asked, missiles};
use crate::flight::Trajectory;
use crate::key::Frontend;
use crate::model::Assumptions;
use crate::model::options::{
    ModelOption, OPTIONS, Value, refuse_total_beside_stages, refuse_unused,
};
use crate::spec::choice::Choice;
use crate::treaty::{BandSet, parse_date};
use crate::{Error, Result, shown};

/// The options that a subcommand depends on: others are not in its help.
pub(super) trait Offer: Clone {
    /// True if the treaty status is computed.
    const HAS_DATE: bool;
    /// True if `--bands none` draws no bands.
    const HAS_NO_BANDS: bool = false;
    /// Options of the models that are left out, by their keys.
    const WITHOUT: &'static [&'static str];
}

macro_rules! offers {
    ($($(#[$about:meta])* $name:ident: $has_date:literal, $has_no_bands:literal, $without:expr;)+) => {
        $(
            $(#[$about])*
            #[derive(Clone)]
            pub(super) struct $name;

            impl Offer for $name {
                const HAS_DATE: bool = $has_date;
                const HAS_NO_BANDS: bool = $has_no_bands;
                const WITHOUT: &'static [&'static str] = $without;
            }
        )+
    };
}

offers! {
    /// Rows and derivations depend on everything.
    Everything: true, false, &[];
    /// A map draws rings, whose times have no direction.
    OfMaps: false, true, &["rotation"];
    /// Flight times by range have no places and no warning.
    OfTimeRanges: false, false, &[
        "rotation", "delay_s", "detection_s", "confirmation_s", "notification_s", "radar_antenna_m",
    ];
    /// Timelines do not ask the treaty.
    OfTimelines: false, false, &[];
}

/// Options of the models that warnings depend on, and flights do not, by their keys.
const OF_WARNINGS: [&str; 5] = [
    "delay_s",
    "detection_s",
    "confirmation_s",
    "notification_s",
    "radar_antenna_m",
];

/// The systems and assumptions of the arguments.
#[derive(Clone)]
pub(super) struct ModelArgs<O = Everything> {
    missile: Vec<String>,
    without_claim: Vec<String>,
    bands: Option<BandChoice>,
    date: Option<Date>,
    values: Vec<(&'static ModelOption, Value)>,
    offer: PhantomData<O>,
}

/// The value of `--bands`.
#[derive(Clone, Copy)]
enum BandChoice {
    None,
    Set(&'static BandSet),
}

fn band_choice(has_none: bool) -> Checked<BandChoice> {
    let parse = checked(|text| match text {
        "none" => Ok(BandChoice::None),
        name => BandSet::named(name).map(BandChoice::Set),
    });
    let none = has_none.then_some("none");
    parse.offering(<&BandSet>::names().into_iter().chain(none).collect())
}

/// Any text; shells are offered the ids.
fn missile_names() -> Checked<String> {
    let ids = missiles().iter().map(|missile| missile.id);
    let others = ["generic-ballistic", "generic-cruise", "none"];
    checked(|text| Ok(text.to_owned())).offering(ids.chain(others).collect())
}

fn offered<O: Offer>() -> impl Iterator<Item = &'static ModelOption> {
    let is_offered = |option: &&ModelOption| !O::WITHOUT.contains(&option.entry.name);
    OPTIONS.iter().filter(is_offered)
}

impl<O: Offer> Args for ModelArgs<O> {
    fn augment_args(command: Command) -> Command {
        let mut command = command
            .arg(
                Arg::new("missile")
                    .long("missile")
                    .short('m')
                    .value_name("NAME")
                    .action(ArgAction::Append)
                    .value_parser(missile_names())
                    .hide_possible_values(true)
                    .help(
                        "A missile by id or name, any of a range (2000km, cruise:2000km@850km/h), generic-ballistic, generic-cruise, or none; several are repeated or parted by commas",
                    ),
            )
            .arg(
                Arg::new("without_claim")
                    .long("without-claim")
                    .value_name("CLAIM")
                    .action(ArgAction::Append)
                    .help(
                        "Leave out a claim of range, by its id in `list claims`: 9m729:csis-missile-threat-2025-2500km; may be repeated",
                    ),
            )
            .arg(
                Arg::new("bands")
                    .long("bands")
                    .value_name("SET")
                    .value_parser(band_choice(O::HAS_NO_BANDS))
                    .help("Band set [default: inf]"),
            );
        if O::HAS_DATE {
            command = command.arg(
                Arg::new("date")
                    .long("date")
                    .value_name("YYYY-MM-DD")
                    .value_parser(checked(parse_date))
                    .help("Ask the treaty as of this day"),
            );
        }
        for option in offered::<O>() {
            command = command.arg(argument(option));
        }
        command
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// An option of the models as an argument of clap.
fn argument(option: &'static ModelOption) -> Arg {
    let argument = Arg::new(option.flag).long(option.flag).help(option.help());
    if option.form.is_empty() {
        argument.action(ArgAction::SetTrue)
    } else {
        argument.value_name(option.form).value_parser(
            checked(|text| {
                // Codes in any case; the error is of what was written.
                let lower = text.to_lowercase();
                option
                    .parse(text)
                    .or_else(|error| option.parse(&lower).map_err(|_| error))
            })
            .offering(option.forms()),
        )
    }
}

impl<O: Offer> FromArgMatches for ModelArgs<O> {
    fn from_arg_matches(matches: &ArgMatches) -> std::result::Result<Self, clap::Error> {
        let given = |option: &'static ModelOption| {
            let value = if option.form.is_empty() {
                matches.get_flag(option.flag).then_some(Value::Flag(true))
            } else {
                matches.get_one::<Value>(option.flag).copied()
            };
            value.map(|value| (option, value))
        };
        let missiles = matches.get_many::<String>("missile");
        Ok(Self {
            missile: missiles.unwrap_or_default().cloned().collect(),
            without_claim: matches
                .get_many::<String>("without_claim")
                .unwrap_or_default()
                .cloned()
                .collect(),
            bands: matches.get_one("bands").copied(),
            date: if O::HAS_DATE {
                matches.get_one("date").copied()
            } else {
                None
            },
            values: offered::<O>().filter_map(given).collect(),
            offer: PhantomData,
        })
    }

    fn update_from_arg_matches(
        &mut self,
        matches: &ArgMatches,
    ) -> std::result::Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl<O> ModelArgs<O> {
    /// The systems in the order in which they were named, each once; the two generic ones if none was, and none at
    /// all for `none`.
    pub(super) fn systems(&self) -> Result<Vec<System>> {
        if self.missile.is_empty() {
            self.leave_out_claims(&mut [])?;
            return Ok(vec![System::GENERIC_BALLISTIC, System::GENERIC_CRUISE]);
        }
        let mut names = Vec::new();
        for text in &self.missile {
            names.extend(asked::names(text)?);
        }
        if names.is_empty() {
            return Err(Error::Usage(
                "--missile has no name: write a missile, a range as 2000km, or none for distances alone"
                    .to_owned(),
            ));
        }
        if names.iter().any(|name| name == "none") {
            return match names.len() {
                1 => Ok(Vec::new()),
                _ => Err(Error::Usage(
                    "--missile none stands alone: it asks for distance and band only".to_owned(),
                )),
            };
        }
        let mut systems: Vec<System> = Vec::new();
        for name in &names {
            let system = System::named(name)?;
            if !systems.contains(&system) {
                systems.push(system);
            }
        }
        self.leave_out_claims(&mut systems)?;
        Ok(systems)
    }

    /// Leaves the claims of `--without-claim` out of the systems that they are of.
    fn leave_out_claims(&self, systems: &mut [System]) -> Result<()> {
        let mut left_out: Vec<(Cow<'static, str>, &str)> = Vec::new();
        for text in &self.without_claim {
            let (missile, claim) = text.split_once(':').ok_or_else(|| {
                Error::Usage(format!(
                    "--without-claim {} names no missile: write MISSILE:CLAIM, as 9m729:csis-missile-threat-2025-2500km",
                    shown::shell_quoted(text)
                ))
            })?;
            let id = System::named(missile)?.id;
            if systems.iter().all(|system| system.id != id) {
                return Err(Error::Usage(format!(
                    "--without-claim leaves out a claim for {missile}, which is not asked for: add --missile {missile}"
                )));
            }
            left_out.push((id, claim));
        }
        for system in systems {
            let ids: Vec<&str> = left_out
                .iter()
                .filter(|(missile, _)| *missile == system.id)
                .map(|(_, claim)| *claim)
                .collect();
            *system = system.clone().without_claims(&ids)?;
        }
        Ok(())
    }

    /// The systems that were named, none if none was.
    pub(super) fn named_systems(&self) -> Result<Vec<System>> {
        if self.is_generic() {
            Ok(Vec::new())
        } else {
            self.systems()
        }
    }

    /// True if no missile was named, so that the generic systems stand in.
    pub(super) fn is_generic(&self) -> bool {
        self.missile.is_empty()
    }

    /// True if bands were named, false for `none`.
    pub(super) fn has_bands(&self) -> Option<bool> {
        self.bands.map(|bands| matches!(bands, BandChoice::Set(_)))
    }

    /// Refuses options of times where none is shown, and those of warnings where only flight times are. What stands at its
    /// default does no harm.
    pub(super) fn refuse_without_effect(&self, has_times: bool, has_warnings: bool) -> Result<()> {
        let default = Assumptions::with_bands(BandSet::inf());
        for (option, value) in &self.values {
            let is_of_warnings = OF_WARNINGS.contains(&option.entry.name);
            let is_used = has_times && (has_warnings || !is_of_warnings);
            if is_used || option.value(&default) == Some(*value) {
                continue;
            }
            let name = option.name(Frontend::CommandLine);
            let advice = if is_of_warnings {
                "no warning times: add --label warning, or --warning with --isochrone"
            } else {
                "no times: add --label minutes or --isochrone"
            };
            return Err(Error::Usage(format!(
                "{name} has no effect on this map, which shows {advice}"
            )));
        }
        Ok(())
    }

    /// The assumptions, checked against the systems that they are for.
    pub(super) fn assumptions(&self, systems: &[System]) -> Result<Assumptions<'static>> {
        let mut assumptions = Assumptions::with_bands(match self.bands {
            Some(BandChoice::Set(set)) => set,
            Some(BandChoice::None) | None => BandSet::inf(),
        });
        assumptions.date = self.date;
        let given = self.values.iter().map(|(option, _)| *option);
        refuse_total_beside_stages(given, Frontend::CommandLine)?;
        for (option, value) in &self.values {
            // A default that is written out does no harm.
            if option.value(&assumptions) != Some(*value) {
                refuse_unused(
                    option.applies_to,
                    &option.name(Frontend::CommandLine),
                    systems,
                )?;
            }
            option.apply(&mut assumptions, Some(*value));
        }
        if let Some((option, _)) = self
            .values
            .iter()
            .find(|(option, _)| !option.is_used(&assumptions))
        {
            let name = option.name(Frontend::CommandLine);
            return Err(Error::Usage(format!(
                "{name} {}; leave out --trajectory or {name}",
                option.condition_words()
            )));
        }
        refuse_full_speed_without_range(assumptions.trajectory, systems)?;
        Ok(assumptions)
    }
}

fn refuse_full_speed_without_range(trajectory: Trajectory, systems: &[System]) -> Result<()> {
    let has_range = systems.iter().any(|system| system.range_km.is_some());
    if !trajectory.is_full_speed() || has_range {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "trajectory {trajectory} needs a system with a range capability: name one with --missile, or give angle=DEG or \
         apogee=KM"
    )))
}
