# Nowe konsultacje.
new-part-what = Czego dotyczą
new-title = Tytuł
new-title-hint = Z tytułu powstanie adres strony.
new-kind = Rodzaj
new-summary = Streszczenie
new-summary-hint = Jedno lub dwa zdania na listę konsultacji.
new-part-when = Termin
new-opens-at = Rozpoczęcie
new-closes-at = Zakończenie
new-when-hint = Czas lokalny w Polsce. Po zakończeniu uwag nie można zgłaszać.
new-part-notice = Ogłoszenie
new-subject = Przedmiot
new-aim = Cel
new-legal-basis = Podstawa prawna
new-territory = Obszar
new-unit = Jednostka odpowiedzialna
new-contact = Kontakt
new-forms = Formy konsultacji
new-forms-hint = Każda w osobnym wierszu.
new-part-how = Kto i jak
new-audience = Kto może zgłaszać uwagi
new-audience-everyone = Wszyscy
new-audience-organisations = Organizacje
new-audience-organisations-hint = Przez swoich przedstawicieli.
new-moderation = Sprawdzanie uwag
new-moderation-post = Po publikacji
new-moderation-post-hint = Uwaga jest widoczna od razu.
new-moderation-pre = Przed publikacją
new-moderation-pre-hint = Uwagę widzi najpierw moderator.
new-part-draft = Projekt
new-format = Zapis
new-format-text = Zwykły tekst
new-format-markdown = Markdown
new-source = Treść projektu
new-source-hint = Wklej cały akt. Rozdziały, §, ustępy, punkty i litery rozpoznamy sami; podgląd pokaże, jak.
save-draft = Zapisz szkic
preview-button = Podgląd
preview-title = Podgląd projektu
preview-lead = { $count ->
    [one] Rozpoznaliśmy { $count } jednostkę. Nic nie zostało jeszcze zapisane.
    [few] Rozpoznaliśmy { $count } jednostki. Nic nie zostało jeszcze zapisane.
   *[other] Rozpoznaliśmy { $count } jednostek. Nic nie zostało jeszcze zapisane.
}
preview-back = Wróć do edycji
preview-units = Jednostki
preview-notes = Do sprawdzenia
preview-no-notes = Nic nie budzi wątpliwości.
note-line = (wiersz { $line })
note-gap = numer nie następuje po poprzednim. Czy czegoś nie brakuje?
note-repeated = ten numer już był. Drugie wystąpienie ma dopisek.
note-renumbered = wszystkie pozycje miały ten sam numer. Policzyliśmy je od nowa.
note-doubled = numer zapisano dwa razy. Przyjęliśmy go raz.
note-mention = wiersz zaczyna się jak numer, ale czytamy go jako zwykły tekst.
note-mixed = artykuł między paragrafami. Jeden z nich może być cytatem.
note-table = tabela, zachowana jako jeden akapit.
note-code = fragment kodu, zachowany jako jeden akapit.
note-quote = cytat, zachowany jako akapit.
