-- Letters about what became of something, and the links in them.

-- The language in which somebody reads: that of the page on which they signed in last.
alter table accounts add column lang text not null default 'pl';

-- What is to be told. Neither an address nor words are in it: a letter is composed when it leaves, of what is true then.
create table outbox (
    id blob primary key,
    kind text not null,
    account_id blob not null references accounts (id),
    -- What is told about, a remark; and what happened to it, an answer, in which of its revisions.
    subject blob not null,
    cause blob not null,
    revision integer not null,
    -- Entries of one kind, account and consultation leave in one letter.
    consultation_id blob references consultations (id),
    due_at integer not null,
    attempts integer not null,
    -- An entry is marked before its letter leaves, with the attempt that it goes with: nobody gets two.
    marked_at integer,
    letter blob,
    sent_at integer,
    gave_up_at integer,
    -- One thing is told once.
    unique (kind, account_id, subject, cause, revision)
) strict;
create index outbox_due on outbox (due_at) where marked_at is null and gave_up_at is null;
create index outbox_open on outbox (marked_at) where sent_at is null and gave_up_at is null;
create index outbox_letter on outbox (letter) where letter is not null;

-- The kinds of letters that somebody does not want.
create table letter_choices (
    account_id blob not null references accounts (id),
    kind text not null,
    off_at integer not null,
    primary key (account_id, kind)
) strict, without rowid;

-- Links that open something without signing in. Only their digests are kept.
create table private_links (
    hash blob primary key,
    account_id blob not null references accounts (id),
    purpose text not null,
    -- Whose remarks a receipt shows are those in this consultation.
    consultation_id blob references consultations (id),
    -- Which letters end.
    kind text,
    created_at integer not null,
    expires_at integer not null
) strict;
create index private_links_expiry on private_links (expires_at);
