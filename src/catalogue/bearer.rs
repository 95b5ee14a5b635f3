//! What a name of the index belongs to. The build script uses this file as well.

/// The tables that names point into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    City,
    Site,
    Missile,
}

/// Kind of name, in order of match priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameKind {
    Id,
    Name,
    Spelling,
}

/// Each kind of name in each table: the index holds places of this list.
pub(crate) const KINDS: [(Table, NameKind); 9] = [
    (Table::City, NameKind::Id),
    (Table::City, NameKind::Name),
    (Table::City, NameKind::Spelling),
    (Table::Site, NameKind::Id),
    (Table::Site, NameKind::Name),
    (Table::Site, NameKind::Spelling),
    (Table::Missile, NameKind::Id),
    (Table::Missile, NameKind::Name),
    (Table::Missile, NameKind::Spelling),
];
