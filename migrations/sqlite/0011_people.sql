-- Passwords for who wants one, a change of address until both confirm it, accounts that were removed.

-- What is left of a removed account is its id, and the text that stands in the place of a name.
alter table accounts add column erased_at integer;
create index accounts_by_name on accounts (name, id);

-- Argon2id: the hash with all that it was made with, so that each can be checked after the cost is raised.
create table passwords (
    account_id blob primary key references accounts (id),
    hash blob not null,
    salt blob not null,
    -- Memory in KiB, and passes over it.
    memory integer not null,
    passes integer not null,
    set_at integer not null
) strict;

-- Only digests of the links are kept.
create table email_changes (
    account_id blob primary key references accounts (id),
    email text not null,
    old_hash blob not null unique,
    new_hash blob not null unique,
    old_confirmed_at integer,
    new_confirmed_at integer,
    lang text not null,
    expires_at integer not null
) strict;
create index email_changes_expiry on email_changes (expires_at);
