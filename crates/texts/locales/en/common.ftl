# Numbers, dates and time.
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-only = { $day } { $month } { $year }
date-and-time = { $day } { $month } { $year }, { $time }
days-left = { $count ->
    [one] { $count } day left
   *[other] { $count } days left
}
hours-left = { $count ->
    [one] { $count } hour left
   *[other] { $count } hours left
}
minutes-left = { $count ->
    [one] { $count } minute left
   *[other] { $count } minutes left
}
less-than-a-minute-left = less than a minute left

# The name of the plural form of a number, for words that a page chooses from.
plural-category = { $count ->
    [one] one
   *[other] other
}
