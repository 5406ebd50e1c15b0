# Pages of errors.
error-not-found = There is no such page
error-not-found-lead = The address may be incomplete, or the page has moved.
error-sign-in = Sign in to see this page
error-sign-in-lead = Once signed in, you come back here.
error-forbidden = You have no access to this page
error-forbidden-lead = Only moderators can open it, and pages of settings only administrators. If you are one, sign in to that account.
error-too-many = Too many attempts
error-busy = Too busy just now
error-refused = This can't be done now
error-internal = Something broke on our side
error-internal-lead = We noted what happened. The last change may not have been saved: look whether it is there.
error-try-again = Try again
error-see-consultations = See the consultations
error-number = Error { $status }
