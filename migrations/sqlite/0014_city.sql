-- Who runs the site and how accessible it is, as administrators say it; and when names leave old consultations.

-- Each text as it was published, by what it is ('city', 'accessibility'): the last one counts.
create table city_texts (
    kind text not null,
    revision integer not null,
    body text not null,
    account_id blob not null references accounts (id),
    written_at integer not null,
    primary key (kind, revision)
) strict, without rowid;

-- For how many years after the report names stay, where that is not the city's usual number; and when they left.
alter table consultations add column retention_years integer;
alter table consultations add column anonymised_at integer;
create index consultations_reported on consultations (reported_at, id) where reported_at is not null;

-- Who becomes whom, within the transaction that replaces names: outside of one there are no rows.
create table pseudonyms (
    account_id blob primary key,
    pseudonym_id blob not null unique references accounts (id)
) strict, without rowid;
