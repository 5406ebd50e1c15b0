//! Answers that many requests give, each described once, and the sets of them that handlers name.

use std::collections::BTreeMap;

use busola_domain::CommentId;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::schema::AllOfBuilder;
use utoipa::openapi::{ArrayBuilder, ContentBuilder, Object, ObjectBuilder, Ref, RefOr, Response, ResponseBuilder, Schema, Type};
use utoipa::{IntoResponses, PartialSchema, ToSchema};

const PROBLEM: &str = "application/problem+json";

/// A header that tells how to go on.
enum Tells {
    Nothing,
    HowToSignIn,
    HowLongToWait,
}

/// The name of an answer, its status, what it means, what its header tells.
const ANSWERS: [(&str, &str, &str, Tells); 13] = [
    ("Malformed", "400", "The request can't be read: no JSON, or a query that does not fit.", Tells::Nothing),
    ("SignInNeeded", "401", "Nobody is signed in, or the token is not one.", Tells::HowToSignIn),
    ("Forbidden", "403", "This account may not, or a cookie came without the site's own Origin.", Tells::Nothing),
    ("NotFound", "404", "Not there, or not for this reader.", Tells::Nothing),
    (
        "Conflict",
        "409",
        "Not now: before the opening, after the closing, too late to edit, in another state, or the id is another comment's.",
        Tells::Nothing,
    ),
    ("DraftConflict", "409", "Not the latest version of the draft.", Tells::Nothing),
    (
        "SessionConflict",
        "409",
        "Not now: the session is over, is not over yet or was called off, the poll is not open, it is in another state, the id is another \
         question's, somebody else kept the minutes meanwhile, or the consultation receives no comments.",
        Tells::Nothing,
    ),
    ("TooLarge", "413", "The body is larger than 7 MB.", Tells::Nothing),
    ("NotJson", "415", "The body is not `application/json`.", Tells::Nothing),
    ("Invalid", "422", "Fields that can't be taken; `errors` names each.", Tells::Nothing),
    ("TooMany", "429", "Too many requests of this person or address.", Tells::HowLongToWait),
    (
        "Busy",
        "503",
        "Too much is waiting, or the database can't be reached or written at this moment; nothing was done.",
        Tells::HowLongToWait,
    ),
    ("Problem", "default", "Any other error, among them 405 and 500.", Tells::Nothing),
];

/// All of them, by their names.
pub(super) fn all() -> impl Iterator<Item = (String, RefOr<Response>)> {
    ANSWERS.iter().map(|(name, _, description, tells)| {
        let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        let answer = ResponseBuilder::new().description(*description).content(PROBLEM, problem);
        let answer = match tells {
            Tells::Nothing => answer,
            Tells::HowToSignIn => answer.header(
                "WWW-Authenticate",
                HeaderBuilder::new().schema(Object::with_type(Type::String)).description(Some("`Bearer`")).build(),
            ),
            Tells::HowLongToWait => {
                let seconds = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1));
                answer.header("Retry-After", HeaderBuilder::new().schema(seconds).description(Some("Seconds to wait.")).build())
            }
        };
        ((*name).to_owned(), answer.build().into())
    })
}

macro_rules! sets {
    ($($(#[$doc:meta])* $set:ident = [$($name:literal),*];)*) => {$(
        $(#[$doc])*
        pub(in crate::api) struct $set;

        impl IntoResponses for $set {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                references(&[$($name),*])
            }
        }
    )*};
}

/// References to answers, by their statuses.
fn references(names: &[&str]) -> BTreeMap<String, RefOr<Response>> {
    let named = ANSWERS.iter().filter(|(name, ..)| names.contains(name));
    named.map(|(name, status, ..)| ((*status).to_owned(), Ref::from_response_name(*name).into())).collect()
}

sets! {
    /// Of whatever reads.
    Read = ["SignInNeeded", "Busy", "Problem"];
    /// Of whatever changes something.
    Write = ["SignInNeeded", "Forbidden", "TooMany", "Busy", "Problem"];
    /// Of what takes a body of JSON.
    BadBody = ["Malformed", "TooLarge", "NotJson", "Invalid"];
    /// Of what takes a query.
    BadQuery = ["Malformed"];
    /// Of what names a thing in its path.
    NotFound = ["NotFound"];
    /// Of what only some may read.
    Forbidden = ["Forbidden"];
    /// Of what can't be done at any time.
    Conflict = ["Conflict"];
    /// Of what is done with the latest version of a draft.
    DraftConflict = ["DraftConflict"];
    /// Of what can't be done at any time of a session.
    SessionConflict = ["SessionConflict"];
    /// Of what takes a file.
    Invalid = ["Invalid"];
    /// Of reading that costs much.
    TooMany = ["TooMany"];
    /// Of what anybody may read at any time.
    Other = ["Problem"];
}

/// The problem of a report that can't be published.
pub(in crate::api) struct ReportProblem;

impl PartialSchema for ReportProblem {
    fn schema() -> RefOr<Schema> {
        let words = "The comments that wait for an answer, at most the first thousand; empty where the consultation is still open.";
        let waiting = ArrayBuilder::new().items(CommentId::schema()).description(Some(words));
        let part = ObjectBuilder::new().property("unanswered", waiting).required("unanswered");
        AllOfBuilder::new().item(Ref::from_schema_name("Problem")).item(part).into()
    }
}

impl ToSchema for ReportProblem {}
