//! Parts of paths, each described once.

use busola_domain::consultation::Kind;
use busola_domain::{CommentId, EarlierId, MeetingId, PollId, QuestionId, SpeakerId, TemplateId};
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::{Object, ObjectBuilder, RefOr, Required, Schema, Type};
use utoipa::{IntoParams, PartialSchema};

macro_rules! parts {
    ($($part:ident = $name:literal, $form:expr, $description:literal;)*) => {$(
        #[doc = $description]
        pub(in crate::api) struct $part;

        impl IntoParams for $part {
            fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
                let part = ParameterBuilder::new().name($name).parameter_in(ParameterIn::Path).required(Required::True);
                vec![part.description(Some($description)).schema(Some(RefOr::<Schema>::from($form))).build()]
            }
        }
    )*};
}

parts! {
    OfConsultation = "key", Object::with_type(Type::String), "The id of a consultation, or its name in addresses.";
    OfTheme = "theme", Object::with_type(Type::String), "The id of a theme, or its name in addresses.";
    OfVersion = "version", number(), "A version of the draft, from 1.";
    OfKind = "kind", Kind::schema(), "A kind of consultation.";
    OfComment = "id", CommentId::schema(), "The id of a comment.";
    OfSession = "id", MeetingId::schema(), "The id of a session.";
    OfQuestion = "id", QuestionId::schema(), "The id of a question.";
    OfSpeaker = "id", SpeakerId::schema(), "The id of a speaker: of their place in the queue.";
    OfPoll = "id", PollId::schema(), "The id of a poll.";
    OfTemplate = "id", TemplateId::schema(), "The id of a template.";
    OfEarlier = "id", EarlierId::schema(), "The id of an entry.";
}

fn number() -> Object {
    ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).build()
}
