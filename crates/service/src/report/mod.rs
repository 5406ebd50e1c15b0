//! The report of a consultation: what became of each remark.

mod publish;

pub use publish::Publication;
