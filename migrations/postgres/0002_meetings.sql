-- Live sessions of consultations, called meetings: agenda, what is on show, questions, speakers, straw polls.

create table meetings (
    id uuid primary key,
    consultation_id uuid not null references consultations (id),
    title text not null,
    place text not null,
    starts_at bigint not null,
    public boolean not null,
    code text not null unique,
    approve_questions boolean not null,
    anonymous_questions boolean not null,
    first_speakers_first boolean not null,
    speech_seconds bigint not null,
    started_at bigint,
    ended_at bigint,
    focus_item uuid,
    focus_unit uuid,
    focus_question uuid,
    focus_poll uuid,
    -- Counts what only those see who run it.
    desk bigint not null,
    created_at bigint not null
);
create index meetings_consultation on meetings (consultation_id, starts_at, id);

create table meeting_members (
    meeting_id uuid not null references meetings (id),
    account_id uuid not null references accounts (id),
    primary key (meeting_id, account_id)
);

create table agenda_items (
    meeting_id uuid not null references meetings (id),
    position bigint not null,
    id uuid not null unique,
    title text not null,
    unit_id uuid,
    primary key (meeting_id, position)
);

-- What was on show from when on: the minutes tell it.
create table meeting_focuses (
    meeting_id uuid not null references meetings (id),
    seq bigint not null,
    at bigint not null,
    item_id uuid,
    unit_id uuid,
    primary key (meeting_id, seq)
);

create table questions (
    id uuid primary key,
    meeting_id uuid not null references meetings (id),
    item_id uuid,
    unit_id uuid,
    account_id uuid not null references accounts (id),
    anonymous boolean not null,
    body text not null,
    state text not null,
    merged_into uuid references questions (id),
    answer text,
    supports bigint not null,
    tally_head bigint not null,
    created_at bigint not null,
    asked_at bigint
);
create index questions_meeting on questions (meeting_id, created_at, id);
create index questions_tallies on questions (meeting_id, tally_head);

create table question_supports (
    question_id uuid not null references questions (id),
    account_id uuid not null references accounts (id),
    created_at bigint not null,
    primary key (question_id, account_id)
);

create table speakers (
    id uuid primary key,
    meeting_id uuid not null references meetings (id),
    account_id uuid not null references accounts (id),
    raised_at bigint not null,
    called_at bigint,
    ended_at bigint,
    seconds bigint not null,
    place bigint
);
create index speakers_meeting on speakers (meeting_id, raised_at, id);
create unique index speakers_one_hand on speakers (meeting_id, account_id) where ended_at is null;
create unique index speakers_one_floor on speakers (meeting_id) where called_at is not null and ended_at is null;

create table polls (
    id uuid primary key,
    meeting_id uuid not null references meetings (id),
    question text not null,
    kind text not null,
    max bigint not null,
    visibility text not null,
    secret boolean not null,
    opened_at bigint,
    closed_at bigint,
    ballots bigint not null,
    told_ballots bigint not null,
    created_at bigint not null
);
create index polls_meeting on polls (meeting_id, created_at, id);

create table poll_options (
    poll_id uuid not null references polls (id),
    position bigint not null,
    id uuid not null unique,
    text text not null,
    votes bigint not null,
    told_votes bigint not null,
    primary key (poll_id, position)
);

-- Who voted how. A secret poll has rows here while it is open only.
create table votes (
    poll_id uuid not null references polls (id),
    account_id uuid not null references accounts (id),
    marks text not null,
    cast_at bigint not null,
    primary key (poll_id, account_id)
);

-- What is left of a secret poll: ballots in random order, and who took part.
create table ballots (
    poll_id uuid not null references polls (id),
    number bigint not null,
    marks text not null,
    primary key (poll_id, number)
);

create table voters (
    poll_id uuid not null references polls (id),
    account_id uuid not null references accounts (id),
    primary key (poll_id, account_id)
);
