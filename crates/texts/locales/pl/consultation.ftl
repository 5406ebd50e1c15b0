# Strona konsultacji.
contents-title = Spis treści
facts-title = Ogłoszenie o konsultacjach
fact-subject = Przedmiot
fact-aim = Cel
fact-period = Termin
fact-forms = Formy
fact-audience = Kto może wziąć udział
fact-territory = Obszar
fact-office = Prowadzi
fact-legal-basis = Podstawa prawna
fact-data = Dane osobowe
fact-data-words = Publicznie widać tylko nazwę, którą wybierzesz, i treść uwag.
fact-data-link = Jak przetwarzamy dane
audience-everyone = Wszyscy mieszkańcy i organizacje
audience-organisations = Organizacje, przez swoich przedstawicieli
draft-unpublished = To jest szkic. Widzą go tylko moderatorzy.
publish = Opublikuj
