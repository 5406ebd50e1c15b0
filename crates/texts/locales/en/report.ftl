# The report of a consultation: the same words in the browser, PDF, DOCX, XLSX and CSV.
report-title = Consultation report: { $title }
report-running = Consultation report, as of { $when }
report-published-on = The report was published on { $when }.
report-changed-since = The report was published on { $when }. It has changed since, last on { $changed }; the section “Course” names each change.

report-kind = Kind
report-phase = State
report-contact = Contact
report-page = Page of the consultation
report-versions = Versions of the draft
report-summary = In short
report-period = from { $from } to { $to }
report-as-of = As of

report-course = Course
report-when = When
report-what = What
report-step-announced = The consultation was announced
report-step-opened = Comments were received from then on
report-step-draft-published = A version of the draft was published
report-step-session-held = A meeting was held
report-step-closed = No more comments were received
report-step-opinion-requested = The draft was sent for an opinion
report-step-opinion-given = An opinion was given
report-step-opinion-silent = The time for the council's opinion passed without one
report-step-reported = The report was published
report-step-mapping-corrected = After the report was published, it was corrected which unit of the draft is which, in version
report-step-answers-changed = After the report was published, answers were changed, number of comments
report-step-remarks-changed = After the report was published, comments were hidden or shown again, their number
report-step-session-changed = After the report was published, what is told of a meeting changed
report-step-minutes-published = After the report was published, minutes of a meeting were published
report-step-opinion-recorded = After the report was published, what was asked of the council, or said by it, was written down
report-step-theme-changed = After the report was published, a theme changed, or which comments are tied to it
report-step-detail = { $step }: { $detail }

report-numbers = Numbers
report-remarks-count = Comments
report-participants = Participants
report-organisations = Organisations
report-residents = Residents
report-hidden = Comments hidden by a moderator
report-withdrawn = Comments withdrawn by their authors
report-by-unit = Comments by unit of the draft
report-by-day = Comments by day
report-by-decision = Comments by decision
report-by-source = Comments by the way they came in
report-day = Day
report-chart = { $title }. Bar chart; the table below it has the same numbers.
report-chart-largest = { $count ->
    [one] The chart shows the largest number; the table has them all.
   *[other] The chart shows the { $count } largest numbers; the table has them all.
}

report-number = No.
report-received = Received
report-submitter = Submitter
report-organisation = Organisation
report-source = Came in
report-unit = Unit of the draft
report-unit-then = Unit when it was written
report-remark = Comment
report-status = State of the comment
report-supports = Supports
report-decision = Decision
report-justification = Justification
report-change = Resulting change
report-group = Joint answer no.
report-unit-was = When it was written: { $unit }
report-same-answer = Joint answer, no. { $number }
report-whole-draft = the whole draft

report-decision-accepted = accepted
report-decision-partly = partly accepted
report-decision-rejected = not accepted
report-decision-out-of-scope = outside the scope of the consultation
report-decision-none = no decision
report-source-online = online
report-source-spoken = spoken in a meeting
report-source-paper = on paper
report-source-mail = by e-mail
report-source-meeting = in another meeting
report-status-published = public
report-status-pending = waits for a moderator
report-status-hidden = hidden
report-status-withdrawn = withdrawn
report-remark-pending = This comment waits for a moderator.
report-remark-hidden = A moderator has hidden this comment.
report-remark-withdrawn = Its author has withdrawn this comment.

report-changes = Changes in the draft
report-changes-lead = Words that were added are underlined, words that were removed are struck through. Square brackets say so too.
report-changes-none = The draft did not change during the consultation.
report-change-kind = What happened
report-change-text = Text
report-change-remarks = Comments no.
report-change-same = unchanged
report-change-changed = changed
report-change-moved = moved
report-change-removed = removed
report-change-added = added
report-inserted = added: { $words }
report-deleted = removed: { $words }

report-sessions = Meetings
report-session-state = State
report-session-when = Date
report-poll = Poll

report-opinion = Opinion of the council
report-opinion-requested = Asked for
report-opinion-due = Due
report-opinion-given = Given
report-opinion-text = The opinion
report-opinion-silence = The council gave no opinion in time. This means that it has no comments.
report-opinion-waits = There is still time for an opinion.

report-attachments = Attachments
report-file = File
report-address = Address
report-size = Size
report-checksum = SHA-256 checksum

report-remarks = Comments received
report-remarks-none = No comment was received.
report-cut = … [The rest does not fit into a cell of a sheet. The CSV, JSON, DOCX and PDF files have all of it.]
report-reply = Reply to comment no.
report-reply-to = Reply to comment no. { $number }
