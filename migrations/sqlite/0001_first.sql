-- Times are Unix milliseconds, ids are UUIDs. An address stands in `contacts` and `sign_ins` alone.

create table accounts (
    id blob primary key,
    name text not null,
    role text not null,
    created_at integer not null
) strict;

create table contacts (
    account_id blob primary key references accounts (id),
    email text not null unique
) strict;

create table sign_ins (
    id blob primary key,
    email text not null,
    link_hash blob not null unique,
    code_hash blob not null,
    attempts integer not null,
    next text not null,
    created_at integer not null,
    expires_at integer not null
) strict;
create index sign_ins_expiry on sign_ins (expires_at);

create table sessions (
    id blob primary key,
    account_id blob not null references accounts (id),
    token_hash blob not null unique,
    created_at integer not null,
    seen_at integer not null,
    expires_at integer not null
) strict;
create index sessions_account on sessions (account_id, created_at);
create index sessions_expiry on sessions (expires_at);

create table tokens (
    id blob primary key,
    account_id blob not null references accounts (id),
    token_hash blob not null unique,
    created_at integer not null
) strict;

create table consultations (
    id blob primary key,
    slug text not null unique,
    kind text not null,
    title text not null,
    summary text not null,
    notice text not null,
    audience text not null,
    moderation text not null,
    opens_at integer not null,
    closes_at integer not null,
    published_at integer,
    reported_at integer,
    created_at integer not null,
    draft_version integer not null,
    comments integer not null,
    participants integer not null
) strict;
create index consultations_closing on consultations (closes_at, id);

create table drafts (
    id blob primary key,
    consultation_id blob not null references consultations (id),
    version integer not null,
    format text not null,
    source text not null,
    created_at integer not null,
    unique (consultation_id, version)
) strict;

create table units (
    draft_id blob not null references drafts (id),
    id blob not null,
    position integer not null,
    kind text not null,
    label text not null,
    depth integer not null,
    text text not null,
    primary key (draft_id, id)
) strict;
create unique index units_order on units (draft_id, position);

create table comments (
    id blob primary key,
    consultation_id blob not null references consultations (id),
    unit_id blob,
    parent_id blob references comments (id),
    root_id blob references comments (id),
    account_id blob not null references accounts (id),
    body text not null,
    revision integer not null,
    status text not null,
    hidden_reason text,
    supports integer not null,
    replies integer not null,
    created_at integer not null,
    edited_at integer,
    seq integer,
    tally_head integer not null
) strict;
create index comments_by_time on comments (consultation_id, created_at, id);
create index comments_by_support on comments (consultation_id, supports, id);
create index comments_by_unit on comments (consultation_id, unit_id, created_at, id);
create index comments_by_unit_support on comments (consultation_id, unit_id, supports, id);
create index comments_roots on comments (consultation_id, created_at, id) where parent_id is null;
create index comments_replies on comments (root_id, created_at, id) where root_id is not null;
create index comments_tallies on comments (consultation_id, tally_head);
create index comments_pending on comments (consultation_id, created_at, id) where status = 'pending';

create table comment_revisions (
    comment_id blob not null references comments (id),
    revision integer not null,
    body text not null,
    at integer not null,
    primary key (comment_id, revision)
) strict, without rowid;

create table supports (
    comment_id blob not null references comments (id),
    account_id blob not null references accounts (id),
    created_at integer not null,
    primary key (comment_id, account_id)
) strict, without rowid;

create table unit_counts (
    consultation_id blob not null references consultations (id),
    unit_id blob not null,
    comments integer not null,
    primary key (consultation_id, unit_id)
) strict, without rowid;

create table participants (
    consultation_id blob not null references consultations (id),
    account_id blob not null references accounts (id),
    comments integer not null,
    primary key (consultation_id, account_id)
) strict, without rowid;

create table channels (
    name text primary key,
    seq integer not null
) strict, without rowid;

create table events (
    channel text not null references channels (name),
    seq integer not null,
    at integer not null,
    kind text not null,
    subject blob not null,
    revision integer not null,
    primary key (channel, seq)
) strict, without rowid;

create table parked (
    id blob primary key,
    body text not null,
    comment_id blob not null,
    expires_at integer not null
) strict;
create index parked_expiry on parked (expires_at);

create table audit (
    id blob primary key,
    at integer not null,
    account_id blob references accounts (id),
    action text not null,
    subject blob not null,
    detail text not null
) strict;
create index audit_by_time on audit (at, id);
