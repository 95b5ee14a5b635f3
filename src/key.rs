//! Keys of scenario files, shared by their reader, the JSON Schema and the guide.

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// The key in a file.
    pub(crate) name: &'static str,
    /// Its type of value.
    pub(crate) takes: Takes,
    /// Its meaning, in a sentence.
    pub(crate) about: &'static str,
    /// The default value, as JSON; None where it depends on other keys.
    pub(crate) default: Option<&'static str>,
    /// True if the table must have it.
    pub(crate) is_required: bool,
}

/// Names of values, from the code that reads them.
pub(crate) type Names = fn() -> Vec<&'static str>;

/// The type of value of a key.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Takes {
    /// A text.
    Text,
    /// A text or a list of texts.
    Texts,
    /// A text of one of these forms; others may be taken as well.
    TextOf(Names),
    /// A text of one of these forms, or a list of them.
    TextsOf(Names),
    /// One of these texts.
    OneOf(Names),
    /// `true` or `false`.
    Flag,
    /// A flag or a list of flags.
    Flags,
    /// A number.
    Number,
    /// A number, a list of numbers, or `{ from, to, step }`.
    Sweep,
    /// A number or `{ low, nominal, high }`, a list of these, or `{ from, to, step }`.
    IntervalSweep,
    /// A day of the calendar.
    Date,
    /// Tables with these keys, one or more.
    Tables(fn() -> Vec<&'static Entry>),
    /// Tables with the keys of outputs, one or more.
    Outputs,
}

impl Entry {
    /// A key that may be left out.
    pub(crate) const fn optional(name: &'static str, takes: Takes, about: &'static str) -> Self {
        Self {
            name,
            takes,
            about,
            default: None,
            is_required: false,
        }
    }

    /// As above, with a default.
    pub(crate) const fn with_default(self, default: &'static str) -> Self {
        Self {
            default: Some(default),
            ..self
        }
    }

    /// As above, but one that the table must have.
    pub(crate) const fn required(self) -> Self {
        Self {
            is_required: true,
            ..self
        }
    }
}

/// The origin of a request, for the wording of errors: options have one name on the command line and another in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frontend {
    CommandLine,
    Scenario,
}

impl Frontend {
    /// The word of the command line, or that of a scenario file.
    pub(crate) fn word<'w>(self, on_command_line: &'w str, in_scenario: &'w str) -> &'w str {
        match self {
            Self::CommandLine => on_command_line,
            Self::Scenario => in_scenario,
        }
    }
}
