# Na każdej stronie.
skip-to-content = Przejdź do treści
nav-main = Główna
nav-consultations = Konsultacje
nav-new = Nowe konsultacje
nav-log = Dziennik zdarzeń
nav-languages = Język
nav-sign-in = Zaloguj się
nav-account = Konto
nav-about = O serwisie
sign-out = Wyloguj się
language-name = Polski
footer-about = Busola – konsultacje społeczne
footer-api = API
title-with-site = { $title } – Busola
title-of-error = Błąd: { $title }
field-optional = (nieobowiązkowe)
form-refused = { $count ->
    [one] Popraw { $count } pole
    [few] Popraw { $count } pola
   *[other] Popraw { $count } pól
}
form-kept = Nic się nie zmieniło. To, co zostało wpisane, jest zachowane.
until = do
since = od
from-moment = od { $moment }
