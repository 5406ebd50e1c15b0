# Karty konsultacji na stronach innych serwisów.
embed-title = Karty w innych serwisach
embed-lead = Karta pokazuje konsultacje, termin zgłaszania uwag i ich liczbę na stronie innego serwisu, na przykład portalu miasta. Karty mogą pokazywać tylko serwisy wymienione poniżej.
embed-origins = Serwisy
embed-origins-hint = Jeden adres w wierszu, bez ścieżki: https://www.example.org. Puste pole: żaden serwis.
embed-save = Zapisz
embed-saved = Lista serwisów jest zapisana.
embed-code-title = Pokaż w innym serwisie
embed-code = Kod do wklejenia na stronę
embed-code-hint = Wklej go na stronę portalu miasta. Karta sama się odświeża. Adres portalu musi być wśród serwisów, na które zezwolił administrator.
problem-not-an-origin = Wiersz { $line } nie jest adresem serwisu. Wpisz go jak https://www.example.org, bez ścieżki.
log-embed-set = zmieniono serwisy, które mogą pokazywać karty
