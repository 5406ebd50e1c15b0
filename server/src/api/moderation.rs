//! Moderation: the queue, several remarks at once, reports, rules, slow mode, appeals, the public log.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use busola_domain::moderation::{Ground, Held, OwnReport, Report, Rules, Shelf};
use busola_domain::{Comment, CommentId, Timestamp};
use busola_service::comments::Place;
use busola_service::consultations::Key;
use busola_service::moderation::{Act, Day, Decided, Entry, KeptRules, Moderated, NewReport, QueueQuery};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::comments::nothing;
use super::consultations::{List, Page};
use super::describe::{BadBody, BadQuery, Conflict, Forbidden, NotFound, OfComment, OfConsultation, Read, Write};
use super::extract::{Caller, InPath, InQuery, Json, limit, malformed, read};
use super::problem::Problem;
use super::sessions::said;
use crate::app::App;

/// Which comments.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct AskedQueue {
    /// What there is to look at, or what is hidden.
    #[param(inline, value_type = Option<Shelf>, default = "waiting")]
    shelf: Option<String>,
    /// The `next` of the page before.
    after: Option<String>,
    /// At most so many.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<i64>,
}

/// A page of what there is to look at.
#[derive(Serialize, ToSchema)]
#[schema(as = ModerationQueue)]
struct Queue {
    /// What is on it.
    items: Vec<Queued>,
    /// Give it as `after` to get the next page; null on the last.
    next: Option<String>,
    /// How many wait.
    pending: i64,
    /// How many were reported.
    reported: i64,
    /// How many met a rule.
    held: i64,
    /// How many are hidden.
    hidden: i64,
    /// How many appeals are not decided.
    appeals: i64,
    /// Seconds between two comments of one person; 0 for no limit.
    slow_seconds: i64,
}

/// A comment with why it is to be looked at.
#[derive(Serialize, ToSchema)]
#[schema(as = QueuedComment)]
struct Queued {
    /// Of a hidden one `body` and `html` too.
    comment: Comment,
    /// The rule that it met.
    held: Option<Held>,
    /// What readers reported and nobody has settled.
    reports: Vec<Report>,
    /// The number of an earlier comment on the same unit that says nearly the same.
    like: Option<i64>,
}

/// What there is to look at.
///
/// For moderators and administrators. What waits comes first, then what was reported, then what a rule found; each in the order
/// of receipt.
#[utoipa::path(
    get, path = "/consultations/{key}/moderation", operation_id = "getModerationQueue", tag = "Moderation",
    params(OfConsultation, AskedQueue),
    responses((status = 200, description = "A page.", body = Queue), BadQuery, Forbidden, NotFound, Read),
)]
pub(super) async fn queue(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    InQuery(asked): InQuery<AskedQueue>,
) -> Result<Response, Problem> {
    let shelf = read("shelf", asked.shelf.as_deref())?.unwrap_or(Shelf::Waiting);
    let after = asked.after.as_deref().filter(|after| !after.is_empty()).map(place).transpose()?;
    let query = QueueQuery { shelf, after, limit: limit(asked.limit, 50, 100)? };
    let page = app.service().moderation_queue(caller.actor.as_ref(), &Key::parse(&key), query).await;
    let page = page.map_err(|error| Problem::of(&caller, &error))?;
    let counts = page.counts;
    let items = page.items.into_iter().map(|Entry { comment, held, reports, like }| Queued { comment, held, reports, like });
    let queue = Queue {
        items: items.collect(),
        next: page.next.map(|(shelf, place)| format!("{shelf}.{place}")),
        pending: counts.pending,
        reported: counts.reported,
        held: counts.held,
        hidden: counts.hidden,
        appeals: counts.appeals,
        slow_seconds: page.slow_seconds,
    };
    Ok(Answer(queue).into_response())
}

/// A place in the queue.
fn place(after: &str) -> Result<(i64, Place), Problem> {
    let parts = after.split_once('.').and_then(|(shelf, place)| Some((shelf.parse().ok()?, place.parse().ok()?)));
    parts.ok_or_else(|| malformed("after can't be read"))
}

/// What is done with several remarks.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ModerationAct)]
enum Verb {
    Approve,
    Hide,
    Restore,
}

/// What is done with which comments.
#[derive(Deserialize, ToSchema)]
#[schema(as = Moderate)]
pub(super) struct Acted {
    /// What.
    act: Verb,
    /// With which.
    #[schema(min_items = 1, max_items = 100)]
    comments: Vec<CommentId>,
    /// Of `hide`: as the public log counts it; `other` when left out.
    #[serde(default)]
    ground: Option<Ground>,
    /// Of `hide`: as it stands in their place.
    #[serde(default)]
    #[schema(max_length = 500)]
    reason: String,
}

/// Approve, hide or show up to 100 comments at once.
///
/// For moderators and administrators. All in one transaction, with an event of each. Those with which it can't be done any more
/// are left.
#[utoipa::path(
    post, path = "/consultations/{key}/moderation", operation_id = "moderateComments", tag = "Moderation",
    params(OfConsultation),
    request_body = Acted,
    responses((status = 200, description = "Done.", body = Moderated), BadBody, NotFound, Write),
)]
pub(super) async fn act(State(app): State<App>, Caller(caller): Caller, InPath(key): InPath<String>, Json(acted): Json<Acted>) -> Response {
    let act = match acted.act {
        Verb::Approve => Act::Approve,
        Verb::Hide => Act::Hide { ground: acted.ground.unwrap_or(Ground::Other), reason: acted.reason },
        Verb::Restore => Act::Restore,
    };
    let done = app.service().moderate_comments(caller.actor.as_ref(), &Key::parse(&key), &acted.comments, act, caller.received).await;
    said(&caller, StatusCode::OK, done)
}

/// Slow mode of a consultation.
#[derive(Serialize, Deserialize, ToSchema)]
pub(super) struct SlowMode {
    /// Seconds between two comments of one person; 0 for no limit.
    #[schema(minimum = 0, maximum = 3600)]
    slow_seconds: i64,
}

/// Set how many seconds lie between two comments of one person.
///
/// For moderators and administrators. 0 ends slow mode. Who writes too soon is answered 429 with `Retry-After`.
#[utoipa::path(
    put, path = "/consultations/{key}/slow-mode", operation_id = "setSlowMode", tag = "Moderation",
    params(OfConsultation),
    request_body = SlowMode,
    responses((status = 200, description = "Set.", body = SlowMode), BadBody, NotFound, Write),
)]
pub(super) async fn slow(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    Json(slow): Json<SlowMode>,
) -> Response {
    let set = app.service().set_slow_mode(caller.actor.as_ref(), &Key::parse(&key), slow.slow_seconds, caller.received).await;
    said(&caller, StatusCode::OK, set.map(|slow_seconds| SlowMode { slow_seconds }))
}

/// Which days.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct AskedLog {
    /// The `next` of the page before.
    before: Option<String>,
}

/// What was done with comments, counted by day.
///
/// Without texts and without names. The last day first.
#[utoipa::path(
    get, path = "/consultations/{key}/moderation-log", operation_id = "getModerationLog", tag = "Moderation",
    params(OfConsultation, AskedLog),
    responses((status = 200, description = "Days.", body = Page<Day>), BadQuery, NotFound, Read),
    security((), ("bearer" = []), ("cookie" = [])),
)]
pub(super) async fn log(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(key): InPath<String>,
    InQuery(asked): InQuery<AskedLog>,
) -> Result<Response, Problem> {
    let before = read("before", asked.before.as_deref())?.map(Timestamp);
    let page = app.service().moderation_log(caller.actor.as_ref(), &Key::parse(&key), before).await;
    let page = page.map_err(|error| Problem::of(&caller, &error))?;
    Ok(Answer(Page { items: page.days, next: page.next.map(|at| at.0.to_string()) }).into_response())
}

/// The rules that hold comments.
///
/// For moderators and administrators. They hold in every consultation.
#[utoipa::path(
    get, path = "/moderation-rules", operation_id = "getModerationRules", tag = "Moderation",
    responses((status = 200, description = "The rules.", body = KeptRules), Forbidden, Read),
)]
pub(super) async fn rules(State(app): State<App>, Caller(caller): Caller) -> Response {
    said(&caller, StatusCode::OK, app.service().moderation_rules(caller.actor.as_ref()).await)
}

/// Rules. What is left out holds nothing.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewModerationRules)]
pub(super) struct NewRules {
    /// The number of those that were edited.
    #[serde(default)]
    revision: Option<i64>,
    /// Words and phrases.
    #[serde(default)]
    #[schema(max_items = 500, max_length = 80)]
    words: Vec<String>,
    /// Sites.
    #[serde(default)]
    #[schema(max_items = 500, max_length = 80)]
    hosts: Vec<String>,
    /// From how many links on.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 100)]
    links: Option<i64>,
}

/// Set the rules that hold comments.
///
/// For moderators and administrators. With `revision`, only over the rules of that number (409, `conflict`). What is public stays
/// public.
#[utoipa::path(
    put, path = "/moderation-rules", operation_id = "setModerationRules", tag = "Moderation",
    request_body = NewRules,
    responses((status = 200, description = "Set.", body = KeptRules), BadBody, Conflict, Write),
)]
pub(super) async fn set_rules(State(app): State<App>, Caller(caller): Caller, Json(new): Json<NewRules>) -> Response {
    let NewRules { revision, words, hosts, links } = new;
    let rules = Rules { words, hosts, links };
    said(&caller, StatusCode::OK, app.service().set_moderation_rules(caller.actor.as_ref(), revision, rules, caller.received).await)
}

/// Report a comment to the moderators.
///
/// Each person once. Nobody but moderators sees what is reported, and they do not see by whom.
#[utoipa::path(
    post, path = "/comments/{id}/reports", operation_id = "reportComment", tag = "Moderation",
    params(OfComment),
    request_body = NewReport,
    responses((status = 201, description = "Reported.", body = OwnReport), BadBody, NotFound, Conflict, Write),
)]
pub(super) async fn report(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<CommentId>,
    Json(new): Json<NewReport>,
) -> Response {
    said(&caller, StatusCode::CREATED, app.service().report_comment(caller.actor.as_ref(), id, new, caller.received).await)
}

/// One's own last reports, the latest first.
///
/// At most 100, with what became of each.
#[utoipa::path(
    get, path = "/reports", operation_id = "listOwnReports", tag = "Moderation",
    responses((status = 200, description = "The reports.", body = List<OwnReport>), Read),
)]
pub(super) async fn own_reports(State(app): State<App>, Caller(caller): Caller) -> Response {
    let reports = app.service().own_reports(caller.actor.as_ref()).await;
    said(&caller, StatusCode::OK, reports.map(List::of))
}

/// What is said against the hiding.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewAppeal)]
pub(super) struct Words {
    /// Why it should be shown.
    #[schema(max_length = 2000)]
    words: String,
}

/// Appeal against the hiding of one's comment.
///
/// Once, by its author. Somebody else than who hid it decides; the author is told by mail and in the receipt.
#[utoipa::path(
    post, path = "/comments/{id}/appeal", operation_id = "appealComment", tag = "Moderation",
    params(OfComment),
    request_body = Words,
    responses((status = 204, description = "It is there."), BadBody, NotFound, Conflict, Write),
)]
pub(super) async fn appeal(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<CommentId>,
    Json(appeal): Json<Words>,
) -> Response {
    nothing(&caller, app.service().appeal_comment(caller.actor.as_ref(), id, &appeal.words, caller.received).await)
}

/// Decide about an appeal.
///
/// For a moderator other than the one who hid the comment, or an administrator; else 403, `another-decides`.
#[utoipa::path(
    post, path = "/comments/{id}/appeal/decide", operation_id = "decideAppeal", tag = "Moderation",
    params(OfComment),
    request_body = Decided,
    responses((status = 204, description = "Decided."), BadBody, NotFound, Conflict, Write),
)]
pub(super) async fn decide(
    State(app): State<App>,
    Caller(caller): Caller,
    InPath(id): InPath<CommentId>,
    Json(decided): Json<Decided>,
) -> Response {
    nothing(&caller, app.service().decide_appeal(caller.actor.as_ref(), id, decided, caller.received).await)
}
