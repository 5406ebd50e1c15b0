//! Pages of remarks. Each order has its statement, so that each walks its index.

use busola_domain::comment::Order;
use busola_domain::{AccountId, CommentId, ConsultationId, UnitId};
use uuid::Uuid;

use super::{Row, Stored, columns};
use crate::{Error, Session};

// A remark that has no event was never public: it waits, or it was hidden or withdrawn while it did.
macro_rules! select {
    ($filter:literal, $place:literal, $order:literal) => {
        concat!(
            "select ",
            columns!(),
            ", s.account_id is not null as supported",
            " from comments c join accounts a on a.id = c.account_id",
            " left join supports s on s.comment_id = c.id and s.account_id = $2",
            " where c.consultation_id = $1",
            $filter,
            " and (c.seq is not null or $3 or c.account_id = $2)",
            " and ",
            $place,
            " order by ",
            $order,
            " limit $6"
        )
    };
}

/// The replies to one page of roots: the same page again, as a condition, so that no query a root is needed.
macro_rules! select_replies {
    ($filter:literal, $place:literal, $order:literal) => {
        concat!(
            "select ",
            columns!(),
            ", s.account_id is not null as supported",
            " from comments c join accounts a on a.id = c.account_id",
            " left join supports s on s.comment_id = c.id and s.account_id = $2",
            " where c.root_id in (select p.id from comments p where p.consultation_id = $1 and p.parent_id is null",
            $filter,
            " and (p.seq is not null or $3 or p.account_id = $2)",
            " and ",
            $place,
            " order by ",
            $order,
            " limit $6)",
            " and (c.seq is not null or $3 or c.account_id = $2)",
            " order by c.created_at, c.id limit 2000"
        )
    };
}

statements! {
    ALL_OLDEST = select!("", "(c.created_at, c.id) > ($4, $5)", "c.created_at, c.id");
    ALL_NEWEST = select!("", "(c.created_at, c.id) < ($4, $5)", "c.created_at desc, c.id desc");
    ALL_SUPPORTED = select!("", "(c.supports, c.id) < ($4, $5)", "c.supports desc, c.id desc");
    UNIT_OLDEST = select!(" and c.unit_id = $7", "(c.created_at, c.id) > ($4, $5)", "c.created_at, c.id");
    UNIT_NEWEST = select!(" and c.unit_id = $7", "(c.created_at, c.id) < ($4, $5)", "c.created_at desc, c.id desc");
    UNIT_SUPPORTED = select!(" and c.unit_id = $7", "(c.supports, c.id) < ($4, $5)", "c.supports desc, c.id desc");
    ROOTS_OLDEST = select!(" and c.parent_id is null", "(c.created_at, c.id) > ($4, $5)", "c.created_at, c.id");
    ROOTS_NEWEST = select!(" and c.parent_id is null", "(c.created_at, c.id) < ($4, $5)", "c.created_at desc, c.id desc");
    ROOTS_SUPPORTED = select!(" and c.parent_id is null", "(c.supports, c.id) < ($4, $5)", "c.supports desc, c.id desc");
    UNIT_ROOTS_OLDEST = select!(" and c.parent_id is null and c.unit_id = $7", "(c.created_at, c.id) > ($4, $5)", "c.created_at, c.id");
    UNIT_ROOTS_NEWEST = select!(" and c.parent_id is null and c.unit_id = $7", "(c.created_at, c.id) < ($4, $5)", "c.created_at desc, c.id desc");
    UNIT_ROOTS_SUPPORTED = select!(" and c.parent_id is null and c.unit_id = $7", "(c.supports, c.id) < ($4, $5)", "c.supports desc, c.id desc");
    REPLIES_OLDEST = select_replies!("", "(p.created_at, p.id) > ($4, $5)", "p.created_at, p.id");
    REPLIES_NEWEST = select_replies!("", "(p.created_at, p.id) < ($4, $5)", "p.created_at desc, p.id desc");
    REPLIES_SUPPORTED = select_replies!("", "(p.supports, p.id) < ($4, $5)", "p.supports desc, p.id desc");
    UNIT_REPLIES_OLDEST = select_replies!(" and p.unit_id = $7", "(p.created_at, p.id) > ($4, $5)", "p.created_at, p.id");
    UNIT_REPLIES_NEWEST = select_replies!(" and p.unit_id = $7", "(p.created_at, p.id) < ($4, $5)", "p.created_at desc, p.id desc");
    UNIT_REPLIES_SUPPORTED = select_replies!(" and p.unit_id = $7", "(p.supports, p.id) < ($4, $5)", "p.supports desc, p.id desc");
    REPLIES = select!(" and c.root_id = $7", "(c.created_at, c.id) > ($4, $5)", "c.created_at, c.id");
}

/// A remark in a list, as one reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The remark.
    pub comment: Stored,
    /// Whether this reader supports it.
    pub supported: bool,
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    #[sqlx(flatten)]
    comment: Row,
    supported: bool,
}

/// Where in the order a page begins: the key of the last remark before it. As text it is the cursor of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The time of receipt in milliseconds, or the number of supports.
    pub key: i64,
    /// The remark.
    pub id: CommentId,
}

impl Place {
    /// The place before the first remark of an order.
    #[must_use]
    pub fn start(order: Order) -> Self {
        match order {
            Order::Oldest => Self { key: i64::MIN, id: CommentId(Uuid::nil()) },
            Order::Newest | Order::Supported => Self { key: i64::MAX, id: CommentId(Uuid::max()) },
        }
    }

    /// The place of a remark in an order.
    #[must_use]
    pub fn of(order: Order, comment: &Stored) -> Self {
        let key = match order {
            Order::Oldest | Order::Newest => comment.created_at.0,
            Order::Supported => comment.supports,
        };
        Self { key, id: comment.id }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}_{}", self.key, self.id.0.simple())
    }
}

impl std::str::FromStr for Place {
    type Err = ();
    fn from_str(cursor: &str) -> Result<Self, ()> {
        let (key, id) = cursor.split_once('_').ok_or(())?;
        Ok(Self { key: key.parse().map_err(|_| ())?, id: id.parse().map_err(|_| ())? })
    }
}

/// Which remarks of a consultation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All, replies among them.
    All,
    /// Those on a unit, replies among them.
    Unit(UnitId),
    /// Those that are no replies.
    Roots,
    /// Those on a unit that are no replies.
    UnitRoots(UnitId),
    /// The replies in a thread; always the oldest first.
    Replies(CommentId),
}

/// Which page of which remarks for whom.
#[derive(Clone, Copy, Debug)]
pub struct Query {
    /// The consultation.
    pub consultation: ConsultationId,
    /// Which of its remarks.
    pub scope: Scope,
    /// In which order.
    pub order: Order,
    /// After which place.
    pub after: Place,
    /// At most so many.
    pub limit: i64,
    /// Who reads; their own pending remarks are in it.
    pub reader: Option<AccountId>,
    /// Whether the reader sees everybody's pending remarks.
    pub staff: bool,
}

/// A page of remarks.
///
/// # Errors
/// Whatever the database says.
pub async fn page(session: &mut Session, query: &Query) -> Result<Vec<Listed>, Error> {
    let (sql, seventh) = match (query.scope, query.order) {
        (Scope::All, Order::Oldest) => (ALL_OLDEST, None),
        (Scope::All, Order::Newest) => (ALL_NEWEST, None),
        (Scope::All, Order::Supported) => (ALL_SUPPORTED, None),
        (Scope::Unit(unit), Order::Oldest) => (UNIT_OLDEST, Some(unit.0)),
        (Scope::Unit(unit), Order::Newest) => (UNIT_NEWEST, Some(unit.0)),
        (Scope::Unit(unit), Order::Supported) => (UNIT_SUPPORTED, Some(unit.0)),
        (Scope::Roots, Order::Oldest) => (ROOTS_OLDEST, None),
        (Scope::Roots, Order::Newest) => (ROOTS_NEWEST, None),
        (Scope::Roots, Order::Supported) => (ROOTS_SUPPORTED, None),
        (Scope::UnitRoots(unit), Order::Oldest) => (UNIT_ROOTS_OLDEST, Some(unit.0)),
        (Scope::UnitRoots(unit), Order::Newest) => (UNIT_ROOTS_NEWEST, Some(unit.0)),
        (Scope::UnitRoots(unit), Order::Supported) => (UNIT_ROOTS_SUPPORTED, Some(unit.0)),
        (Scope::Replies(root), _) => (REPLIES, Some(root.0)),
    };
    select(session, query, sql, seventh).await
}

/// The replies to the remarks of one page of [`Scope::Roots`] or [`Scope::UnitRoots`], the oldest first,
/// at most 2,000.
///
/// # Errors
/// Whatever the database says.
pub async fn replies_to_page(session: &mut Session, query: &Query) -> Result<Vec<Listed>, Error> {
    let (sql, seventh) = match (query.scope, query.order) {
        (Scope::UnitRoots(unit), Order::Oldest) => (UNIT_REPLIES_OLDEST, Some(unit.0)),
        (Scope::UnitRoots(unit), Order::Newest) => (UNIT_REPLIES_NEWEST, Some(unit.0)),
        (Scope::UnitRoots(unit), Order::Supported) => (UNIT_REPLIES_SUPPORTED, Some(unit.0)),
        (_, Order::Oldest) => (REPLIES_OLDEST, None),
        (_, Order::Newest) => (REPLIES_NEWEST, None),
        (_, Order::Supported) => (REPLIES_SUPPORTED, None),
    };
    select(session, query, sql, seventh).await
}

async fn select(session: &mut Session, query: &Query, sql: &'static str, seventh: Option<Uuid>) -> Result<Vec<Listed>, Error> {
    let rows: Vec<ListedRow> = on_db!(session, c => {
        let select = sqlx::query_as(sql)
            .bind(query.consultation.0)
            .bind(query.reader.map(|reader| reader.0))
            .bind(query.staff)
            .bind(query.after.key)
            .bind(query.after.id.0)
            .bind(query.limit);
        match seventh {
            Some(seventh) => select.bind(seventh).fetch_all(c).await?,
            None => select.fetch_all(c).await?,
        }
    });
    rows.into_iter().map(|row| Ok(Listed { comment: row.comment.try_into()?, supported: row.supported })).collect()
}
