# Letters about answers, and what became of comments.
letter-answered-subject = { $count ->
    [one] The office has answered your comment: { $title }
   *[other] The office has answered your comments: { $title }
}
letter-answered-body = Hello,

    { $count ->
        [one] the office has answered your comment
       *[other] the office has answered your comments
    } in the consultation “{ $title }”.

    { $remarks }

    All your comments in this consultation and what became of them:
    { $receipts }
    This link works without signing in, for 180 days. Whoever has it sees that page: do not pass it on.

    No more letters like this? Unsubscribe here:
    { $unsubscribe }

    Busola
letter-remark = Comment no. { $number }, on the whole draft
letter-remark-on-unit = Comment no. { $number }, { $unit }
letter-decision = Decision: { $decision }
letter-answer-changed = This answer was changed. We wrote to you about the one before.
letter-remark-link = The comment and the answer on the site: { $link }
letter-more = { $count ->
    [one] And { $count } more comment; its answer is on the page below.
   *[other] And { $count } more comments; their answers are on the page below.
}


receipts-title = Your comments
receipts-lead = What became of your comments: number, state, the office's answer and the change of the draft.
receipts-linked-lead = Your comments in this consultation and what became of them. This page comes from the link in a letter: whoever has the link sees it.
receipts-all = Comments in all consultations
receipts-none = There is no comment here yet.
receipts-pages = Pages of comments
receipts-older = Older comments
receipts-newest = Newest comments
receipts-over = This link does not work any more
receipts-over-lead = Links in letters work for 180 days. Once signed in, you see all your comments.
receipts-over-sign-in = Sign in and see your comments

receipt-number = Comment no. { $number }
receipt-reply = Reply no. { $number }
receipt-whole-draft = on the whole draft
receipt-unit-gone = { $unit } (not in the draft any more)
receipt-unit-unknown = on a unit that is not in the draft any more
receipt-received = Received { $when }
receipt-pending = Waits for a moderator. Only you and the office see it.
receipt-published = It is public.
receipt-hidden = Hidden by a moderator. Reason: { $reason }
receipt-withdrawn = Taken back by you.
receipt-waits = The office has not answered it yet.
receipt-open = See comment no. { $number } on the consultation's page
receipt-answer = The office's answer
receipt-answered-at = of { $when }
receipt-changed = Changed unit of the draft: { $unit }
receipt-changed-somewhere = The changed unit is not in the draft under that name any more.
receipt-compare = Compare version { $from }, which comment no. { $number } is on, with version { $to }

letters-title = Letters
letters-lead = We send them to the address that you sign in with. Sign-in codes always come. Letters about a meeting come when you ask for them on its page, and end there or by the link in each of them.
letters-answered = The office's answer to your comment
letters-on = They come
letters-off = They do not come
letters-switch-on = Switch on
letters-switch-off = Switch off

unsubscribe-title = Unsubscribe from letters
unsubscribe-lead = Once you press the button, we send no more letters like the one with this link to your address: about the office's answers, or about that meeting. Answers and meetings stay on their pages.
unsubscribe-button = I do not want these letters
unsubscribe-done = Done
unsubscribe-done-lead = If the link is from a letter of ours, such letters will not come any more. You can switch them on again: those about answers on the page of your account, those about a meeting on its page.
unsubscribe-to-account = Go to your account
