# Raport z konsultacji: publikacja.
reporting-unanswered = { $count ->
    [one] Raport czeka: { $count } uwaga nie ma jeszcze opublikowanej odpowiedzi.
    [few] Raport czeka: { $count } uwagi nie mają jeszcze opublikowanej odpowiedzi.
    [many] Raport czeka: { $count } uwag nie ma jeszcze opublikowanej odpowiedzi.
   *[other] Raport czeka: { $count } uwagi nie ma jeszcze opublikowanej odpowiedzi.
}
