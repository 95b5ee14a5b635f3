//! The plot of a chart: axes, mesh and series of plotters on the body of a sheet, and layers of our own around them.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{Ranged, ValueFormatter};
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::style::{FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};

use super::marks::Marked;
use super::small_style;
use super::styled::Styled;
use crate::error::{Error, Result};
use crate::svg::backend::{PlotCanvas, point, steps};
use crate::svg::sheet::{Setting, Sheet};
use crate::svg::{Canvas, Colour, Element, Layer, Point, Rectangle, Stroke, text};

/// Height of the room for the marks and the name of the x axis, px at scale 1.
pub(super) const X_AXIS_PX: f64 = 40.0;
/// Height of the room for the name of the y axis above the plot, px at scale 1.
pub(super) const Y_NAME_PX: f64 = 20.0;
/// Length of the marks on axes, px at scale 1: half the way from the axis to its labels.
const TICK_PX: f64 = 3.0;
/// Below the name of the x axis, px at scale 1.
const FOOT_PX: f64 = 6.0;

/// Room from the edges of a body to the plot in it, px.
#[derive(Clone, Copy, Debug)]
pub(super) struct Margins {
    /// Left of the plot, for the labels of the y axis.
    pub(super) left: f64,
    /// Above the plot.
    pub(super) top: f64,
    /// Right of the plot.
    pub(super) right: f64,
    /// Below the plot, for the labels of the x axis.
    pub(super) bottom: f64,
}

impl Margins {
    /// The plot that they leave of a body.
    pub(super) fn plot(self, body: Rectangle) -> Rectangle {
        Rectangle::new(
            body.left + self.left,
            body.top + self.top,
            body.right - self.right,
            body.bottom - self.bottom,
        )
    }
}

/// The words at the axes.
pub(super) struct Axes<'a> {
    /// Name of the x axis.
    pub(super) x_name: &'a str,
    /// Name of the y axis; empty for none.
    pub(super) y_name: &'a str,
    /// Labels of the marks of the x axis.
    pub(super) x_label: &'a dyn Fn(&f64) -> String,
    /// Labels of the marks of the y axis.
    pub(super) y_label: &'a dyn Fn(&f64) -> String,
}

type Chart<X, Y> = ChartContext<'static, PlotCanvas, Cartesian2d<Marked<X>, Marked<Y>>>;

/// A sheet with a system of coordinates.
pub(super) struct Plot<X, Y>
where
    X: Ranged<ValueType = f64>,
    Y: Ranged<ValueType = f64>,
{
    canvas: Rc<RefCell<PlotCanvas>>,
    chart: Chart<X, Y>,
    /// The rectangle between the axes, px.
    pub(super) bounds: Rectangle,
    /// Left end of the labels of the y axis, px.
    left_px: f64,
}

impl<X, Y> Plot<X, Y>
where
    X: Ranged<ValueType = f64>,
    Y: Ranged<ValueType = f64>,
{
    /// Puts axes on the body of a sheet.
    pub(super) fn new(sheet: Sheet, margins: Margins, x: Marked<X>, y: Marked<Y>) -> Result<Self> {
        let body = sheet.body;
        let canvas = Rc::new(RefCell::new(PlotCanvas::new(sheet.canvas)));
        let area = DrawingArea::from(&canvas).shrink(
            (steps(body.left), steps(body.top)),
            (steps(body.width()), steps(body.height())),
        );
        let foot_px = FOOT_PX * sheet.scale;
        let chart = ChartBuilder::on(&area)
            .margin_top(steps(margins.top))
            .margin_right(steps(margins.right))
            .margin_bottom(steps(foot_px))
            .y_label_area_size(steps(margins.left))
            .x_label_area_size(steps(margins.bottom - foot_px))
            .build_cartesian_2d(x, y)?;
        let bounds = margins.plot(body);
        Ok(Self {
            canvas,
            chart,
            bounds,
            left_px: body.left,
        })
    }

    /// Draws grid lines at the marks of both axes, the axes, and what stands at them.
    pub(super) fn draw_axes(&mut self, axes: &Axes<'_>, setting: &Setting, scale: f64) -> Result<()>
    where
        Marked<X>: ValueFormatter<f64>,
        Marked<Y>: ValueFormatter<f64>,
    {
        let theme = &setting.theme;
        let labels = small_style(setting, scale);
        let names = labels.coloured(theme.text);
        self.begin("grid", "Grid");
        self.chart
            .configure_mesh()
            .disable_axes()
            .bold_line_style(line_style(Stroke::new(theme.grid, scale)))
            .draw()?;
        self.begin("axes", "Axes");
        self.chart
            .configure_mesh()
            .disable_mesh()
            .axis_style(line_style(Stroke::new(theme.axis, scale)))
            .set_all_tick_mark_size(steps(TICK_PX * scale))
            .label_style(label_style(&labels))
            .x_label_formatter(axes.x_label)
            .y_label_formatter(axes.y_label)
            .axis_desc_style(label_style(&names))
            .x_desc(axes.x_name)
            .draw()?;
        // plotters turns the name of the y axis on its side; above the axis it reads better and leaves the plot wider.
        if !axes.y_name.is_empty() {
            let above = Point::new(self.left_px, self.bounds.top - 9.0 * scale);
            self.draw(text(above, axes.y_name, &names));
        }
        Ok(())
    }

    /// Draws a series of elements whose points are values on the axes.
    pub(super) fn draw_series(&mut self, series: impl IntoIterator<Item = Styled>) -> Result<()> {
        self.chart.draw_series(series)?;
        Ok(())
    }

    /// Makes one group of all that is drawn meanwhile.
    pub(super) fn draw_group(&mut self, draw: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let first = self.canvas.borrow().count();
        draw(self)?;
        self.canvas.borrow_mut().group_from(first);
        Ok(())
    }

    /// Puts a layer on top, in which what follows is drawn.
    pub(super) fn begin(&self, id: &str, label: &str) {
        self.canvas.borrow_mut().add(Layer::new(id, label));
    }

    /// Draws an element of our own in the topmost layer.
    pub(super) fn draw(&self, element: Element) {
        self.canvas.borrow_mut().draw(element);
    }

    /// The point of values on the axes, px; beyond the axes too.
    pub(super) fn point(&self, x: f64, y: f64) -> Point {
        point(self.chart.backend_coord(&(x, y)))
    }

    /// The finished document.
    pub(super) fn into_canvas(self) -> Canvas {
        self.canvas.borrow().picture()
    }
}

fn colour(colour: Colour) -> RGBColor {
    RGBColor(colour.red, colour.green, colour.blue)
}

fn line_style(stroke: Stroke) -> ShapeStyle {
    ShapeStyle::from(colour(stroke.colour)).stroke_width(steps(stroke.width_px).unsigned_abs())
}

fn label_style(style: &crate::svg::TextStyle) -> TextStyle<'static> {
    let size = f64::from(steps(style.size_px));
    let font = FontDesc::new(FontFamily::SansSerif, size, FontStyle::Normal);
    font.color(&colour(style.colour))
}

impl From<DrawingAreaErrorKind<Infallible>> for Error {
    fn from(error: DrawingAreaErrorKind<Infallible>) -> Self {
        Self::Picture {
            format: "SVG",
            reason: error.to_string(),
        }
    }
}
