# Comments that came on paper, by e-mail or from a meeting.
paper-link = Comments from paper and e-mail
paper-title = Comments from paper and e-mail
paper-lead = What came on paper, by e-mail or from a meeting. Once entered it is at once in the same list as other comments, marked and with a number.
paper-one = One comment
paper-body = Comment
paper-unit = Unit
paper-source = How it came
paper-source-paper = on paper
paper-source-paper-names = paper,letter,in writing
paper-source-mail = by e-mail
paper-source-mail-names = e-mail,email,mail
paper-source-meeting = at a meeting
paper-source-meeting-names = meeting,at another meeting
paper-received-on = Date of receipt
paper-received-on-hint = The day on which it reached the office: from { $first } to { $last }.
paper-author = Submitter
paper-author-hint = Everybody will see it, so enter only what they agreed to. An empty field means somebody anonymous.
paper-anonymous = anonymous
paper-enter = Enter the comment
paper-entered = Comment no. { $number } was entered.
paper-see = See it on the page of the consultation
paper-correct = Correct what was entered
paper-correct-title = Correcting comment no. { $number }
paper-correct-lead = Put right what was entered otherwise than it came. The words must stay those of the author. Everybody will see that the comment was edited; the text before stays in the log of events, the name before nowhere.
paper-correct-present = As it is now
paper-correct-save = Save the corrections
conflict-remark-changed = Somebody else changed this comment meanwhile. What you typed is kept: compare it with what is there and save again.

entered-paper = On paper
entered-mail = By e-mail
entered-meeting = At a meeting
entered-on = { $how }, received { $day }

import-title = Many comments from a file
import-lead = A CSV or XLSX file: at most 5 MB and 2,000 comments. The first row has the heads. You see what would come of it first; nothing is entered before that.
import-template = Download a template (CSV)
import-file = File of comments
import-check = Check the file
import-checked = The file as it was read
import-new = { $count ->
    [one] { $count } comment to enter
   *[other] { $count } comments to enter
}
import-known = { $count ->
    [one] { $count } comment was entered before and is passed over
   *[other] { $count } comments were entered before and are passed over
}
import-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
import-mend = Nothing was entered. Mend the file and choose it again.
import-nothing = All comments of this file were entered before.
import-line = Row
import-column = Column
import-value = What it says
import-reason = What is wrong
import-ready = What will be entered
import-more = { $count ->
    [one] and { $count } more row
   *[other] and { $count } more rows
}
import-all = { $count ->
    [one] Enter { $count } comment
   *[other] Enter { $count } comments
}
import-done = { $count ->
    [0] There was nothing new to enter.
    [one] { $count } comment was entered.
   *[other] { $count } comments were entered.
}
