# Sesje na żywo.
poll-yes = Za
poll-no = Przeciw
poll-neither = Wstrzymuję się

hall-meetings = Spotkania
hall-announce = Ogłoś spotkanie
hall-console = Prowadź spotkanie
hall-console-of = Pulpit: { $title }
hall-screen = Ekran w sali
hall-participant = Widok uczestnika
hall-invited = Spotkanie dla zaproszonych
hall-invited-lead = To spotkanie jest dla osób, które mają jego kod. Gdy wejdziesz, możesz je śledzić.
hall-come-in = Wejdź
hall-join-at = Dołącz kodem
hall-planned = Jeszcze się nie zaczęło
hall-running = Trwa na żywo
hall-ended = Zakończone
hall-on-show = Teraz na ekranie
hall-nothing-on-show = Na ekranie nic jeszcze nie ma
hall-on-screen-is = Na ekranie jest { $unit }.
hall-back-to-show = Wróć
hall-unit-before = Wstecz
hall-unit-after = Dalej
hall-questions = Pytania
hall-no-questions = Nikt jeszcze nie zadał pytania.
hall-your-question = Twoje pytanie
hall-ask = Zadaj pytanie
hall-asked = Pytanie zostało przyjęte.
hall-anonymous = Bez mojego nazwiska
hall-anonymous-author = Anonimowo
hall-support = Popieram
hall-sort-supported = Najpierw najbardziej popierane
hall-sort-newest = Najpierw najnowsze
hall-answered = odpowiedziano
hall-in-writing = odpowiedź będzie na piśmie
hall-merged = zadane wcześniej
hall-pending = czeka na prowadzącego
hall-hidden = ukryte
hall-answer = Odpowiedź:
hall-speakers = Głosy w dyskusji
hall-raise-hand = Zgłaszam się do głosu
hall-lower-hand = Rezygnuję z głosu
hall-speaking = Przy głosie
hall-you-speak = Masz głos.
hall-no-speakers = Nikt nie jest przy głosie.
hall-place-in-queue = Twoje miejsce w kolejce: { $place }.
hall-waiting = { $count ->
    [one] Czeka { $n } osoba.
    [few] Czekają { $n } osoby.
    [many] Czeka { $n } osób.
   *[other] Czeka { $n } osoby.
}
hall-ending = Prosimy kończyć
hall-over = Czas minął
hall-poll = Głosowanie orientacyjne
hall-polls = Głosowania orientacyjne
hall-vote = Głosuję
hall-change-vote = Zmieniam głos
hall-voted = Twój głos jest policzony.
hall-vote-waits = Twój głos jest w drodze. Zostanie wysłany, gdy tylko będzie połączenie.
hall-poll-secret = Głosowanie jest tajne. Dopóki trwa, głos jest powiązany z Twoim kontem, żeby można go było zmienić; nikt go nie widzi. Zamknięcie trwale usuwa to powiązanie.
hall-poll-named = Wynik jest pokazywany bez nazwisk. Głosowanie nie jest tajne: głos jest zapisany z Twoim kontem.
hall-poll-on-close = Wynik będzie pokazany po zamknięciu głosowania.
hall-poll-closed = Głosowanie jest zamknięte.
hall-poll-result = Wynik głosowania
hall-poll-option = Odpowiedź
hall-poll-votes = Głosy
hall-up-to = Możesz wybrać najwyżej { $max }.
hall-ballots = { $count ->
    [one] Zagłosowała { $n } osoba.
    [few] Zagłosowały { $n } osoby.
    [many] Zagłosowało { $n } osób.
   *[other] Zagłosowało { $n } osoby.
}
hall-sign-in-to-take-part = Zaloguj się, żeby pytać, zabierać głos i głosować.
hall-agenda = Porządek spotkania
hall-begin = Rozpocznij spotkanie
hall-end = Zakończ spotkanie
hall-end-sure = To zamyka otwarte głosowania i kolejkę; nie można tego cofnąć.
hall-show = Pokaż
hall-show-nothing = Nie pokazuj nic
hall-call = Udziel głosu
hall-end-speech = Zakończ wystąpienie
hall-take-off = Skreśl
hall-move-up = Wyżej
hall-mark-answered = Odpowiedziano
hall-mark-in-writing = Odpowiedź na piśmie
hall-merge = To samo co na ekranie
hall-hide = Ukryj
hall-reopen = Otwórz ponownie
hall-undo = Cofnij
hall-open-poll = Otwórz
hall-close-poll = Zamknij
hall-new-poll = Nowe głosowanie
hall-poll-question = Pytanie
hall-poll-kind = Rodzaj
hall-kind-yes-no = Za, przeciw, wstrzymuję się
hall-kind-single = Jedna odpowiedź
hall-kind-multiple = Kilka odpowiedzi
hall-kind-scale = Skala
hall-poll-options = Odpowiedzi
hall-poll-options-hint = Każda w osobnym wierszu. Za, przeciw i wstrzymuję się nie trzeba wpisywać.
hall-poll-max = Najwięcej odpowiedzi (tylko przy kilku)
hall-poll-hidden-until-closed = Pokaż wynik dopiero po zamknięciu
hall-poll-make-secret = Tajne
hall-prepare = Przygotuj
hall-keys = Klawisz pokazany na przycisku naciska go, o ile nie piszesz.

meeting-title = Tytuł
meeting-starts-at = Początek
meeting-place = Miejsce
meeting-agenda = Porządek spotkania
meeting-agenda-hint = Każdy punkt w osobnym wierszu. Wiersz, który zaczyna się od jednostki projektu (§ 5: …), pokaże tę jednostkę.
meeting-doors = Kto może śledzić
meeting-doors-public = Każdy
meeting-doors-invited = Tylko osoby, które mają kod
meeting-approve-questions = Pytania czekają na prowadzącego
meeting-anonymous-questions = Pytania można zadawać bez nazwiska
meeting-speech-seconds = Czas wystąpienia w sekundach (0: bez ograniczenia)
meeting-create = Ogłoś
