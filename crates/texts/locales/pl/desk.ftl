# Pulpit odpowiedzi. W miejsce "#" strona wstawia liczbę, nazwę albo czas.
desk-title = Pulpit odpowiedzi
desk-title-of = Pulpit odpowiedzi: { $title }
desk-queue = Kolejka uwag
desk-filters = Wybór uwag
desk-unit = Jednostka
desk-any-unit = Wszystkie
desk-state = Stan
desk-state-all = Wszystkie
desk-state-waiting = Bez odpowiedzi
desk-state-drafted = Szkic odpowiedzi
desk-state-answered = Z odpowiedzią
desk-state-unpublished = Nieopublikowane
desk-source = Jak wpłynęła
desk-any-source = Dowolnie
desk-source-online = Przez internet
desk-source-spoken = Na sesji na żywo
desk-source-paper = Na papierze
desk-source-mail = E-mailem
desk-source-meeting = Na innym spotkaniu
desk-search = Szukaj
desk-search-hint = Słowa z uwagi, autor albo numer, na przykład #17.
desk-narrow = Filtry: jednostka, stan, jak wpłynęła
desk-filter = Pokaż
desk-filter-none = Usuń wybór
desk-none = Nie ma tu żadnej uwagi.
desk-loading = Wczytuję uwagi…
desk-first-page = Na początek kolejki
desk-previous-page = Poprzednie uwagi
desk-next-page = Następne uwagi
desk-pages = Strony kolejki
desk-whole-draft = Cały projekt
desk-gone-unit = Jednostka, której już nie ma
desk-back-to-queue = Do kolejki
desk-to-answer = Do odpowiedzi
desk-previous = Poprzednia uwaga
desk-next = Następna uwaga
desk-see-remark = Zobacz na stronie konsultacji
desk-hidden = Uwaga jest ukryta. Nie odpowiada się na nią.
desk-withdrawn = Autor wycofał tę uwagę. Nie odpowiada się na nią.
desk-gone-short = Ukryta lub wycofana
desk-nothing-chosen = Nie ma uwagi do pokazania
desk-end = Koniec kolejki
desk-choose-decision = Wybierz rozstrzygnięcie.
desk-publish-next = Opublikuj i dalej
desk-unmark = Tylko ta uwaga
desk-together = Odpowiedz razem z innymi
desk-is-draft = To szkic. Mieszkańcy go nie widzą.
desk-is-published = Ta odpowiedź jest opublikowana. Zmiana też będzie publiczna od razu.
desk-kept = Niezapisane. Tekst jest zachowany na tym urządzeniu.
desk-reported = Raport jest opublikowany. Odpowiedzi nie można już zmieniać.
desk-by-another = Ktoś inny odpowiedział tymczasem na uwagę nr { $what }. Twój tekst jest w polu.
desk-see-their = Pokaż tamtą odpowiedź zamiast mojej
desk-template = Szablon
desk-choose-template = Wybierz szablon
desk-insert-template = Wstaw szablon
desk-manage-templates = Szablony
desk-progress = Odpowiedziano:
desk-of = z
desk-publish-drafts = Opublikuj szkice
desk-keys = Klawisze literowe są włączone
desk-keys-list = Klawisze
desk-keys-use = Działają, gdy nie piszesz w polu. Te z Ctrl działają zawsze.
desk-keys-justification = Do uzasadnienia
desk-keys-search = Do szukania
desk-keys-list-itself = Ta lista
desk-unsent = Odpowiedź jest w drodze…
desk-number = Uwaga nr { $what }
desk-mark = Odpowiedz razem: uwaga nr { $what }
desk-received = Wpłynęła { $what }
desk-works-here = { $what } pracuje nad tą uwagą.
desk-work-here = pracuje: { $what }
desk-draft-saved = Zapisano szkic odpowiedzi na uwagę nr { $what }.
desk-published = Opublikowano odpowiedź na uwagę nr { $what }.
desk-not-saved = Odpowiedź na uwagę nr { $what } nie została zapisana; Twój tekst jest zachowany.
desk-replies = { $count ->
    [one] { $n } odpowiedź innych
    [few] { $n } odpowiedzi innych
   *[other] { $n } odpowiedzi innych
}
desk-drafts = { $count ->
    [one] { $n } szkic
    [few] { $n } szkice
   *[other] { $n } szkiców
}
desk-fresh = { $count ->
    [one] { $n } nowa uwaga
    [few] { $n } nowe uwagi
   *[other] { $n } nowych uwag
}
desk-group = { $count ->
    [one] Ta odpowiedź będzie pod { $n } uwagą.
   *[other] Ta odpowiedź będzie pod { $n } uwagami.
}

# Publikowanie szkiców.
drafts-title = Opublikuj szkice odpowiedzi
drafts-lead = Opublikowane odpowiedzi zobaczą wszyscy, a autorzy uwag dostaną o nich wiadomość. Nie można tego cofnąć. Szkice, które ktoś zapisze od tej chwili, zostaną szkicami.
drafts-none = Nie ma szkiców do opublikowania. Szkic do uwagi, która czeka na sprawdzenie, publikuje się po jej zatwierdzeniu.
drafts-all = Wszystkie szkice
drafts-mine = Szkice zapisane przeze mnie
drafts-found = Szkice do uwag wybranych na pulpicie
drafts-back = Wróć do pulpitu
drafts-publish = { $count ->
    [one] Opublikuj { $n } odpowiedź
   *[other] Opublikuj { $n } odpowiedzi
}
drafts-published = { $count ->
    [one] Opublikowano { $n } odpowiedź.
   *[other] Opublikowano { $n } odpowiedzi.
}
drafts-left = { $count ->
    [one] Został { $n } szkic. Naciśnij przycisk jeszcze raz.
    [few] Zostały { $n } szkice. Naciśnij przycisk jeszcze raz.
   *[other] Zostało { $n } szkiców. Naciśnij przycisk jeszcze raz.
}

# Szablony odpowiedzi.
template-title = Szablony odpowiedzi
template-lead = Uzasadnienia, które piszesz często. Na pulpicie wstawisz je jednym klawiszem i dopiszesz resztę. Widzą je wszyscy moderatorzy.
template-list = Zapisane szablony
template-none = Nie ma jeszcze żadnego szablonu.
template-new = Nowy szablon
template-change-one = Zmień szablon
template-name = Nazwa
template-any-decision = Dowolne
template-change = Zmień
template-delete = Usuń…
template-delete-sure = Opublikowane odpowiedzi się nie zmienią.
template-delete-yes = Tak, usuń
