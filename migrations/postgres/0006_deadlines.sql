-- Changes of what was announced, what is due of a consultation, and the council's opinion on it.

-- How often it was changed, and the officer who is reminded of what is due: at first who created it.
alter table consultations add column revision bigint not null default 0;
alter table consultations add column responsible uuid references accounts (id);
update consultations set responsible = (
    select l.account_id from audit l where l.subject = consultations.id and l.action = 'consultation.create' order by l.at, l.id limit 1
);

-- What an administrator has set; a kind without a row has what holds in every city. Days of the year are `11-30`.
create table deadline_rules (
    kind text primary key,
    min_days bigint,
    report_days bigint,
    opinion_days bigint,
    adopted_by text,
    reported_by text,
    source text not null
);

-- What an officer wrote down as done. Days are `2026-11-30`, by the city's calendar.
create table deadlines_met (
    consultation_id uuid not null references consultations (id),
    what text not null,
    met_on text not null,
    account_id uuid not null references accounts (id),
    primary key (consultation_id, what)
);

-- Which letter about what is due was sent: so many days before a day. It is marked before it leaves.
create table deadline_letters (
    consultation_id uuid not null references consultations (id),
    what text not null,
    due_on text not null,
    days bigint not null,
    sent_at bigint not null,
    primary key (consultation_id, what, due_on, days)
);

create table opinions (
    consultation_id uuid primary key references consultations (id),
    requested_on text not null,
    due_on text,
    given_on text,
    kind text,
    text text not null,
    revision bigint not null,
    account_id uuid not null references accounts (id)
);
