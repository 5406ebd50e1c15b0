# Passwords, the address, the removal of an account, and people's offices.
account-removed = account removed
account-security-title = Signing in and your data
account-password-link = Password
account-address-link = E-mail address
account-copy-link = Download a copy of your data (JSON)
account-copy-hint = All that is kept of you: the account, comments with their earlier texts, supports, votes, sign-ins, letters.
account-erase-link = Remove the account
sessions-end-others = End all others
sessions-ended = All other sign-ins have ended.
proof-password-label = Present password
proof-password-hint = So that nobody does this for you at an unlocked device.
proof-code-hint = 8 digits, from the message that we sent to your address. The code works for 15 minutes and can be tried 5 times.
proof-lead = To do this, confirm first that it is you: we send a code to your address.
proof-send = Send the code
proof-sent = A message with a code is on its way to your address.
proof-instead = Forgotten the password? We send a code to your address instead.
password-title = Password
password-lead-none = You sign in with a code that comes by mail, and that is enough. If you like, set a password besides: it also works while mail does not.
password-lead-set = You can sign in with a password or, as before, with a code that comes by mail.
password-new-label = New password
password-new-hint = At least 12 characters; several words that only you would put together are best. Your other browsers will be signed out.
password-set = Set the password
password-change = Change the password
password-remove = Remove the password
password-saved = The password is set. All other sign-ins have ended.
password-removed = The password is removed. You sign in with a code that comes by mail.
sign-in-password-title = Sign in with a password
sign-in-password-lead = For who has set one on the account page. Without one, sign in with a code.
sign-in-password-label = Password
sign-in-password-link = Sign in with a password
sign-in-code-link = Sign in with a code instead
address-title = E-mail address
address-lead = We write to the present address and to the new one. The address changes once both messages are confirmed, within 24 hours.
address-new-label = New e-mail address
address-send = Send both messages
address-sent = Both messages are on their way. The present address stays until both are confirmed.
address-waits = A change of address waits for both confirmations. If you ask again, the earlier messages no longer work.
address-keep = Keep the present address
address-kept = The address stays as it is.
address-confirm-title = Confirm the change of address
address-confirm-old = You read the present address of the account. Confirm that it is to have another one.
address-confirm-new = You read the new address of the account. Confirm that it is yours.
address-confirm-button = Confirm
address-confirmed-one = Confirmed. The other address has to confirm it too.
address-confirmed-both = The address is changed. From now on we write to the new one.
address-over = This link does not work any more
address-over-lead = It works for 24 hours, and until the change is done, taken back or asked for anew.
erase-title = Remove the account
erase-lead = This can't be undone.
erase-goes = Gone at once: your address, password, sign-ins and letters, and the comments that wait for a moderator or that you have withdrawn.
erase-stays = Stays without your name, as “account removed”: comments that are public, questions, and votes that were counted. They are part of the public record.
erase-texts = A text that tells who you are stays as it is. Withdraw such comments before.
erase-office = You hold an office. An administrator has to take it before the account can be removed.
erase-word-label = Type the word REMOVE
erase-word = REMOVE
erase-button = Remove my account for good
erase-done = The account is removed
erase-done-lead = You are signed out everywhere. If you sign in with this address again, a new account is made.
people-title = People
people-lead = Who is a moderator or an administrator. Addresses are not shown; who knows the whole address finds its account.
people-search-label = Name or whole e-mail address
people-search = Search
people-list = People found
people-none = Nobody was found.
people-since = account since { $date }
people-you = This is you: another administrator changes your role.
people-role-of = Role: { $name }
people-save = Save
people-saved = The role was changed.
people-pages = Pages of people
people-more = More people
people-first = From the beginning
role-resident = resident
role-moderator = moderator
role-admin = administrator
log-account-role = gave somebody a role
log-account-erase = account removed by its owner
denied-own-office = Nobody changes their own role. Another administrator does it.
denied-last-admin = This is the last administrator. Make somebody else one first.
denied-in-office = Who is a moderator or an administrator can't remove the account. An administrator has to take the role first.
problem-too-short = Too short: at least { $min } characters.
problem-too-common = This is among the passwords that are tried first. Put several words together.
problem-wrong-password = This password does not fit. Check the address and the password, or use a code.
problem-unchanged = This is what it is already.
problem-not-the-word = Type the word exactly as it is shown.
mail-proof-subject = Your code to confirm: { $code }
mail-proof-body = Hello,

    somebody who is signed in to your account at { $site } wants to change how it is signed in to, or to remove it.

    Code: { $code }

    The code works once, for 15 minutes.
    If it was not you, give it to nobody, sign in and end all other sign-ins on the account page.

    Busola
mail-password-set-subject = A password was set for your account
mail-password-set = { $when }: somebody, most likely you, set a password for your account at { $site }.
mail-password-changed-subject = The password of your account was changed
mail-password-changed = { $when }: somebody, most likely you, changed the password of your account at { $site }. All other sign-ins were ended.
mail-password-removed-subject = The password of your account was removed
mail-password-removed = { $when }: somebody, most likely you, removed the password of your account at { $site }. From now on one signs in by the code of a letter alone.
mail-password-body = Hello,

    { $what }

    If it was you, there is nothing to do.
    If it was not you, sign in by a code, which comes to this address, and set another password on the account page: that ends all other sign-ins. If you can't, write to the office that runs the site.

    This letter comes whenever a password changes.

    Busola
mail-address-subject = Confirm the change of your address
mail-address-old-body = Hello,

    somebody, most likely you, wants the account at { $site } to have this address from now on: { $email }

    If that is right, confirm it here:
    { $link }

    The link works for 24 hours. The address changes only when the new one is confirmed too.
    If it was not you, do not open the link, sign in and end all other sign-ins on the account page.

    Busola
mail-address-new-body = Hello,

    somebody, most likely you, wants an account at { $site } to have this address.

    If that is right, confirm it here:
    { $link }

    The link works for 24 hours. The address changes only when the present one is confirmed too.
    If it was not you, there is nothing to do.

    Busola
mail-address-changed-subject = Your address was changed
mail-address-changed-body = Hello,

    your account at { $site } has another address now; both addresses had confirmed it. We will not write to this one any more.

    If it was not you, write to the office that runs the site.

    Busola
