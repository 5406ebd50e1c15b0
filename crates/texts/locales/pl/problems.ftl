# Co jest nie tak z polem.
problem-required = To pole jest puste. Wpisz tekst.
problem-too-long = Za dużo: najwyżej { $max } znaków.
problem-forbidden-characters = W tekście są niewidoczne znaki sterujące. Usuń je albo wklej sam tekst.
problem-malformed = Wartość ma inną postać niż potrzeba. Sprawdź ją.
problem-unknown-unit = Tej jednostki nie ma w obecnym projekcie. Odśwież stronę i wybierz ją ponownie.
problem-unknown-parent = Uwagi, na którą odpowiadasz, nie ma pod tą jednostką.
problem-ends-before-start = Koniec musi być później niż początek.
problem-time-skipped = Tej godziny nie ma: w tę noc zegary idą do przodu. Wybierz inną.
problem-empty-draft = W projekcie nie ma tekstu, do którego można by zgłosić uwagę.
problem-draft-too-large = Projekt jest za długi: najwyżej 2 MB i 20 000 jednostek.
problem-wrong-code = Ten kod lub odnośnik nie pasuje, był już użyty albo minęło 15 minut. Poproś o nowy.
problem-unknown-option = W głosowaniu nie ma tej odpowiedzi. Odśwież stronę i wybierz ponownie.
problem-too-many = Za dużo: najwyżej { $max }.
problem-too-few = Za mało: co najmniej { $min }.
problem-chosen-twice = Tę jednostkę wybrano też w innym miejscu. Każdą można wybrać raz.
problem-in-the-future = Ten dzień jeszcze nie nadszedł. Podaj dzień, który już był.
problem-contradicts = To nie zgadza się z tym, co jest w innym polu. Popraw jedno z nich.
