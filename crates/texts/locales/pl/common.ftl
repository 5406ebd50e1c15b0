# Liczby, daty i czas.
month-1 = stycznia
month-2 = lutego
month-3 = marca
month-4 = kwietnia
month-5 = maja
month-6 = czerwca
month-7 = lipca
month-8 = sierpnia
month-9 = września
month-10 = października
month-11 = listopada
month-12 = grudnia
date-only = { $day } { $month } { $year }
date-and-time = { $day } { $month } { $year }, godz. { $time }
days-left = { $count ->
    [one] został { $count } dzień
    [few] zostały { $count } dni
   *[other] zostało { $count } dni
}
hours-left = { $count ->
    [one] została { $count } godzina
    [few] zostały { $count } godziny
   *[other] zostało { $count } godzin
}
minutes-left = { $count ->
    [one] została { $count } minuta
    [few] zostały { $count } minuty
   *[other] zostało { $count } minut
}
less-than-a-minute-left = została mniej niż minuta

# Nazwa formy liczby mnogiej, dla słów, z których wybiera strona.
plural-category = { $count ->
    [one] one
    [few] few
    [many] many
   *[other] other
}
