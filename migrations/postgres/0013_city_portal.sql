-- What the city's portal takes from here: feeds, and cards in its pages.

-- When what was announced of a consultation was last changed.
alter table consultations add column changed_at bigint;
update consultations set changed_at = (
    select max(l.at) from audit l
    where l.subject = consultations.id
    and l.action in ('consultation.change', 'consultation.move_opening', 'consultation.move_closing')
);
create index consultations_published on consultations (published_at, id);

-- The sites whose pages may show cards, as an administrator has set them: `https://www.example.org`.
create table embed_origins (
    origin text primary key
);
