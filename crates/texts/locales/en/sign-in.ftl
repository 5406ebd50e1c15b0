# Signing in.
sign-in-title = Sign in
sign-in-lead = No password is needed. We send you a code and a link that work for 15 minutes.
sign-in-send = Send the code
email-label = E-mail address
email-hint = We show it to nobody. For example anna@example.org
code-title = Enter the code
code-lead = If the address is right, a message with a code and a link comes to it in a moment.
code-label = Code from the message
code-hint = 8 digits. The code works for 15 minutes and can be tried 5 times.
code-nothing-came = Nothing came? Look into the spam folder.
code-again = Enter the address again
link-title = Sign in as { $email }
link-lead = Press the button to sign in with this browser.
link-over = This link does not work any more
link-over-lead = A link works once, for 15 minutes. Ask for a new code: it comes to the same address.
link-over-again = Ask for a new code
