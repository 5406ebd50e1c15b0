-- Remarks that came on paper or by mail, files of them that wait to be imported, and files that belong to a consultation.

-- The day on which the office received a remark that a moderator entered, `2026-11-30`.
alter table comments add column received_on text;
create index comments_entered on comments (consultation_id) where received_on is not null;

-- What was read of a file of remarks, between its preview and its import, as JSON.
create table imports (
    id uuid primary key,
    consultation_id uuid not null references consultations (id),
    remarks text not null,
    expires_at bigint not null
);
create index imports_expiry on imports (expires_at);

-- The files themselves stand beside the database under their digests.
create table attachments (
    id uuid primary key,
    consultation_id uuid not null references consultations (id),
    caption text not null,
    name text not null,
    kind text not null,
    bytes bigint not null,
    sha256 text not null,
    account_id uuid not null references accounts (id),
    added_at bigint not null
);
create index attachments_consultation on attachments (consultation_id, added_at, id);
create index attachments_content on attachments (sha256);
