# Moderacja. Kolejka.
moderation-title = Moderacja
moderation-title-waiting = Moderacja ({ $count } do sprawdzenia)
moderation-title-of = Moderacja: { $title }
moderation-waiting = Do sprawdzenia
moderation-hidden = Ukryte uwagi
moderation-counts = Czeka: { $pending }. Zgłoszone: { $reported }. Wskazane przez regułę: { $held }. Ukryte: { $hidden }.
moderation-none = Nie ma nic do sprawdzenia.
moderation-marked = Zaznaczone uwagi
moderation-mark = Zaznacz uwagę nr { $number }
moderation-mark-hint = Zaznacz uwagi na liście, a potem wybierz, co z nimi zrobić. Stanie się to z wszystkimi naraz; najwyżej ze 100.
moderation-reason = Powód
moderation-reason-words = Własnymi słowami
moderation-hide = Ukryj
moderation-approve = Opublikuj lub zostaw bez zmian
moderation-restore = Pokaż ponownie
moderation-is-pending = Czeka na publikację.
moderation-hidden-for = Powód ukrycia: { $reason }
moderation-held-word = Wskazana przez regułę słów: { $rule }
moderation-held-host = Wskazana przez regułę stron: { $rule }
moderation-held-links = Wskazana przez regułę linków: { $rule } lub więcej
moderation-reported = { $count ->
    [one] Zgłoszona przez { $count } osobę:
    [few] Zgłoszona przez { $count } osoby:
   *[many] Zgłoszona przez { $count } osób:
}
moderation-key-mark = Zaznacz uwagę
moderation-key-hide = Do powodu ukrycia
moderation-keys-use = Działają, gdy nie piszesz w polu. Dotyczą zaznaczonych uwag, a gdy żadna nie jest zaznaczona – tej, przy której jesteś.
moderation-slow-title = Tryb powolny
moderation-slow = Sekundy między dwiema uwagami jednej osoby
moderation-slow-hint = Najwyżej { $max }. 0 oznacza brak ograniczenia.

# Dlaczego uwaga jest zgłaszana lub ukrywana.
ground-choose = Wybierz powód
ground-insult = Obraża lub grozi
ground-personal-data = Dane osobowe
ground-unlawful = Narusza prawo
ground-advert = Reklama
ground-off-topic = Nie dotyczy projektu
ground-repeated = Powtarza wcześniejszą uwagę
ground-other = Inny powód

# Reguły, które zatrzymują uwagi.
moderation-rules-title = Reguły moderacji
moderation-rules-lead = Uwaga, która spełnia regułę, czeka, aż sprawdzi ją moderator. Jej autor widzi, że czeka. Niczego się nie odrzuca, a to, co publiczne, pozostaje publiczne. Reguły działają we wszystkich konsultacjach.
moderation-rules-saved = Reguły są zapisane.
moderation-rules-words = Słowa i zwroty
moderation-rules-words-hint = Po jednym w wierszu. Liczy się całe słowo, bez względu na wielkość liter i polskie znaki; * na końcu zastępuje dowolną końcówkę: reklam*.
moderation-rules-hosts = Strony
moderation-rules-hosts-hint = Po jednej w wierszu, na przykład example.org. Liczą się też strony poniżej niej.
moderation-rules-links = Liczba linków
moderation-rules-links-hint = Uwaga, która ma tyle linków lub więcej, czeka.

# Publiczny rejestr.
moderation-log-title = Rejestr moderacji
moderation-log-fact = Moderacja
moderation-log-lead = Co moderatorzy zrobili z uwagami w tych konsultacjach i ile razy uwagę zatrzymała reguła. Bez treści i bez nazwisk. W miejscu uwagi, która była publiczna i została ukryta, stoi powód; jej autor może się odwołać, a rozstrzyga kto inny niż ten, kto ją ukrył.
moderation-log-caption = Co zrobiono którego dnia i ile razy
moderation-log-day = Dzień
moderation-log-count = Ile razy
moderation-log-none = Jeszcze nic nie zrobiono.
deed-held = zatrzymana przez regułę
deed-approved = opublikowana
deed-kept = sprawdzona i zostawiona bez zmian
deed-hidden = ukryta
deed-restored = pokazana ponownie
deed-upheld = odwołanie rozstrzygnięte: pozostaje ukryta
deed-granted = odwołanie rozstrzygnięte: pokazana ponownie
held-by-word = słowo
held-by-host = link do strony
held-by-links = liczba linków

# Zgłoszenia czytelników.
live-report = Zgłoś naruszenie
flag-title = Zgłoś naruszenie w uwadze nr { $number }
flag-lead = Sprawdzą ją moderatorzy. Nikt inny nie dowie się, kto zgłosił.
flag-reason = Co jest z nią nie tak
flag-words = Własnymi słowami
flag-send = Zgłoś naruszenie
flag-waits = Twoje zgłoszenie z { $when } dotarło. Moderator jeszcze nie sprawdził tej uwagi.
flag-hidden = Po Twoim zgłoszeniu moderator ukrył tę uwagę.
flag-kept = Po Twoim zgłoszeniu moderator sprawdził tę uwagę i zostawił ją bez zmian.
flag-own-title = Twoje zgłoszenia
flag-own-lead = Naruszenia, które zgłaszasz, i co z tego wynikło. Tę stronę widzisz tylko Ty.
flag-none = Nie ma jeszcze żadnego zgłoszenia.
flag-open = Zobacz uwagę ze zgłoszenia: { $when }

# Odwołania.
appeal-title = Odwołanie od ukrycia
appeal-lead = Twoja uwaga została ukryta. Napisz, dlaczego powinna być widoczna. Rozstrzygnie kto inny niż moderator, który ją ukrył. Odwołać się można raz.
appeal-words = Twoje uzasadnienie
appeal-words-hint = Do 2000 znaków. Przeczytają je tylko moderatorzy.
appeal-send = Wyślij odwołanie
appeal-link = Odwołaj się od ukrycia uwagi nr { $number }
appeal-waits = Odwołanie wysłane: { $when }. Nie jest jeszcze rozstrzygnięte.
appeal-upheld = Odwołanie rozstrzygnięte: uwaga pozostaje ukryta.
appeal-restored = Odwołanie rozstrzygnięte: uwaga znów jest widoczna.
appeal-list = Odwołania
appeal-said = Odwołanie z { $when }
appeal-reply = Odpowiedź dla autora
appeal-reply-hint = Autor przeczyta ją w liście i przy swoich uwagach. Potrzebna, gdy uwaga pozostaje ukryta.
appeal-uphold = Pozostaw ukrytą
appeal-restore = Pokaż uwagę ponownie
appeal-unsent = Twojego rozstrzygnięcia nie zapisano
appeal-was-decided = Odwołanie od ukrycia uwagi nr { $number } rozstrzygnięto: { $who }, { $when }.
appeal-was-upheld = Uwaga pozostaje ukryta. Odpowiedź dla autora:
appeal-was-restored = Uwaga znów jest widoczna.
appeal-unsent-reply = Twoja odpowiedź, której nie wysłano

# Listy.
letters-appealed = Rozstrzygnięcie Twojego odwołania
letter-appealed-subject = Rozstrzygnęliśmy Twoje odwołanie: { $title }
letter-appealed-body = Dzień dobry,

    rozstrzygnęliśmy Twoje odwołanie w konsultacjach „{ $title }”.

    { $remarks }

    Wszystkie Twoje uwagi w tych konsultacjach i co się z nimi stało:
    { $receipts }
    Ten link działa bez logowania przez 180 dni. Kto go ma, widzi tę stronę: nie przekazuj go dalej.

    Nie chcesz takich listów? Zrezygnuj tutaj:
    { $unsubscribe }

    Busola
letter-appeal-upheld = Uwaga nr { $number } pozostaje ukryta.
letter-appeal-restored = Uwaga nr { $number } znów jest widoczna.

# Pulpit. Strona wstawia liczbę w miejsce „#”.
desk-like = Prawie taka sama jak nr { $what }

# Dlaczego nie.
failure-too-soon = { $seconds ->
    [one] W tych konsultacjach działa tryb powolny. Wyślij ponownie za { $seconds } sekundę. Twój tekst jest zachowany.
    [few] W tych konsultacjach działa tryb powolny. Wyślij ponownie za { $seconds } sekundy. Twój tekst jest zachowany.
   *[many] W tych konsultacjach działa tryb powolny. Wyślij ponownie za { $seconds } sekund. Twój tekst jest zachowany.
}
denied-another-decides = Ta uwaga została ukryta przez Ciebie, więc o odwołaniu rozstrzyga kto inny: inny moderator albo administrator.
denied-own-remark = To Twoja własna uwaga. Możesz ją zmienić albo wycofać.
conflict-rules-changed = Ktoś inny zmienił w tym czasie reguły. Twój tekst jest zachowany: porównaj go z obecnymi regułami i zapisz ponownie.
conflict-reported-before = Twoje zgłoszenie tej uwagi już jest.
conflict-appealed-before = Odwołanie od ukrycia tej uwagi zostało już wysłane.
conflict-appeal-decided = Ktoś inny rozstrzygnął w tym czasie to odwołanie.

# Dziennik.
log-comment-keep = sprawdzono uwagę i zostawiono bez zmian
log-comment-decide-appeal = rozstrzygnięto odwołanie
log-consultation-approve-comments = opublikowano uwagi
log-consultation-hide-comments = ukryto uwagi
log-consultation-restore-comments = pokazano uwagi ponownie
log-consultation-keep-comments = sprawdzono uwagi i zostawiono bez zmian
log-consultation-slow = zmieniono tryb powolny
log-moderation-rules = zmieniono reguły moderacji
