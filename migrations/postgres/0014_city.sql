-- Who runs the site and how accessible it is, as administrators say it; and when names leave old consultations.

-- Each text as it was published, by what it is ('city', 'accessibility'): the last one counts.
create table city_texts (
    kind text not null,
    revision bigint not null,
    body text not null,
    account_id uuid not null references accounts (id),
    written_at bigint not null,
    primary key (kind, revision)
);

-- For how many years after the report names stay, where that is not the city's usual number; and when they left.
alter table consultations add column retention_years bigint;
alter table consultations add column anonymised_at bigint;
create index consultations_reported on consultations (reported_at, id) where reported_at is not null;

-- Who becomes whom, within the transaction that replaces names: outside of one there are no rows.
create table pseudonyms (
    account_id uuid primary key,
    pseudonym_id uuid not null unique references accounts (id)
);
