# Sprawdzanie, która jednostka opublikowanej wersji jest którą z poprzedniej.
check-title = Która jednostka jest którą: wersja { $version }
check-lead = Program rozpoznał, która jednostka wersji { $version } jest którą z wersji { $before }. Gdzie nie ma pewności, porównaj oba teksty i zdecyduj.
check-follows-before = Uwagi do wersji { $before } i wcześniejszych stoją tam, gdzie jest teraz ich jednostka. Przejdą do jednostki, którą wskażesz, a gdy ich jednostkę usunięto, na koniec projektu.
check-follows-since = Uwagi zgłoszone od wersji { $version } zostają przy tekście, do którego je napisano.
check-follows-told = Razem z nimi idą odpowiedzi, punkty porządku spotkań i pytania. Otwarte strony dowiedzą się o tym same, nikt nie dostanie listu, a dziennik zapisze, kto co ustalił.
check-saved = Zapisano. Uwagi stoją przy swoich jednostkach.
check-show = Które jednostki
check-show-uncertain = Do sprawdzenia ({ $count })
check-show-changed = Zmienione ({ $count })
check-show-all = Wszystkie ({ $count })
check-find = Znajdź jednostkę
check-find-label = Oznaczenie w jednej lub drugiej wersji
check-find-button = Znajdź
check-none = Nie ma tu takiej jednostki.
check-doubt = do sprawdzenia
check-side = Wersja { $version }: { $label }
check-no-unit = brak takiej jednostki
check-was = Czym była jednostka { $label } w wersji { $version }
check-became = Co stało się z jednostką { $label } z wersji { $version }
check-open = jeszcze nie ustalono
check-as-is = zostaw tak, jak jest
check-keep-was = dobrze, to było { $label }
check-keep-new = dobrze, to nowa jednostka
check-keep-removed = dobrze, usunięto ją
check-new = to nowa jednostka, a { $label } usunięto
check-left-was = Z wersji { $version }, bez pary
check-left-became = Nowe w wersji { $version }
check-taken-was = Połączone z inną jednostką, która byłaby wtedy nowa
check-taken-became = Połączone z inną jednostką, która byłaby wtedy usunięta
check-now = { $unit } (teraz { $label })
check-before = { $unit } (wcześniej { $label })
check-other = Inna jednostka
check-other-of = dla { $label }
check-other-label = Jej oznaczenie w wersji { $version }
check-save = Zapisz
check-save-rest = Zapisz i potwierdź pozostałe na tej stronie
check-page = Strona { $page } z { $pages }
check-pages = Strony listy
check-next = Następna strona
check-previous = Poprzednia strona
check-turn = Zapisz, zanim zmienisz stronę: zapisuje się tylko to, co widać.
check-superseded = Opublikowano już wersję { $version }. Poprawić można tylko przyporządkowanie najnowszej wersji.
check-superseded-link = Sprawdź wersję { $version }
check-link = Sprawdź, która jednostka jest którą
check-doubts = { $count ->
    [one] { $count } niepewne dopasowanie: sprawdź je
    [few] { $count } niepewne dopasowania: sprawdź je
   *[other] { $count } niepewnych dopasowań: sprawdź je
}
