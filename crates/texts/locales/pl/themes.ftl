# Tematy: postulaty, które wracają w różnych konsultacjach i latach.
themes-title = Tematy
themes-lead = O co mieszkańcy i organizacje proszą wciąż na nowo: postulaty z różnych konsultacji i lat, i co miasto z nimi robi.
themes-none = Nie ma jeszcze żadnego tematu.
themes-list = Wszystkie tematy
theme-state = Stan
theme-state-open = Zgłoszony
theme-state-taken-up = Podjęty
theme-state-done = Zrealizowany
theme-counts = { $comments ->
    [one] { $comments } uwaga
    [few] { $comments } uwagi
   *[other] { $comments } uwag
} w { $consultations } konsultacjach
theme-comments = { $count ->
    [one] { $count } uwaga
    [few] { $count } uwagi
   *[other] { $count } uwag
}
theme-no-comments = jeszcze bez uwag
theme-words = Co na to miasto
theme-occasions = Gdzie zgłaszano go poza uwagami
theme-occasion-of = przywołane w konsultacjach:
theme-remarks = Uwagi
theme-remarks-none = Nie ma jeszcze uwag na ten temat.
theme-pages = Strony uwag
theme-older = Wcześniejsze uwagi
theme-newest = Najnowsze uwagi
theme-remark = Uwaga nr { $number }
theme-remark-by = { $name }, { $when }
theme-open = Zobacz tę uwagę na stronie konsultacji
theme-chips = Tematy:
theme-new = Nowy temat
theme-edit = Zmień temat
theme-title = Tytuł
theme-title-hint = O co chodzi, w jednej linii. Na przykład: Lokale dla organizacji.
theme-description = Opis
theme-city-words = Słowa miasta
theme-city-words-hint = Co miasto z tym robi. Zobaczą je wszyscy.
theme-save = Zapisz temat
theme-tie = Powiąż uwagi z tym tematem
theme-tie-consultation = Konsultacje
theme-tie-choose = Wybierz konsultacje
theme-tie-search = Szukaj
theme-tie-search-hint = Słowa z uwagi, autor albo numer, na przykład #17. Bez słów: wszystkie po kolei.
theme-tie-show = Pokaż uwagi
theme-tie-found = Znalezione uwagi
theme-tie-none = Nie znaleziono takiej uwagi.
theme-tie-more = Pokazano pierwsze { $count }. Dopisz słowa, żeby zawęzić wyszukiwanie.
theme-tie-already = już powiązana
theme-tie-send = Powiąż zaznaczone
theme-untie = Odwiąż
theme-untie-of = uwaga nr { $number }
theme-of-remark = Tematy uwagi
theme-of-remark-title = Tematy uwagi nr { $number }
theme-of-remark-choose = O czym jest ta uwaga
theme-of-remark-none = Nie ma jeszcze żadnego tematu. Dodaj pierwszy na stronie tematów.
theme-of-remark-save = Zapisz
theme-back-to-remark = Wróć do uwagi
themes-of-consultation = Tematy tych konsultacji

earlier-title = Co było wcześniej
earlier-edit = Co było wcześniej
earlier-lead = Spotkania i konsultacje, których te są kontynuacją, także spoza Busoli. Zobaczą je wszyscy na stronie konsultacji.
earlier-raised = Zgłoszone postulaty:
earlier-more = co ustalono
earlier-none = Niczego jeszcze nie wpisano.
earlier-new = Dodaj
earlier-change-one = Zmień wpis
earlier-change = Zmień
earlier-remove = Usuń…
earlier-remove-sure = Wpis zniknie ze strony konsultacji i ze stron tematów.
earlier-remove-yes = Tak, usuń
earlier-name = Nazwa
earlier-name-hint = Na przykład: Spotkanie z organizacjami w marcu.
earlier-held-on = Dzień
earlier-place = Miejsce
earlier-words = Co ustalono
earlier-link = Adres w Busoli
earlier-link-hint = Jeśli to konsultacje lub spotkanie w Busoli: adres ich strony.
earlier-themes = Postulaty, które tam padły
earlier-save = Zapisz

conflict-theme-changed = Ktoś inny zmienił tymczasem ten temat. To, co wpisano, jest zachowane: porównaj to ze stroną tematu i zapisz ponownie.
conflict-earlier-changed = Ktoś inny zmienił tymczasem ten wpis. To, co wpisano, jest zachowane: porównaj to z wpisem na stronie konsultacji i zapisz ponownie.
problem-unknown-address = Pod tym adresem nie ma konsultacji ani spotkania, które każdy może zobaczyć.
problem-unknown-theme = Wśród tematów jest taki, którego nie ma. Odśwież stronę i wybierz ponownie.
log-theme = temat
log-theme-create = dodano temat
log-theme-change = zmieniono temat
log-theme-tie = powiązano uwagi z tematem
log-theme-untie = odwiązano uwagę od tematu
log-consultation-earlier = zmieniono wpis o tym, co było wcześniej
report-themes = Tematy
report-themes-table = Uwagi według tematów
report-theme = Temat
