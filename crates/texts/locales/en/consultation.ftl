# The page of a consultation.
contents-title = Contents
facts-title = Notice of the consultation
fact-subject = Subject
fact-aim = Aim
fact-period = Dates
fact-forms = Ways to take part
fact-audience = Who may take part
fact-territory = Area
fact-office = Run by
fact-legal-basis = Legal basis
fact-data = Personal data
fact-data-words = The public sees only the name that you choose and the text of comments.
fact-data-link = How data are processed
audience-everyone = All residents and organisations
audience-organisations = Organisations, through their representatives
draft-unpublished = This is a draft. Only moderators see it.
publish = Publish
