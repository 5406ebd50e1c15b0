# The desk. The page puts a number, a name or a time in the place of "#".
desk-title = Answer desk
desk-title-of = Answer desk: { $title }
desk-queue = Queue of comments
desk-filters = Which comments
desk-unit = Unit
desk-any-unit = All
desk-state = State
desk-state-all = All
desk-state-waiting = Without an answer
desk-state-drafted = Draft of an answer
desk-state-answered = With an answer
desk-state-unpublished = Not published
desk-source = How it came in
desk-any-source = Any way
desk-source-online = Online
desk-source-spoken = In a live session
desk-source-paper = On paper
desk-source-mail = By e-mail
desk-source-meeting = At another meeting
desk-search = Search
desk-search-hint = Words of the comment, its author, or a number such as #17.
desk-narrow = Filters: unit, state, how it came in
desk-filter = Show
desk-filter-none = Show the plain queue
desk-none = There is no comment here.
desk-loading = Loading comments…
desk-first-page = To the start of the queue
desk-previous-page = Previous comments
desk-next-page = Next comments
desk-pages = Pages of the queue
desk-whole-draft = The whole draft
desk-gone-unit = A unit that is not there any more
desk-back-to-queue = To the queue
desk-to-answer = To the answer
desk-previous = Previous comment
desk-next = Next comment
desk-see-remark = See it on the consultation's page
desk-hidden = The comment is hidden. It gets no answer.
desk-withdrawn = Its author withdrew this comment. It gets no answer.
desk-gone-short = Hidden or withdrawn
desk-nothing-chosen = There is no comment to show
desk-end = End of the queue
desk-choose-decision = Choose a decision.
desk-publish-next = Publish and go on
desk-unmark = This comment only
desk-together = Answer together with others
desk-is-draft = This is a draft. Residents do not see it.
desk-is-published = This answer is public. A change will be public at once too.
desk-kept = Not saved. The text is kept on this device.
desk-reported = The report is out. Answers can't be changed any more.
desk-by-another = Somebody else answered comment no. { $what } meanwhile. Your text is in the field.
desk-see-their = Show that answer in place of mine
desk-template = Template
desk-choose-template = Choose a template
desk-insert-template = Insert the template
desk-manage-templates = Templates
desk-progress = Answered:
desk-of = of
desk-publish-drafts = Publish drafts
desk-keys = Single keys are on
desk-keys-list = Keys
desk-keys-use = They work while you are not writing in a field. Those with Ctrl always work.
desk-keys-justification = To the justification
desk-keys-search = To the search
desk-keys-list-itself = This list
desk-unsent = An answer is on its way…
desk-number = Comment no. { $what }
desk-mark = Answer together: comment no. { $what }
desk-received = Received { $what }
desk-works-here = { $what } is working on this comment.
desk-work-here = at work: { $what }
desk-draft-saved = The draft of the answer to comment no. { $what } is saved.
desk-published = The answer to comment no. { $what } is published.
desk-not-saved = The answer to comment no. { $what } was not saved; your text is kept.
desk-replies = { $count ->
    [one] { $n } reply by others
   *[other] { $n } replies by others
}
desk-drafts = { $count ->
    [one] { $n } draft
   *[other] { $n } drafts
}
desk-fresh = { $count ->
    [one] { $n } new comment
   *[other] { $n } new comments
}
desk-group = { $count ->
    [one] This answer will stand under { $n } comment.
   *[other] This answer will stand under { $n } comments.
}

# Publishing drafts.
drafts-title = Publish drafts of answers
drafts-lead = Everybody will see the published answers, and the authors of the comments are told of them by mail. This can't be undone. Drafts that somebody saves from now on stay drafts.
drafts-none = There are no drafts to publish. A draft for a comment that waits to be checked is published after that is approved.
drafts-all = All drafts
drafts-mine = Drafts that I saved
drafts-found = Drafts for the comments chosen at the desk
drafts-back = Back to the desk
drafts-publish = { $count ->
    [one] Publish { $n } answer
   *[other] Publish { $n } answers
}
drafts-published = { $count ->
    [one] { $n } answer is published.
   *[other] { $n } answers are published.
}
drafts-left = { $count ->
    [one] { $n } draft is left. Press the button once more.
   *[other] { $n } drafts are left. Press the button once more.
}

# Templates of answers.
template-title = Answer templates
template-lead = Justifications that you write often. At the desk one key inserts them, and you write the rest. All moderators see them.
template-list = Saved templates
template-none = There is no template yet.
template-new = A new template
template-change-one = Change the template
template-name = Name
template-any-decision = Any
template-change = Change
template-delete = Delete…
template-delete-sure = Answers that were published will not change.
template-delete-yes = Yes, delete
