# Strony błędów.
error-not-found = Nie ma takiej strony
error-not-found-lead = Adres może być niepełny albo strona została przeniesiona.
error-sign-in = Zaloguj się, aby zobaczyć tę stronę
error-sign-in-lead = Po zalogowaniu wrócisz tutaj.
error-forbidden = Nie masz dostępu do tej strony
error-forbidden-lead = Mogą ją otworzyć tylko moderatorzy, a strony ustawień tylko administratorzy. Jeśli jesteś wśród nich, zaloguj się na właściwe konto.
error-too-many = Za dużo prób
error-busy = Chwilowe przeciążenie
error-refused = Tego nie można teraz zrobić
error-internal = Coś się zepsuło po naszej stronie
error-internal-lead = Zapisaliśmy, co się stało. Ostatnia zmiana mogła nie zostać zapisana: sprawdź, czy ją widać.
error-try-again = Spróbuj ponownie
error-see-consultations = Zobacz konsultacje
error-number = Błąd { $status }
