-- Changes of what was announced, what is due of a consultation, and the council's opinion on it.

-- How often it was changed, and the officer who is reminded of what is due: at first who created it.
alter table consultations add column revision integer not null default 0;
alter table consultations add column responsible blob references accounts (id);
update consultations set responsible = (
    select l.account_id from audit l where l.subject = consultations.id and l.action = 'consultation.create' order by l.at, l.id limit 1
);

-- What an administrator has set; a kind without a row has what holds in every city. Days of the year are `11-30`.
create table deadline_rules (
    kind text primary key,
    min_days integer,
    report_days integer,
    opinion_days integer,
    adopted_by text,
    reported_by text,
    source text not null
) strict, without rowid;

-- What an officer wrote down as done. Days are `2026-11-30`, by the city's calendar.
create table deadlines_met (
    consultation_id blob not null references consultations (id),
    what text not null,
    met_on text not null,
    account_id blob not null references accounts (id),
    primary key (consultation_id, what)
) strict, without rowid;

-- Which letter about what is due was sent: so many days before a day. It is marked before it leaves.
create table deadline_letters (
    consultation_id blob not null references consultations (id),
    what text not null,
    due_on text not null,
    days integer not null,
    sent_at integer not null,
    primary key (consultation_id, what, due_on, days)
) strict, without rowid;

create table opinions (
    consultation_id blob primary key references consultations (id),
    requested_on text not null,
    due_on text,
    given_on text,
    kind text,
    text text not null,
    revision integer not null,
    account_id blob not null references accounts (id)
) strict;
