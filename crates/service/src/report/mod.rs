//! The report of a consultation: what became of each remark, as it is at the moment.

mod course;
mod digest;
mod files;
mod gather;
mod making;
mod numbers;
mod publish;
mod rows;

pub(crate) use files::Files;
pub use files::{Making, Workshop};
pub use gather::Gathered;
pub use publish::Publication;
pub use rows::{PAGE, Table};
