-- Live sessions of consultations, called meetings: agenda, what is on show, questions, speakers, straw polls.

create table meetings (
    id blob primary key,
    consultation_id blob not null references consultations (id),
    title text not null,
    place text not null,
    starts_at integer not null,
    public integer not null,
    code text not null unique,
    approve_questions integer not null,
    anonymous_questions integer not null,
    first_speakers_first integer not null,
    speech_seconds integer not null,
    started_at integer,
    ended_at integer,
    focus_item blob,
    focus_unit blob,
    focus_question blob,
    focus_poll blob,
    -- Counts what only those see who run it.
    desk integer not null,
    created_at integer not null
) strict;
create index meetings_consultation on meetings (consultation_id, starts_at, id);

create table meeting_members (
    meeting_id blob not null references meetings (id),
    account_id blob not null references accounts (id),
    primary key (meeting_id, account_id)
) strict, without rowid;

create table agenda_items (
    meeting_id blob not null references meetings (id),
    position integer not null,
    id blob not null unique,
    title text not null,
    unit_id blob,
    primary key (meeting_id, position)
) strict, without rowid;

-- What was on show from when on: the minutes tell it.
create table meeting_focuses (
    meeting_id blob not null references meetings (id),
    seq integer not null,
    at integer not null,
    item_id blob,
    unit_id blob,
    primary key (meeting_id, seq)
) strict, without rowid;

create table questions (
    id blob primary key,
    meeting_id blob not null references meetings (id),
    item_id blob,
    unit_id blob,
    account_id blob not null references accounts (id),
    anonymous integer not null,
    body text not null,
    state text not null,
    merged_into blob references questions (id),
    answer text,
    supports integer not null,
    tally_head integer not null,
    created_at integer not null,
    asked_at integer
) strict;
create index questions_meeting on questions (meeting_id, created_at, id);
create index questions_tallies on questions (meeting_id, tally_head);

create table question_supports (
    question_id blob not null references questions (id),
    account_id blob not null references accounts (id),
    created_at integer not null,
    primary key (question_id, account_id)
) strict, without rowid;

create table speakers (
    id blob primary key,
    meeting_id blob not null references meetings (id),
    account_id blob not null references accounts (id),
    raised_at integer not null,
    called_at integer,
    ended_at integer,
    seconds integer not null,
    place integer
) strict;
create index speakers_meeting on speakers (meeting_id, raised_at, id);
create unique index speakers_one_hand on speakers (meeting_id, account_id) where ended_at is null;
create unique index speakers_one_floor on speakers (meeting_id) where called_at is not null and ended_at is null;

create table polls (
    id blob primary key,
    meeting_id blob not null references meetings (id),
    question text not null,
    kind text not null,
    max integer not null,
    visibility text not null,
    secret integer not null,
    opened_at integer,
    closed_at integer,
    ballots integer not null,
    told_ballots integer not null,
    created_at integer not null
) strict;
create index polls_meeting on polls (meeting_id, created_at, id);

create table poll_options (
    poll_id blob not null references polls (id),
    position integer not null,
    id blob not null unique,
    text text not null,
    votes integer not null,
    told_votes integer not null,
    primary key (poll_id, position)
) strict, without rowid;

-- Who voted how. A secret poll has rows here while it is open only.
create table votes (
    poll_id blob not null references polls (id),
    account_id blob not null references accounts (id),
    marks text not null,
    cast_at integer not null,
    primary key (poll_id, account_id)
) strict, without rowid;

-- What is left of a secret poll: ballots in random order, and who took part.
create table ballots (
    poll_id blob not null references polls (id),
    number integer not null,
    marks text not null,
    primary key (poll_id, number)
) strict, without rowid;

create table voters (
    poll_id blob not null references polls (id),
    account_id blob not null references accounts (id),
    primary key (poll_id, account_id)
) strict, without rowid;
