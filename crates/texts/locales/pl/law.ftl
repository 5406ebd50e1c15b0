# Co mówi prawo: urząd, deklaracja dostępności, dane osobowe i czas ich przechowywania.
law-save = Zapisz
law-city-title = Urząd
law-city-lead = To, co tu wpiszesz, stoi w informacji o danych osobowych i przy każdym formularzu, w którym ktoś podaje swoje dane.
law-city-unsaid = Nikt jeszcze nie podał, kto jest administratorem danych. Prawo tego wymaga (art. 13 RODO).
law-city-saved = Dane urzędu są zapisane.
law-city-name = Nazwa administratora danych
law-city-name-hint = Na przykład: Prezydent Miasta Lublin.
law-city-address = Adres
law-city-email = E-mail
law-city-phone = Telefon
law-city-officer = Inspektor ochrony danych
law-city-officer-hint = Adres e-mail albo inny sposób kontaktu.
law-city-retention-years = Ile lat po raporcie zostają nazwy pod uwagami
law-city-retention-years-hint = Od 1 do 50. Potem nazwy znikają, a uwagi zostają. Gdzie ten czas już minął, znikną w ciągu godziny i nie da się tego cofnąć. Konsultacje mogą mieć własną liczbę.

law-declaration-title = Deklaracja dostępności: formularz
law-declaration-lead = Części i ich kolejność są takie, jak w warunkach technicznych ministerstwa (wersja 2.0 z 2024 r.). Pola opisowe wypełnij po polsku: na stronie angielskiej stoją bez zmian.
law-declaration-publish = Opublikuj deklarację
law-declaration-read = Przeczytaj deklarację
law-undeclared = Urząd nie opublikował jeszcze deklaracji dostępności tej strony.
law-review-by = Przejrzyj i zaktualizuj deklarację do dnia { $day }.
law-part-site = Strona
law-part-status = Stan dostępności
law-part-made = Przygotowanie deklaracji
law-part-contact = Kontakt w sprawie dostępności
law-part-others = Pozostałe informacje
law-field-entity = Nazwa podmiotu publicznego
law-field-published-on = Data publikacji strony
law-field-updated-on = Data ostatniej istotnej aktualizacji
law-field-updated-on-hint = Zmiany wyglądu, działania albo większej części treści.
law-field-status = Zgodność z ustawą
law-field-barriers = Niezgodności z załącznikiem do ustawy
law-field-barriers-hint = Każda w osobnym wierszu: co, na której stronie, jak to utrudnia korzystanie i jak inaczej dostać tę treść. Wymagane, gdy strona nie jest w pełni zgodna.
law-field-costs = Nadmierne koszty
law-field-costs-hint = Każda pozycja w osobnym wierszu, z adresem wyniku oceny.
law-field-exempt = Treści nieobjęte przepisami
law-field-list-hint = Każda pozycja w osobnym wierszu.
law-field-method = Podstawa oceny
law-field-examiner = Kto przeprowadził badanie
law-field-examiner-hint = Wymagane, gdy badał ktoś inny niż urząd.
law-field-made-on = Data sporządzenia deklaracji
law-field-reviewed-on = Data ostatniego przeglądu
law-field-reviewed-on-hint = Puste przy pierwszej deklaracji. Potem przegląd co roku do 31 marca.
law-field-contact = Osoba albo komórka
law-field-email = E-mail
law-field-phone = Telefon
law-field-architecture = Dostępność architektoniczna
law-field-architecture-hint = Wejście, schody i windy, toalety, miejsca parkingowe, pies asystujący.
law-field-communication = Dostępność komunikacyjno-informacyjna
law-field-communication-hint = Tłumacz języka migowego, pętla indukcyjna, tekst łatwy do czytania.
law-field-help = Udogodnienia, ograniczenia i inne informacje
law-field-apps = Aplikacje mobilne
status-full = zgodna
status-partial = częściowo zgodna
status-not = niezgodna
method-own = samoocena urzędu
method-external = badanie przeprowadzone przez inny podmiot

law-intro-pledges = zobowiązuje się zapewnić dostępność swojej
law-intro-site = strony internetowej
law-intro-act = zgodnie z ustawą z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji mobilnych podmiotów publicznych.
law-intro-of = Deklaracja dostępności dotyczy strony internetowej
law-published-on = Data publikacji strony internetowej
law-updated-on = Data ostatniej istotnej aktualizacji
law-status-title = Stan dostępności cyfrowej
law-status-full = Strona internetowa jest zgodna z ustawą z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji mobilnych podmiotów publicznych.
law-status-partial = Strona internetowa jest częściowo zgodna z ustawą z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji mobilnych podmiotów publicznych z powodu niezgodności lub wyłączeń wymienionych poniżej.
law-status-not = Strona internetowa jest niezgodna z ustawą z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji mobilnych podmiotów publicznych z powodu niezgodności lub wyłączeń wymienionych poniżej.
law-barriers-title = Niedostępne treści
law-barriers-annex = Niezgodność z załącznikiem
law-barriers-costs = Nadmierne koszty
law-barriers-exempt = Treści nieobjęte przepisami
law-made-title = Przygotowanie deklaracji dostępności
law-made-on = Data sporządzenia deklaracji
law-reviewed-on = Data ostatniego przeglądu deklaracji
law-method-own = Deklarację sporządzono na podstawie samooceny przeprowadzonej przez podmiot publiczny.
law-method-external = Deklarację sporządzono na podstawie badania, które przeprowadził inny podmiot: { $examiner }.
law-help-title = Udogodnienia, ograniczenia i inne informacje
law-keys-title = Skróty klawiszowe
law-contact-title = Informacje zwrotne i dane kontaktowe
law-contact-lead = Problemy z dostępnością cyfrową tej strony internetowej możesz zgłosić tak:
law-contact-who = Kontakt
law-procedure-title = Obsługa wniosków i skarg związanych z dostępnością
law-procedure-right = Każdy ma prawo wystąpić z żądaniem zapewnienia dostępności cyfrowej tej strony internetowej lub jej elementów. Podaj w nim:
law-procedure-name = swoje imię i nazwisko,
law-procedure-contact = swoje dane kontaktowe, na przykład numer telefonu albo adres e-mail,
law-procedure-address = dokładny adres strony, na której jest niedostępny element lub treść,
law-procedure-wish = na czym polega problem i jaki sposób jego rozwiązania byłby najwygodniejszy.
law-procedure-time = Odpowiemy najszybciej, jak to możliwe, nie później niż w ciągu 7 dni od otrzymania żądania. Jeśli ten termin będzie za krótki, powiadomimy o tym i podamy nowy, nie dłuższy niż 2 miesiące od otrzymania żądania. Jeśli nie będziemy w stanie zapewnić dostępności cyfrowej, zaproponujemy dostęp do treści w alternatywny sposób.
law-procedure-complaint = Jeśli odmówimy zapewnienia dostępności cyfrowej albo nie zgadzasz się na alternatywny sposób dostępu, masz prawo złożyć skargę. Skargę złóż na te same dane kontaktowe. Rozpatruje ją { $entity }.
law-procedure-then = Po wyczerpaniu tej procedury możesz także złożyć wniosek do
law-procedure-ombudsman = Rzecznika Praw Obywatelskich
law-others-title = Pozostałe informacje
law-apps-title = Aplikacje mobilne
law-architecture-title = Dostępność architektoniczna
law-communication-title = Dostępność komunikacyjno-informacyjna

law-retention-title = Kiedy znikają nazwy
law-retention-lead = Po tylu latach od opublikowania raportu pod uwagami, pytaniami i w głosowaniach imiennych zamiast nazw mieszkańców stoją słowa „Osoba 1”, „Osoba 2”. Nic nie łączy ich już z kontem. Treść uwag, odpowiedzi urzędu, liczby i nazwy urzędników zostają. Tego nie da się cofnąć.
law-retention-usual = { $years ->
    [one] Zwykle po { $years } roku od raportu.
   *[other] Zwykle po { $years } latach od raportu.
}
law-retention-unsaid = Nikt jeszcze nie podał, ile lat zostają nazwy: bez tego nie znikają. Podaj to na stronie urzędu.
law-retention-none = Żadne konsultacje nie mają jeszcze opublikowanego raportu.
law-retention-saved = Zapisane.
law-retention-caption = Konsultacje z opublikowanym raportem. Od najnowszego.
law-retention-consultation = Konsultacje
law-retention-reported = Raport
law-retention-leave = Nazwy znikają
law-retention-left = zniknęły { $day }
law-retention-never = nie wiadomo
law-retention-years = Ile lat po raporcie
law-retention-years-hint = Od 1 do { $most }. Puste pole: tyle, ile zwykle. Jeśli nazwy mają zniknąć wcześniej niż teraz, najpierw pokażemy, ile i kiedy.
law-retention-as-usual = jak zwykle
law-names-leave-people = { $people ->
    [one] Zniknie nazwa { $people } osoby
   *[other] Znikną nazwy { $people } osób
}
law-names-leave-from = { $consultations ->
    [one] z { $consultations } konsultacji
   *[other] z { $consultations } konsultacji
}
law-names-leave-at-once = najwcześniej w ciągu godziny od zapisania
law-names-leave-on = najwcześniej { $day }
law-names-leave = { $people } { $from }, { $when }. Tego nie da się cofnąć. Nic jeszcze nie zapisaliśmy: sprawdź liczbę lat i potwierdź.
law-names-leave-agree = Potwierdzam, zapisz
law-years = { $years ->
    [one] { $years } rok
    [few] { $years } lata
   *[other] { $years } lat
}
pseudonym = Osoba { $number }

law-notice-office = Administratorem danych jest urząd, który prowadzi konsultacje.
law-notice-controller = Administratorem danych jest { $name }.
law-notice-address = Adres służy do logowania i do listów; nie widzi go nikt. Zostaje, dopóki istnieje konto.
law-notice-name = Nazwę widzą wszyscy przy Twoich uwagach.
law-notice-hall = Nazwę widzą wszyscy na spotkaniu i w protokole.
law-notice-words = Uwagę i Twoją nazwę przeczytają wszyscy.
law-notice-years = { $years ->
    [one] Nazwa znika po { $years } roku od raportu z konsultacji.
   *[other] Nazwa znika po { $years } latach od raportu z konsultacji.
}
law-notice-more = Więcej o danych osobowych

law-privacy-controller = Administratorem Twoich danych jest:
law-privacy-unsaid = Urząd nie podał tu jeszcze swoich danych ani kontaktu do inspektora ochrony danych.
law-privacy-basis = Dane przetwarzamy po to, by przeprowadzić konsultacje społeczne, czyli wykonać zadanie w interesie publicznym (art. 6 ust. 1 lit. e RODO). Podanie danych jest dobrowolne, ale bez adresu e-mail nie da się założyć konta. Nie ma tu profilowania ani decyzji podejmowanych automatycznie.
law-privacy-time-title = Jak długo
law-privacy-time = { $years ->
    [one] Nazwa zostaje pod Twoimi uwagami, pytaniami i głosami przez { $years } rok od opublikowania raportu z konsultacji, o ile dla nich nie ustalono inaczej. Potem w jej miejscu stoi słowo „Osoba” z numerem i nic nie łączy wypowiedzi z kontem, a odnośniki z listów o niej przestają działać. Treść zostaje, bo należy do akt konsultacji. Nie znika to, co sam lub sama napiszesz o sobie w treści, ani nazwy w opublikowanych protokołach.
    [few] Nazwa zostaje pod Twoimi uwagami, pytaniami i głosami przez { $years } lata od opublikowania raportu z konsultacji, o ile dla nich nie ustalono inaczej. Potem w jej miejscu stoi słowo „Osoba” z numerem i nic nie łączy wypowiedzi z kontem, a odnośniki z listów o niej przestają działać. Treść zostaje, bo należy do akt konsultacji. Nie znika to, co sam lub sama napiszesz o sobie w treści, ani nazwy w opublikowanych protokołach.
   *[other] Nazwa zostaje pod Twoimi uwagami, pytaniami i głosami przez { $years } lat od opublikowania raportu z konsultacji, o ile dla nich nie ustalono inaczej. Potem w jej miejscu stoi słowo „Osoba” z numerem i nic nie łączy wypowiedzi z kontem, a odnośniki z listów o niej przestają działać. Treść zostaje, bo należy do akt konsultacji. Nie znika to, co sam lub sama napiszesz o sobie w treści, ani nazwy w opublikowanych protokołach.
}
law-privacy-time-unsaid = Urząd nie ustalił jeszcze, po ilu latach nazwy znikają spod uwag. Do tego czasu zostają.

mail-review-subject = Deklaracja dostępności: przegląd do { $by }
mail-review-body = Dzień dobry,

    deklaracja dostępności tej strony była ostatnio sprawdzana { $day }.
    Prawo każe przejrzeć ją i zaktualizować najpóźniej { $by }.

    Formularz: { $link }

    Ten list wysłaliśmy, bo jesteś administratorem tej strony. Przychodzi raz w roku.

    Busola

log-city-set = zapisano dane urzędu
log-accessibility-publish = opublikowano deklarację dostępności
log-consultation-retention = zmieniono, ile lat zostają nazwy
log-consultation-anonymise = usunięto nazwy z konsultacji
