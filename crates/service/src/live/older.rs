//! What lies before the rings: read from the log once for all who wait for it.

use std::sync::Arc;

use busola_domain::live::Channel;
use busola_storage::supports::{self, Number};
use quick_cache::sync::Cache;
use quick_cache::{UnitWeighter, Weighter};

use super::batch::{Batch, Shared};
use super::frame::EventFrame;
use super::hub::Hub;
use super::ring::{PAGE, page_of};
use crate::{Error, events};

/// Bytes of older pages that are kept.
const KEPT_BYTES: u64 = 16 * 1024 * 1024;
/// Lists of numbers that are kept.
const KEPT_NUMBERS: usize = 64;

/// A complete page as it was in one generation of its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct PageKey {
    channel: Channel,
    page: i64,
    generation: u64,
}

/// The numbers that changed since the beginning of a page, as they were in one second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct NumbersKey {
    channel: Channel,
    page: i64,
    second: u32,
}

#[derive(Clone)]
struct Bytes;

impl Weighter<PageKey, Shared> for Bytes {
    fn weight(&self, _: &PageKey, page: &Shared) -> u64 {
        page.len() as u64 + 1
    }
}

/// Pages and numbers of all channels.
pub(super) struct Older {
    pages: Cache<PageKey, Shared, Bytes>,
    numbers: Cache<NumbersKey, Arc<[Number]>, UnitWeighter>,
}

impl Older {
    pub(super) fn new() -> Self {
        let items = (KEPT_BYTES / (PAGE as u64 * 1024)) as usize;
        Self { pages: Cache::with_weighter(items, KEPT_BYTES, Bytes), numbers: Cache::new(KEPT_NUMBERS) }
    }

    /// The page on which the event after `sent` stands. All its events have happened.
    pub(super) async fn page(&self, hub: &Hub, channel: Channel, sent: i64, generation: u64) -> Result<Shared, Error> {
        let page = page_of(sent + 1);
        let key = PageKey { channel, page, generation };
        self.pages
            .get_or_insert_async(&key, async {
                let mut session = hub.db().read().await?;
                let items = events::read(&mut session, hub.markup(), channel, page * PAGE, PAGE, hub.now()).await?;
                let frames: Vec<_> = items.into_iter().map(|item| EventFrame::new(channel, item.event, item.comment)).collect();
                hub.metrics().log_pages.inc();
                Ok(Arc::new(Batch::of(generation, &frames)))
            })
            .await
    }

    /// The numbers that changed when the channel's head was `since` or later.
    pub(super) async fn numbers(&self, hub: &Hub, channel: Channel, since: i64) -> Result<Vec<Number>, Error> {
        let Channel::Consultation(consultation) = channel;
        let page = page_of(since);
        let key = NumbersKey { channel, page, second: hub.seconds() };
        let numbers = self
            .numbers
            .get_or_insert_async(&key, async {
                let mut session = hub.db().read().await?;
                Ok::<_, Error>(supports::changed_since(&mut session, consultation, page * PAGE).await?.into())
            })
            .await?;
        Ok(numbers.iter().filter(|number| number.head >= since).copied().collect())
    }

    /// Drops everything of a channel: a text was taken out.
    pub(super) fn purge(&self, channel: Channel) {
        self.pages.retain(|key, _| key.channel != channel);
        self.numbers.retain(|key, _| key.channel != channel);
    }
}
