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
