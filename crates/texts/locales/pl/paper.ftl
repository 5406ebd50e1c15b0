# Uwagi, które przyszły na papierze, e-mailem albo ze spotkania.
paper-link = Uwagi z papieru i e-maili
paper-title = Uwagi z papieru i e-maili
paper-lead = To, co przyszło na piśmie, e-mailem albo ze spotkania. Po wpisaniu jest od razu na tej samej liście co inne uwagi, z oznaczeniem i numerem.
paper-one = Jedna uwaga
paper-body = Uwaga
paper-unit = Jednostka
paper-source = Sposób zgłoszenia
paper-source-paper = na papierze
paper-source-paper-names = papier,na piśmie,pisemnie,pismo,list
paper-source-mail = e-mailem
paper-source-mail-names = e-mail,email,mail,poczta elektroniczna
paper-source-meeting = na spotkaniu
paper-source-meeting-names = spotkanie,zebranie,na innym spotkaniu
paper-received-on = Data wpływu
paper-received-on-hint = Dzień, w którym uwaga dotarła do urzędu: od { $first } do { $last }.
paper-author = Zgłaszający
paper-author-hint = Zobaczą go wszyscy, więc wpisz tylko to, na co jest zgoda. Puste pole oznacza osobę anonimową.
paper-anonymous = osoba anonimowa
paper-enter = Wpisz uwagę
paper-entered = Wpisano uwagę nr { $number }.
paper-see = Zobacz ją na stronie konsultacji
paper-correct = Popraw wpis
paper-correct-title = Poprawianie uwagi nr { $number }
paper-correct-lead = Popraw to, co wpisano inaczej, niż stoi w liście. Treść ma zostać taka, jak napisał ją autor. Wszyscy zobaczą, że uwaga była poprawiona; poprzednia treść zostaje w dzienniku zdarzeń, a poprzednia nazwa zgłaszającego nigdzie.
paper-correct-present = Jest teraz
paper-correct-save = Zapisz poprawki
conflict-remark-changed = Ktoś inny zmienił tymczasem tę uwagę. To, co wpisano, jest zachowane: porównaj to z obecną uwagą i zapisz ponownie.

entered-paper = Na piśmie
entered-mail = E-mailem
entered-meeting = Na spotkaniu
entered-on = { $how }, wpłynęła { $day }

import-title = Wiele uwag z pliku
import-lead = Plik CSV albo XLSX: najwyżej 5 MB i 2000 uwag. Pierwszy wiersz to nagłówki. Najpierw zobaczysz, co z pliku wynika; bez tego nic nie zostanie wpisane.
import-template = Pobierz szablon (CSV)
import-file = Plik z uwagami
import-check = Sprawdź plik
import-checked = Sprawdzony plik
import-new = { $count ->
    [one] { $count } uwaga do wpisania
    [few] { $count } uwagi do wpisania
   *[other] { $count } uwag do wpisania
}
import-known = { $count ->
    [one] { $count } uwaga jest już wpisana i zostanie pominięta
    [few] { $count } uwagi są już wpisane i zostaną pominięte
   *[other] { $count } uwag jest już wpisanych i zostanie pominiętych
}
import-errors = { $count ->
    [one] { $count } błąd
    [few] { $count } błędy
   *[other] { $count } błędów
}
import-mend = Nic nie zostało wpisane. Popraw plik i wybierz go jeszcze raz.
import-nothing = Wszystkie uwagi z tego pliku są już wpisane.
import-line = Wiersz
import-column = Kolumna
import-value = Co tam stoi
import-reason = Co jest nie tak
import-ready = Co zostanie wpisane
import-more = { $count ->
    [one] i jeszcze { $count } wiersz
    [few] i jeszcze { $count } wiersze
   *[other] i jeszcze { $count } wierszy
}
import-all = { $count ->
    [one] Wpisz { $count } uwagę
    [few] Wpisz { $count } uwagi
   *[other] Wpisz { $count } uwag
}
import-done = { $count ->
    [0] Nie było nic nowego do wpisania.
    [one] Wpisano { $count } uwagę.
    [few] Wpisano { $count } uwagi.
   *[other] Wpisano { $count } uwag.
}
