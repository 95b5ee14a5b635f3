//! Distances of colours: CIEDE2000 (Sharma, Wu and Dalal, Color Research and Application 30 (2005) 21), for normal sight and
//! for protanopia and deuteranopia as Machado, Oliveira and Fernandes simulate them (IEEE TVCG 15 (2009) 1291, severity 1).

use super::*;
use crate::svg::theme::BORDER_OPACITY;

/// A difference that is seen at a glance in areas side by side. About 1 can just be seen.
const AT_A_GLANCE: f64 = 8.0;

/// Neighbours of many steps, which have labelled lines between them.
const SIDE_BY_SIDE: f64 = 3.0;

fn linear(colour: Colour) -> [f64; 3] {
    [colour.red, colour.green, colour.blue].map(|byte| {
        let value = f64::from(byte) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    })
}

fn product(matrix: [[f64; 3]; 3], vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum())
}

/// CIELAB of linear sRGB, white point D65 (IEC 61966-2-1).
fn lab(rgb: [f64; 3]) -> [f64; 3] {
    let xyz = product(
        [
            [0.412_456_4, 0.357_576_1, 0.180_437_5],
            [0.212_672_9, 0.715_152_2, 0.072_175],
            [0.019_333_9, 0.119_192, 0.950_304_1],
        ],
        rgb,
    );
    let f = |value: f64| {
        if value > 216.0 / 24_389.0 {
            value.cbrt()
        } else {
            (24_389.0 / 27.0 * value + 16.0) / 116.0
        }
    };
    let [x, y, z] = [f(xyz[0] / 0.950_47), f(xyz[1]), f(xyz[2] / 1.088_83)];
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// CIEDE2000 of two CIELAB colours.
#[expect(clippy::many_single_char_names, reason = "the symbols of the paper")]
fn ciede2000(one: [f64; 3], two: [f64; 3]) -> f64 {
    let chroma = |lab: [f64; 3]| lab[1].hypot(lab[2]);
    let mean_chroma7 = f64::midpoint(chroma(one), chroma(two)).powi(7);
    let g = 0.5 * (1.0 - (mean_chroma7 / (mean_chroma7 + 25_f64.powi(7))).sqrt());
    let prime = |lab: [f64; 3]| {
        let a = (1.0 + g) * lab[1];
        (
            lab[0],
            a.hypot(lab[2]),
            lab[2].atan2(a).to_degrees().rem_euclid(360.0),
        )
    };
    let ((l1, c1, h1), (l2, c2, h2)) = (prime(one), prime(two));
    let is_grey = c1 * c2 == 0.0;
    let turn = if is_grey {
        0.0
    } else {
        (h2 - h1 + 540.0).rem_euclid(360.0) - 180.0
    };
    let hue_step = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let (l, c) = (f64::midpoint(l1, l2), f64::midpoint(c1, c2));
    let h = if is_grey { h1 + h2 } else { h1 + turn / 2.0 };
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0)
        - 0.2 * cos(4.0 * h - 63.0);
    let c7 = c.powi(7);
    let rotation = -2.0
        * (c7 / (c7 + 25_f64.powi(7))).sqrt()
        * (60.0 * (-((h.rem_euclid(360.0) - 275.0) / 25.0).powi(2)).exp())
            .to_radians()
            .sin();
    let squared = (l - 50.0).powi(2);
    let light = (l2 - l1) / (1.0 + 0.015 * squared / (20.0 + squared).sqrt());
    let chroma = (c2 - c1) / (1.0 + 0.045 * c);
    let hue = hue_step / (1.0 + 0.015 * c * t);
    (light * light + chroma * chroma + hue * hue + rotation * chroma * hue).sqrt()
}

/// How people see: normally, without red cones, without green cones.
const SIGHTS: [[[f64; 3]; 3]; 3] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ],
    [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ],
];

/// Least distance of two colours by any sight.
fn distance(one: Colour, two: Colour) -> f64 {
    let seen =
        |sight, colour| lab(product(sight, linear(colour)).map(|value| value.clamp(0.0, 1.0)));
    SIGHTS
        .iter()
        .map(|sight| ciede2000(seen(*sight, one), seen(*sight, two)))
        .fold(f64::INFINITY, f64::min)
}

fn themes() -> [Theme; 3] {
    Theme::NAMES.map(|name| Theme::named(name).unwrap())
}

/// Pairs 1, 7 and 25 of the test data of Sharma, Wu and Dalal, table 1.
#[test]
fn distances_are_those_of_the_published_test_data() {
    for (one, two, expected) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        (
            [60.2574, -34.0099, 36.2677],
            [60.4626, -34.1751, 39.4387],
            1.2644,
        ),
    ] {
        let found = ciede2000(one, two);
        assert!((found - expected).abs() < 1e-4, "{found} {expected}");
    }
}

#[test]
fn steps_differ_from_one_another_from_land_and_from_sea() {
    for theme in themes() {
        let palette = Palette::new(&theme);
        for count in 1..=6 {
            let steps: Vec<Colour> = (0..count)
                .map(|number| palette.step(number, count))
                .collect();
            let least = if count <= 3 {
                AT_A_GLANCE
            } else {
                SIDE_BY_SIDE
            };
            for pair in steps.windows(2) {
                let found = distance(pair[0], pair[1]);
                assert!(
                    found >= least,
                    "{} {count}: {pair:?} {found:.1}",
                    theme.name
                );
            }
            for step in &steps {
                for ground in [theme.map.land, theme.map.sea, theme.map.lake] {
                    let found = distance(*step, ground);
                    assert!(
                        found >= AT_A_GLANCE,
                        "{}: {step} on {ground}: {found:.1}",
                        theme.name
                    );
                }
            }
        }
    }
}

#[test]
fn reach_shows_beside_land_and_sea() {
    for theme in themes() {
        let palette = Palette::new(&theme);
        for count in 1..=4 {
            let mut steps = vec![palette.certain(0)];
            steps.extend((0..count).map(|number| palette.disputed(0, number, count)));
            let found = distance(steps[0], steps[1]);
            assert!(found >= AT_A_GLANCE, "{}: {found:.1}", theme.name);
            for pair in steps.windows(2) {
                let found = distance(pair[0], pair[1]);
                assert!(
                    found >= SIDE_BY_SIDE,
                    "{} {count}: {pair:?} {found:.1}",
                    theme.name
                );
            }
            for step in steps {
                for ground in [theme.map.land, theme.map.sea] {
                    let found = distance(step, ground);
                    assert!(
                        found >= 5.0,
                        "{}: {step} on {ground}: {found:.1}",
                        theme.name
                    );
                }
            }
        }
    }
}

/// In print lines are told apart by their dashes and labels.
#[test]
fn lines_of_missiles_differ() {
    for theme in themes().into_iter().filter(|theme| theme.name != "print") {
        let palette = Palette::new(&theme);
        for one in 0..4 {
            for two in 0..one {
                let found = distance(palette.missile(one), palette.missile(two));
                assert!(
                    found >= AT_A_GLANCE,
                    "{}: {one} {two}: {found:.1}",
                    theme.name
                );
            }
        }
    }
}

/// Dots of a crowd have no edge: they are seen on the areas that they lie on, and on land.
#[test]
fn dots_of_a_crowd_show_on_their_areas() {
    for theme in themes() {
        let palette = Palette::new(&theme);
        for count in 2..=6 {
            for number in 0..count {
                let dot = palette.mark_in_crowd(number, count);
                for ground in [palette.step(number, count), theme.map.land] {
                    let found = distance(dot, ground);
                    assert!(
                        found >= AT_A_GLANCE,
                        "{} {number} of {count}: {found:.1}",
                        theme.name
                    );
                }
            }
        }
    }
}

/// Least of all on the darkest area of print, 4.0, and in the dark theme on the brightest, 6.8.
#[test]
fn borders_show_on_every_area() {
    for theme in themes() {
        let palette = Palette::new(&theme);
        let steps = (0..3).map(|number| palette.step(number, 3));
        let disputed = (0..3).map(|number| palette.disputed(0, number, 3));
        let grounds = steps
            .chain(disputed)
            .chain([palette.certain(0), theme.map.land]);
        for ground in grounds {
            let line = theme.map.border.over(ground, BORDER_OPACITY);
            let found = distance(line, ground);
            assert!(
                found >= SIDE_BY_SIDE,
                "{}: {ground}: {found:.1}",
                theme.name
            );
        }
    }
}
