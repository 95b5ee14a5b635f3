//! The languages of names. The build script uses this file as well.

codes! {
    /// A language that the catalogue has names of countries and cities in: English, in which every place has its name, and the
    /// columns of `data/country_names.csv` and `data/city_names.csv`.
    #[derive(Default, PartialOrd, Ord)]
    pub enum Language as "language" {
        /// English.
        #[default]
        English = "en" | "english",
        /// German.
        German = "de" | "german" | "deutsch",
        /// French.
        French = "fr" | "french" | "français",
        /// Polish.
        Polish = "pl" | "polish" | "polski",
        /// Ukrainian.
        Ukrainian = "uk" | "ua" | "ukrainian",
        /// Russian.
        Russian = "ru" | "russian",
        /// Spanish.
        Spanish = "es" | "spanish",
        /// Italian.
        Italian = "it" | "italian",
        /// Dutch.
        Dutch = "nl",
        /// Czech.
        Czech = "cs" | "cz",
        /// Slovak.
        Slovak = "sk",
        /// Hungarian.
        Hungarian = "hu",
        /// Romanian.
        Romanian = "ro",
        /// Bulgarian.
        Bulgarian = "bg",
        /// Greek.
        Greek = "el" | "gr",
        /// Turkish.
        Turkish = "tr",
        /// Portuguese.
        Portuguese = "pt",
        /// Swedish.
        Swedish = "sv" | "se",
        /// Danish.
        Danish = "da" | "dk",
        /// Norwegian.
        Norwegian = "nb" | "no",
        /// Finnish.
        Finnish = "fi",
        /// Estonian.
        Estonian = "et",
        /// Latvian.
        Latvian = "lv",
        /// Lithuanian.
        Lithuanian = "lt",
        /// Serbian.
        Serbian = "sr",
        /// Croatian.
        Croatian = "hr",
        /// Slovenian.
        Slovenian = "sl",
        /// Albanian.
        Albanian = "sq",
        /// Macedonian.
        Macedonian = "mk",
        /// Icelandic.
        Icelandic = "is",
        /// Irish.
        Irish = "ga",
        /// Belarusian.
        Belarusian = "be",
        /// Maltese.
        Maltese = "mt",
        /// Catalan.
        Catalan = "ca",
    }
}
