-- Themes, postulates that tie remarks of all consultations; and what a consultation continues.

create table themes (
    id blob primary key,
    slug text not null unique,
    title text not null,
    description text not null,
    state text not null,
    -- What the city says of it.
    words text not null,
    created_at integer not null
) strict;

-- Which remarks are about it. What never changes of a remark stands here too, so that a page of them walks an index.
create table theme_comments (
    theme_id blob not null references themes (id),
    comment_id blob not null references comments (id),
    consultation_id blob not null references consultations (id),
    received_at integer not null,
    primary key (theme_id, comment_id)
) strict, without rowid;
create index theme_comments_by_time on theme_comments (theme_id, received_at, comment_id);
create index theme_comments_consultation on theme_comments (consultation_id, theme_id);
create index theme_comments_comment on theme_comments (comment_id);

-- What came before a consultation, in Busola or elsewhere. Days are `2026-03-14`, by the city's calendar.
create table earlier (
    id blob primary key,
    consultation_id blob not null references consultations (id),
    title text not null,
    held_on text,
    place text not null,
    words text not null,
    -- Where it is to be read, if that is in Busola.
    linked_consultation blob references consultations (id),
    linked_meeting blob references meetings (id),
    created_at integer not null
) strict;
create index earlier_consultation on earlier (consultation_id);

-- Themes that were raised there.
create table earlier_themes (
    earlier_id blob not null references earlier (id),
    theme_id blob not null references themes (id),
    primary key (earlier_id, theme_id)
) strict, without rowid;
create index earlier_themes_theme on earlier_themes (theme_id);
