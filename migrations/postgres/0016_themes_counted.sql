-- Themes that are counted once and not at every view, and whose edits are compared.

-- How often a theme was written, and what a consultation continues: an edit says which revision it was made from.
alter table themes add column revision bigint not null default 1;
alter table earlier add column revision bigint not null default 1;

-- How many public remarks of a consultation are about a theme; and when what a report says of the theme there last became
-- something else, other than by what became of a remark.
create table theme_consultations (
    theme_id uuid not null references themes (id),
    consultation_id uuid not null references consultations (id),
    comments bigint not null,
    changed_at bigint,
    primary key (theme_id, consultation_id)
);
create index theme_consultations_consultation on theme_consultations (consultation_id);

insert into theme_consultations (theme_id, consultation_id, comments)
select t.theme_id, t.consultation_id, sum(case when c.status = 'published' then 1 else 0 end)
from theme_comments t join comments c on c.id = t.comment_id
group by t.theme_id, t.consultation_id;
