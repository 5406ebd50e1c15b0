# Logowanie.
sign-in-title = Zaloguj się
sign-in-lead = Hasło nie jest potrzebne. Wyślemy Ci kod i odnośnik, ważne przez 15 minut.
sign-in-send = Wyślij kod
email-label = Adres e-mail
email-hint = Nikomu go nie pokażemy. Na przykład anna@example.org
code-title = Podaj kod
code-lead = Jeśli adres jest prawidłowy, za chwilę przyjdzie na niego wiadomość z kodem i odnośnikiem.
code-label = Kod z wiadomości
code-hint = 8 cyfr. Kod jest ważny przez 15 minut, można go podać 5 razy.
code-nothing-came = Nic nie przyszło? Sprawdź folder ze spamem.
code-again = Podaj adres jeszcze raz
link-title = Zaloguj się jako { $email }
link-lead = Naciśnij przycisk, aby zalogować się w tej przeglądarce.
link-over = Ten odnośnik już nie działa
link-over-lead = Odnośnik działa raz, przez 15 minut. Poproś o nowy kod: przyjdzie na ten sam adres.
link-over-again = Poproś o nowy kod
