# The page of a consultation: what changes on it. The page puts a number, a name or a time for "#".
live-connected = Live
live-reconnecting = Reconnecting…
live-offline = No connection
live-signed-out = You have been signed out. Sign in again to write and to support. What you are typing is kept.
live-changed = The draft or the notice has changed.
live-behind = A lot has happened here while the connection was away.
live-your-text = Your text
live-reload = Reload the page
live-add-remark = Add a comment
live-remarks-on = Comments on
live-remarks-on-all = Comments on the whole draft
live-whole-draft = Whole draft
live-your-remark = Your comment
live-your-remark-on-all = Your comment on the whole draft
live-hint = Everyone will see the comment, signed with your display name.
live-hint-checked = A moderator reads the comment first; then everyone sees it, signed with your display name.
live-hint-guest-checked = A moderator reads the comment first; then everyone sees it, signed with the name you choose. An e-mail address is enough to sign in; your text will wait.
live-hint-guest = Everyone will see the comment, signed with the name you choose. An e-mail address is enough to sign in; your text will wait.
live-send = Send the comment
live-sign-in-and-send = Sign in and send
live-sending = Sending…
live-sent = Sent. Thank you.
live-waiting = No connection. Your text is kept on this device and will be sent by itself, once, when the connection is back.
live-sign-in = Sign in
live-sign-in-again = You are not signed in any more. Sign in and send again. Your text is kept.
live-closed = This consultation is closed. Comments are not received any more.
live-announced = This consultation has not begun. Comments will be received from its start.
live-syntax = How to format text
live-syntax-strong = bold
live-syntax-list = list item
live-syntax-quote = quotation
live-order = Order
live-newest = Newest
live-oldest = Oldest
live-most-supported = Most supported
live-none-yet = Nobody has commented here yet.
live-loading = Loading comments…
live-load-failed = The comments could not be loaded.
live-try-again = Try again
live-load-more = Show more comments
live-moderator = Office
live-administrator = Administrator
live-pending = Waiting to be checked. Its author and moderators see it.
live-withdrawn = Comment withdrawn by its author.
live-support = Support
live-reply = Reply
live-more = More
live-edit = Edit
live-edit-label = Edit the comment
live-save = Save
live-cancel = Cancel
live-withdraw = Withdraw the comment
live-withdraw-sure = The text of the comment will leave the page. This cannot be undone.
live-withdraw-yes = Yes, withdraw it
live-hide = Hide the comment
live-hide-hint = Everyone will see the reason in the comment's place.
live-hide-yes = Hide
live-unhide = Show the comment again
live-approve = Publish
live-permalink = Link to the comment
live-unreachable = The server cannot be reached. Try again in a moment.
live-edited = Edited: { $what }
live-hidden = Comment hidden by a moderator. Reason: { $what }
live-received = Received: { $what }
live-entered = Entered: { $what }
live-editable-until = You can change it until { $what }.
live-reply-to = Reply to: { $what }
live-characters = { $what } of 10,000 characters
live-here = { $count ->
    [one] { $n } person reading now
   *[other] { $n } people reading now
}
live-reading = { $count ->
    [one] { $n } person is here
   *[other] { $n } people are here
}
live-remarks = { $count ->
    [one] { $n } comment
   *[other] { $n } comments
}
live-new = { $count ->
    [one] { $n } new
   *[other] { $n } new
}
live-show-new = { $count ->
    [one] Show { $n } new comment
   *[other] Show { $n } new comments
}
live-news = { $count ->
    [one] { $n } new comment
   *[other] { $n } new comments
}
live-news-on = { $count ->
    [one] { $n } new comment on
   *[other] { $n } new comments on
}
live-supports = { $count ->
    [one] { $n } support
   *[other] { $n } supports
}
