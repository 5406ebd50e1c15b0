# Calendar files and feeds.
calendar-all = Meetings of public consultations
calendar-of = Consultation: { $title }
calendar-opens = Consultation opens: { $title }
calendar-closes = Comments close: { $title }
calendar-add = Add to calendar
calendar-feed = Calendar (iCal)
