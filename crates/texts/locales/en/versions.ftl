# Versions of a draft: the list, the changes, preparing the next one.
version-of-date = version { $version } of { $date }
version-changes = what changed
version-all = all versions
version-new = New version
version-title = Versions of the draft
version-number = Version { $version }
version-present = present
version-units = { $count ->
    [one] { $count } unit
   *[other] { $count } units
}
version-changes-since = What changed since version { $version }
version-compare = Compare two versions
version-compare-from = The version to compare
version-compare-to = With version
version-compare-button = Compare
version-written-on = on version { $version }
version-written-on-unit = on version { $version }, { $label }
version-label-then = { $label } (version { $version })

gone-title = Comments on units that are not there any more
gone-lead = These units stood in earlier versions of the draft. Comments on them stay and can be replied to, but no new ones on these units are received.
gone-removed = Removed in version { $version }.
gone-replaced = Removed in version { $version }. In its place there is now:

changes-title = What changed: version { $from } and version { $to }
changes-none = These versions do not differ.
changes-counts = The changes in numbers
changes-changed = { $count ->
    [one] { $count } unit changed
   *[other] { $count } units changed
}
changes-added = { $count ->
    [one] { $count } new
   *[other] { $count } new
}
changes-removed = { $count ->
    [one] { $count } removed
   *[other] { $count } removed
}
changes-moved = { $count ->
    [one] { $count } unit has another number or place and the same text
   *[other] { $count } units have another number or place and the same text
}
changes-same = { $count ->
    [one] { $count } unit unchanged
   *[other] { $count } units unchanged
}
changes-view = View
changes-view-one = In one text
changes-view-two = Side by side
changes-legend-words = Text that was removed is struck through, text that was added is underlined.
changes-was = before: { $label }
changes-deleted = removed:
changes-inserted = added:
changes-end = end
changes-nothing = no text
changes-remarks = Comments that led to it
changes-remark = comment no. { $number }
changes-more-remarks = { $count ->
    [one] and { $count } more comment
   *[other] and { $count } more comments
}
changes-replaced = In its place there is now { $label }.
changes-note = The moderator on this version

fate-same = unchanged
fate-changed = changed
fate-moved = moved
fate-removed = removed
fate-added = added

led-accepted = accepted
led-partly = partly accepted
led-rejected = not accepted
led-out-of-scope = outside the scope of the consultation

prepare-title = The next version of the draft: version { $version }
prepare-lead = Change the text and check how it goes with the present version. Until it is published only moderators see it.
prepare-written = Saved { $date }, { $name }.
prepare-changed = The text has changed since it was checked, and was saved. Check the mapping and publish.
prepare-present = The text that somebody else saved
prepare-sign-in = Your sign-in has ended. Your text is in the field below. Sign in in a new tab, come back here and send it again.
prepare-sign-in-link = Sign in in a new tab
prepare-source = Text of the next version
prepare-source-hint = The whole act. It begins with the text of the present version.
prepare-note = About this version
prepare-note-hint = What changed and why, in a few sentences. Everybody will see it.
prepare-check = Check
prepare-publish = Publish version { $version }
prepare-discard = Throw the prepared text away
prepare-discard-sure = The prepared text will be gone. Published versions stay.
prepare-discard-yes = Throw away
prepare-same = The text is the same as in the present version. There is nothing to publish.
prepare-units = How the text was read
mapping-title = What became what
mapping-lead = Comments go along with their units. Correct what was taken for the wrong unit, and check again.
mapping-uncertain = To check
mapping-none-uncertain = Nothing is in doubt.
mapping-decided = decided by hand
mapping-select = What unit { $label } was
mapping-as-found = as recognised: { $label }
mapping-as-found-new = as recognised: a new unit
mapping-new = a new unit
mapping-other = Another pair
mapping-other-hint = Type the citations of the units. An empty second field means a new unit.
mapping-other-to = Unit of the next version
mapping-other-from = Unit of the present version
mapping-automatic = recognise it automatically
mapping-removed = Removed
mapping-now = now: { $label }
mapping-first-words = { $label }: { $text }
