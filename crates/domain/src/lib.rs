//! Floor 0: the types and rules of public consultation.
//!
//! Nothing here reads, writes, waits, asks a clock or draws a random number: what a rule needs is an
//! argument. So every rule can be tested as it stands, and the crate builds for the browser too.

#[cfg(not(target_arch = "wasm32"))]
pub mod accessibility;
pub mod account;
pub mod answer;
pub mod attachment;
#[cfg(not(target_arch = "wasm32"))]
pub mod city;
pub mod comment;
pub mod consultation;
#[cfg(not(target_arch = "wasm32"))]
pub mod contact;
#[cfg(not(target_arch = "wasm32"))]
pub mod day;
#[cfg(not(target_arch = "wasm32"))]
pub mod deadlines;
pub mod draft;
#[cfg(not(target_arch = "wasm32"))]
pub mod earlier;
pub mod embed;
pub mod event;
pub mod id;
pub mod letter;
pub mod live;
pub mod meeting;
pub mod moderation;
mod names;
pub mod notice;
#[cfg(not(target_arch = "wasm32"))]
pub mod opinion;
#[cfg(not(target_arch = "wasm32"))]
pub mod paper;
pub mod password;
pub mod policy;
pub mod problem;
pub mod receipt;
#[cfg(not(target_arch = "wasm32"))]
pub mod report;
#[cfg(not(target_arch = "wasm32"))]
pub mod retention;
pub mod schedule;
pub mod search;
pub mod text;
#[cfg(not(target_arch = "wasm32"))]
pub mod theme;
pub mod thread;
pub mod time;
pub mod versions;

pub use account::{Actor, DisplayName, Email, Role};
pub use answer::{Answer, Decision};
pub use comment::{Comment, Status};
pub use consultation::Consultation;
#[cfg(not(target_arch = "wasm32"))]
pub use day::Day;
pub use event::{Event, EventKind};
pub use id::{
    AccountId, AgendaItemId, AnswerId, AttachmentId, CommentId, ConsultationId, DraftId, EarlierId, MeetingId, OptionId, PollId,
    QuestionId, SessionId, SignInId, SpeakerId, TemplateId, ThemeId, UnitId,
};
pub use live::Subject;
pub use notice::Notice;
pub use password::Password;
pub use problem::{FieldError, Problem};
pub use receipt::Receipt;
pub use schedule::{Phase, Schedule};
pub use text::Body;
pub use time::Timestamp;
