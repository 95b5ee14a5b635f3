//! Lines with fewer cells than there are columns.

/// Lines that end before the last of the columns that are passed through.
#[derive(Default)]
pub(super) struct ShortLines {
    count: u64,
    first: u64,
}

impl ShortLines {
    pub(super) fn add(&mut self, line: u64) {
        if self.count == 0 {
            self.first = line;
        }
        self.count += 1;
    }

    pub(super) fn note(&self) -> Option<String> {
        let first = self.first;
        match self.count {
            0 => None,
            1 => Some(format!(
                "line {first} has fewer cells than there are columns: what is missing is taken as empty"
            )),
            count => Some(format!(
                "{count} lines, the first is line {first}, have fewer cells than there are columns: what is missing is \
                 taken as empty"
            )),
        }
    }
}
