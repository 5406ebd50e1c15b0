# Hasła, adres, usunięcie konta i role.
account-removed = konto usunięte
account-security-title = Logowanie i Twoje dane
account-password-link = Hasło
account-address-link = Adres e-mail
account-copy-link = Pobierz kopię swoich danych (JSON)
account-copy-hint = Wszystko, co o Tobie przechowujemy: konto, uwagi z ich dawną treścią, poparcia, głosy, logowania, listy.
account-erase-link = Usuń konto
sessions-end-others = Zakończ wszystkie inne
sessions-ended = Wszystkie inne logowania są zakończone.
proof-password-label = Obecne hasło
proof-password-hint = Żeby nikt nie zrobił tego za Ciebie na odblokowanym urządzeniu.
proof-code-hint = 8 cyfr z wiadomości, którą wysłaliśmy na Twój adres. Kod jest ważny przez 15 minut, można go podać 5 razy.
proof-lead = Najpierw potwierdź, że to Ty: wyślemy kod na Twój adres.
proof-send = Wyślij kod
proof-sent = Wiadomość z kodem jest w drodze na Twój adres.
proof-instead = Nie pamiętasz hasła? Zamiast niego wyślemy kod na Twój adres.
password-title = Hasło
password-lead-none = Logujesz się kodem, który przychodzi pocztą, i to wystarczy. Jeśli chcesz, ustaw obok niego hasło: zadziała także wtedy, gdy poczta nie działa.
password-lead-set = Możesz logować się hasłem albo, jak dotąd, kodem, który przychodzi pocztą.
password-new-label = Nowe hasło
password-new-hint = Co najmniej 12 znaków; najlepiej kilka słów, które tylko Ty zestawisz razem. W innych przeglądarkach logowanie się zakończy.
password-set = Ustaw hasło
password-change = Zmień hasło
password-remove = Usuń hasło
password-saved = Hasło jest ustawione. Wszystkie inne logowania są zakończone.
password-removed = Hasło jest usunięte. Logujesz się kodem, który przychodzi pocztą.
sign-in-password-title = Zaloguj się hasłem
sign-in-password-lead = Dla tych, którzy ustawili hasło na stronie konta. Bez hasła zaloguj się kodem.
sign-in-password-label = Hasło
sign-in-password-link = Zaloguj się hasłem
sign-in-code-link = Zaloguj się kodem
address-title = Adres e-mail
address-lead = Napiszemy na obecny i na nowy adres. Adres zmieni się, gdy obie wiadomości zostaną potwierdzone, w ciągu 24 godzin.
address-new-label = Nowy adres e-mail
address-send = Wyślij obie wiadomości
address-sent = Obie wiadomości są w drodze. Obecny adres zostaje, póki obie nie będą potwierdzone.
address-waits = Zmiana adresu czeka na oba potwierdzenia. Gdy poprosisz o nią jeszcze raz, poprzednie wiadomości przestaną działać.
address-keep = Zostaw obecny adres
address-kept = Adres zostaje bez zmian.
address-confirm-title = Potwierdź zmianę adresu
address-confirm-old = Czytasz pocztę pod obecnym adresem konta. Potwierdź, że konto ma mieć inny.
address-confirm-new = Czytasz pocztę pod nowym adresem konta. Potwierdź, że to Twój adres.
address-confirm-button = Potwierdź
address-confirmed-one = Potwierdzone. Zmianę musi potwierdzić jeszcze drugi adres.
address-confirmed-both = Adres jest zmieniony. Od teraz piszemy na nowy.
address-over = Ten odnośnik już nie działa
address-over-lead = Działa przez 24 godziny i tylko do chwili, gdy zmiana się dokona, zostanie cofnięta albo poprosisz o nią od nowa.
erase-title = Usuń konto
erase-lead = Tego nie da się cofnąć.
erase-goes = Od razu znikną: Twój adres, hasło, logowania i listy oraz uwagi, które czekają na moderatora albo które już zostały przez Ciebie wycofane.
erase-stays = Bez Twojej nazwy, jako „konto usunięte”, zostaną: publiczne uwagi, pytania i policzone głosy. Są częścią publicznej dokumentacji.
erase-texts = Treść, z której wynika, kim jesteś, zostanie bez zmian. Takie uwagi wycofaj wcześniej.
erase-office = Masz rolę w urzędzie. Zanim usuniesz konto, administrator musi Ci ją odebrać.
erase-word-label = Wpisz słowo USUWAM
erase-word = USUWAM
erase-button = Usuń moje konto na zawsze
erase-done = Konto jest usunięte
erase-done-lead = Logowanie zakończyło się wszędzie. Jeśli zalogujesz się tym adresem jeszcze raz, powstanie nowe konto.
people-title = Osoby
people-lead = Kto jest moderatorem lub administratorem. Adresów tu nie widać; kto zna cały adres, znajdzie jego konto.
people-search-label = Nazwa albo cały adres e-mail
people-search = Szukaj
people-list = Znalezione osoby
people-none = Nikogo nie znaleziono.
people-since = konto od { $date }
people-you = To Ty: Twoją rolę zmienia inny administrator.
people-role-of = Rola: { $name }
people-save = Zapisz
people-saved = Rola została zmieniona.
people-pages = Strony listy osób
people-more = Więcej osób
people-first = Od początku
role-resident = mieszkaniec
role-moderator = moderator
role-admin = administrator
log-account-role = nadano rolę
log-account-erase = konto usunięte przez właściciela
denied-own-office = Nikt nie zmienia własnej roli. Robi to inny administrator.
denied-last-admin = To ostatni administrator. Najpierw nadaj tę rolę komuś innemu.
denied-in-office = Kto jest moderatorem lub administratorem, nie może usunąć konta. Najpierw administrator musi odebrać tę rolę.
problem-too-short = Za krótko: co najmniej { $min ->
    [one] { $min } znak
    [few] { $min } znaki
   *[other] { $min } znaków
}.
problem-too-common = To jedno z haseł, które są sprawdzane najpierw. Zestaw razem kilka słów.
problem-wrong-password = To hasło nie pasuje. Sprawdź adres i hasło albo użyj kodu.
problem-unchanged = Tak jest już teraz.
problem-not-the-word = Wpisz to słowo dokładnie tak, jak jest pokazane.
mail-proof-subject = Twój kod do potwierdzenia: { $code }
mail-proof-body = Dzień dobry,

    ktoś zalogowany na Twoje konto na { $site } chce zmienić sposób logowania albo usunąć konto.

    Kod: { $code }

    Kod działa raz, przez 15 minut.
    Jeśli to nie Ty, nikomu go nie podawaj, zaloguj się i na stronie konta zakończ wszystkie inne logowania.

    Busola
mail-password-set-subject = Do Twojego konta ustawiono hasło
mail-password-set = { $when } ktoś, zapewne Ty, ustawił hasło do Twojego konta na { $site }.
mail-password-changed-subject = Hasło do Twojego konta zostało zmienione
mail-password-changed = { $when } ktoś, zapewne Ty, zmienił hasło do Twojego konta na { $site }. Pozostałe logowania zostały zakończone.
mail-password-removed-subject = Hasło do Twojego konta zostało usunięte
mail-password-removed = { $when } ktoś, zapewne Ty, usunął hasło do Twojego konta na { $site }. Odtąd do logowania służy tylko kod z listu.
mail-password-body = Dzień dobry,

    { $what }

    Jeśli to Ty, nie musisz nic robić.
    Jeśli to nie Ty, zaloguj się kodem, który przyjdzie na ten adres, i na stronie konta ustaw inne hasło: to zakończy wszystkie inne logowania. Jeśli się nie uda, napisz do urzędu, który prowadzi tę stronę.

    Ten list przychodzi zawsze, gdy zmienia się hasło.

    Busola
mail-address-subject = Potwierdź zmianę adresu
mail-address-old-body = Dzień dobry,

    ktoś, zapewne Ty, chce, żeby konto na { $site } miało odtąd adres: { $email }

    Jeśli to się zgadza, potwierdź tutaj:
    { $link }

    Odnośnik działa przez 24 godziny. Adres zmieni się dopiero wtedy, gdy nowy też zostanie potwierdzony.
    Jeśli to nie Ty, nie otwieraj odnośnika, zaloguj się i na stronie konta zakończ wszystkie inne logowania.

    Busola
mail-address-new-body = Dzień dobry,

    ktoś, zapewne Ty, chce, żeby konto na { $site } miało ten adres.

    Jeśli to się zgadza, potwierdź tutaj:
    { $link }

    Odnośnik działa przez 24 godziny. Adres zmieni się dopiero wtedy, gdy obecny też zostanie potwierdzony.
    Jeśli to nie Ty, nie musisz nic robić.

    Busola
mail-address-changed-subject = Twój adres został zmieniony
mail-address-changed-body = Dzień dobry,

    Twoje konto na { $site } ma teraz inny adres; potwierdziły to oba adresy. Na ten nie będziemy już pisać.

    Jeśli to nie Ty, napisz do urzędu, który prowadzi tę stronę.

    Busola
