-- Moderation: what holds a remark, what readers report, appeals, and what the public is told of all that.

-- So many seconds lie between two remarks of one person; 0 for no limit.
alter table consultations add column slow_seconds bigint not null default 0;

-- The rules that hold a remark, each text of them; the last one counts.
create table moderation_rules (
    revision bigint primary key,
    words text not null,
    hosts text not null,
    links bigint,
    account_id uuid not null references accounts (id),
    written_at bigint not null
);

-- The rule that a remark met: it waits, or (where that was in an edit) is to be looked at.
create table holds (
    comment_id uuid primary key references comments (id),
    consultation_id uuid not null references consultations (id),
    kind text not null,
    rule text not null,
    at bigint not null,
    settled_at bigint
);
create index holds_by_time on holds (consultation_id, at);
create index holds_open on holds (consultation_id, comment_id) where settled_at is null;

-- What readers report, each remark once.
create table comment_reports (
    comment_id uuid not null references comments (id),
    account_id uuid not null references accounts (id),
    consultation_id uuid not null references consultations (id),
    reason text not null,
    words text not null,
    at bigint not null,
    outcome text,
    settled_at bigint,
    settled_by uuid references accounts (id),
    primary key (comment_id, account_id)
);
create index comment_reports_open on comment_reports (consultation_id, comment_id) where settled_at is null;
create index comment_reports_account on comment_reports (account_id, at);

-- What the author of a hidden remark says against that, once.
create table appeals (
    comment_id uuid primary key references comments (id),
    consultation_id uuid not null references consultations (id),
    account_id uuid not null references accounts (id),
    words text not null,
    at bigint not null,
    ruling text,
    reply text not null,
    decided_at bigint,
    decided_by uuid references accounts (id)
);
create index appeals_open on appeals (consultation_id, at) where decided_at is null;

-- What moderators did with remarks, as the public log counts it.
create table moderation_log (
    id uuid primary key,
    consultation_id uuid not null references consultations (id),
    comment_id uuid not null references comments (id),
    at bigint not null,
    action text not null,
    reason text not null,
    account_id uuid references accounts (id)
);
create index moderation_log_by_time on moderation_log (consultation_id, at, id);
create index moderation_log_comment on moderation_log (comment_id, at);

create index comments_hidden on comments (consultation_id, created_at, id) where status = 'hidden';

-- What was done before there was a log is in it too; who hid a remark does not decide about an appeal.
insert into moderation_log (id, consultation_id, comment_id, at, action, reason, account_id)
select l.id, c.consultation_id, c.id, l.at,
    case l.action when 'comment.hide' then 'hidden' when 'comment.unhide' then 'restored' else 'approved' end,
    case l.action when 'comment.hide' then 'other' else '' end,
    l.account_id
from audit l join comments c on c.id = l.subject
where l.action in ('comment.hide', 'comment.unhide', 'comment.approve');
