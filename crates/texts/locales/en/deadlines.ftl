# Deadlines: the course of a consultation, the administrator's rules, letters, changing what was announced.
timeline-title = Course
timeline-next = next: { $what }, { $day }
timeline-published = Consultation announced
timeline-opens = Comments from
timeline-closes = Comments until
timeline-report = Report of the consultation
timeline-opinion = Opinion of the Council of Public Benefit Activity
timeline-adoption = Adoption
timeline-yearly-report = Report on how it was carried out
timeline-by = at the latest
state-done = done
state-ahead = ahead
state-near = soon
state-late = overdue

rules-title = Deadlines
rules-lead = By these rules Busola warns, and shows the course of a consultation. Days are counted from the following one, and a day ends at midnight.
rules-change = Change
rules-change-of = Change: { $kind }
rules-back = All rules
rules-saved = The rule is saved.
rules-save = Save
rules-min-days = Shortest time for comments
rules-report-days = Report after the closing
rules-opinion-days = Time of the council for its opinion
rules-adopted-by = Adoption at the latest
rules-reported-by = Report on the year before at the latest
rules-source = Legal basis
rules-days-hint = A number of days. Empty: no deadline.
rules-year-day-hint = Month and day, for instance 11-30. Empty: no deadline.
rules-none = no deadline
rules-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
rules-day-of-year = { $day } { $month }
rules-source-cooperation-programme = art. 5a and art. 41i of the Act of 24 April 2003 on public benefit activity and volunteering
rules-source-local-act = art. 5 and art. 41i of the Act of 24 April 2003 on public benefit activity and volunteering
rules-source-strategy = art. 6 of the Act of 6 December 2006 on the principles of development policy
rules-source-council = resolution of the city council
rules-source-other = resolution of the city council

edit-title = Change the consultation
edit-link = Change notice and dates
edit-save = Save changes
edit-when-hint = Local time in Poland. The end can be brought forward or put off, after the closing too: then the consultation opens again. Once somebody has commented, the start can't be changed.
edit-told = Whoever has the page of the consultation open sees the change at once. Each change is in the audit log.
new-responsible = Officer responsible
new-responsible-hint = This person is reminded of deadlines by mail: a week and a day before.
new-responsible-nobody = Nobody
new-notice = Notice
new-anyway = Keep the shorter time
new-reason = Reason
new-reason-hint = It goes to the audit log.
failure-too-short = { $days ->
    [one] There is { $days } whole day for comments
   *[other] There are { $days } whole days for comments
}, and the rule asks for at least { $least }. Nothing was saved yet: change the dates, or tick that the shorter time is to stay and give a reason.
problem-not-an-officer = This is not the account of a moderator.
denied-already-open = The consultation has begun and has comments, so its start can't be changed.
conflict-opinion-changed = Somebody else wrote this opinion down meanwhile. What you typed is kept: compare it with what is there and save again.

due-report = report of the consultation
due-opinion = opinion of the Council of Public Benefit Activity
due-adoption = adoption
due-yearly-report = report on how it was carried out
mail-deadline-subject = Due on { $day }: { $what }
mail-deadline-body = Hello,

    a deadline is near: { $what }.

    Consultation: { $title }
    At the latest: { $day }
    Page: { $link }

    We sent this letter because you are responsible for this consultation. Such letters come for as long as you are.

    Busola

log-consultation-change = notice of a consultation changed
log-consultation-move-opening = start of a consultation changed
log-consultation-move-closing = end of a consultation changed
log-consultation-short = published for less time than the rule asks for
log-consultation-opinion = opinion of the council written down
log-consultation-adoption = day of the adoption written down
log-consultation-yearly-report = day of the yearly report written down
log-rule-set = rule of deadlines changed
log-rules = rules of deadlines
