//! Floor 0: the types and rules of public consultation.
//!
//! Nothing here reads, writes, waits, asks a clock or draws a random number: what a rule needs is an
//! argument. So every rule can be tested as it stands, and the crate builds for the browser too.

pub mod account;
pub mod comment;
pub mod consultation;
pub mod draft;
pub mod event;
pub mod id;
pub mod live;
pub mod meeting;
pub mod notice;
pub mod policy;
pub mod problem;
pub mod schedule;
pub mod text;
pub mod thread;
pub mod time;
pub mod versions;

pub use account::{Actor, DisplayName, Email, Role};
pub use comment::{Comment, Status};
pub use consultation::Consultation;
pub use event::{Event, EventKind};
pub use id::{
    AccountId, AgendaItemId, CommentId, ConsultationId, DraftId, MeetingId, OptionId, PollId, QuestionId, SessionId, SignInId, SpeakerId,
    UnitId,
};
pub use live::Subject;
pub use notice::Notice;
pub use problem::{FieldError, Problem};
pub use schedule::{Phase, Schedule};
pub use text::Body;
pub use time::Timestamp;
