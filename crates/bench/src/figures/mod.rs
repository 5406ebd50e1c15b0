//! One figure a file: what is measured, and what stands beside it.

pub(crate) mod backup;
pub(crate) mod bundle;
pub(crate) mod desk;
pub(crate) mod frame;
pub(crate) mod live;
pub(crate) mod memory;
pub(crate) mod page;
pub(crate) mod post;
pub(crate) mod report;
pub(crate) mod start;
pub(crate) mod votes;
pub(crate) mod year;
