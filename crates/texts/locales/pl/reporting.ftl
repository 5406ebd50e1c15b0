# Raport z konsultacji: publikacja.
reporting-unanswered = { $count ->
    [one] Raport czeka: { $count } uwaga nie ma jeszcze opublikowanej odpowiedzi.
    [few] Raport czeka: { $count } uwagi nie mają jeszcze opublikowanej odpowiedzi.
    [many] Raport czeka: { $count } uwag nie ma jeszcze opublikowanej odpowiedzi.
   *[other] Raport czeka: { $count } uwagi nie ma jeszcze opublikowanej odpowiedzi.
}

reporting-link = Raport
reporting-files = Pliki raportu
reporting-download = Pobierz { $format }
reporting-publish = Opublikuj raport
reporting-publish-sure = Tego nie da się cofnąć: raport przeczyta każdy, a uwag i odpowiedzi nie będzie można już zmienić.
reporting-publish-yes = Tak, opublikuj
reporting-to-desk = Uwagi bez odpowiedzi
reporting-not-public = Raport widzą na razie tylko moderatorzy. Po publikacji zobaczy go każdy, a odpowiedzi nie będzie można już zmienić.
reporting-still-open = Opublikować go można, gdy konsultacje się zakończą i każda uwaga będzie miała odpowiedź.
reporting-more = Następne uwagi
reporting-file-title = Raport jako plik { $format }
reporting-waiting = Plik czeka na swoją kolej.
reporting-progress = { $of ->
    [one] Plik powstaje: gotowe { $done } z { $of } uwagi.
   *[other] Plik powstaje: gotowe { $done } z { $of } uwag.
}
reporting-failed = Pliku nie udało się utworzyć. Nic nie przepadło; spróbuj ponownie albo powiadom administratora.
reporting-again = Spróbuj ponownie
reporting-back = Wróć do raportu
reporting-published = Raport z konsultacji
reporting-look-again = Sprawdź ponownie
reporting-numbers = Numery uwag: { $numbers }.
