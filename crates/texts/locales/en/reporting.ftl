# The report of a consultation: publishing.
reporting-unanswered = { $count ->
    [one] The report has to wait: { $count } comment has no published answer yet.
   *[other] The report has to wait: { $count } comments have no published answer yet.
}

reporting-link = Report
reporting-files = Files of the report
reporting-download = Download { $format }
reporting-publish = Publish the report
reporting-publish-sure = It can't be taken back: everybody reads the report then, and comments and answers can't be changed any more.
reporting-publish-yes = Yes, publish it
reporting-to-desk = Comments without an answer
reporting-not-public = Only moderators see the report for now. Once it is published everybody does, and answers can't be changed any more.
reporting-still-open = It can be published once the consultation has closed and every comment has an answer.
reporting-more = More comments
reporting-file-title = The report as a file: { $format }
reporting-waiting = The file waits for its turn.
reporting-progress = { $of ->
    [one] The file is being made: { $done } of { $of } comment is in it.
   *[other] The file is being made: { $done } of { $of } comments are in it.
}
reporting-failed = The file could not be made. Nothing is lost; try again or tell your administrator.
reporting-again = Try again
reporting-back = Back to the report
reporting-published = Report of the consultation
reporting-look-again = Look again
reporting-numbers = Their numbers: { $numbers }.
