//! The drawing of growth, as an SVG that suits light and dark pages.

use std::fmt::Write as _;

use super::growth::Size;
use crate::contender::Kind;
use crate::table::number;

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 340.0;
/// A panel's part of the drawing, and its margins.
const PANEL: f64 = WIDTH / 3.0;
const LEFT: f64 = 62.0;
const RIGHT: f64 = 30.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 76.0;
/// Lines across a panel.
const STEPS: usize = 4;

const STYLE: &str = "\
text { font: 12px system-ui, sans-serif; fill: #333 }
.title { font-weight: 600 }
.grid { stroke: #0002 }
.line { fill: none; stroke-width: 2 }
.k0 { stroke: #1257a6 } .k1 { stroke: #6b7280 } .k2 { stroke: #2e7d32 } .k3 { stroke: #b45309 }
.d0 { fill: #1257a6 } .d1 { fill: #6b7280 } .d2 { fill: #2e7d32 } .d3 { fill: #b45309 }
@media (prefers-color-scheme: dark) {
text { fill: #ddd } .grid { stroke: #fff3 }
.k0 { stroke: #7cb7ff } .k1 { stroke: #b0b7c3 } .k2 { stroke: #7fd088 } .k3 { stroke: #f2b366 }
.d0 { fill: #7cb7ff } .d1 { fill: #b0b7c3 } .d2 { fill: #7fd088 } .d3 { fill: #f2b366 }
}";

/// What one panel shows.
struct Panel {
    title: &'static str,
    value: fn(&Size) -> f64,
    scale: Scale,
}

/// How values lie on an axis.
#[derive(Clone, Copy)]
enum Scale {
    FromZero,
    /// Each power of ten as high as the one before, where one contender is many times another.
    Powers,
}

/// The axis of a panel.
struct Axis {
    scale: Scale,
    /// Where lines are drawn, from the bottom to the top.
    steps: Vec<f64>,
}

const PANELS: [Panel; 3] = [
    Panel { title: "Deliveries a CPU second, thousands", value: |size| size.rate / 1_000.0, scale: Scale::FromZero },
    Panel { title: "99th percentile of delivery, ms", value: |size| size.p99.as_secs_f64() * 1_000.0, scale: Scale::Powers },
    Panel { title: "Memory of an idle socket, KiB", value: |size| size.memory / 1_024.0, scale: Scale::FromZero },
];

/// Draws all sizes of all kinds.
pub(super) fn draw(sizes: &[Size], kinds: &[Kind]) -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\">\n\
         <title>How the live engine grows with the number of sockets</title>\n<style>{STYLE}</style>\n"
    );
    for (at, panel) in PANELS.iter().enumerate() {
        draw_panel(&mut svg, PANEL * at as f64, panel, sizes, kinds);
    }
    for (at, kind) in kinds.iter().enumerate() {
        let x = LEFT + 150.0 * at as f64;
        let y = HEIGHT - 18.0;
        put(&mut svg, &format!("<path class=\"line k{at}\" d=\"M{x:.1} {:.1}h24\"/>", y - 4.0));
        put(&mut svg, &text(x + 30.0, y, "start", "", &kind.to_string()));
    }
    put(&mut svg, "</svg>");
    svg
}

fn draw_panel(svg: &mut String, left: f64, panel: &Panel, sizes: &[Size], kinds: &[Kind]) {
    let values: Vec<_> = sizes.iter().map(panel.value).collect();
    let axis = Axis::over(panel.scale, &values);
    let of = |size: &Size| (size.sockets as f64).log10();
    let (least, most) = sizes.iter().map(of).fold((f64::MAX, f64::MIN), |(least, most), x| (least.min(x), most.max(x)));
    let x = |size: &Size| left + LEFT + (of(size) - least) / (most - least).max(f64::EPSILON) * (PANEL - LEFT - RIGHT);
    let y = |value: f64| HEIGHT - BOTTOM - axis.share(value) * (HEIGHT - TOP - BOTTOM);
    put(svg, &text(left + LEFT, TOP - 18.0, "start", "title", panel.title));
    for &value in &axis.steps {
        put(svg, &format!("<path class=\"grid\" d=\"M{:.1} {:.1}h{:.1}\"/>", left + LEFT, y(value), PANEL - LEFT - RIGHT));
        put(svg, &text(left + LEFT - 6.0, y(value) + 4.0, "end", "", &short(value)));
    }
    for (at, kind) in kinds.iter().enumerate() {
        let own: Vec<_> = sizes.iter().filter(|size| size.kind == *kind).collect();
        let points: Vec<_> = own.iter().map(|size| format!("{:.1},{:.1}", x(size), y((panel.value)(size)))).collect();
        put(svg, &format!("<polyline class=\"line k{at}\" points=\"{}\"/>", points.join(" ")));
        for size in own {
            put(svg, &format!("<circle class=\"d{at}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\"/>", x(size), y((panel.value)(size))));
            if at == 0 {
                put(svg, &text(x(size), HEIGHT - BOTTOM + 18.0, "middle", "", &number(size.sockets)));
            }
        }
    }
    put(svg, &text(left + LEFT + (PANEL - LEFT - RIGHT) / 2.0, HEIGHT - BOTTOM + 34.0, "middle", "", "sockets"));
}

impl Axis {
    fn over(scale: Scale, values: &[f64]) -> Self {
        let (least, most) = values.iter().fold((f64::MAX, f64::MIN), |(least, most), value| (least.min(*value), most.max(*value)));
        let steps = match scale {
            Scale::FromZero => (0..=STEPS).map(|step| ceiling(most) * step as f64 / STEPS as f64).collect(),
            Scale::Powers => {
                let power = |value: f64| value.max(f64::MIN_POSITIVE).log10();
                let first = power(least).floor() as i32;
                (first..=(power(most).ceil() as i32).max(first + 1)).map(|power| 10_f64.powi(power)).collect()
            }
        };
        Self { scale, steps }
    }

    /// How far up a value lies, from 0 to 1.
    fn share(&self, value: f64) -> f64 {
        let (Some(bottom), Some(top)) = (self.steps.first(), self.steps.last()) else { return 0.0 };
        match self.scale {
            Scale::FromZero => value / top,
            Scale::Powers => (value / bottom).log10() / (top / bottom).log10(),
        }
    }
}

fn put(svg: &mut String, line: &str) {
    // Writing to a string never fails.
    writeln!(svg, "{line}").ok();
}

fn text(x: f64, y: f64, anchor: &str, class: &str, text: &str) -> String {
    format!("<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" class=\"{class}\">{text}</text>")
}

/// The next round number above the highest value: 1, 2, 4 or 8 times a power of ten.
fn ceiling(value: f64) -> f64 {
    let power = 10_f64.powf(value.max(f64::MIN_POSITIVE).log10().floor());
    [1.0, 2.0, 4.0, 8.0, 10.0].map(|step| step * power).into_iter().find(|top| *top >= value).unwrap_or(10.0 * power)
}

fn short(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn axes_end_at_round_numbers() {
        assert_eq!([0.7, 1.0, 3.2, 57.0, 81.0].map(ceiling), [0.8, 1.0, 4.0, 80.0, 100.0]);
        assert_eq!([short(0.5), short(20.0), short(0.25)], ["0.5", "20", "0.25"]);
    }

    #[test]
    fn powers_of_ten_are_equally_far_apart() {
        let axis = Axis::over(Scale::Powers, &[12.0, 6_400.0]);
        assert_eq!(axis.steps, [10.0, 100.0, 1_000.0, 10_000.0]);
        assert!((axis.share(100.0) - 1.0 / 3.0).abs() < 1e-9);
        assert_eq!(Axis::over(Scale::FromZero, &[12.0, 57.0]).steps, [0.0, 20.0, 40.0, 60.0, 80.0]);
    }

    #[test]
    fn every_size_is_a_point_in_every_panel() {
        let size = |kind, sockets| Size { kind, sockets, memory: 2_048.0, rate: 70_000.0, p99: Duration::from_millis(50) };
        let kinds = [Kind::Busola, Kind::Ws];
        let svg = draw(&[size(Kind::Busola, 100), size(Kind::Busola, 1_000), size(Kind::Ws, 100), size(Kind::Ws, 1_000)], &kinds);
        assert_eq!(svg.matches("<circle").count(), 12);
        assert!(svg.contains(">1,000</text>") && svg.contains(">Busola</text>") && !svg.contains("NaN"), "{svg}");
    }
}
