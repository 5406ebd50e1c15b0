# Załączniki konsultacji.
attach-none = Nie ma jeszcze żadnego załącznika.
attach-new = Dodaj załącznik
attach-caption = Nazwa załącznika
attach-caption-hint = Zobaczą ją wszyscy na stronie konsultacji i w raporcie.
attach-file = Plik
attach-file-hint = PDF, DOCX, ODT, PNG albo JPEG, najwyżej 25 MB. Z obrazów usuwamy dane o miejscu, aparacie i autorze.
attach-add = Dodaj
attach-remove = Usuń
attach-remove-sure = Plik zniknie ze strony od razu.
attach-remove-yes = Tak, usuń
