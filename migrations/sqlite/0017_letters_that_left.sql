-- Who had a letter about what is known for a while only.

create index outbox_over on outbox (kind, (coalesce(sent_at, gave_up_at)));
