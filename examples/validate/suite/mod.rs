//! What the models are measured against, one file a kind of evidence, and the report of it.
//!
//! The example prints the report and `tests/validation.rs` asserts on the same measurements.

pub mod chart;
pub mod claims;
pub mod cruise;
pub mod flights;
pub mod free_flight;
pub mod integrate;
pub mod lofted;
pub mod neglected;
pub mod statistics;
pub mod table;
pub mod warning;

/// All measurements.
pub struct Report {
    pub free_flight: free_flight::Measured,
    pub neglected: neglected::Measured,
    pub lofted: lofted::Measured,
    pub flights: flights::Measured,
    pub cruise: cruise::Measured,
    pub warning: warning::Measured,
    pub claims: claims::Measured,
}

impl Report {
    /// Takes every measurement; some seconds in a release build.
    pub fn measure() -> Self {
        Self {
            free_flight: free_flight::Measured::take(),
            neglected: neglected::Measured::take(),
            lofted: lofted::Measured::take(),
            flights: flights::Measured::take(),
            cruise: cruise::Measured::take(),
            warning: warning::Measured::take(),
            claims: claims::Measured::take(),
        }
    }

    /// Each section's name in the document, and its Markdown.
    fn sections(&self) -> [(&'static str, String); 15] {
        [
            ("free-flight", self.free_flight.markdown()),
            ("neglected-times", self.neglected.times_markdown()),
            ("neglected-apogees", self.neglected.apogees_markdown()),
            ("lofted", self.lofted.markdown()),
            ("rule", self.flights.parameters_markdown()),
            ("coverage", self.flights.coverage_markdown()),
            ("flights", self.flights.rows_markdown()),
            ("arcs", self.flights.arcs_markdown()),
            ("other-flights", self.flights.others_markdown()),
            ("cruise", self.cruise.markdown()),
            ("warning", self.warning.cases_markdown()),
            ("radar", self.warning.radar_markdown()),
            ("claims", self.claims.markdown()),
            ("statements", self.claims.statements_markdown()),
            ("review", self.claims.review_markdown()),
        ]
    }

    /// The chart of observed against predicted times, beside the document as `flights.svg`.
    pub fn chart(&self) -> String {
        chart::draw(&self.flights)
    }

    /// The whole report: what the example prints, and no test asks for.
    #[allow(dead_code)]
    pub fn markdown(&self) -> String {
        self.sections()
            .map(|(name, text)| format!("## {name}\n\n{text}\n"))
            .concat()
    }

    /// The document with each section between its markers, `<!-- generated: NAME -->` and `<!-- end -->`.
    ///
    /// # Errors
    /// Which section has no place in the document, or which place has no section.
    pub fn fill(&self, document: &str) -> Result<String, String> {
        const END: &str = "<!-- end -->";
        let mut filled = document.to_owned();
        let sections = self.sections();
        for (name, text) in &sections {
            let marker = format!("<!-- generated: {name} -->");
            let start = filled
                .find(&marker)
                .ok_or_else(|| format!("the document lacks {marker}"))?
                + marker.len();
            let length = filled[start..]
                .find(END)
                .ok_or_else(|| format!("{marker} has no {END}"))?;
            filled.replace_range(start..start + length, &format!("\n\n{text}\n"));
        }
        let places = filled.matches("<!-- generated: ").count();
        if places == sections.len() {
            Ok(filled)
        } else {
            Err(format!(
                "the document has {places} generated places for {} sections",
                sections.len()
            ))
        }
    }
}
