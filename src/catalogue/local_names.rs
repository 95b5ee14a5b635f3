//! Names of countries and cities in the languages of Europe, for labels. The English name is the fallback.

use std::borrow::Cow;

use super::bearer::{NameKind, Table};
use super::language::Language;
use super::tables::{self, Bearer};
use super::{City, Country, Place, System, countries, country_name, missiles, script};
use crate::names::fold;

impl Country {
    /// The name in a language.
    ///
    /// ```
    /// use arcminute::catalogue::{Language, countries};
    /// let germany = countries().iter().find(|country| country.iso2 == "DE").unwrap();
    /// assert_eq!(germany.name_in(Language::German), "Deutschland");
    /// assert_eq!(germany.name_in("uk".parse()?), "Німеччина");
    /// assert_eq!(germany.name_in(Language::English), "Germany");
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn name_in(&self, language: Language) -> &'static str {
        let row = countries().iter().position(|row| row.iso2 == self.iso2);
        row.and_then(|row| tables::country_name(row, language))
            .unwrap_or(self.name)
    }
}

impl City {
    /// The name in a language, for larger cities whose name there differs; else the English name.
    ///
    /// ```
    /// use arcminute::catalogue::{Language, cities};
    /// let warsaw = cities().find(|city| city.id == "warsaw").unwrap();
    /// assert_eq!(warsaw.name_in(Language::Polish), "Warszawa");
    /// assert_eq!(warsaw.name_in(Language::French), "Varsovie");
    /// assert_eq!(warsaw.name_in(Language::English), "Warsaw");
    /// ```
    pub fn name_in(&self, language: Language) -> &'static str {
        let id = |bearer: &Bearer| bearer.table == Table::City && bearer.kind == NameKind::Id;
        tables::bearers(&fold(self.id))
            .find(id)
            .and_then(|bearer| tables::city_name(bearer.row, language))
            .unwrap_or(self.name)
    }
}

impl Place {
    /// The name in a language: of the city, or of the city that a site is named after; else one among its other names or those of
    /// languages of the same script that is spelled so. A custom place keeps its name.
    ///
    /// ```
    /// use arcminute::catalogue::{Language, Place, Role, place};
    /// assert_eq!(place("Vienna", Role::To)?.name_in(Language::German), "Wien");
    /// // The site covers the oblast around the city.
    /// assert_eq!(place("Kaliningrad", Role::From)?.name_in(Language::Ukrainian), "Калінінград");
    /// assert_eq!(Place::at("54.71,20.51".parse()?).name_in(Language::German), "54.71°N 20.51°E");
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn name_in(&self, language: Language) -> Cow<'_, str> {
        if language == Language::English {
            return Cow::Borrowed(self.name.as_ref());
        }
        let row = self.city_of_name();
        row.and_then(|row| tables::city_name(row, language))
            .or_else(|| {
                let site = self.site?;
                script::spelled_in(site.name, site.aliases, language)
            })
            .or_else(|| script::borrowed(language, |other| tables::city_name(row?, other)))
            .map_or(Cow::Borrowed(self.name.as_ref()), Cow::Borrowed)
    }

    /// The row of the city that this place is or is named after.
    fn city_of_name(&self) -> Option<usize> {
        let is_wanted = |bearer: &Bearer| {
            let city = tables::city(bearer.row);
            match self.site {
                Some(site) => city.name == site.name && city.country == site.country,
                None => {
                    self.population == Some(city.population) && self.id.as_deref() == Some(city.id)
                }
            }
        };
        let name = match self.site {
            Some(site) => site.name,
            None => self.id.as_deref()?,
        };
        tables::bearers(&fold(name))
            .filter(|bearer| bearer.table == Table::City)
            .find(is_wanted)
            .map(|bearer| bearer.row)
    }
}

impl System {
    /// The name in a language: that of the missile among its other names, if one is in the language's alphabet. A system that is
    /// named otherwise keeps its name.
    ///
    /// ```
    /// use arcminute::catalogue::{Language, System};
    /// assert_eq!(System::named("oreshnik")?.name_in(Language::Ukrainian), "Орешник");
    /// assert_eq!(System::named("9m729")?.name_in(Language::Ukrainian), "9M729 (SSC-8)");
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn name_in(&self, language: Language) -> Cow<'_, str> {
        let missile = missiles()
            .iter()
            .find(|missile| missile.id == self.id && missile.name == self.name);
        missile
            .and_then(|missile| script::spelled_in(missile.name, missile.aliases, language))
            .map_or(Cow::Borrowed(self.name.as_ref()), Cow::Borrowed)
    }
}

/// The name of a state in a language, or the code itself if it is not in the catalogue.
pub(crate) fn country_name_in(iso2: &str, language: Language) -> &str {
    countries()
        .iter()
        .find(|country| country.iso2 == iso2)
        .map_or_else(|| country_name(iso2), |country| country.name_in(language))
}
