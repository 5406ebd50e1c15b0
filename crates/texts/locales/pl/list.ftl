# Lista konsultacji.
list-title = Konsultacje społeczne
list-lead = Przeczytaj projekt i napisz, co w nim zmienić. Inni zobaczą Twoją uwagę od razu.
list-drafts = Szkice
list-open = Otwarte
list-announced = Zapowiedziane
list-closed = Zakończone
list-none-open = Teraz nie ma otwartych konsultacji.
list-none-closed = Nie ma jeszcze zakończonych konsultacji.
list-older = Starsze konsultacje
list-pages = Strony listy
list-back = Wróć do obecnych konsultacji
comments-by-people = { $comments ->
    [one] { $comments } uwaga
    [few] { $comments } uwagi
   *[other] { $comments } uwag
} od { $people ->
    [one] { $people } osoby
   *[other] { $people } osób
}
kind-cooperation-programme = Program współpracy
kind-local-act = Akt prawa miejscowego
kind-strategy = Strategia
kind-council = Rada Działalności Pożytku Publicznego
kind-other = Inne
phase-draft = Szkic
phase-announced = Zapowiedziane
phase-open = Otwarte
phase-closed = Zamknięte
phase-reported = Raport opublikowany
