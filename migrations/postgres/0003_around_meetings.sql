-- What happens around a meeting: changes of what was announced, names for the hall, reminders, words that become
-- remarks, minutes.

alter table meetings add column ends_at bigint;
alter table meetings add column cancelled_at bigint;
-- When minutes were published last.
alter table meetings add column minutes_at bigint;
alter table meetings add column guests boolean not null default true;
-- Meetings that were announced before were announced as ones to take part in after signing in.
update meetings set guests = false;
-- How often what was announced has changed: a calendar tells by it which of two entries is the newer (RFC 5545).
alter table meetings add column revision bigint not null default 0;

alter table polls add column named boolean not null default false;

-- Who is to be reminded by mail. An entry is marked before its letter leaves: nobody gets two.
create table reminders (
    meeting_id uuid not null references meetings (id),
    account_id uuid not null references accounts (id),
    lang text not null,
    due_at bigint not null,
    sent_at bigint,
    -- What they are to be told of a change, 'changed' or 'cancelled', and from when on; no moment once it was told.
    news text,
    news_at bigint,
    primary key (meeting_id, account_id)
);
create index reminders_due on reminders (due_at) where sent_at is null;
create index reminders_news on reminders (news_at) where news_at is not null;

-- What a speaker said, written down; a remark once its author consents.
create table spoken_remarks (
    speaker_id uuid primary key references speakers (id),
    meeting_id uuid not null references meetings (id),
    unit_id uuid,
    body text not null,
    state text not null,
    comment_id uuid not null,
    offered_at bigint not null
);
create index spoken_remarks_meeting on spoken_remarks (meeting_id);

-- Each time that somebody kept the minutes: nothing that was public is lost.
create table minutes (
    meeting_id uuid not null references meetings (id),
    revision bigint not null,
    body text not null,
    account_id uuid not null references accounts (id),
    written_at bigint not null,
    published_at bigint,
    primary key (meeting_id, revision)
);

-- The meetings that somebody came into, and the calendar of all.
create index meeting_members_account on meeting_members (account_id);
create index meetings_begin on meetings (starts_at, id);
