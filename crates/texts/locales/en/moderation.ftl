# Moderation. The queue.
moderation-title = Moderation
moderation-title-waiting = Moderation ({ $count } to look at)
moderation-title-of = Moderation: { $title }
moderation-waiting = To look at
moderation-hidden = Hidden comments
moderation-counts = Waiting: { $pending }. Reported: { $reported }. Found by a rule: { $held }. Hidden: { $hidden }.
moderation-none = There is nothing to look at.
moderation-marked = Marked comments
moderation-mark = Mark comment no. { $number }
moderation-mark-hint = Mark comments in the list, then choose what to do with them. It happens to all of them at once; up to 100 at a time.
moderation-reason = Reason
moderation-reason-words = In your words
moderation-hide = Hide
moderation-approve = Publish or leave as it is
moderation-restore = Show again
moderation-is-pending = Waiting to be published.
moderation-hidden-for = Reason for hiding: { $reason }
moderation-held-word = Found by the rule for words: { $rule }
moderation-held-host = Found by the rule for sites: { $rule }
moderation-held-links = Found by the rule for links: { $rule } or more
moderation-reported = { $count ->
    [one] Reported by { $count } reader:
   *[other] Reported by { $count } readers:
}
moderation-key-mark = Mark the comment
moderation-key-hide = To the reason for hiding
moderation-keys-use = They work while you are not writing in a field. What is done is done with the marked comments, and where none is marked with the one that you are at.
moderation-slow-title = Slow mode
moderation-slow = Seconds between two comments of one person
moderation-slow-hint = At most { $max }. 0 means no limit.

# Why a comment is reported or hidden.
ground-choose = Choose a reason
ground-insult = Insults or threatens
ground-personal-data = Somebody's personal data
ground-unlawful = Breaks the law
ground-advert = Advertisement
ground-off-topic = Not about the draft
ground-repeated = Repeats an earlier comment
ground-other = Another reason

# Rules that hold comments.
moderation-rules-title = Rules of moderation
moderation-rules-lead = A comment that meets a rule waits until a moderator has looked at it. Its author sees that it waits. Nothing is refused, and what is public stays public. The rules hold in every consultation.
moderation-rules-saved = The rules are saved.
moderation-rules-words = Words and phrases
moderation-rules-words-hint = One a line. A whole word counts, whatever its case and accents; a * at the end stands for any ending: spam*.
moderation-rules-hosts = Sites
moderation-rules-hosts-hint = One a line, such as example.org. Sites below it count too.
moderation-rules-links = Number of links
moderation-rules-links-hint = A comment with so many links or more waits.

# The public log.
moderation-log-title = Log of moderation
moderation-log-fact = Moderation
moderation-log-lead = What moderators did with comments in this consultation, and how often a rule held one. Without texts and without names. A comment that was public and is hidden leaves the reason in its place; its author can appeal, and somebody else than who hid it decides.
moderation-log-caption = What was done on which day, how often
moderation-log-day = Day
moderation-log-count = How often
moderation-log-none = Nothing has been done yet.
deed-held = held by a rule
deed-approved = published
deed-kept = looked at and left as it was
deed-hidden = hidden
deed-restored = shown again
deed-upheld = appeal decided: stays hidden
deed-granted = appeal decided: shown again
held-by-word = word
held-by-host = link to a site
held-by-links = number of links

# Reports by readers.
live-report = Report the comment
flag-title = Report comment no. { $number }
flag-lead = Moderators will look at it. Nobody else learns who reported.
flag-reason = What is wrong with it
flag-words = In your words
flag-send = Report
flag-waits = You reported this comment on { $when }. A moderator has not looked at it yet.
flag-hidden = You reported this comment. A moderator hid it.
flag-kept = You reported this comment. A moderator looked at it and left it as it was.
flag-own-title = Your reports
flag-own-lead = Comments that you reported and what became of that. Only you see this page.
flag-none = You have reported no comment.
flag-open = See the comment reported on { $when }

# Appeals.
appeal-title = Appeal against hiding
appeal-lead = Your comment was hidden. Say why it should be shown. Somebody else than the moderator who hid it decides. You can appeal once.
appeal-words = Your reasons
appeal-words-hint = Up to 2,000 characters. Only moderators read them.
appeal-send = Send the appeal
appeal-link = Appeal against the hiding of comment no. { $number }
appeal-waits = You appealed on { $when }. It has not been decided yet.
appeal-upheld = Your appeal was decided: the comment stays hidden.
appeal-restored = Your appeal was decided: the comment is shown again.
appeal-list = Appeals
appeal-said = Appeal of { $when }
appeal-reply = Reply to the author
appeal-reply-hint = The author reads it in a letter and among their comments. Needed where the comment stays hidden.
appeal-uphold = Keep hidden
appeal-restore = Show the comment again
appeal-unsent = Your decision was not saved
appeal-was-decided = The appeal about comment no. { $number } was decided: { $who }, { $when }.
appeal-was-upheld = The comment stays hidden. The reply to the author:
appeal-was-restored = The comment is shown again.
appeal-unsent-reply = Your reply, which was not sent

# Letters.
letters-appealed = The decision about your appeal
letter-appealed-subject = Your appeal has been decided: { $title }
letter-appealed-body = Hello,

    we have decided about your appeal in the consultation “{ $title }”.

    { $remarks }

    All your comments in this consultation and what became of them:
    { $receipts }
    This link works without signing in, for 180 days. Whoever has it sees that page: do not pass it on.

    No more letters like this? Unsubscribe here:
    { $unsubscribe }

    Busola
letter-appeal-upheld = Comment no. { $number } stays hidden.
letter-appeal-restored = Comment no. { $number } is shown again.

# The desk. The page puts a number in the place of "#".
desk-like = Nearly the same as no. { $what }

# Why not.
failure-too-soon = { $seconds ->
    [one] This consultation is in slow mode. Send again in { $seconds } second. Your text is kept.
   *[other] This consultation is in slow mode. Send again in { $seconds } seconds. Your text is kept.
}
denied-another-decides = You hid this comment, so somebody else decides about the appeal: another moderator or an administrator.
denied-own-remark = This is your own comment. You can change or withdraw it.
conflict-rules-changed = Somebody else changed these rules meanwhile. Your text is kept: compare it with the present rules and save again.
conflict-reported-before = You have reported this comment already.
conflict-appealed-before = You have appealed against the hiding of this comment already.
conflict-appeal-decided = Somebody else has decided about this appeal meanwhile.

# The audit log.
log-comment-keep = comment looked at and left as it was
log-comment-decide-appeal = appeal decided
log-consultation-approve-comments = comments published
log-consultation-hide-comments = comments hidden
log-consultation-restore-comments = comments shown again
log-consultation-keep-comments = comments looked at and left as they were
log-consultation-slow = slow mode changed
log-moderation-rules = rules of moderation changed
