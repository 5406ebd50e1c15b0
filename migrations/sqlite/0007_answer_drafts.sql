-- The desk: remarks unit by unit, and on each in the order of their numbers; answers that can be published.

create index comments_desk on comments (consultation_id, unit_id, number);
create index comments_drafted on comments (consultation_id, number) where answer_id is not null and answered_at is null;
