# The account.
account-title = Account
account-saved = The name was changed.
account-save = Save
name-label = Name
name-hint = Shown with all your comments. At most 80 characters, no e-mail address.
sessions-title = Where you are signed in
session-here = This browser
session-elsewhere = Another browser
session-end = End
session-times = since { $since }, last used { $seen }
welcome-title = What should we call you?
welcome-lead = This name stands with your comments. It can be your full name, initials or a pseudonym.
welcome-save = Save and go on
