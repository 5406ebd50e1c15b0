# The document of a word processor that the text of a draft is taken from.
docx-file = Text from a file
docx-file-hint = A document of Word (.docx) or LibreOffice (.odt), at most 25 MB. Its text takes the place of what is in the field above. The file is not stored anywhere.
docx-read = Read the file
docx-title = What was read from the file
docx-lead = The text is in its field, with numbers written out as acts have them. A number at the start of a line begins a unit: correct it to change the citation, delete it to join units, type one on a new line to split them.
docx-nothing = Nothing in the document needs checking.
docx-place = { $unit }, line { $line }
docx-place-quote = { $unit }, line { $line }: “{ $quote }”
docx-places = { $count ->
    [one] { $count } place
   *[other] { $count } places
}
docx-units = Division into units
docx-check = Check the division

docx-note-number = The number of the list is not of a form that acts have. It stands before the text as it was shown.
docx-note-number-changed = The number of the list is written as acts write it. In the document it looked otherwise.
docx-note-field = A number that the word processor makes only on the screen. It is missing: type it.
docx-note-heading = It looks like a heading but has no heading's style. Is it one?
docx-note-tracked = Tracked changes were accepted: what was inserted is there, what was deleted is not.
docx-note-text-box = Text of a text box. It was put behind the paragraph that the box stood at.
docx-note-footnote = The text of a footnote stands at the end of the unit.
docx-note-unwrapped = A table of one column, read as plain paragraphs.
docx-note-merged = The table has merged cells, or a table in a cell. Check how it is laid out.
docx-note-equation = An equation, read as text on one line.
docx-note-symbol = A sign of a special font that can't be read. A □ stands in its place.
docx-note-struck = Text that is struck through. It is kept, without the line.
docx-note-link = A link. Its text is kept, its address is not.
docx-note-hidden = Hidden text. It was left out.
docx-note-comment = A comment. It was left out.
docx-note-picture = A picture. It was left out.
docx-note-object = A chart, a diagram or another object. It was left out.
docx-note-contents = A table of contents. It was left out.
docx-note-running = The header or footer of pages. It was left out.

docx-refused-too-large = The file is too large: at most 25 MB. Remove pictures from it and try again.
docx-refused-protected = The file is protected by a password. Save it without one and choose it again.
docx-refused-pdf = This is a PDF. Choose the document that it was made of, or paste the text.
docx-refused-old-word = This is the old Word format (.doc). Open the file and save it as .docx.
docx-refused-rtf = This is an RTF file. Open it and save it as .docx.
docx-refused-not-a-document = This is neither a .docx nor an .odt document.
docx-refused-damaged = The file is damaged. Open it in the word processor, save it again and choose it again.
docx-refused-bomb = Unpacked, the file is far too large for a document. It is not read.
docx-refused-too-many-parts = The file has too many parts for a document. It is not read.
docx-refused-unsafe-name = A part of the file has a name that is not allowed. It is not read.
docx-refused-entities = The file has declarations that no word processor writes. It is not read.
docx-refused-too-complex = The file is built as no word processor builds one. It is not read.
docx-refused-too-long = The document is too long: at most 2 MB of text.
docx-refused-empty = The document has no text.
