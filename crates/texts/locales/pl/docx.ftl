# Dokument edytora tekstu, z którego bierze się treść projektu.
docx-file = Treść z pliku
docx-file-hint = Dokument Worda (.docx) albo LibreOffice (.odt), najwyżej 25 MB. Odczytany tekst zastąpi to, co jest w polu wyżej. Plik nie jest nigdzie zapisywany.
docx-read = Odczytaj plik
docx-title = Co odczytaliśmy z pliku
docx-lead = Tekst jest w polu treści, z numerami wypisanymi tak, jak w akcie. Numer na początku wiersza zaczyna jednostkę: popraw go, aby zmienić oznaczenie, usuń, aby połączyć jednostki, dopisz w nowym wierszu, aby je rozdzielić.
docx-nothing = Nic w dokumencie nie wymaga sprawdzenia.
docx-place = { $unit }, wiersz { $line }
docx-place-quote = { $unit }, wiersz { $line }: „{ $quote }”
docx-places = { $count ->
    [one] { $count } miejsce
    [few] { $count } miejsca
   *[other] { $count } miejsc
}
docx-units = Podział na jednostki
docx-check = Sprawdź podział

docx-note-number = Numer z listy nie ma postaci używanej w aktach. Stoi na początku tekstu tak, jak był widoczny.
docx-note-number-changed = Numer z listy zapisaliśmy tak, jak zapisuje się go w aktach. W dokumencie wyglądał inaczej.
docx-note-field = Numer, który edytor tworzy dopiero na ekranie. Brakuje go w tekście: dopisz go.
docx-note-heading = Wygląda jak nagłówek, choć nie ma stylu nagłówka. Czy to nagłówek?
docx-note-tracked = Zmiany śledzone przyjęliśmy: tekst wstawiony jest, usuniętego nie ma.
docx-note-text-box = Tekst z pola tekstowego. Wstawiliśmy go za akapitem, przy którym stało pole.
docx-note-footnote = Treść przypisu stoi na końcu jednostki.
docx-note-unwrapped = Tabela o jednej kolumnie, odczytana jako zwykłe akapity.
docx-note-merged = Tabela ma scalone komórki albo tabelę w komórce. Sprawdź jej układ.
docx-note-equation = Wzór, odczytany jako tekst w jednym wierszu.
docx-note-symbol = Znak specjalnej czcionki, którego nie umiemy odczytać. W jego miejscu stoi □.
docx-note-struck = Tekst przekreślony. Zostawiliśmy go bez przekreślenia.
docx-note-link = Odnośnik. Zostawiliśmy jego tekst bez adresu.
docx-note-hidden = Tekst ukryty. Pominęliśmy go.
docx-note-comment = Komentarz. Pominęliśmy go.
docx-note-picture = Rysunek. Pominęliśmy go.
docx-note-object = Wykres, diagram albo inny obiekt. Pominęliśmy go.
docx-note-contents = Spis treści. Pominęliśmy go.
docx-note-running = Nagłówek lub stopka stron. Pominęliśmy je.

docx-refused-too-large = Plik jest za duży: najwyżej 25 MB. Usuń z niego rysunki i spróbuj ponownie.
docx-refused-protected = Plik jest chroniony hasłem. Zapisz go bez hasła i wybierz ponownie.
docx-refused-pdf = To jest PDF. Wybierz dokument, z którego powstał, albo wklej tekst.
docx-refused-old-word = To dawny format Worda (.doc). Otwórz plik w edytorze i zapisz go jako .docx.
docx-refused-rtf = To jest plik RTF. Otwórz go w edytorze i zapisz jako .docx.
docx-refused-not-a-document = To nie jest dokument .docx ani .odt.
docx-refused-damaged = Plik jest uszkodzony. Otwórz go w edytorze, zapisz jeszcze raz i wybierz ponownie.
docx-refused-bomb = Plik po rozpakowaniu jest o wiele za duży jak na dokument. Nie odczytujemy go.
docx-refused-too-many-parts = Plik ma za dużo części jak na dokument. Nie odczytujemy go.
docx-refused-unsafe-name = Część pliku ma niedozwoloną nazwę. Nie odczytujemy go.
docx-refused-entities = Plik zawiera deklaracje, których nie zapisuje żaden edytor. Nie odczytujemy go.
docx-refused-too-complex = Plik jest zbudowany w sposób, w jaki nie zapisuje go żaden edytor. Nie odczytujemy go.
docx-refused-too-long = Dokument jest za długi: najwyżej 2 MB tekstu.
docx-refused-empty = W dokumencie nie ma tekstu.
