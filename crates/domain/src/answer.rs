//! The city's answer to a remark.

use crate::names::names;

names! {
    /// What the city decided.
    Decision {
        /// The text changes as the remark asks.
        Accepted = "accepted",
        /// The text changes in part.
        Partly = "partly",
        /// The text stays.
        Rejected = "rejected",
        /// It is not about what is consulted.
        OutOfScope = "out_of_scope",
    }
}
