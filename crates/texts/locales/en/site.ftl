# On every page.
skip-to-content = Skip to content
nav-main = Main
nav-consultations = Consultations
nav-new = New consultation
nav-log = Audit log
nav-languages = Language
nav-sign-in = Sign in
nav-account = Account
nav-about = About this site
sign-out = Sign out
language-name = English
footer-about = Busola – public consultations
footer-api = API
title-with-site = { $title } – Busola
title-of-error = Error: { $title }
field-optional = (optional)
form-refused = { $count ->
    [one] Correct { $count } field
   *[other] Correct { $count } fields
}
form-kept = Nothing was changed. What you typed is kept.
until = until
since = from
from-moment = from { $moment }
