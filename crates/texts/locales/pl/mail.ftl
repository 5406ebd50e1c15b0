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
