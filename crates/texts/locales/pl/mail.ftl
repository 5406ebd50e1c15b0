# Listy.
mail-sign-in-subject = Twój kod do logowania: { $code }
mail-sign-in-body = Dzień dobry,

    ktoś, zapewne Ty, chce zalogować się tym adresem na { $site }.

    Kod: { $code }

    Możesz też otworzyć ten odnośnik i potwierdzić logowanie:
    { $link }

    Kod i odnośnik działają raz, przez 15 minut.
    Jeśli to nie Ty, nie musisz nic robić: bez kodu nikt się nie zaloguje.

    Busola
mail-meeting-online = przez internet
mail-reminder-subject = Przypomnienie: { $title }
mail-reminder-body = Dzień dobry,

    wkrótce zaczyna się spotkanie „{ $title }”.

    Kiedy: { $when }
    Gdzie: { $place }
    Przez internet: { $link }

    Ten list wysłaliśmy, bo ktoś z tego adresu poprosił o przypomnienie. Nie chcesz więcej listów o tym spotkaniu? Wypisz się tutaj:
    { $unsubscribe }

    Busola
mail-changed-subject = Zmiana spotkania: { $title }
mail-changed-body = Dzień dobry,

    zmieniło się ogłoszenie spotkania „{ $title }”. Teraz jest tak:

    Kiedy: { $when }
    Gdzie: { $place }
    Przez internet: { $link }

    Ten list wysłaliśmy, bo ktoś z tego adresu poprosił o przypomnienie. Nie chcesz więcej listów o tym spotkaniu? Wypisz się tutaj:
    { $unsubscribe }

    Busola
mail-cancelled-subject = Odwołane: { $title }
mail-cancelled-body = Dzień dobry,

    spotkanie „{ $title }”, które miało się zacząć { $when }, zostało odwołane.

    Strona spotkania: { $link }

    Ten list wysłaliśmy, bo ktoś z tego adresu poprosił o przypomnienie.

    Busola
