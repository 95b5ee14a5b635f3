//! The drawing of claims of range: a dot for a figure, a bar for a span, an arrow for a bound.

use super::{Claims, Group, counts};
use crate::catalogue::{Bound, Checked, Claim, Grade, Language};
use crate::chart::marks::round_marks;
use crate::chart::plot::{Margins, X_AXIS_PX};
use crate::chart::rows::{self, Ends, HEAD_PX, Labels, RowPlot, Rows, ValueAxis};
use crate::chart::styled::{Styled, bar, dot, segment, shape};
use crate::chart::{small_style, text_style};
use crate::error::Result;
use crate::present::claims;
use crate::present::phrases::{self, say};
use crate::present::words::grouped;
use crate::svg::sheet::{LegendEntry, LegendSymbol, PROGRAM, Setting, SheetText, width};
use crate::svg::{
    Canvas, Colour, Dash, Point, Rectangle, Stroke, Style, TextAnchor, TextStyle, text,
};

/// Heights at scale 1, px.
const ROW_PX: f64 = 30.0;
const GROUP_PX: f64 = 26.0;
/// Above the rows, for the labels of the edges of bands.
const EDGES_PX: f64 = 16.0;
/// Length of an arrow, px at scale 1.
const ARROW_PX: f64 = 16.0;
/// The names of claimants take so much of the sheet at most.
const NAMES_SHARE: f64 = 0.4;

/// Draws the chart.
///
/// # Errors
/// [`crate::Error::OutOfRange`] if the size leaves no room for it.
pub(crate) fn draw(chart: &Claims<'_>, setting: &Setting) -> Result<Canvas> {
    let words = sheet_text(chart, setting);
    let labels = Labels::new(setting);
    let count: usize = chart.groups.iter().map(|group| group.claims.len()).sum();
    let rows = Rows {
        count,
        what: "claims",
        height_px: EDGES_PX
            + count as f64 * (ROW_PX + labels.above_px())
            + chart
                .groups
                .iter()
                .map(|group| group_px(group, setting))
                .sum::<f64>(),
    };
    let sheet = rows.sheet(setting, &words)?;
    let scale = sheet.scale;
    let body = sheet.body;
    let unit = setting.unit;
    let margins = labels.margins(margins(chart, body, setting, scale));
    let bounds = margins.plot(body);
    let most_km = all(chart).map(|claim| claim.high_km).fold(0.0, f64::max);
    // Room for an arrow at the farthest figure.
    let arrow_share = ARROW_PX * scale / bounds.width().max(1.0);
    let high_km = most_km * (1.06 + arrow_share);
    let marks = round_marks(unit.converted(high_km), bounds.width(), 70.0 * scale);
    let per_km = unit.converted(1.0);
    let axis = ValueAxis {
        name: &say(
            setting.wording.language,
            "Range, {1}",
            &[&phrases::local(unit.symbol(), setting.wording.language)],
        ),
        low: 0.0,
        high: high_km,
        marks: marks.iter().map(|mark| mark / per_km).collect(),
        label: &|km: &f64| grouped(unit.converted(*km), 0),
    };
    let mut plot = rows::plot(sheet, margins, &axis, setting)?;
    let drawing = Drawing {
        setting,
        scale,
        bounds,
        ends: Ends::new(body, bounds),
        labels,
        km_per_px: high_km / bounds.width().max(1.0),
    };
    drawing.draw_edges(chart, high_km, &axis.marks, &mut plot)?;
    let mut down = (HEAD_PX + EDGES_PX) * scale;
    for (number, group) in chart.groups.iter().enumerate() {
        drawing.draw_group(group, number, down, &mut plot)?;
        down += (group_px(group, setting)
            + (ROW_PX + labels.above_px()) * group.claims.len() as f64)
            * scale;
    }
    Ok(plot.into_canvas())
}

fn all<'c>(chart: &'c Claims<'_>) -> impl Iterator<Item = &'c Claim> {
    chart
        .groups
        .iter()
        .flat_map(|group| group.claims.iter().copied())
}

/// What the parts of the drawing share.
struct Drawing<'d> {
    setting: &'d Setting,
    scale: f64,
    bounds: Rectangle,
    ends: Ends,
    labels: Labels,
    km_per_px: f64,
}

impl Drawing<'_> {
    /// A line at each edge of the bands, with its figure above where the axis has it not.
    fn draw_edges(
        &self,
        chart: &Claims<'_>,
        high_km: f64,
        marks_km: &[f64],
        plot: &mut RowPlot,
    ) -> Result<()> {
        plot.begin("edges", "Edges of bands");
        let stroke = Stroke::new(self.setting.theme.axis, self.scale).dashed(Dash::Short);
        let style = TextStyle {
            anchor: TextAnchor::Middle,
            ..small_style(self.setting, self.scale)
        };
        let top = HEAD_PX * self.scale;
        let mut free_px = f64::MIN;
        for edge in chart.bands.edges().filter(|edge| edge.km < high_km) {
            let line = segment(
                (edge.km, top + 0.8 * EDGES_PX * self.scale),
                (edge.km, self.bounds.height()),
                stroke,
            );
            let said = grouped(self.setting.unit.converted(edge.km), 0);
            plot.draw_series([
                line.titled(format!("{said}: edge of a band, {}", chart.bands.title))
            ])?;
            let at = plot
                .point(edge.km, top)
                .moved(0.0, 0.6 * EDGES_PX * self.scale);
            let half_px = 0.5 * width(&said, &style);
            let is_on_axis = marks_km
                .iter()
                .any(|mark_km| (mark_km - edge.km).abs() < 0.5);
            if !is_on_axis && at.x - half_px > free_px {
                free_px = at.x + half_px + 4.0 * self.scale;
                plot.draw(text(at, &said, &style));
            }
        }
        Ok(())
    }

    fn draw_group(
        &self,
        group: &Group<'_>,
        number: usize,
        down: f64,
        plot: &mut RowPlot,
    ) -> Result<()> {
        let scale = self.scale;
        let head_px = group_px(group, self.setting);
        let above_px = self.labels.above_px();
        let row_px = ROW_PX + above_px;
        let first = down + head_px * scale;
        let counted = group.claims.iter().filter(|claim| counts(claim)).count();
        plot.begin(&format!("claims-{number}"), "Claims");
        if let Some(range_km) = group
            .system
            .range_km
            .filter(|range_km| range_km.high > range_km.low)
        {
            let foot = first + row_px * scale * counted as f64;
            let disputed = bar(
                (range_km.low, first),
                (range_km.high, foot),
                span_style(self.setting),
            );
            let title = format!(
                "claims differ: {}",
                claims::range(group.system, self.setting.unit)
            );
            plot.draw_series([disputed.titled(title)])?;
        }
        for (row, claim) in group.claims.iter().enumerate() {
            let middle = first + (row_px * row as f64 + above_px + 0.5 * ROW_PX) * scale;
            plot.draw_group(|plot| plot.draw_series(self.marks(claim, middle)))?;
        }
        plot.begin(&format!("labels-{number}"), "Labels");
        let halo = self.setting.theme.halo(scale);
        let bold = text_style(self.setting, scale)
            .bold()
            .haloed(halo.colour, 2.5 * halo.reach_px);
        let base = self.bounds.top + down;
        let heading = Point::new(self.ends.sheet.0, base + 0.7 * GROUP_PX * scale);
        let lines = self
            .labels
            .heading(&heading_of(group, self.setting), &bold, 1.0);
        for line in self.labels.heading_texts(&lines, heading, &bold) {
            plot.draw(line);
        }
        for (row, claim) in group.claims.iter().enumerate() {
            self.draw_labels(claim, base + (head_px + row_px * row as f64) * scale, plot);
        }
        Ok(())
    }

    /// A bar from the lower figure to the upper one, a dot at each, and an arrow where more or less is left open.
    fn marks(&self, claim: &Claim, middle: f64) -> Vec<Styled> {
        let scale = self.scale;
        let colour = colour(claim, self.setting);
        let line = Stroke::new(colour, if counts(claim) { 3.0 } else { 1.5 } * scale);
        let mut marks = Vec::new();
        let reach_km = ARROW_PX * scale * self.km_per_px;
        let head_km = 5.0 * scale * self.km_per_px;
        let arrow = |from_km: f64, towards: f64| {
            let end_km = from_km + towards * reach_km;
            let back_km = end_km - towards * head_km;
            let side_px = 4.0 * scale;
            [
                segment((from_km, middle), (back_km, middle), line),
                shape(
                    vec![
                        (end_km, middle),
                        (back_km, middle - side_px),
                        (back_km, middle + side_px),
                    ],
                    Style::filled(colour),
                ),
            ]
        };
        match claim.bound {
            Bound::AtLeast => marks.extend(arrow(claim.high_km, 1.0)),
            Bound::AtMost => marks.extend(arrow(claim.low_km, -1.0)),
            Bound::Exact | Bound::About => {}
        }
        if claim.high_km > claim.low_km {
            marks.push(segment(
                (claim.low_km, middle),
                (claim.high_km, middle),
                line,
            ));
        }
        let radius_px = if counts(claim) { 4.5 } else { 3.5 } * scale;
        let style = dot_style(claim, self.setting, scale);
        let title = format!(
            "{}: {}",
            claims::figure_in(claim, self.setting.unit, self.language()),
            claims::whose(claim)
        );
        marks.push(dot((claim.low_km, middle), radius_px, style).titled(title.clone()));
        if claim.high_km > claim.low_km {
            marks.push(dot((claim.high_km, middle), radius_px, style).titled(title));
        }
        marks
    }

    fn language(&self) -> Language {
        self.setting.wording.language
    }

    fn draw_labels(&self, claim: &Claim, top: f64, plot: &RowPlot) {
        let scale = self.scale;
        let style = text_style(self.setting, scale);
        let small = small_style(self.setting, scale);
        let upper = top + 13.0 * scale;
        let lower = top + 25.5 * scale;
        let language = self.language();
        let figure = claims::figure_in(claim, self.setting.unit, language);
        let weighted = if counts(claim) { style.bold() } else { style };
        let [claimant, figure] = self.labels.pair(
            (&claims::claimant_in(claim, language), &style),
            (&figure, &weighted),
            self.ends,
            upper,
        );
        plot.draw(claimant.titled(format!("{}: {}", claim.claimant, claim.statement)));
        plot.draw(figure);
        let second = second_line(claim, language);
        let [second_words, kind] = self.labels.pair(
            (&second, &small),
            (&kind_of(claim, language), &small),
            self.ends,
            lower,
        );
        plot.draw(second_words.titled(second.as_str()));
        plot.draw(kind);
    }
}

/// Height of the heading of a group, px at scale 1.
fn group_px(group: &Group<'_>, setting: &Setting) -> f64 {
    let labels = Labels::new(setting);
    let style = text_style(setting, setting.scale()).bold();
    let lines = labels.heading(&heading_of(group, setting), &style, 1.0);
    GROUP_PX + Labels::more_px(lines.len())
}

/// Year and variant, and a mark for what was not read at its source.
fn second_line(claim: &Claim, language: Language) -> String {
    let mut said = claim.year.to_string();
    if !claim.variant.is_empty() {
        said = format!("{said}, {}", claim.variant);
    }
    if claim.checked == Checked::Unverified {
        said = format!("{said}, {}", say(language, "not read at its source", &[]));
    }
    said
}

/// What kind of figure it is, where it does not count, and the grade of its source.
fn kind_of(claim: &Claim, language: Language) -> String {
    let grade = say(language, claim.grade.code(), &[]);
    if counts(claim) {
        grade
    } else {
        format!("{}, {grade}", say(language, claim.basis.code(), &[]))
    }
}

fn colour(claim: &Claim, setting: &Setting) -> Colour {
    if counts(claim) {
        setting.theme.series[0].colour
    } else {
        setting.theme.axis
    }
}

/// Hollow where it was not read at its source.
fn dot_style(claim: &Claim, setting: &Setting, scale: f64) -> Style {
    let colour = colour(claim, setting);
    let fill = match claim.checked {
        Checked::Seen => colour,
        Checked::Unverified => setting.theme.background,
    };
    Style::filled(fill).with_stroke(Stroke::new(colour, 1.5 * scale))
}

/// Between the lowest and the highest figure that counts.
fn span_style(setting: &Setting) -> Style {
    let theme = &setting.theme;
    Style::filled(theme.series[0].colour.over(theme.background, 0.1))
}

fn heading_of(group: &Group<'_>, setting: &Setting) -> String {
    let language = setting.wording.language;
    let range = claims::range_in(group.system, setting.unit, language);
    if range.is_empty() {
        say(
            language,
            "{1}: no claim of capability",
            &[&group.system.name],
        )
    } else {
        format!("{}: {range}", group.system.name)
    }
}

/// Claimants to the left of the plot, figures to its right.
fn margins(chart: &Claims<'_>, body: Rectangle, setting: &Setting, scale: f64) -> Margins {
    let style = text_style(setting, scale);
    let small = small_style(setting, scale);
    let language = setting.wording.language;
    let names = all(chart).map(|claim| {
        width(&claims::claimant_in(claim, language), &style)
            .max(width(&second_line(claim, language), &small))
    });
    let left = names.fold(0.0, f64::max).min(NAMES_SHARE * body.width()) + 14.0 * scale;
    let figures = all(chart).map(|claim| {
        let figure = claims::figure_in(claim, setting.unit, setting.wording.language);
        width(&figure, &style.bold()).max(width(&kind_of(claim, language), &small))
    });
    let right = figures.fold(0.0, f64::max) + 12.0 * scale;
    Margins {
        left,
        top: 0.0,
        right: right.min(body.width() - left - 60.0 * scale),
        bottom: X_AXIS_PX * scale,
    }
}

fn sheet_text(chart: &Claims<'_>, setting: &Setting) -> SheetText {
    let scale = setting.scale();
    let names: Vec<&str> = chart
        .groups
        .iter()
        .map(|group| group.system.name.as_ref())
        .collect();
    let language = setting.wording.language;
    let title = match names.len() {
        1 => "Who says how far {1} reaches",
        _ => "Who says how far {1} reach",
    };
    let title = say(language, title, &[&phrases::list(language, &names)]);
    let has = |wanted: &dyn Fn(&Claim) -> bool| all(chart).any(wanted);
    let strong = setting.theme.series[0].colour;
    let filled =
        |colour: Colour| Style::filled(colour).with_stroke(Stroke::new(colour, 1.5 * scale));
    let mut legend = vec![LegendEntry::new(
        LegendSymbol::Dot(filled(strong)),
        say(language, "claim of the missile's range", &[]),
    )];
    if has(&|claim| !counts(claim)) {
        let grey = filled(setting.theme.axis);
        legend.push(LegendEntry::new(
            LegendSymbol::Dot(grey),
            say(
                language,
                "other figure: a flight, a goal, the span of a class",
                &[],
            ),
        ));
    }
    if has(&|claim| claim.checked == Checked::Unverified) {
        let hollow =
            Style::filled(setting.theme.background).with_stroke(Stroke::new(strong, 1.5 * scale));
        legend.push(LegendEntry::new(
            LegendSymbol::Dot(hollow),
            say(language, "hollow: not read at its source", &[]),
        ));
    }
    if chart.groups.iter().any(|group| {
        group
            .system
            .range_km
            .is_some_and(|range_km| range_km.high > range_km.low)
    }) {
        legend.push(LegendEntry::new(
            LegendSymbol::Area(span_style(setting)),
            say(language, "claims differ", &[]),
        ));
    }
    let mut caveats = Vec::new();
    if has(&|claim| matches!(claim.bound, Bound::AtLeast | Bound::AtMost)) {
        caveats.push(say(
            language,
            "An arrow: the figure is a bound, and says nothing of what lies beyond it.",
            &[],
        ));
    }
    caveats.push(say(
        language,
        "Dashed: edges of the bands, {1}.",
        &[&phrases::known(language, &chart.bands.title)],
    ));
    let met: Vec<String> = Grade::ALL
        .iter()
        .filter(|grade| has(&|claim| claim.grade == **grade))
        .map(|grade| say(language, said_of(*grade), &[]))
        .collect();
    caveats.push(say(
        language,
        "Below each figure, its source: {1}.",
        &[&met.join("; ")],
    ));
    let counted = all(chart).filter(|claim| counts(claim)).count();
    SheetText {
        subtitle: say(
            language,
            "{1} of {2} published figures are claims of range; by year",
            &[&counted.to_string(), &all(chart).count().to_string()],
        ),
        description: description(chart, setting, &title),
        title,
        legend,
        caveats,
        credit: PROGRAM.to_owned(),
    }
}

/// What the word for the grade of a source says.
const fn said_of(grade: Grade) -> &'static str {
    match grade {
        Grade::Primary => "primary (published by the claimant)",
        Grade::Press => "press (a newspaper, agency or broadcaster)",
        Grade::Research => "research (an institute or a scholar)",
        Grade::Copied => "copy (of a text of others)",
    }
}

/// Every claim in a sentence.
fn description(chart: &Claims<'_>, setting: &Setting, title: &str) -> String {
    let said: Vec<String> = all(chart)
        .map(|claim| {
            format!(
                "{}, {}: {}",
                claims::claimant_in(claim, setting.wording.language),
                claim.year,
                claims::figure_in(claim, setting.unit, setting.wording.language)
            )
        })
        .collect();
    format!("{title}. {}", said.join("; "))
}
