# The list of consultations.
list-title = Public consultations
list-lead = Read a draft and write what should change in it. Others see your comment at once.
list-drafts = Drafts
list-open = Open
list-announced = Coming
list-closed = Closed
list-none-open = No consultation is open now.
list-none-closed = No consultation has closed yet.
list-older = Older consultations
list-pages = Pages of the list
list-back = Back to the present consultations
comments-by-people = { $comments ->
    [one] { $comments } comment
   *[other] { $comments } comments
} by { $people ->
    [one] { $people } person
   *[other] { $people } people
}
kind-cooperation-programme = Cooperation programme
kind-local-act = Local legal act
kind-strategy = Strategy
kind-council = Council of Public Benefit Activity
kind-other = Other
phase-draft = Draft
phase-announced = Coming
phase-open = Open
phase-closed = Closed
phase-reported = Report published
