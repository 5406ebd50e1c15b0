//! What the hub counts.

use busola_domain::live::CloseCode;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;

use super::shard::Counts;

/// With which code a connection was closed by this side.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct Code {
    /// As RFC 6455 numbers them; 0 when the other side was gone.
    pub(super) code: u16,
}

/// The hub's numbers. Clones count together.
#[derive(Clone, Debug)]
pub struct Metrics {
    pub(super) sockets: Gauge,
    pub(super) channels: Gauge,
    pub(super) frames: Counter,
    pub(super) writes: Counter,
    pub(super) behind: Counter,
    pub(super) closed: Family<Code, Counter>,
    pub(super) resyncs: Counter,
    pub(super) log_pages: Counter,
    pub(super) events: Counter,
    pub(super) events_behind: Gauge,
    pub(super) fan_out: Histogram,
    pub(super) delivery: Histogram,
    pub(super) catch_up: Histogram,
}

impl Metrics {
    pub(super) fn new() -> Self {
        // From a tenth of a millisecond to half a minute.
        let seconds = || Histogram::new(exponential_buckets(0.000_1, 2.0, 19));
        let closed = Family::default();
        // There from the start: an alarm at what grows would miss the first of what came into being with it.
        drop(closed.get_or_create(&Code { code: CloseCode::TooSlow as u16 }));
        Self {
            sockets: Gauge::default(),
            channels: Gauge::default(),
            frames: Counter::default(),
            writes: Counter::default(),
            behind: Counter::default(),
            closed,
            resyncs: Counter::default(),
            log_pages: Counter::default(),
            events: Counter::default(),
            events_behind: Gauge::default(),
            fan_out: seconds(),
            delivery: seconds(),
            catch_up: seconds(),
        }
    }

    /// Names them for Prometheus.
    pub fn register(&self, registry: &mut Registry) {
        let live = registry.sub_registry_with_prefix("busola_live");
        live.register("sockets", "Open sockets", self.sockets.clone());
        live.register("channels", "Channels that somebody listens to, or did a moment ago", self.channels.clone());
        live.register("frames", "Frames that sockets took: deliveries", self.frames.clone());
        live.register("writes", "System calls that wrote to sockets", self.writes.clone());
        live.register("fell_behind", "Times that a socket took no more and was told from the log afterwards", self.behind.clone());
        live.register("closed", "Connections closed by this side, by code; 4000 is too slow", self.closed.clone());
        live.register("resyncs", "Clients too far behind, told to read anew", self.resyncs.clone());
        live.register("log_pages", "Older pages read from the log for who came back", self.log_pages.clone());
        live.register("events", "Events read from the log and sent", self.events.clone());
        live.register("events_behind", "Events in the log that are not fanned out yet", self.events_behind.clone());
        live.register("fan_out_seconds", "From the first to the last socket of a batch", self.fan_out.clone());
        live.register("delivery_seconds", "From the commit to the last socket that keeps up", self.delivery.clone());
        live.register("catch_up_seconds", "From a subscription to its first moment in the present", self.catch_up.clone());
    }

    /// Counts a connection's end.
    pub fn closed(&self, code: u16) {
        self.closed.get_or_create(&Code { code }).inc();
    }

    pub(super) fn count(&self, counts: &Counts) {
        self.frames.inc_by(counts.frames);
        self.writes.inc_by(counts.writes);
        self.behind.inc_by(counts.fell_behind);
    }
}
