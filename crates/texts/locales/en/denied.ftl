# Why not.
denied-sign-in-needed = Sign in to do this.
denied-not-allowed = Your account may not do this.
denied-not-found = There is no such page here.
denied-not-yet-open = This consultation has not begun. Comments are received from its start.
denied-already-closed = This consultation is closed: comments were received until the date in the notice. Your text is kept, you can copy it.
denied-not-the-author = This is not your comment.
denied-edit-window-over = The 15 minutes in which a comment can be changed are over.
denied-wrong-state = This comment is not on the page any more, or its state has changed. Reload the page.
conflict-id-taken = Another comment has this identifier already.
failure-malformed = The form arrived incomplete or changed, and nothing was saved. Reload the page and send it again.
failure-internal = Something went wrong on our side. Try again in a moment; what you typed is kept.
failure-too-many = Too many attempts at once. Wait { $seconds } s and try again.
failure-busy = Very much is happening at this moment. Nothing was lost: try again in a few seconds.
conflict-comments-would-be-lost = The new version does not have units that comments stand on. Nothing was changed.
conflict-email-taken = This address has an account already.
conflict-not-empty = The database has data already.
denied-foreign-origin = This request came from another site. Open Busola and try there.
