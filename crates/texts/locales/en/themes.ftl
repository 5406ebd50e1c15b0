# Themes: postulates that come back in different consultations and years.
themes-title = Themes
themes-lead = What residents and organisations ask for again and again: postulates from different consultations and years, and what the city does about them.
themes-none = There is no theme yet.
themes-list = All themes
theme-state = State
theme-state-open = Raised
theme-state-taken-up = Taken up
theme-state-done = Done
theme-counts = { $comments ->
    [one] { $comments } comment
   *[other] { $comments } comments
} in { $consultations ->
    [one] { $consultations } consultation
   *[other] { $consultations } consultations
}
theme-comments = { $count ->
    [one] { $count } comment
   *[other] { $count } comments
}
theme-no-comments = no comments yet
theme-words = What the city says
theme-occasions = Where it was raised besides comments
theme-occasion-of = recalled in the consultation:
theme-remarks = Comments
theme-remarks-none = There are no comments on this theme yet.
theme-pages = Pages of comments
theme-older = Earlier comments
theme-newest = Newest comments
theme-remark = Comment no. { $number }
theme-remark-by = { $name }, { $when }
theme-open = See this comment on the page of the consultation
theme-chips = Themes:
theme-new = New theme
theme-edit = Change the theme
theme-title = Title
theme-title-hint = What it is about, in one line. For example: Premises for organisations.
theme-description = Description
theme-city-words = Words of the city
theme-city-words-hint = What the city does about it. Everybody will see them.
theme-save = Save the theme
theme-tie = Tie comments to this theme
theme-tie-consultation = Consultation
theme-tie-choose = Choose a consultation
theme-tie-search = Search
theme-tie-search-hint = Words of a comment, its author or a number, for example #17. Without words: all, one after the other.
theme-tie-show = Show comments
theme-tie-found = Comments that were found
theme-tie-none = No such comment was found.
theme-tie-more = The first { $count } are shown. Add words to find fewer.
theme-tie-already = tied already
theme-tie-send = Tie what is ticked
theme-untie = Untie
theme-untie-of = comment no. { $number }
theme-of-remark = Themes of the comment
theme-of-remark-title = Themes of comment no. { $number }
theme-of-remark-choose = What this comment is about
theme-of-remark-none = There is no theme yet. Add the first one on the page of themes.
theme-of-remark-save = Save
theme-back-to-remark = Back to the comment
themes-of-consultation = Themes of this consultation

earlier-title = What came before
earlier-edit = What came before
earlier-lead = Meetings and consultations that this one continues, also those outside Busola. Everybody will see them on the page of the consultation.
earlier-raised = Postulates that were raised:
earlier-more = what was agreed
earlier-none = Nothing is written down yet.
earlier-new = Add
earlier-change-one = Change the entry
earlier-change = Change
earlier-remove = Remove…
earlier-remove-sure = The entry will leave the page of the consultation and the pages of themes.
earlier-remove-yes = Yes, remove it
earlier-name = Name
earlier-name-hint = For example: Meeting with organisations in March.
earlier-held-on = Day
earlier-place = Place
earlier-words = What was agreed
earlier-link = Address in Busola
earlier-link-hint = Where it was a consultation or a meeting in Busola: the address of its page.
earlier-themes = Postulates that were raised there
earlier-save = Save

conflict-theme-changed = Somebody else changed this theme meanwhile. What you typed is kept: compare it with the page of the theme and save again.
conflict-earlier-changed = Somebody else changed this entry meanwhile. What you typed is kept: compare it with the entry on the page of the consultation and save again.
problem-unknown-address = This is not the address of a consultation or a meeting that everybody can see.
problem-unknown-theme = One of the themes is not there. Load the page anew and choose again.
log-theme = theme
log-theme-create = added a theme
log-theme-change = changed a theme
log-theme-tie = tied comments to a theme
log-theme-untie = untied a comment from a theme
log-consultation-earlier = changed an entry about what came before
report-themes = Themes
report-themes-table = Comments by theme
report-theme = Theme
