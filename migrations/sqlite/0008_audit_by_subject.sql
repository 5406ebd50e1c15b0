-- What was done to one thing is found without reading what was done to all others.

create index audit_by_subject on audit (subject, at);
