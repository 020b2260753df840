review-title = Ask for a review
review-text = A review is for when we pass day 42. A senior officer looks at your file and answers you by name within three working days.
review-ask = Ask for a review
review-not-yet = Your application has not passed day 42. You can ask from then on; until then the tracker says who has it and by when.
# $date (String)
review-waits = A senior officer answers by { $date }
# $name (String)
review-answered-by = Answered by { $name }
# $date (String)
review-asked-on = Asked on { $date }
review-link = Ask for a review
review-link-open = Your review
# $reason (String)
overdue-reason = The reason: { $reason }.
nav-reviews = Reviews
reviews-title = Reviews that wait for an answer
# $count (Number)
reviews-count = { $count ->
    [0] Nobody waits for an answer.
    [one] One applicant waits for an answer.
   *[other] { $count } applicants wait for an answer.
}
reviews-none = When a file passes day 42 its applicant may ask why. The question appears here, and you hear of it by e-mail.
# $date (String)
reviews-due = answer by { $date }
reviews-ball = Who has the ball
reviews-answer = Your answer
reviews-answer-hint = Say what held the file up, what happens now and by when. The applicant reads it with your name.
reviews-action = Send the answer
error-review-answer = Write what happened, what comes next and by when
# $date (String)
mail-due-text = Four weeks are over. We mean to answer by { $date }. This is where it stands:
mail-due-subject = Your application after four weeks
mail-heartbeat-subject = Where your application stands this week
mail-overdue-subject = We are late, and we are sorry
mail-overdue-text = Six weeks are over, and we have not kept our word. We are sorry. This is why:
mail-overdue-review = You can ask for a review. A senior officer then answers you by name within three working days.
# $reference (String)
# $day (Number)
mail-escalated-due = { $reference } is on day { $day }
# $reference (String)
# $day (Number)
mail-escalated-late = { $reference } is late: day { $day }
# $reference (String)
mail-escalated-text = Nothing has been decided on { $reference }. This is what it waits for:
mail-escalated-action = Open the late files
# $reference (String)
mail-review-asked-subject = { $reference }: the applicant asks for a review
# $reference (String)
# $date (String)
mail-review-asked-text = The file { $reference } has passed day 42, and its applicant asks why. Answer by { $date }.
# $reference (String)
mail-review-urged-subject = { $reference }: the review is not answered
# $reference (String)
mail-review-urged-text = Three working days are over, and nobody has answered the applicant of { $reference }.
mail-review-answered-subject = The answer to your review
# $name (String)
mail-review-answered-text = { $name } has looked at your application and writes:
