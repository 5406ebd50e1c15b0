//! The live engine: thousands of sockets, beside a bare broadcast, ws and Socket.IO.

pub(crate) mod crash;
pub(crate) mod drops;
pub(crate) mod fanout;
pub(crate) mod growth;
mod plot;
pub(crate) mod stopped;
pub(crate) mod storm;
pub(crate) mod writer;
pub(crate) mod writes;

/// A number of sockets and of events a second.
#[derive(Clone, Copy)]
pub(crate) struct Point {
    /// Sockets.
    pub(crate) sockets: usize,
    /// Events a second.
    pub(crate) rate: u32,
}

/// How much is measured.
pub(crate) struct Scale {
    /// Rounds of each point, and the seconds of each.
    pub(crate) rounds: usize,
    pub(crate) seconds: f64,
    /// What a core has the time for; the last one is that whose 99th percentile is compared.
    pub(crate) points: &'static [Point],
    /// More than a core has the time for.
    pub(crate) overload: Point,
    /// Numbers of sockets at which growth is looked at.
    pub(crate) growth: &'static [usize],
    /// Sockets that are dropped at once.
    pub(crate) storm: usize,
    /// Sockets that drop again and again, and how often.
    pub(crate) dropping: usize,
    pub(crate) drops: usize,
    /// Sockets of which some stop reading.
    pub(crate) stopping: usize,
    pub(crate) stopping_for: f64,
    /// Ends by kill -9.
    pub(crate) kills: usize,
    /// Seconds of writing, each time.
    pub(crate) writing: f64,
}

const fn point(sockets: usize, rate: u32) -> Point {
    Point { sockets, rate }
}

pub(crate) const FULL: Scale = Scale {
    rounds: 2,
    seconds: 5.0,
    points: &[point(1_000, 20), point(1_000, 80), point(2_000, 20), point(5_000, 5)],
    overload: point(2_000, 80),
    growth: &[100, 1_000, 10_000],
    storm: 5_000,
    dropping: 1_000,
    drops: 4,
    stopping: 400,
    stopping_for: 30.0,
    kills: 20,
    writing: 5.0,
};

pub(crate) const QUICK: Scale = Scale {
    rounds: 1,
    seconds: 3.0,
    points: &[point(200, 20), point(1_000, 5)],
    overload: point(2_000, 80),
    growth: &[100, 1_000],
    storm: 1_000,
    dropping: 200,
    drops: 2,
    stopping: 200,
    stopping_for: 30.0,
    kills: 5,
    writing: 2.0,
};
