# Pliki kalendarza i ich subskrypcje.
calendar-all = Spotkania w konsultacjach społecznych
calendar-of = Konsultacje: { $title }
calendar-opens = Początek konsultacji: { $title }
calendar-closes = Koniec przyjmowania uwag: { $title }
calendar-add = Dodaj do kalendarza
calendar-feed = Kalendarz (iCal)
