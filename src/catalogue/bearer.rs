//! Bearers of the names in the index. The build script uses this file as well.

/// The tables that names refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    City,
    Site,
    Missile,
    Country,
    BandSet,
}

/// Kind of name, in order of match priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameKind {
    Id,
    Name,
    Spelling,
}

/// Each kind of name in each table; the index holds positions in this list.
pub(crate) const KINDS: [(Table, NameKind); 15] = [
    (Table::City, NameKind::Id),
    (Table::City, NameKind::Name),
    (Table::City, NameKind::Spelling),
    (Table::Site, NameKind::Id),
    (Table::Site, NameKind::Name),
    (Table::Site, NameKind::Spelling),
    (Table::Missile, NameKind::Id),
    (Table::Missile, NameKind::Name),
    (Table::Missile, NameKind::Spelling),
    (Table::Country, NameKind::Id),
    (Table::Country, NameKind::Name),
    (Table::Country, NameKind::Spelling),
    (Table::BandSet, NameKind::Id),
    (Table::BandSet, NameKind::Name),
    (Table::BandSet, NameKind::Spelling),
];
