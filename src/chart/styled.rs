//! Elements of plotters with what its `ShapeStyle` has no words for: dashes, hatches, an edge around a filled shape, a
//! tooltip.

use std::convert::Infallible;

use plotters::element::{
    Circle, Drawable, DynElement, IntoDynElement, PathElement, PointCollection, Polygon, Rectangle,
    TriangleMarker,
};
use plotters::series::LineSeries;
use plotters::style::{RGBAColor, ShapeStyle};
use plotters_backend::{BackendCoord, DrawingErrorKind};

use crate::svg::backend::{Pen, PlotCanvas, steps};
use crate::svg::{Colour, Fill, Stroke, Style};

/// A point of a chart: values on the x and the y axis.
type Values = (f64, f64);

/// An element that is drawn with a pen of ours.
pub(super) struct Styled {
    element: DynElement<'static, PlotCanvas, Values>,
    pen: Pen,
}

impl Styled {
    fn new(element: impl IntoDynElement<'static, PlotCanvas, Values>, style: Style) -> Self {
        Self {
            element: element.into_dyn(),
            pen: Pen { style, title: None },
        }
    }

    /// The element with a tooltip.
    pub(super) fn titled(mut self, title: impl Into<String>) -> Self {
        self.pen.title = Some(title.into());
        self
    }
}

/// A curve through many points.
pub(super) fn curve(
    points: impl IntoIterator<Item = Values>,
    stroke: Stroke,
) -> impl Iterator<Item = Styled> {
    let style = Style::stroked(stroke);
    LineSeries::new(points, shape_style(&style)).map(move |line| Styled::new(line, style))
}

/// A straight line.
pub(super) fn segment(from: Values, to: Values, stroke: Stroke) -> Styled {
    let style = Style::stroked(stroke);
    Styled::new(PathElement::new([from, to], shape_style(&style)), style)
}

/// A closed shape.
pub(super) fn shape(corners: Vec<Values>, style: Style) -> Styled {
    Styled::new(Polygon::new(corners, shape_style(&style)), style)
}

/// An upright rectangle between two opposite corners.
pub(super) fn bar(from: Values, to: Values, style: Style) -> Styled {
    Styled::new(Rectangle::new([from, to], shape_style(&style)), style)
}

/// A dot.
pub(super) fn dot(at: Values, radius_px: f64, style: Style) -> Styled {
    let dot = Circle::new(at, steps(radius_px), shape_style(&style));
    Styled::new(dot, style)
}

/// A triangle that points up, about as large as a dot of this radius.
pub(super) fn triangle(at: Values, radius_px: f64, style: Style) -> Styled {
    let triangle = TriangleMarker::new(at, steps(1.3 * radius_px), shape_style(&style));
    Styled::new(triangle, style)
}

/// As much of a style as plotters can say.
fn shape_style(style: &Style) -> ShapeStyle {
    let (colour, opacity) = match (style.fill, style.stroke) {
        (Some(Fill::Solid(colour, opacity)), _) => (colour, opacity),
        (Some(Fill::Hatched(hatch)), _) => (hatch.colour, 1.0),
        (None, Some(stroke)) => (stroke.colour, stroke.opacity),
        (None, None) => (Colour::hex(0), 0.0),
    };
    ShapeStyle {
        color: RGBAColor(colour.red, colour.green, colour.blue, opacity),
        filled: style.fill.is_some(),
        stroke_width: style
            .stroke
            .map_or(0, |stroke| steps(stroke.width_px).unsigned_abs()),
    }
}

impl<'a> PointCollection<'a, Values> for &'a Styled {
    type Point = &'a Values;
    type IntoIter = &'a Vec<Values>;

    fn point_iter(self) -> &'a Vec<Values> {
        self.element.point_iter()
    }
}

impl Drawable<PlotCanvas> for Styled {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        canvas: &mut PlotCanvas,
        parent_size: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        canvas.with_pen(self.pen.clone(), |canvas| {
            self.element.draw(points, canvas, parent_size)
        })
    }
}
