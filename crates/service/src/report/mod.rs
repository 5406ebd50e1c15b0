//! The report of a consultation: what became of each remark, as it is at the moment.

mod gather;
mod numbers;
mod publish;
mod rows;

pub use gather::Gathered;
pub use publish::Publication;
pub use rows::Table;
