# Attachments of a consultation.
attach-none = There is no attachment yet.
attach-new = Add an attachment
attach-caption = Name of the attachment
attach-caption-hint = Everybody sees it on the page of the consultation and in the report.
attach-file = File
attach-file-hint = PDF, DOCX, ODT, PNG or JPEG, at most 25 MB. What images tell of place, camera and author is removed.
attach-add = Add
attach-remove = Remove
attach-remove-sure = The file leaves the page at once.
attach-remove-yes = Yes, remove
