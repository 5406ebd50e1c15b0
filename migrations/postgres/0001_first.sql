-- Times are Unix milliseconds, ids are UUIDs. An address stands in `contacts` and `sign_ins` alone.

create table accounts (
    id uuid primary key,
    name text not null,
    role text not null,
    created_at bigint not null
);

create table contacts (
    account_id uuid primary key references accounts (id),
    email text not null unique
);

create table sign_ins (
    id uuid primary key,
    email text not null,
    link_hash bytea not null unique,
    code_hash bytea not null,
    attempts bigint not null,
    next text not null,
    created_at bigint not null,
    expires_at bigint not null
);
create index sign_ins_expiry on sign_ins (expires_at);

create table sessions (
    id uuid primary key,
    account_id uuid not null references accounts (id),
    token_hash bytea not null unique,
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null
);
create index sessions_account on sessions (account_id, created_at);
create index sessions_expiry on sessions (expires_at);

create table tokens (
    id uuid primary key,
    account_id uuid not null references accounts (id),
    token_hash bytea not null unique,
    created_at bigint not null
);

create table consultations (
    id uuid primary key,
    slug text not null unique,
    kind text not null,
    title text not null,
    summary text not null,
    notice text not null,
    audience text not null,
    moderation text not null,
    opens_at bigint not null,
    closes_at bigint not null,
    published_at bigint,
    reported_at bigint,
    created_at bigint not null,
    draft_version bigint not null,
    comments bigint not null,
    participants bigint not null
);
create index consultations_closing on consultations (closes_at, id);

create table drafts (
    id uuid primary key,
    consultation_id uuid not null references consultations (id),
    version bigint not null,
    format text not null,
    source text not null,
    created_at bigint not null,
    unique (consultation_id, version)
);

create table units (
    draft_id uuid not null references drafts (id),
    id uuid not null,
    position bigint not null,
    kind text not null,
    label text not null,
    depth bigint not null,
    text text not null,
    primary key (draft_id, id)
);
create unique index units_order on units (draft_id, position);

create table comments (
    id uuid primary key,
    consultation_id uuid not null references consultations (id),
    unit_id uuid,
    parent_id uuid references comments (id),
    root_id uuid references comments (id),
    account_id uuid not null references accounts (id),
    body text not null,
    revision bigint not null,
    status text not null,
    hidden_reason text,
    supports bigint not null,
    replies bigint not null,
    created_at bigint not null,
    edited_at bigint,
    seq bigint,
    tally_head bigint not null
);
create index comments_by_time on comments (consultation_id, created_at, id);
create index comments_by_support on comments (consultation_id, supports, id);
create index comments_by_unit on comments (consultation_id, unit_id, created_at, id);
create index comments_by_unit_support on comments (consultation_id, unit_id, supports, id);
create index comments_roots on comments (consultation_id, created_at, id) where parent_id is null;
create index comments_replies on comments (root_id, created_at, id) where root_id is not null;
create index comments_tallies on comments (consultation_id, tally_head);
create index comments_pending on comments (consultation_id, created_at, id) where status = 'pending';

create table comment_revisions (
    comment_id uuid not null references comments (id),
    revision bigint not null,
    body text not null,
    at bigint not null,
    primary key (comment_id, revision)
);

create table supports (
    comment_id uuid not null references comments (id),
    account_id uuid not null references accounts (id),
    created_at bigint not null,
    primary key (comment_id, account_id)
);

create table unit_counts (
    consultation_id uuid not null references consultations (id),
    unit_id uuid not null,
    comments bigint not null,
    primary key (consultation_id, unit_id)
);

create table participants (
    consultation_id uuid not null references consultations (id),
    account_id uuid not null references accounts (id),
    comments bigint not null,
    primary key (consultation_id, account_id)
);

create table channels (
    name text primary key,
    seq bigint not null
);

create table events (
    channel text not null references channels (name),
    seq bigint not null,
    at bigint not null,
    kind text not null,
    subject uuid not null,
    revision bigint not null,
    primary key (channel, seq)
);

create table parked (
    id uuid primary key,
    body text not null,
    comment_id uuid not null,
    expires_at bigint not null
);
create index parked_expiry on parked (expires_at);

create table audit (
    id uuid primary key,
    at bigint not null,
    account_id uuid references accounts (id),
    action text not null,
    subject uuid not null,
    detail text not null
);
create index audit_by_time on audit (at, id);
