# What is wrong with a field.
problem-required = This field is empty. Type something.
problem-too-long = Too much: at most { $max } characters.
problem-forbidden-characters = The text has invisible control characters. Remove them or paste plain text.
problem-malformed = The value is not of the form needed. Check it.
problem-unknown-unit = The present draft does not have this unit. Reload the page and choose it again.
problem-unknown-parent = The comment that you reply to is not on this unit.
problem-ends-before-start = The end must be after the start.
problem-time-skipped = This time does not exist: the clocks go forward over it that night. Choose another.
problem-empty-draft = The draft has no text that could be commented on.
problem-draft-too-large = The draft is too long: at most 2 MB and 20,000 units.
problem-wrong-code = This code or link does not fit, was used, or its 15 minutes are over. Ask for a new one.
problem-unknown-option = The poll does not have this option. Reload the page and choose again.
problem-too-many = Too many: at most { $max }.
problem-too-few = Too few: at least { $min }.
problem-chosen-twice = This unit was chosen in another place too. Each can be chosen once.
problem-in-the-future = This day has not come yet. Give one that was.
problem-contradicts = This does not agree with what another field says. Correct one of them.
