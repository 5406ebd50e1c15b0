//! What an event is about, where that is no thing of its own.

use serde::Serialize;

use crate::id::{ConsultationId, SpeakerId};
use crate::meeting::Speaker;

/// The data of `draft.published`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftPublished {
    /// The consultation.
    pub consultation: ConsultationId,
    /// Which version.
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub version: i64,
}

/// The data of `consultation.changed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsultationChanged {
    /// The consultation.
    pub consultation: ConsultationId,
    /// Its name in addresses.
    pub slug: String,
}

/// The data of `speaker.*`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpeakerChanged {
    /// The speaker.
    pub speaker: Option<Speaker>,
    /// Who waits, in the order of the queue.
    pub queue: Vec<SpeakerId>,
}

/// The data of an event: one of several forms, or nothing.
#[cfg(feature = "openapi")]
pub struct EventData;

#[cfg(feature = "openapi")]
mod described {
    use utoipa::openapi::RefOr;
    use utoipa::openapi::schema::{AnyOfBuilder, Object, Ref, Schema, Type};
    use utoipa::{PartialSchema, ToSchema};

    use super::{ConsultationChanged, DraftPublished, EventData, SpeakerChanged};
    use crate::comment::Comment;
    use crate::meeting::{Meeting, Poll, Question};

    macro_rules! forms {
        ($($form:ident),*) => {
            // Any, not one: a comment has all that `draft.published` has, and more.
            impl PartialSchema for EventData {
                fn schema() -> RefOr<Schema> {
                    let forms = AnyOfBuilder::new()$(.item(Ref::from_schema_name($form::name())))*;
                    let words = "About what: of `comment.*` the comment as it may be read now, with the text of that event; \
                                 in the log of a session what it is about as it is now.";
                    forms.item(Object::with_type(Type::Null)).description(Some(words)).into()
                }
            }

            impl ToSchema for EventData {
                fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
                    $(schemas.push(($form::name().into_owned(), $form::schema()));
                    $form::schemas(schemas);)*
                }
            }
        };
    }

    forms!(Comment, DraftPublished, ConsultationChanged, Meeting, Question, SpeakerChanged, Poll);
}
