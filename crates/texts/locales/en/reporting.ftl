# The report of a consultation: publishing.
reporting-unanswered = { $count ->
    [one] The report has to wait: { $count } comment has no published answer yet.
   *[other] The report has to wait: { $count } comments have no published answer yet.
}
