# Terminy: przebieg konsultacji, reguły administratora, listy, zmiana ogłoszenia.
timeline-title = Przebieg
timeline-next = dalej: { $what }, { $day }
timeline-published = Ogłoszenie konsultacji
timeline-opens = Początek zgłaszania uwag
timeline-closes = Koniec zgłaszania uwag
timeline-report = Raport z konsultacji
timeline-opinion = Opinia Rady Działalności Pożytku Publicznego
timeline-adoption = Uchwalenie
timeline-yearly-report = Sprawozdanie z realizacji
timeline-by = najpóźniej
state-done = za nami
state-ahead = przed nami
state-near = już niedługo
state-late = po terminie

rules-title = Terminy
rules-lead = Od tych reguł zależy, przed czym Busola ostrzega i co pokazuje w przebiegu konsultacji. Dni liczą się od dnia następnego, a terminy mijają o północy.
rules-change = Zmień
rules-change-of = Zmień: { $kind }
rules-back = Wszystkie reguły
rules-saved = Reguła jest zapisana.
rules-save = Zapisz
rules-min-days = Najkrótszy czas na uwagi
rules-report-days = Raport po zakończeniu
rules-opinion-days = Czas rady na opinię
rules-adopted-by = Uchwalenie najpóźniej
rules-reported-by = Sprawozdanie za poprzedni rok najpóźniej
rules-source = Podstawa prawna
rules-days-hint = Liczba dni. Puste pole: bez terminu.
rules-year-day-hint = Miesiąc i dzień, na przykład 11-30. Puste pole: bez terminu.
rules-none = bez terminu
rules-days = { $count ->
    [one] { $count } dzień
   *[other] { $count } dni
}
rules-day-of-year = { $day } { $month }
rules-source-cooperation-programme = art. 5a i art. 41i ustawy z dnia 24 kwietnia 2003 r. o działalności pożytku publicznego i o wolontariacie
rules-source-local-act = art. 5 i art. 41i ustawy z dnia 24 kwietnia 2003 r. o działalności pożytku publicznego i o wolontariacie
rules-source-strategy = art. 6 ustawy z dnia 6 grudnia 2006 r. o zasadach prowadzenia polityki rozwoju
rules-source-council = uchwała rady gminy
rules-source-other = uchwała rady gminy

edit-title = Zmień konsultacje
edit-link = Zmień ogłoszenie i terminy
edit-save = Zapisz zmiany
edit-when-hint = Czas lokalny w Polsce. Koniec można przyspieszyć albo odłożyć, także po zamknięciu: wtedy konsultacje otworzą się ponownie. Gdy ktoś już zgłosił uwagę, początku nie można zmienić.
edit-told = Kto ma otwartą stronę konsultacji, zobaczy zmianę od razu. Każda zmiana jest w dzienniku.
new-responsible = Prowadzący
new-responsible-hint = Tej osobie przypominamy listem o terminach: tydzień i dzień wcześniej.
new-responsible-nobody = Nikt
new-notice = Ogłoszenie
new-anyway = Krótszy termin ma zostać
new-reason = Powód
new-reason-hint = Trafi do dziennika zdarzeń.
failure-too-short = { $days ->
    [one] Na uwagi jest { $days } pełny dzień
    [few] Na uwagi są { $days } pełne dni
   *[other] Na uwagi jest { $days } pełnych dni
}, a reguła wymaga co najmniej { $least }. Nic nie zostało jeszcze zapisane: zmień terminy albo zaznacz, że krótszy termin ma zostać, i podaj powód.
problem-not-an-officer = To nie jest konto moderatora.
denied-already-open = Konsultacje już się rozpoczęły i są w nich uwagi, więc ich początku nie można zmienić.
conflict-opinion-changed = Ktoś inny zapisał tymczasem tę opinię. To, co wpisano, jest zachowane: porównaj to z obecnym zapisem i zapisz ponownie.

due-report = raport z konsultacji
due-opinion = opinia Rady Działalności Pożytku Publicznego
due-adoption = uchwalenie
due-yearly-report = sprawozdanie z realizacji
mail-deadline-subject = Termin { $day }: { $what }
mail-deadline-body = Dzień dobry,

    zbliża się termin: { $what }.

    Konsultacje: { $title }
    Najpóźniej: { $day }
    Strona: { $link }

    Ten list wysłaliśmy, bo prowadzisz te konsultacje. Takie listy przychodzą, dopóki je prowadzisz.

    Busola

log-consultation-change = zmieniono ogłoszenie konsultacji
log-consultation-move-opening = zmieniono początek konsultacji
log-consultation-move-closing = zmieniono koniec konsultacji
log-consultation-short = opublikowano na krócej, niż wymaga reguła
log-consultation-opinion = zapisano opinię rady
log-consultation-adoption = zapisano dzień uchwalenia
log-consultation-yearly-report = zapisano dzień sprawozdania
log-rule-set = zmieniono regułę terminów
log-rules = reguły terminów
