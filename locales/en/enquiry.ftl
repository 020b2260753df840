# $name (String)
enquiry-title = Did { $name } work with you?
# $unit (String)
enquiry-intro = You are asked for { $unit }. Two minutes, no account. Only the vetting officers read your answer.
enquiry-person = Applicant
enquiry-worked-here = Did they work in your unit on the dates above?
aspect-competence = Clinical competence
aspect-safety = Safety of patients
aspect-documentation = Records
aspect-teamwork = Teamwork
aspect-punctuality = Punctuality
rating-good = Good
rating-fair = As expected
rating-concern = Some concern
answer-yes = Yes
answer-no = No
answer-unknown = I do not know
enquiry-have-back = Would you have them back?
enquiry-comment = Anything that we should know (optional)
enquiry-comment-hint = At most 2,000 characters
enquiry-signed = Your name and post
enquiry-signed-hint = For example: Ward manager Lee
enquiry-send = Send the answer
enquiry-decline-title = Cannot answer?
enquiry-decline-text = If this is not your unit, or you cannot say, tell us and nobody waits for you.
enquiry-decline = I cannot answer
enquiry-done-title = Thank you
enquiry-done-text = Your answer is with the office. You can close this page.
error-answer = Choose an answer
# $aspect (String)
error-rating = Choose an answer for: { $aspect }
error-comment = Use at most 2,000 characters
error-signed = Enter your name and post
