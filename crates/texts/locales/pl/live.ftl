# Strona konsultacji: to, co się na niej zmienia. W miejsce "#" strona wstawia liczbę, nazwę albo czas.
live-connected = Na żywo
live-reconnecting = Łączę ponownie…
live-offline = Bez połączenia
live-signed-out = Twoje logowanie się zakończyło. Aby pisać i popierać, zaloguj się ponownie. To, co wpisujesz, jest zachowane.
live-changed = Projekt lub ogłoszenie się zmieniły.
live-behind = Gdy nie było połączenia, wydarzyło się tu dużo.
live-your-text = Twój tekst
live-reload = Odśwież stronę
live-add-remark = Zgłoś uwagę
live-remarks-on = Uwagi do
live-remarks-on-all = Uwagi do całego projektu
live-whole-draft = Cały projekt
live-your-remark = Twoja uwaga
live-your-remark-on-all = Twoja uwaga do całego projektu
live-hint = Uwaga będzie widoczna dla wszystkich, podpisana Twoją nazwą.
live-hint-checked = Uwagę przeczyta najpierw moderator; potem zobaczą ją wszyscy, podpisaną Twoją nazwą.
live-hint-guest-checked = Uwagę przeczyta najpierw moderator; potem zobaczą ją wszyscy, podpisaną nazwą, którą wybierzesz. Do zalogowania wystarczy adres e-mail; tekst poczeka.
live-hint-guest = Uwaga będzie widoczna dla wszystkich, podpisana nazwą, którą wybierzesz. Do zalogowania wystarczy adres e-mail; tekst na to poczeka.
live-send = Zgłoś uwagę
live-sign-in-and-send = Zaloguj się i zgłoś
live-sending = Wysyłam…
live-sent = Wysłano. Dziękujemy.
live-waiting = Nie ma połączenia. Tekst jest zachowany na tym urządzeniu i wyśle się sam, raz, gdy połączenie wróci.
live-sign-in = Zaloguj się
live-sign-in-again = Twoje logowanie wygasło. Zaloguj się i wyślij ponownie. Tekst jest zachowany.
live-closed = Konsultacje są zamknięte. Uwag nie można już zgłaszać.
live-announced = Konsultacje jeszcze się nie rozpoczęły. Uwagi będzie można zgłaszać od ich początku.
live-syntax = Jak wyróżnić tekst
live-syntax-strong = pogrubienie
live-syntax-list = punkt listy
live-syntax-quote = cytat
live-order = Kolejność
live-newest = Najnowsze
live-oldest = Najstarsze
live-most-supported = Najwięcej poparć
live-none-yet = Nikt jeszcze nie zgłosił tu uwagi.
live-loading = Wczytuję uwagi…
live-load-failed = Nie udało się wczytać uwag.
live-try-again = Spróbuj ponownie
live-load-more = Pokaż kolejne uwagi
live-moderator = Urząd
live-administrator = Administrator
live-pending = Czeka na sprawdzenie. Widzi ją autor i moderatorzy.
live-withdrawn = Uwaga wycofana przez autora.
live-support = Popieram
live-reply = Odpowiedz
live-more = Więcej
live-edit = Popraw
live-edit-label = Popraw uwagę
live-save = Zapisz
live-cancel = Anuluj
live-withdraw = Wycofaj uwagę
live-withdraw-sure = Tekst uwagi zniknie ze strony. Nie można tego cofnąć.
live-withdraw-yes = Tak, wycofaj
live-hide = Ukryj uwagę
live-hide-hint = Powód zobaczą wszyscy w miejscu uwagi.
live-hide-yes = Ukryj
live-unhide = Pokaż uwagę ponownie
live-approve = Opublikuj
live-permalink = Odnośnik do uwagi
live-unreachable = Nie ma połączenia z serwerem. Spróbuj ponownie za chwilę.
live-edited = Poprawiona: { $what }
live-hidden = Uwaga ukryta przez moderatora. Powód: { $what }
live-entered = Wpisano: { $what }
live-received = Otrzymano: { $what }
live-editable-until = Możesz ją zmienić do { $what }.
live-reply-to = Odpowiedź do: { $what }
live-characters = { $what } z 10 000 znaków
live-here = { $count ->
    [one] { $n } osoba czyta teraz
    [few] { $n } osoby czytają teraz
   *[other] { $n } osób czyta teraz
}
live-reading = { $count ->
    [one] { $n } osoba jest tutaj
    [few] { $n } osoby są tutaj
   *[other] { $n } osób jest tutaj
}
live-remarks = { $count ->
    [one] { $n } uwaga
    [few] { $n } uwagi
   *[other] { $n } uwag
}
live-new = { $count ->
    [one] { $n } nowa
    [few] { $n } nowe
   *[other] { $n } nowych
}
live-show-new = { $count ->
    [one] Pokaż { $n } nową uwagę
    [few] Pokaż { $n } nowe uwagi
   *[other] Pokaż { $n } nowych uwag
}
live-news = { $count ->
    [one] { $n } nowa uwaga
    [few] { $n } nowe uwagi
   *[other] { $n } nowych uwag
}
live-news-on = { $count ->
    [one] { $n } nowa uwaga do
    [few] { $n } nowe uwagi do
   *[other] { $n } nowych uwag do
}
live-supports = { $count ->
    [one] { $n } poparcie
    [few] { $n } poparcia
   *[other] { $n } poparć
}
