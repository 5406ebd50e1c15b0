# Calendar files, their feeds, and Atom feeds.
calendar-all = Meetings of public consultations
calendar-of = Consultation: { $title }
calendar-opens = Consultation opens: { $title }
calendar-closes = Comments close: { $title }
calendar-add = Add to calendar
calendar-feed = Calendar (iCal)
calendar-consultations = Public consultations
calendar-consultations-feed = Dates of all consultations (iCal)
feed-comments-of = Comments: { $title }
feed-comment = Comment { $number }, { $author }
feed-comment-on = Comment { $number }, { $author }, on { $unit }
feed-consultations-link = New consultations (Atom)
feed-comments-link = New comments (Atom)
