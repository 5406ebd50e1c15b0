-- Letters about deadlines and about meetings leave by the outbox.

-- What an entry of the outbox is about: a deadline's mark. Those from before have left.
alter table deadline_letters add column id uuid;
alter table deadline_letters rename column sent_at to marked_at;
create unique index deadline_letters_id on deadline_letters (id);

-- A link that ends the letters about one meeting.
alter table private_links add column meeting_id uuid references meetings (id);

-- Who waits to be reminded, and who was not told of a change yet.
insert into outbox (id, kind, account_id, subject, cause, revision, due_at, attempts)
select gen_random_uuid(), 'meeting_soon', r.account_id, r.meeting_id, r.meeting_id, r.due_at, r.due_at, 0
from reminders r join meetings m on m.id = r.meeting_id
where r.sent_at is null and m.started_at is null and m.ended_at is null and m.cancelled_at is null;
insert into outbox (id, kind, account_id, subject, cause, revision, due_at, attempts)
select gen_random_uuid(), 'meeting_news', r.account_id, r.meeting_id, r.meeting_id, m.revision, r.news_at, 0
from reminders r join meetings m on m.id = r.meeting_id
where r.news_at is not null;

-- From here on a row says who follows a meeting by mail, and when they are to be reminded of it.
drop index reminders_due;
drop index reminders_news;
alter table reminders drop column sent_at;
alter table reminders drop column news;
alter table reminders drop column news_at;
