# What the law wants said: the office, the declaration of accessibility, personal data and for how long they are kept.
law-save = Save
law-city-title = Office
law-city-lead = What you put in here stands in the information on personal data and at each form in which somebody gives theirs.
law-city-unsaid = Nobody has said yet who the controller of the data is. The law asks for it (GDPR, article 13).
law-city-saved = What is said of the office is saved.
law-city-name = Name of the controller of the data
law-city-name-hint = For example: Prezydent Miasta Lublin.
law-city-address = Address
law-city-email = E-mail
law-city-phone = Telephone
law-city-officer = Data protection officer
law-city-officer-hint = An e-mail address or another way to reach them.
law-city-retention-years = For how many years after the report names stay under comments
law-city-retention-years-hint = From 1 to 50. Then names leave and comments stay. Where that time is over already, they leave within an hour, and that can't be undone. A consultation may have a number of its own.

law-declaration-title = Accessibility statement: the form
law-declaration-lead = The parts and their order are those of the ministry's technical conditions (version 2.0 of 2024). Fill descriptions in in Polish: they stand as they are on the English page.
law-declaration-publish = Publish the statement
law-declaration-read = Read the statement
law-undeclared = The office has not published its accessibility statement for this site yet.
law-review-by = Look the statement through and bring it up to date by { $day }.
law-part-site = The site
law-part-status = State of accessibility
law-part-made = How the statement was made
law-part-contact = Contact about accessibility
law-part-others = Other information
law-field-entity = Name of the public body
law-field-published-on = When the site was published
law-field-updated-on = When it was last changed in a way that matters
law-field-updated-on-hint = Its look, how it works, or a large part of its content.
law-field-status = Compliance with the act
law-field-barriers = Not as the annex to the act asks
law-field-barriers-hint = Each on a line of its own: what, on which page, what it makes difficult, and how else to get that content. Needed unless the site is fully compliant.
law-field-costs = Disproportionate burden
law-field-costs-hint = Each entry on a line of its own, with the address of the assessment.
law-field-exempt = Content that the law does not apply to
law-field-list-hint = Each entry on a line of its own.
law-field-method = Basis of the assessment
law-field-examiner = Who examined the site
law-field-examiner-hint = Needed where that was somebody else than the office.
law-field-made-on = When the statement was made
law-field-reviewed-on = When it was last reviewed
law-field-reviewed-on-hint = Empty for a first statement. Then a review each year by 31 March.
law-field-contact = Person or unit
law-field-email = E-mail
law-field-phone = Telephone
law-field-architecture = Accessibility of the building
law-field-architecture-hint = Entrance, stairs and lifts, toilets, parking, assistance dogs.
law-field-communication = Accessibility of information and communication
law-field-communication-hint = Sign language interpreter, induction loop, easy-to-read text.
law-field-help = What helps, what limits, other information
law-field-apps = Mobile applications
status-full = compliant
status-partial = partly compliant
status-not = not compliant
method-own = self-assessment by the office
method-external = examination by another body

law-intro-pledges = undertakes to make its
law-intro-site = website
law-intro-act = accessible as the Polish act of 4 April 2019 on the digital accessibility of websites and mobile applications of public bodies asks.
law-intro-of = This accessibility statement applies to the website
law-published-on = Website published on
law-updated-on = Last significant update
law-status-title = State of digital accessibility
law-status-full = The website is compliant with the Polish act of 4 April 2019 on the digital accessibility of websites and mobile applications of public bodies.
law-status-partial = The website is partly compliant with the Polish act of 4 April 2019 on the digital accessibility of websites and mobile applications of public bodies, because of the non-compliance or the exemptions listed below.
law-status-not = The website is not compliant with the Polish act of 4 April 2019 on the digital accessibility of websites and mobile applications of public bodies, because of the non-compliance or the exemptions listed below.
law-barriers-title = Content that is not accessible
law-barriers-annex = Non-compliance with the annex
law-barriers-costs = Disproportionate burden
law-barriers-exempt = Content that the law does not apply to
law-made-title = Preparation of this accessibility statement
law-made-on = Statement made on
law-reviewed-on = Statement last reviewed on
law-method-own = The statement rests on a self-assessment by the public body.
law-method-external = The statement rests on an examination by another body: { $examiner }.
law-help-title = What helps, what limits, other information
law-keys-title = Keyboard shortcuts
law-contact-title = Feedback and contact
law-contact-lead = You can report problems with the digital accessibility of this website here:
law-contact-who = Contact
law-procedure-title = Requests and complaints about accessibility
law-procedure-right = Everybody has the right to demand that this website or parts of it be made digitally accessible. Give in it:
law-procedure-name = your name,
law-procedure-contact = your contact, such as a telephone number or an e-mail address,
law-procedure-address = the exact address of the page with the part or the content that is not accessible,
law-procedure-wish = what the problem is, and which way to solve it would suit you best.
law-procedure-time = We answer as soon as we can, within 7 days of receiving the demand at the latest. If that is too short, we tell you so and name another date, not later than 2 months after receiving it. If we can't make it digitally accessible, we offer another way to the content.
law-procedure-complaint = If we refuse to make it digitally accessible, or you do not agree to the other way offered, you have the right to complain. Send the complaint to the same contact. It is decided on by { $entity }.
law-procedure-then = When this procedure is exhausted, you can also turn to the
law-procedure-ombudsman = Polish Commissioner for Human Rights
law-others-title = Other information
law-apps-title = Mobile applications
law-architecture-title = Accessibility of the building
law-communication-title = Accessibility of information and communication

law-retention-title = When names leave
law-retention-lead = So many years after the report was published, the names of residents under comments, questions and in polls by name give way to the words “Osoba 1”, “Osoba 2” (person 1, person 2). Nothing ties them to an account any more. Comments, the city's answers, numbers and the names of officers stay. This can't be undone.
law-retention-usual = { $years ->
    [one] Usually { $years } year after the report.
   *[other] Usually { $years } years after the report.
}
law-retention-unsaid = Nobody has said yet for how many years names stay: until then they do not leave. Say it on the page of the office.
law-retention-none = No consultation has a published report yet.
law-retention-saved = Saved.
law-retention-caption = Consultations with a published report. The latest first.
law-retention-consultation = Consultation
law-retention-reported = Report
law-retention-leave = Names leave
law-retention-left = left on { $day }
law-retention-never = not known
law-retention-years = Years after the report
law-retention-years-hint = From 1 to { $most }. Empty: as many as usual. If names are to leave sooner than now, you see first how many and when.
law-retention-as-usual = as usual
law-names-leave-people = { $people ->
    [one] The name of { $people } person leaves
   *[other] The names of { $people } people leave
}
law-names-leave-from = { $consultations ->
    [one] { $consultations } consultation
   *[other] { $consultations } consultations
}
law-names-leave-at-once = the first within an hour of saving
law-names-leave-on = the first on { $day }
law-names-leave = { $people } { $from }, { $when }. This can't be undone. Nothing was saved yet: check the number of years and confirm it.
law-names-leave-agree = I confirm it, save
law-years = { $years ->
    [one] { $years } year
   *[other] { $years } years
}
pseudonym = Person { $number }

law-notice-office = The controller of the data is the office that runs the consultation.
law-notice-controller = The controller of the data is { $name }.
law-notice-address = The address serves signing in and letters; nobody sees it. It stays as long as the account exists.
law-notice-name = Everybody sees the name at your comments.
law-notice-hall = Everybody sees the name at the meeting and in its minutes.
law-notice-words = Everybody can read the comment and your name.
law-notice-years = { $years ->
    [one] The name leaves { $years } year after the report of the consultation.
   *[other] The name leaves { $years } years after the report of the consultation.
}
law-notice-more = More on personal data

law-privacy-controller = The controller of your data is:
law-privacy-unsaid = The office has not given its details and the contact of its data protection officer here yet.
law-privacy-basis = The data are processed to hold public consultations, a task carried out in the public interest (GDPR, article 6(1)(e)). Giving them is voluntary, but without an e-mail address there is no account. There is no profiling and no automated decision.
law-privacy-time-title = For how long
law-privacy-time = { $years ->
    [one] Your name stays under your comments, questions and votes for { $years } year after the report of the consultation was published, unless another time was set for it. Then the word “Osoba” (person) with a number stands in its place and nothing ties what was said to an account, and the links of letters about it end. The text stays, since it belongs to the record of the consultation. What you write about yourself in a text does not leave, nor do names in published minutes.
   *[other] Your name stays under your comments, questions and votes for { $years } years after the report of the consultation was published, unless another time was set for it. Then the word “Osoba” (person) with a number stands in its place and nothing ties what was said to an account, and the links of letters about it end. The text stays, since it belongs to the record of the consultation. What you write about yourself in a text does not leave, nor do names in published minutes.
}
law-privacy-time-unsaid = The office has not decided yet after how many years names leave. Until then they stay.

mail-review-subject = Accessibility statement: review by { $by }
mail-review-body = Hello,

    the accessibility statement of this site was last looked through on { $day }.
    The law asks for a review and an update by { $by }.

    Form: { $link }

    We sent this letter because you are an administrator of this site. It comes once a year.

    Busola

log-city-set = said who runs the site
log-accessibility-publish = published the accessibility statement
log-consultation-retention = changed for how many years names stay
log-consultation-anonymise = removed names from a consultation
