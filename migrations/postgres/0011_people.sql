-- Passwords for who wants one, a change of address until both confirm it, accounts that were removed.

-- What is left of a removed account is its id, and the text that stands in the place of a name.
alter table accounts add column erased_at bigint;
create index accounts_by_name on accounts (name, id);

-- Argon2id: the hash with all that it was made with, so that each can be checked after the cost is raised.
create table passwords (
    account_id uuid primary key references accounts (id),
    hash bytea not null,
    salt bytea not null,
    -- Memory in KiB, and passes over it.
    memory bigint not null,
    passes bigint not null,
    set_at bigint not null
);

-- Only digests of the links are kept.
create table email_changes (
    account_id uuid primary key references accounts (id),
    email text not null,
    old_hash bytea not null unique,
    new_hash bytea not null unique,
    old_confirmed_at bigint,
    new_confirmed_at bigint,
    lang text not null,
    expires_at bigint not null
);
create index email_changes_expiry on email_changes (expires_at);
