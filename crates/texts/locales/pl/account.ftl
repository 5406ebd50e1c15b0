# Konto.
account-title = Konto
account-saved = Nazwa została zmieniona.
account-save = Zapisz
name-label = Nazwa
name-hint = Widoczna przy wszystkich Twoich uwagach. Najwyżej 80 znaków, bez adresu e-mail.
sessions-title = Gdzie trwa Twoje logowanie
session-here = Ta przeglądarka
session-elsewhere = Inna przeglądarka
session-end = Zakończ
session-times = od { $since }, ostatnio { $seen }
welcome-title = Jak Cię podpisać?
welcome-lead = Ta nazwa będzie widoczna przy Twoich uwagach. Może to być imię i nazwisko, inicjały albo pseudonim.
welcome-save = Zapisz i przejdź dalej
