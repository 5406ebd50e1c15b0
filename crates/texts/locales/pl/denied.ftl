# Dlaczego nie.
denied-sign-in-needed = Żeby to zrobić, zaloguj się.
denied-not-allowed = Twoje konto nie może tego robić.
denied-not-found = Nie ma tu takiej strony.
denied-not-yet-open = Te konsultacje jeszcze się nie rozpoczęły. Uwagi można zgłaszać od początku konsultacji.
denied-already-closed = Te konsultacje są zakończone: uwagi można było zgłaszać do terminu w ogłoszeniu. Twój tekst jest zachowany, możesz go skopiować.
denied-not-the-author = To nie jest Twoja uwaga.
denied-edit-window-over = Minęło 15 minut, w których można zmienić uwagę.
denied-wrong-state = Tej uwagi nie ma już na stronie albo jej stan się zmienił. Odśwież stronę.
conflict-id-taken = Pod tym identyfikatorem jest już inna uwaga.
failure-malformed = Formularz przyszedł niepełny albo zmieniony i nic nie zostało zapisane. Odśwież stronę i wyślij go ponownie.
failure-internal = Coś poszło nie tak po naszej stronie. Spróbuj ponownie za chwilę; to, co zostało wpisane, jest zachowane.
failure-too-many = Za dużo prób naraz. Odczekaj { $seconds } s i spróbuj ponownie.
failure-busy = W tej chwili dzieje się bardzo dużo. Nic nie przepadło: spróbuj ponownie za kilka sekund.
conflict-comments-would-be-lost = W nowej wersji nie ma jednostek, do których są uwagi. Nic nie zmieniono.
conflict-email-taken = Ten adres ma już konto.
conflict-not-empty = W bazie są już dane.
denied-foreign-origin = To żądanie przyszło z innej strony. Otwórz Busolę i spróbuj tam.
