//! What lies before the rings: read from the log once for all who wait for it.

use std::sync::Arc;

use busola_domain::live::Channel;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::batch::{Batch, Shared};
use super::frame::EventFrame;
use super::hub::Hub;
use super::ring::{PAGE, page_of};
use super::tally::{self, Tally};
use crate::{Error, events};

/// Bytes of older pages that are kept.
const KEPT_BYTES: u64 = 16 * 1024 * 1024;
/// Lists of numbers that are kept, and how many numbers in all of them.
const KEPT_LISTS: usize = 64;
const KEPT_NUMBERS: u64 = 128 * 1024;

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

/// Weighs what is kept by its length.
#[derive(Clone)]
struct Length;

impl Weighter<PageKey, Shared> for Length {
    fn weight(&self, _: &PageKey, page: &Shared) -> u64 {
        page.len() as u64 + 1
    }
}

impl Weighter<NumbersKey, Arc<[Tally]>> for Length {
    fn weight(&self, _: &NumbersKey, numbers: &Arc<[Tally]>) -> u64 {
        numbers.len() as u64 + 1
    }
}

/// Pages and numbers of all channels.
pub(super) struct Older {
    pages: Cache<PageKey, Shared, Length>,
    numbers: Cache<NumbersKey, Arc<[Tally]>, Length>,
}

impl Older {
    pub(super) fn new() -> Self {
        let pages = (KEPT_BYTES / (PAGE as u64 * 1024)) as usize;
        Self { pages: Cache::with_weighter(pages, KEPT_BYTES, Length), numbers: Cache::with_weighter(KEPT_LISTS, KEPT_NUMBERS, Length) }
    }

    /// The page on which the event after `sent` stands. All its events have happened.
    pub(super) async fn page(&self, hub: &Hub, channel: Channel, sent: i64, generation: u64) -> Result<Shared, Error> {
        let page = page_of(sent + 1);
        let key = PageKey { channel, page, generation };
        self.pages
            .get_or_insert_async(&key, async {
                let mut session = hub.db().read().await?;
                let items = events::read(&mut session, hub.markup(), channel, page * PAGE, PAGE, hub.now()).await?;
                let frames: Vec<_> = items.into_iter().map(|item| EventFrame::new(channel, item.event, item.words)).collect();
                hub.metrics().log_pages.inc();
                Ok(Arc::new(Batch::of(generation, &frames)))
            })
            .await
    }

    /// The numbers that changed when the channel's head was `since` or later.
    pub(super) async fn numbers(&self, hub: &Hub, channel: Channel, since: i64) -> Result<Vec<Tally>, Error> {
        let page = page_of(since);
        let key = NumbersKey { channel, page, second: hub.seconds() };
        let numbers = self
            .numbers
            .get_or_insert_async(&key, async {
                let mut session = hub.db().read().await?;
                Ok::<_, Error>(tally::changed_since(&mut session, channel, page * PAGE).await?.into())
            })
            .await?;
        Ok(numbers.iter().filter(|tally| tally.head >= since).cloned().collect())
    }

    /// Drops everything of a channel: a text was taken out.
    pub(super) fn purge(&self, channel: Channel) {
        self.pages.retain(|key, _| key.channel != channel);
        self.numbers.retain(|key, _| key.channel != channel);
    }
}
