# Wersje projektu: lista, zmiany, przygotowanie następnej.
version-of-date = wersja { $version } z { $date }
version-changes = co się zmieniło
version-all = wszystkie wersje
version-new = Nowa wersja
version-title = Wersje projektu
version-number = Wersja { $version }
version-present = obecna
version-units = { $count ->
    [one] { $count } jednostka
    [few] { $count } jednostki
   *[other] { $count } jednostek
}
version-changes-since = Co się zmieniło od wersji { $version }
version-compare = Porównaj dwie wersje
version-compare-from = Wersja, którą porównujesz
version-compare-to = Z wersją
version-compare-button = Porównaj
version-written-on = do wersji { $version }
version-written-on-unit = do wersji { $version }, { $label }
version-label-then = { $label } (wersja { $version })

gone-title = Uwagi do jednostek, których już nie ma
gone-lead = Te jednostki były w poprzednich wersjach projektu. Uwagi do nich zostają i można na nie odpowiadać, ale nowych do tych jednostek nie można już zgłaszać.
gone-removed = Usunięto w wersji { $version }.
gone-replaced = Usunięto w wersji { $version }. Na tym miejscu jest teraz:

changes-title = Co się zmieniło: wersja { $from } i wersja { $to }
changes-none = Te wersje niczym się nie różnią.
changes-counts = Zmiany w liczbach
changes-changed = { $count ->
    [one] { $count } jednostka zmieniona
    [few] { $count } jednostki zmienione
   *[other] { $count } jednostek zmienionych
}
changes-added = { $count ->
    [one] { $count } nowa
    [few] { $count } nowe
   *[other] { $count } nowych
}
changes-removed = { $count ->
    [one] { $count } usunięta
    [few] { $count } usunięte
   *[other] { $count } usuniętych
}
changes-moved = { $count ->
    [one] { $count } jednostka ma inny numer lub miejsce, a treść tę samą
    [few] { $count } jednostki mają inny numer lub miejsce, a treść tę samą
   *[other] { $count } jednostek ma inny numer lub miejsce, a treść tę samą
}
changes-same = { $count ->
    [one] { $count } jednostka bez zmian
    [few] { $count } jednostki bez zmian
   *[other] { $count } jednostek bez zmian
}
changes-view = Widok
changes-view-one = W jednym tekście
changes-view-two = Obok siebie
changes-legend-words = Tekst usunięty jest przekreślony, dodany jest podkreślony.
changes-was = wcześniej { $label }
changes-deleted = usunięto:
changes-inserted = dodano:
changes-end = koniec
changes-nothing = brak treści
changes-remarks = Uwagi, które do tego prowadziły
changes-remark = uwaga nr { $number }
changes-more-remarks = { $count ->
    [one] i jeszcze { $count } uwaga
    [few] i jeszcze { $count } uwagi
   *[other] i jeszcze { $count } uwag
}
changes-replaced = Na tym miejscu jest teraz { $label }.
changes-note = Moderator o tej wersji

fate-same = bez zmian
fate-changed = zmieniono
fate-moved = przeniesiono
fate-removed = usunięto
fate-added = dodano

led-accepted = uwzględniona
led-partly = częściowo uwzględniona
led-rejected = nieuwzględniona
led-out-of-scope = poza zakresem konsultacji

prepare-title = Następna wersja projektu: wersja { $version }
prepare-lead = Popraw tekst i sprawdź, jak łączy się z obecną wersją. Do publikacji widzą go tylko moderatorzy.
prepare-written = Zapisano { $date }, { $name }.
prepare-changed = Tekst zmienił się od sprawdzenia i został zapisany. Sprawdź przyporządkowanie i opublikuj.
prepare-present = Tekst zapisany przez kogoś innego
prepare-sign-in = Twoje logowanie wygasło. Tekst jest niżej, w polu. Zaloguj się w nowej karcie, wróć tutaj i wyślij go ponownie.
prepare-sign-in-link = Zaloguj się w nowej karcie
prepare-source = Treść następnej wersji
prepare-source-hint = Cały akt. Na początku jest tu tekst obecnej wersji.
prepare-note = Opis wersji
prepare-note-hint = Co się zmieniło i dlaczego, w kilku zdaniach. Zobaczą go wszyscy.
prepare-check = Sprawdź
prepare-publish = Opublikuj wersję { $version }
prepare-discard = Odrzuć przygotowany tekst
prepare-discard-sure = Przygotowany tekst zniknie. Opublikowane wersje zostaną.
prepare-discard-yes = Odrzuć
prepare-same = Tekst jest taki sam jak w obecnej wersji. Nie ma czego publikować.
prepare-units = Jak odczytaliśmy tekst
mapping-title = Co czym się stało
mapping-lead = Uwagi przejdą razem z jednostkami. Popraw, jeśli coś połączyliśmy źle, i sprawdź ponownie.
mapping-uncertain = Do sprawdzenia
mapping-none-uncertain = Nic nie budzi wątpliwości.
mapping-decided = ustalone ręcznie
mapping-select = Czym była jednostka { $label }
mapping-as-found = jak rozpoznano: { $label }
mapping-as-found-new = jak rozpoznano: nowa jednostka
mapping-new = nowa jednostka
mapping-other = Inna para
mapping-other-hint = Wpisz oznaczenia jednostek. Puste drugie pole oznacza nową jednostkę.
mapping-other-to = Jednostka następnej wersji
mapping-other-from = Jednostka obecnej wersji
mapping-automatic = rozpoznaj samo
mapping-removed = Usunięte
mapping-now = teraz: { $label }
mapping-first-words = { $label }: { $text }
