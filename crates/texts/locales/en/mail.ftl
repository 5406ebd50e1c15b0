# Letters.
mail-sign-in-subject = Your sign-in code: { $code }
mail-sign-in-body = Hello,

    somebody, most likely you, wants to sign in with this address at { $site }.

    Code: { $code }

    You can also open this link and confirm:
    { $link }

    The code and the link work once, for 15 minutes.
    If it was not you, there is nothing to do: nobody can sign in without the code.

    Busola
mail-meeting-online = online
mail-reminder-subject = Reminder: { $title }
mail-reminder-body = Hello,

    the meeting “{ $title }” begins soon.

    When: { $when }
    Where: { $place }
    Online: { $link }

    We sent this letter because somebody at this address asked to be reminded. No more letters about this meeting? Unsubscribe here:
    { $unsubscribe }

    Busola
mail-changed-subject = Meeting changed: { $title }
mail-changed-body = Hello,

    the announcement of the meeting “{ $title }” has changed. It is now:

    When: { $when }
    Where: { $place }
    Online: { $link }

    We sent this letter because somebody at this address asked to be reminded. No more letters about this meeting? Unsubscribe here:
    { $unsubscribe }

    Busola
mail-cancelled-subject = Called off: { $title }
mail-cancelled-body = Hello,

    the meeting “{ $title }”, which was to begin on { $when }, was called off.

    The meeting's page: { $link }

    We sent this letter because somebody at this address asked to be reminded.

    Busola
