# Listy o odpowiedziach, i to, co stało się z uwagami.
letter-answered-subject = { $count ->
    [one] Urząd odpowiedział na Twoją uwagę: { $title }
   *[other] Urząd odpowiedział na Twoje uwagi: { $title }
}
letter-answered-body = Dzień dobry,

    { $count ->
        [one] urząd odpowiedział na Twoją uwagę
       *[other] urząd odpowiedział na Twoje uwagi
    } w konsultacjach „{ $title }”.

    { $remarks }

    Wszystkie Twoje uwagi w tych konsultacjach i to, co się z nimi stało:
    { $receipts }
    Ten odnośnik działa bez logowania, przez 180 dni. Kto go ma, zobaczy tę stronę: nie przekazuj go dalej.

    Nie chcesz takich listów? Wypisz się tutaj:
    { $unsubscribe }

    Busola
letter-remark = Uwaga nr { $number }, do całości projektu
letter-remark-on-unit = Uwaga nr { $number }, { $unit }
letter-decision = Rozstrzygnięcie: { $decision }
letter-answer-changed = To zmieniona odpowiedź. O poprzedniej już pisaliśmy.
letter-remark-link = Uwaga i odpowiedź na stronie: { $link }
letter-more = { $count ->
    [one] I jeszcze { $count } uwaga; odpowiedź na nią znajdziesz na stronie poniżej.
    [few] I jeszcze { $count } uwagi; odpowiedzi na nie znajdziesz na stronie poniżej.
   *[other] I jeszcze { $count } uwag; odpowiedzi na nie znajdziesz na stronie poniżej.
}


receipts-title = Twoje uwagi
receipts-lead = Co stało się z Twoimi uwagami: numer, stan, odpowiedź urzędu i zmiana w projekcie.
receipts-linked-lead = Twoje uwagi w tych konsultacjach i to, co się z nimi stało. Strona jest z odnośnika z listu: widzi ją każdy, kto ten odnośnik ma.
receipts-all = Uwagi we wszystkich konsultacjach
receipts-none = Nie ma tu jeszcze żadnej uwagi.
receipts-pages = Strony z uwagami
receipts-older = Starsze uwagi
receipts-newest = Najnowsze uwagi
receipts-over = Ten odnośnik już nie działa
receipts-over-lead = Odnośniki z listów działają przez 180 dni. Po zalogowaniu zobaczysz wszystkie swoje uwagi.
receipts-over-sign-in = Zaloguj się i zobacz swoje uwagi

receipt-number = Uwaga nr { $number }
receipt-reply = Odpowiedź nr { $number } w rozmowie
receipt-whole-draft = do całości projektu
receipt-unit-gone = { $unit } (tej jednostki nie ma już w projekcie)
receipt-unit-unknown = do jednostki, której nie ma już w projekcie
receipt-received = Wpłynęła { $when }
receipt-pending = Czeka na moderatora. Widzisz ją tylko Ty i urząd.
receipt-published = Jest publiczna.
receipt-hidden = Ukryta przez moderatora. Powód: { $reason }
receipt-withdrawn = Wycofana przez Ciebie.
receipt-waits = Urząd jeszcze na nią nie odpowiedział.
receipt-open = Zobacz uwagę nr { $number } na stronie konsultacji
receipt-answer = Odpowiedź urzędu
receipt-answered-at = z dnia { $when }
receipt-changed = Zmieniona jednostka projektu: { $unit }
receipt-changed-somewhere = Zmieniona jednostka nie występuje już w projekcie pod tym oznaczeniem.
receipt-compare = Porównaj wersję { $from }, do której jest uwaga nr { $number }, z wersją { $to }

letters-title = Listy
letters-lead = Wysyłamy je na adres, którym się logujesz. Kod do logowania przychodzi zawsze. Listy o spotkaniu przychodzą, gdy poprosisz o nie na jego stronie; wyłączysz je tam albo odnośnikiem w każdym z nich.
letters-answered = Odpowiedź urzędu na Twoją uwagę
letters-on = Przychodzą
letters-off = Nie przychodzą
letters-switch-on = Włącz
letters-switch-off = Wyłącz

unsubscribe-title = Wypisz się z listów
unsubscribe-lead = Po naciśnięciu przycisku nie będziemy wysyłać na Twój adres więcej takich listów jak ten z tym odnośnikiem: o odpowiedziach urzędu albo o tamtym spotkaniu. Odpowiedzi i spotkania pozostaną na swoich stronach.
unsubscribe-button = Nie chcę tych listów
unsubscribe-done = Gotowe
unsubscribe-done-lead = Jeśli odnośnik jest z naszego listu, takie listy już nie przyjdą. Włączysz je znowu: listy o odpowiedziach na stronie swojego konta, a listy o spotkaniu na jego stronie.
unsubscribe-to-account = Przejdź do konta
