# Cards of consultations in the pages of other sites.
embed-title = Cards on other sites
embed-lead = A card shows a consultation, until when it takes comments and how many there are, in a page of another site such as the city's portal. Only the sites that you name here may show cards.
embed-origins = Sites
embed-origins-hint = One address a line, without a path: https://www.example.org. Leave it empty to allow no site.
embed-save = Save
embed-saved = The sites are saved.
embed-code-title = Show on another site
embed-code = Code for the page
embed-code-hint = Put it into a page of the city's portal. The card keeps itself up to date. The portal's address must be among the sites that an administrator has allowed.
problem-not-an-origin = Line { $line } is not the address of a site. Type it as https://www.example.org, without a path.
log-embed-set = sites that may show cards changed
