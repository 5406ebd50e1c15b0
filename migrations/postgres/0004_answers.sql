-- What becomes of a remark: its number, the versions of the draft that it goes through, the answer to it.

-- How many remarks got a number; and how often it was corrected which unit of a draft became which.
alter table consultations add column numbers bigint not null default 0;
alter table consultations add column draft_revision bigint not null default 0;

alter table drafts add column note text not null default '';

-- Which unit of the version before became which of this one. A unit that is recognised has one id in both.
create table matches (
    draft_id uuid not null references drafts (id),
    position bigint not null,
    from_unit uuid,
    to_unit uuid,
    kind text not null,
    certain boolean not null,
    -- What took the place of a unit that was removed.
    replaced_by uuid,
    primary key (draft_id, position)
);

create index matches_removed on matches (from_unit) where to_unit is null;
create index units_by_id on units (id);

-- Each correction of which unit became which: the id that a unit had, and the one that it has since.
create table corrections (
    consultation_id uuid not null references consultations (id),
    revision bigint not null,
    was uuid not null,
    became uuid not null,
    -- Whether versions before the corrected one have a unit of that id too.
    earlier boolean not null,
    primary key (consultation_id, revision, was)
);

-- The next version while it is being edited: nobody's but its moderators'.
create table prepared_drafts (
    consultation_id uuid primary key references consultations (id),
    format text not null,
    source text not null,
    note text not null,
    -- What a person decided: the citation of a unit of the new version, and which unit it was, if any.
    pins text not null,
    revision bigint not null,
    account_id uuid not null references accounts (id),
    written_at bigint not null
);

-- One answer stands under each remark of its group.
create table answers (
    id uuid primary key,
    consultation_id uuid not null references consultations (id),
    decision text not null,
    justification text not null,
    -- The unit whose text changed.
    unit_id uuid,
    revision bigint not null,
    account_id uuid not null references accounts (id),
    written_at bigint not null,
    -- When it was published first.
    published_at bigint
);
create index answers_consultation on answers (consultation_id, id);

-- Each text under which an answer was public: none that was is lost.
create table answer_revisions (
    answer_id uuid not null references answers (id),
    revision bigint not null,
    decision text not null,
    justification text not null,
    unit_id uuid,
    account_id uuid not null references accounts (id),
    at bigint not null,
    primary key (answer_id, revision)
);

-- Justifications that are written again and again.
create table answer_templates (
    id uuid primary key,
    name text not null unique,
    decision text,
    justification text not null,
    created_at bigint not null
);

-- Counted within its consultation, in the order of receipt; given when it is received and never again.
alter table comments add column number bigint not null default 0;
-- The version of the draft that its author read.
alter table comments add column draft_version bigint not null default 1;
-- How it came in.
alter table comments add column source text not null default 'online';
alter table comments add column answer_id uuid references answers (id);
-- When its answer was published; nothing while that is a draft.
alter table comments add column answered_at bigint;

update comments set number = n.number
from (select id, row_number() over (partition by consultation_id order by created_at, id) as number from comments) as n
where n.id = comments.id;
update consultations set numbers = (select count(*) from comments c where c.consultation_id = consultations.id);
update comments set draft_version = coalesce(
    (select max(d.version) from drafts d where d.consultation_id = comments.consultation_id and d.created_at <= comments.created_at), 1
);
update comments set source = 'spoken' where id in (select s.comment_id from spoken_remarks s where s.state = 'posted');

create unique index comments_numbers on comments (consultation_id, number);
create index comments_answer on comments (answer_id) where answer_id is not null;
create index comments_unanswered on comments (consultation_id, created_at, id)
where answered_at is null and parent_id is null and status in ('published', 'pending');
create index comments_account on comments (account_id, created_at, id);
