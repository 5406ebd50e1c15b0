-- Moderation: what holds a remark, what readers report, appeals, and what the public is told of all that.

-- So many seconds lie between two remarks of one person; 0 for no limit.
alter table consultations add column slow_seconds integer not null default 0;

-- The rules that hold a remark, each text of them; the last one counts.
create table moderation_rules (
    revision integer primary key,
    words text not null,
    hosts text not null,
    links integer,
    account_id blob not null references accounts (id),
    written_at integer not null
) strict;

-- The rule that a remark met: it waits, or (where that was in an edit) is to be looked at.
create table holds (
    comment_id blob primary key references comments (id),
    consultation_id blob not null references consultations (id),
    kind text not null,
    rule text not null,
    at integer not null,
    settled_at integer
) strict;
create index holds_by_time on holds (consultation_id, at);
create index holds_open on holds (consultation_id, comment_id) where settled_at is null;

-- What readers report, each remark once.
create table comment_reports (
    comment_id blob not null references comments (id),
    account_id blob not null references accounts (id),
    consultation_id blob not null references consultations (id),
    reason text not null,
    words text not null,
    at integer not null,
    outcome text,
    settled_at integer,
    settled_by blob references accounts (id),
    primary key (comment_id, account_id)
) strict, without rowid;
create index comment_reports_open on comment_reports (consultation_id, comment_id) where settled_at is null;
create index comment_reports_account on comment_reports (account_id, at);

-- What the author of a hidden remark says against that, once.
create table appeals (
    comment_id blob primary key references comments (id),
    consultation_id blob not null references consultations (id),
    account_id blob not null references accounts (id),
    words text not null,
    at integer not null,
    ruling text,
    reply text not null,
    decided_at integer,
    decided_by blob references accounts (id)
) strict;
create index appeals_open on appeals (consultation_id, at) where decided_at is null;

-- What moderators did with remarks, as the public log counts it.
create table moderation_log (
    id blob primary key,
    consultation_id blob not null references consultations (id),
    comment_id blob not null references comments (id),
    at integer not null,
    action text not null,
    reason text not null,
    account_id blob references accounts (id)
) strict;
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
