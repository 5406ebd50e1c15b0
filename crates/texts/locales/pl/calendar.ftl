# Pliki kalendarza, ich subskrypcje i kanały Atom.
calendar-all = Spotkania w konsultacjach społecznych
calendar-of = Konsultacje: { $title }
calendar-opens = Początek konsultacji: { $title }
calendar-closes = Koniec przyjmowania uwag: { $title }
calendar-add = Dodaj do kalendarza
calendar-feed = Kalendarz (iCal)
calendar-consultations = Konsultacje społeczne
calendar-consultations-feed = Terminy wszystkich konsultacji (iCal)
feed-comments-of = Uwagi: { $title }
feed-comment = Uwaga { $number }, { $author }
feed-comment-on = Uwaga { $number } do { $unit }, { $author }
feed-consultations-link = Nowe konsultacje (Atom)
feed-comments-link = Nowe uwagi (Atom)
