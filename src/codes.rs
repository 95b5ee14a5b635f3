//! Enums whose values have a code in files, in machine formats and on the command line.
//!
//! [`codes!`] declares the enum with its codes beside its values, so that each code is written once. [`value_enum!`] makes
//! such enums arguments of the command line. The build script uses this file as well, for the tables of the catalogue.

/// Declares an enum with a code for each value, and spellings that are read as well.
///
/// ```text
/// codes! {
///     /// How a system flies.
///     #[derive(PartialOrd, Ord)]
///     pub enum Kind as "kind" {
///         /// On a ballistic trajectory.
///         Ballistic = "ballistic",
///         /// On wings.
///         Cruise = "cruise" | "winged",
///     }
/// }
/// ```
///
/// gives `Kind::ALL`, `code()`, `Display`, `FromStr` (an unknown text is an error that lists the codes and names `kind`),
/// `Serialize` and `Deserialize`, and derives `Clone`, `Copy`, `Debug`, `PartialEq` and `Eq`.
macro_rules! codes {
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $name:ident as $what:literal {
            $(
                $(#[$value_attribute:meta])*
                $value:ident = $code:literal $(| $spelling:literal)*
            ),+ $(,)?
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        $visibility enum $name {
            $(
                $(#[$value_attribute])*
                #[serde(rename = $code $(, alias = $spelling)*)]
                $value,
            )+
        }

        #[allow(dead_code, reason = "not every enum needs all of them")]
        impl $name {
            /// All values, in the order of their declaration.
            $visibility const ALL: [Self; [$($code),+].len()] = [$(Self::$value),+];

            /// The code in files, in machine formats and on the command line.
            $visibility const fn code(self) -> &'static str {
                match self {
                    $(Self::$value => $code,)+
                }
            }

            /// Spellings that are read as the code is.
            pub(crate) const fn other_spellings(self) -> &'static [&'static str] {
                match self {
                    $(Self::$value => &[$($spelling),*],)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::error::Error;

            fn from_str(text: &str) -> $crate::error::Result<Self> {
                Self::ALL
                    .into_iter()
                    .find(|value| value.code() == text || value.other_spellings().contains(&text))
                    .ok_or_else(|| $crate::error::Error::Unreadable {
                        name: $what,
                        text: text.to_owned(),
                        reason: format!("write {}", $crate::codes::one_of(&[$($code),+])),
                    })
            }
        }
    };
}

/// Makes enums declared by [`codes!`] values of command-line arguments: help lists the codes, completions offer them.
#[cfg(feature = "commands")]
#[allow(unused_macros, reason = "the build script reads no arguments")]
macro_rules! value_enum {
    ($($name:ty),+ $(,)?) => {
        $(
            impl clap::ValueEnum for $name {
                fn value_variants<'a>() -> &'a [Self] {
                    const ALL: &[$name] = &<$name>::ALL;
                    ALL
                }

                fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
                    let spellings = self.other_spellings().iter().copied();
                    Some(clap::builder::PossibleValue::new(self.code()).aliases(spellings))
                }
            }
        )+
    };
}

/// `a`, `a or b`, `a, b or c`.
pub(crate) fn one_of(codes: &[&str]) -> String {
    match codes {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    codes! {
        /// Points of the compass.
        #[derive(Default, PartialOrd, Ord)]
        enum Side as "side" {
            #[default]
            North = "north" | "n",
            South = "south",
            FarEast = "far-east",
        }
    }

    #[cfg(feature = "commands")]
    value_enum!(Side);

    #[test]
    fn codes_are_read_as_they_are_written() {
        for side in Side::ALL {
            assert_eq!(side.code().parse::<Side>().unwrap(), side);
            let json = serde_json::to_string(&side).unwrap();
            assert_eq!(json, format!("\"{side}\""));
            assert_eq!(serde_json::from_str::<Side>(&json).unwrap(), side);
        }
        assert_eq!("n".parse::<Side>().unwrap(), Side::default());
        assert_eq!(serde_json::from_str::<Side>("\"n\"").unwrap(), Side::North);
        let error = "west".parse::<Side>().unwrap_err().to_string();
        assert_eq!(
            error,
            "side \"west\" cannot be read: write north, south or far-east"
        );
    }

    #[cfg(feature = "commands")]
    #[test]
    fn arguments_offer_the_codes() {
        use clap::ValueEnum;
        let names = Side::value_variants()
            .iter()
            .map(|side| side.to_possible_value().unwrap().get_name().to_owned());
        assert!(names.eq(["north", "south", "far-east"]));
        assert_eq!(Side::from_str("n", false), Ok(Side::North));
        assert_eq!(Side::from_str("far-east", false), Ok(Side::FarEast));
    }
}
