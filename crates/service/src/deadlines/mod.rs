//! What is due of consultations: the rules, the course of one, letters to who is responsible.

mod course;
mod letters;
mod rules;

pub use course::Course;
pub(crate) use rules::rule_of;
