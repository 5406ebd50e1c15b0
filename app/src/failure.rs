//! What a server function can answer other than success.

use axum::http::StatusCode;
use busola_domain::policy::Denied;
use busola_domain::retention::Foreseen;
use busola_domain::{CommentId, Day, FieldError, Problem};
use busola_service::{Conflict, Error};
use busola_texts::Lang;
use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::ServerFnErrorErr;
use serde::{Deserialize, Serialize};

/// Why something was not done. A closed set: causes stay in the server's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// The rules say no; `message` in the reader's language.
    Denied {
        /// Which rule.
        denied: Denied,
        /// What to tell the person.
        message: String,
    },
    /// Fields that can't be taken, each with its message in the reader's language.
    Invalid {
        /// The fields.
        fields: Vec<FieldMessage>,
    },
    /// What was sent is no form of ours: a field is missing, or is nothing that can be read.
    Malformed,
    /// In conflict with what is there.
    Conflict {
        /// What to tell the person.
        message: String,
    },
    /// Somebody else wrote the answer to a remark meanwhile; sent again with what they wrote seen, it takes its place.
    AnswerChanged {
        /// The remark.
        comment: CommentId,
        /// What to tell the person.
        message: String,
    },
    /// Fewer days than the rules say; sent again with a reason it is taken.
    TooShort {
        /// What to tell the person.
        message: String,
    },
    /// Names would leave sooner than now; sent again with the day, it is agreed to.
    NamesLeave {
        /// The first day on which some leave.
        on: Day,
        /// What to tell the person.
        message: String,
    },
    /// Too much at once; try again after so many seconds.
    TooMany {
        /// Seconds to wait.
        seconds: u64,
        /// What to tell the person.
        message: String,
    },
    /// Nothing is wrong with what was asked, and it can't be done at this moment.
    Busy {
        /// What to tell the person.
        message: String,
    },
    /// Nothing is wrong and nothing was done: the form is to be shown again, as for a preview.
    NotYet,
    /// Something is wrong on our side.
    Internal,
}

/// Seconds after which a database that was busy is asked again.
const BUSY: u64 = 2;

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldMessage {
    /// The field.
    pub error: FieldError,
    /// In words.
    pub message: String,
}

impl Failure {
    /// The message at a field.
    #[must_use]
    pub fn at(&self, field: &str) -> Option<&str> {
        match self {
            Self::Invalid { fields } => fields.iter().find(|bad| bad.error.field == field).map(|bad| bad.message.as_str()),
            _ => None,
        }
    }

    /// The message that belongs to no field.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        match self {
            Self::Denied { message, .. }
            | Self::Conflict { message }
            | Self::AnswerChanged { message, .. }
            | Self::TooShort { message }
            | Self::NamesLeave { message, .. }
            | Self::TooMany { message, .. }
            | Self::Busy { message } => Some(message),
            Self::Invalid { .. } | Self::Malformed | Self::NotYet | Self::Internal => None,
        }
    }

    /// Seconds after which trying again makes sense, where waiting is all it takes.
    #[must_use]
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooMany { seconds, .. } => Some(*seconds),
            Self::Busy { .. } => Some(BUSY),
            Self::Denied { .. }
            | Self::Invalid { .. }
            | Self::Malformed
            | Self::Conflict { .. }
            | Self::AnswerChanged { .. }
            | Self::TooShort { .. }
            | Self::NamesLeave { .. }
            | Self::NotYet
            | Self::Internal => None,
        }
    }

    /// Whether signing in would help.
    #[must_use]
    pub fn wants_sign_in(&self) -> bool {
        matches!(self, Self::Denied { denied: Denied::SignInNeeded, .. })
    }
}

impl FromServerFnError for Failure {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        use ServerFnErrorErr::{Args, Deserialization, MissingArg};
        match error {
            Args(_) | Deserialization(_) | MissingArg(_) => Self::Malformed,
            other => {
                tracing::error!(error = %other, "a server function failed outside of its body");
                Self::Internal
            }
        }
    }
}

impl Failure {
    /// What a person is told of an error; its cause goes to the log.
    #[must_use]
    pub fn of(lang: Lang, error: &Error) -> Self {
        match error {
            Error::Denied(denied) => Self::Denied { denied: *denied, message: denied_in_words(lang, *denied) },
            Error::Invalid(fields) => Self::Invalid { fields: fields.iter().map(|error| field(lang, error)).collect() },
            Error::Conflict(conflict) => Self::of_conflict(lang, *conflict),
            Error::TooShort(short) => Self::TooShort { message: lang.failure_too_short(short.days, short.least) },
            Error::NamesLeave(foreseen) => Self::NamesLeave { on: foreseen.on, message: foreseen_in_words(lang, foreseen) },
            Error::Unreadable(refused) => {
                let message = lang.by_name(&format!("docx-refused-{}", refused.as_str())).unwrap_or_default();
                Self::Invalid { fields: vec![FieldMessage { error: FieldError::new("file", Problem::Malformed), message }] }
            }
            Error::TooSoon { seconds } => Self::TooMany { seconds: *seconds, message: lang.failure_too_soon(*seconds) },
            Error::Overloaded => Self::Busy { message: lang.failure_busy() },
            Error::Storage(cause) if error.is_temporary() => {
                tracing::warn!(%cause, "storage can't do it now");
                Self::Busy { message: lang.failure_busy() }
            }
            Error::Storage(cause) => {
                tracing::error!(%cause, "storage failed");
                Self::Internal
            }
        }
    }

    fn of_conflict(lang: Lang, conflict: Conflict) -> Self {
        let message = conflict_in_words(lang, conflict);
        match conflict {
            Conflict::AnswerChanged { comment, .. } => Self::AnswerChanged { comment, message },
            _ => Self::Conflict { message },
        }
    }

    /// The status of HTTP that says it.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Denied { denied, .. } => denied_status(*denied),
            Self::Invalid { .. } | Self::TooShort { .. } | Self::NamesLeave { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotYet => StatusCode::OK,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Conflict { .. } | Self::AnswerChanged { .. } => StatusCode::CONFLICT,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy { .. } => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

fn foreseen_in_words(lang: Lang, foreseen: &Foreseen) -> String {
    let Foreseen { consultations, people, on, .. } = foreseen;
    let when = if foreseen.is_at_once() {
        lang.law_names_leave_at_once()
    } else {
        lang.law_names_leave_on(lang.date(on.year(), on.month(), on.day()))
    };
    lang.law_names_leave(lang.law_names_leave_people(*people), lang.law_names_leave_from(*consultations), when)
}

/// The status of HTTP for a rule's no.
#[must_use]
pub fn denied_status(denied: Denied) -> StatusCode {
    match denied {
        Denied::SignInNeeded => StatusCode::UNAUTHORIZED,
        Denied::NotAllowed | Denied::NotTheAuthor | Denied::AnotherDecides | Denied::OwnRemark => StatusCode::FORBIDDEN,
        Denied::NotFound => StatusCode::NOT_FOUND,
        Denied::NotYetOpen
        | Denied::AlreadyOpen
        | Denied::AlreadyClosed
        | Denied::EditWindowOver
        | Denied::Answered
        | Denied::NotYetClosed
        | Denied::AlreadyReported
        | Denied::WrongState
        | Denied::PollNotOpen
        | Denied::PollClosed
        | Denied::MeetingOver
        | Denied::MeetingCancelled
        | Denied::MeetingNotOver
        | Denied::OwnOffice
        | Denied::LastAdmin
        | Denied::InOffice => StatusCode::CONFLICT,
    }
}

fn field(lang: Lang, error: &FieldError) -> FieldMessage {
    FieldMessage { error: error.clone(), message: problem_in_words(lang, &error.problem) }
}

/// A problem of a field in words.
#[must_use]
pub fn problem_in_words(lang: Lang, problem: &Problem) -> String {
    match problem {
        Problem::Required => lang.problem_required(),
        Problem::TooLong { max } => lang.problem_too_long(*max),
        Problem::ForbiddenCharacters => lang.problem_forbidden_characters(),
        Problem::Malformed => lang.problem_malformed(),
        Problem::UnknownUnit => lang.problem_unknown_unit(),
        Problem::ChosenTwice => lang.problem_chosen_twice(),
        Problem::UnknownParent => lang.problem_unknown_parent(),
        Problem::UnknownComment => lang.problem_unknown_comment(),
        Problem::UnknownOption => lang.problem_unknown_option(),
        Problem::TooMany { max } => lang.problem_too_many(*max),
        Problem::TooFew { min } => lang.problem_too_few(*min),
        Problem::UnknownAddress => lang.problem_unknown_address(),
        Problem::UnknownTheme => lang.problem_unknown_theme(),
        Problem::EndsBeforeStart => lang.problem_ends_before_start(),
        Problem::Contradicts => lang.problem_contradicts(),
        Problem::TimeSkipped => lang.problem_time_skipped(),
        Problem::EmptyDraft => lang.problem_empty_draft(),
        Problem::DraftTooLarge => lang.problem_draft_too_large(),
        Problem::NotAnOrigin { line } => lang.problem_not_an_origin(*line),
        Problem::NotAnOfficer => lang.problem_not_an_officer(),
        Problem::WrongCode => lang.problem_wrong_code(),
        Problem::OutsideTerm => lang.problem_outside_term(),
        Problem::InFuture => lang.problem_in_future(),
        Problem::FileMissing => lang.problem_file_missing(),
        Problem::FileTooLarge { megabytes } => lang.problem_file_too_large(*megabytes),
        Problem::FileKind => lang.problem_file_kind(),
        Problem::FileUnreadable => lang.problem_file_unreadable(),
        Problem::Heads => lang.problem_heads(),
        Problem::TooShort { min } => lang.problem_too_short(*min),
        Problem::TooCommon => lang.problem_too_common(),
        Problem::WrongPassword => lang.problem_wrong_password(),
        Problem::Unchanged => lang.problem_unchanged(),
        Problem::NotTheWord => lang.problem_not_the_word(),
    }
}

/// A rule's no in words.
#[must_use]
pub fn denied_in_words(lang: Lang, denied: Denied) -> String {
    match denied {
        Denied::SignInNeeded => lang.denied_sign_in_needed(),
        Denied::NotAllowed => lang.denied_not_allowed(),
        Denied::NotFound => lang.denied_not_found(),
        Denied::NotYetOpen => lang.denied_not_yet_open(),
        Denied::AlreadyOpen => lang.denied_already_open(),
        Denied::AlreadyClosed => lang.denied_already_closed(),
        Denied::NotTheAuthor => lang.denied_not_the_author(),
        Denied::EditWindowOver => lang.denied_edit_window_over(),
        Denied::Answered => lang.denied_answered(),
        Denied::NotYetClosed => lang.denied_not_yet_closed(),
        Denied::AlreadyReported => lang.denied_already_reported(),
        Denied::WrongState => lang.denied_wrong_state(),
        Denied::PollNotOpen => lang.denied_poll_not_open(),
        Denied::PollClosed => lang.denied_poll_closed(),
        Denied::MeetingOver => lang.denied_meeting_over(),
        Denied::MeetingCancelled => lang.denied_meeting_cancelled(),
        Denied::MeetingNotOver => lang.denied_meeting_not_over(),
        Denied::OwnOffice => lang.denied_own_office(),
        Denied::LastAdmin => lang.denied_last_admin(),
        Denied::InOffice => lang.denied_in_office(),
        Denied::AnotherDecides => lang.denied_another_decides(),
        Denied::OwnRemark => lang.denied_own_remark(),
    }
}

/// A conflict in words.
#[must_use]
pub fn conflict_in_words(lang: Lang, conflict: Conflict) -> String {
    match conflict {
        Conflict::IdTaken => lang.conflict_id_taken(),
        Conflict::EmailTaken => lang.conflict_email_taken(),
        Conflict::NotEmpty => lang.conflict_not_empty(),
        Conflict::MinutesChanged => lang.conflict_minutes_changed(),
        Conflict::SpokenChanged => lang.conflict_spoken_changed(),
        Conflict::AnnouncementChanged => lang.conflict_announcement_changed(),
        Conflict::AnsweredBefore { number } => lang.conflict_answered_before(number),
        Conflict::NotAnswerable { number } => lang.conflict_not_answerable(number),
        Conflict::AnswerChanged { number, .. } => lang.conflict_answer_changed(number),
        Conflict::TemplateNameTaken => lang.conflict_template_name_taken(),
        Conflict::RemarkChanged => lang.conflict_remark_changed(),
        Conflict::OpinionChanged => lang.conflict_opinion_changed(),
        Conflict::DraftChanged => lang.conflict_draft_changed(),
        Conflict::NotTheLatest => lang.conflict_not_the_latest(),
        Conflict::MappingChanged => lang.conflict_mapping_changed(),
        Conflict::RulesChanged => lang.conflict_rules_changed(),
        Conflict::ReportedBefore => lang.conflict_reported_before(),
        Conflict::AppealedBefore => lang.conflict_appealed_before(),
        Conflict::AppealDecided => lang.conflict_appeal_decided(),
        Conflict::CityChanged => lang.conflict_city_changed(),
        Conflict::ThemeChanged => lang.conflict_theme_changed(),
        Conflict::EarlierChanged => lang.conflict_earlier_changed(),
    }
}
