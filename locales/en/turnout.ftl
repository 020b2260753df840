## Who comes

nav-tonight = Tonight
nav-absences = Absences
tonight-title = Who comes tonight
# $count (Number)
tonight-count = { $count ->
    [one] One person works in the next 24 hours.
   *[other] { $count } people work in the next 24 hours.
}
tonight-empty = Nobody works in the next 24 hours.
# $conditions (String)
tonight-conditions = To mind: { $conditions }
tonight-verified = Verified category
# $date (String)
tonight-until = certificate until { $date }
tonight-unverified = certificate not in force: call the office first
# $count (Number)
tonight-missing-count = { $count ->
    [one] One has not signed in.
   *[other] { $count } have not signed in.
}
tonight-word = Still coming?
tonight-coming = Said yes
tonight-silent = Asked, no answer yet
tonight-not-asked = Not asked yet
tonight-missing = Has not signed in: call, then say so
tonight-came = Came
tonight-left = Left
tonight-print = The list has no photographs. Print it to write down by hand who came and left when.

## Absence

absence-reported = Reported absent, waits for review
absence-excused = A good reason, or they did come
absence-upheld = They did not come
absence-title = Did they not come?
absence-text = Call the member first. They hear of your report and can say their side. An officer reviews it; no points are counted.
absence-note = What happened?
absence-send = Report that they did not come
absence-reported-by-unit = The unit reported that you did not come
absence-reported-text = Say what happened. An officer reads both sides before anything is decided; no points are counted.
absence-word = Your side
absence-word-send = Send
absence-unit-says = What the unit says
absence-member-says = What the member says
absence-no-word = The member has not answered.
absence-verdict = Outcome of the review
absence-verdict-text = What the officer says
absence-reason = Reason (the member reads it)
absence-decide = Record the outcome
absences-title = Absences to review
absences-text = A person reviews each one. Nothing becomes a score, and nothing here closes the board by itself.
# $count (Number)
absences-count = { $count ->
    [one] One waits for review.
   *[other] { $count } wait for review.
}
absences-empty = Nothing waits for review.
error-absence-verdict = Choose the outcome
error-absence-note = Give the reason, in at most 500 characters

## Feedback

feedback-unit-title = How was it?
feedback-unit-question = Would you have this member back?
feedback-member-title = How was the shift?
feedback-member-question = Would you work in this unit again?
feedback-yes = Yes
feedback-no = No
feedback-note = Anything else (optional)
feedback-hint = The other side reads it. It can be sent once.
error-feedback-again = Choose yes or no
speech-back = Back to the shift
feedback-send = Send
feedback-of-unit = What the unit says
feedback-of-member = What the member says

## Letters

# $when (String)
mail-absent-subject = The unit reported that you did not come: { $when }
# $place (String)
# $when (String)
mail-absent-text = { $place } reported that you did not come on { $when }. You can say your side, and an officer reviews it.
mail-absent-action = Say what happened
# $when (String)
mail-review-subject = The report was reviewed: { $when }
# $place (String)
# $when (String)
mail-review-excused = The report of { $place }, { $when }, was reviewed: there was a good reason, or you did come.
# $place (String)
# $when (String)
mail-review-upheld = The report of { $place }, { $when }, was reviewed: you did not come. The page says why.
mail-review-action = See the outcome
