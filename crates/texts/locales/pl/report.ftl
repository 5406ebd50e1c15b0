# Raport z konsultacji: te same słowa w przeglądarce, PDF, DOCX, XLSX i CSV.
report-title = Raport z konsultacji: { $title }
report-running = Raport z konsultacji, stan na { $when }
report-published-on = Raport opublikowano { $when }.
report-changed-since = Raport opublikowano { $when }. Potem zmienił się, ostatnio { $changed }; każdą zmianę wymienia część „Przebieg”.

report-kind = Rodzaj
report-phase = Stan
report-contact = Kontakt
report-page = Strona konsultacji
report-versions = Wersje projektu
report-summary = W skrócie
report-period = od { $from } do { $to }
report-as-of = Stan na

report-course = Przebieg
report-when = Kiedy
report-what = Co
report-step-announced = Ogłoszono konsultacje
report-step-opened = Rozpoczęto przyjmowanie uwag
report-step-draft-published = Opublikowano wersję projektu
report-step-session-held = Odbyło się spotkanie
report-step-closed = Zakończono przyjmowanie uwag
report-step-opinion-requested = Przekazano projekt do opinii
report-step-opinion-given = Przedstawiono opinię
report-step-opinion-silent = Minął termin na opinię rady, której nie przedstawiono
report-step-reported = Opublikowano raport
report-step-mapping-corrected = Po publikacji raportu poprawiono, która jednostka projektu jest która, w wersji
report-step-answers-changed = Po publikacji raportu zmieniono odpowiedzi, liczba uwag
report-step-remarks-changed = Po publikacji raportu ukryto lub przywrócono uwagi, ich liczba
report-step-session-changed = Po publikacji raportu zmieniły się dane spotkania
report-step-minutes-published = Po publikacji raportu opublikowano protokół spotkania
report-step-opinion-recorded = Po publikacji raportu zapisano dane o opinii rady
report-step-theme-changed = Po publikacji raportu zmieniono temat albo to, które uwagi są z nim powiązane
report-step-detail = { $step }: { $detail }

report-numbers = Liczby
report-remarks-count = Uwagi
report-participants = Uczestnicy
report-organisations = Organizacje
report-residents = Mieszkańcy
report-hidden = Uwagi ukryte przez moderatora
report-withdrawn = Uwagi wycofane przez autorów
report-by-unit = Uwagi według jednostek projektu
report-by-day = Uwagi według dni
report-by-decision = Uwagi według rozstrzygnięć
report-by-source = Uwagi według sposobu zgłoszenia
report-day = Dzień
report-chart = { $title }. Wykres słupkowy; te same liczby są w tabeli pod nim.
report-chart-largest = { $count ->
    [one] Wykres pokazuje { $count } największą liczbę; tabela ma wszystkie.
    [few] Wykres pokazuje { $count } największe liczby; tabela ma wszystkie.
   *[other] Wykres pokazuje { $count } największych liczb; tabela ma wszystkie.
}

report-number = Nr
report-received = Wpłynęła
report-submitter = Zgłaszający
report-organisation = Organizacja
report-source = Sposób zgłoszenia
report-unit = Jednostka projektu
report-unit-then = Jednostka w chwili zgłoszenia
report-remark = Uwaga
report-status = Stan uwagi
report-supports = Poparcia
report-decision = Rozstrzygnięcie
report-justification = Uzasadnienie
report-change = Wynikająca zmiana
report-group = Wspólna odpowiedź nr
report-unit-was = W chwili zgłoszenia: { $unit }
report-same-answer = Odpowiedź wspólna, nr { $number }
report-whole-draft = cały projekt

report-decision-accepted = uwzględniona
report-decision-partly = częściowo uwzględniona
report-decision-rejected = nieuwzględniona
report-decision-out-of-scope = poza zakresem konsultacji
report-decision-none = bez rozstrzygnięcia
report-source-online = przez internet
report-source-spoken = ustnie na spotkaniu
report-source-paper = na papierze
report-source-mail = e-mailem
report-source-meeting = na innym spotkaniu
report-status-published = publiczna
report-status-pending = czeka na moderatora
report-status-hidden = ukryta
report-status-withdrawn = wycofana
report-remark-pending = Uwaga czeka na moderatora.
report-remark-hidden = Uwaga ukryta przez moderatora.
report-remark-withdrawn = Uwaga wycofana przez autora.

report-changes = Zmiany w projekcie
report-changes-lead = Słowa dodane są podkreślone, a usunięte przekreślone. W nawiasach kwadratowych jest to także napisane.
report-changes-none = Projekt nie zmienił się w czasie konsultacji.
report-change-kind = Co się stało
report-change-text = Treść
report-change-remarks = Uwagi nr
report-change-same = bez zmian
report-change-changed = zmieniono
report-change-moved = przeniesiono
report-change-removed = usunięto
report-change-added = dodano
report-inserted = dodano: { $words }
report-deleted = usunięto: { $words }

report-sessions = Spotkania
report-session-state = Stan
report-session-when = Termin
report-poll = Głosowanie

report-opinion = Opinia rady
report-opinion-requested = Przekazano do opinii
report-opinion-due = Termin
report-opinion-given = Przedstawiono
report-opinion-text = Treść opinii
report-opinion-silence = Rada nie przedstawiła opinii w terminie. Oznacza to brak uwag.
report-opinion-waits = Termin na opinię jeszcze nie minął.

report-attachments = Załączniki
report-file = Plik
report-size = Rozmiar
report-address = Adres
report-checksum = Suma kontrolna SHA-256

report-remarks = Zgłoszone uwagi
report-remarks-none = Nie zgłoszono żadnej uwagi.
report-cut = … [Dalszy ciąg nie mieści się w komórce arkusza. Całość jest w pliku CSV, JSON, DOCX i PDF.]
report-reply = Odpowiedź na uwagę nr
report-reply-to = Odpowiedź na uwagę nr { $number }
