## Who has the ball, since when, what next, by when

ball-complete = It is your turn: complete your application
ball-take = With us: an officer takes your file
ball-check = With us: we check your documents
# $documents (String)
ball-replace = It is your turn: upload again your { $documents }
ball-ask = With us: we write to the units you worked in
# $units (String)
ball-answer = We are waiting for: { $units }
ball-name-unit = It is your turn: name another unit that we can ask
ball-decide = With us: two officers decide
# $date (String)
ball-since-you = Since { $date }. The clock does not run while it is with you.
# $date (String)
ball-since-us = Since { $date }. You need to do nothing.
# $date (String)
ball-since-units = We wrote to them on { $date }. You need to do nothing.
# $date (String)
ball-next-complete = Send it in when everything is there. We keep your draft until { $date }.
# $date (String)
ball-next-take = An officer begins by { $date }.
# $date (String)
ball-next-check = By { $date } we have accepted each document or told you what to do about it.
# $date (String)
ball-next-replace = Upload it by { $date }. We go on as soon as it is there.
# $date (String)
ball-next-ask = We write to them by { $date }.
# $date (String)
ball-next-answer = They have until { $date }. After that we look for another way and tell you.
# $date (String)
ball-next-name-unit = A unit could not answer. Name another one by { $date }.
# $date (String)
ball-next-decide = You hear by { $date }.
# $date (String)
ball-next-late = We have not kept the date that we gave you, and we are sorry. You hear from us again by { $date }.
ball-action-replace = Upload
ball-action-name-unit = Name a unit

## The rail

rail-title = Days in vetting
# $day (Number)
rail-desc = Today is day { $day }. The target is day 28 to day 42.
# $day (Number)
rail-today = Today, day { $day }
rail-target = Target

## The six steps

steps-title = The six steps
stage-received = We received your registration
stage-documents = We check your documents
stage-register = We check the register
stage-units = We ask the units you worked in
stage-decision = Two officers decide
stage-can-pick = You can pick shifts
stage-open = Not started
stage-now = Now
stage-you = Waiting for you
stage-unit = Waiting for a unit
stage-done = Done
stage-bad = Stopped
# $word (String)
# $date (String)
stage-line = { $word } · { $date }
# $answered (Number)
# $all (Number)
stage-units-count = { $answered } of { $all } answered
document-uploaded = Waiting for a check
document-verified = Accepted
document-returned = Returned
document-replaced = Replaced
enquiry-named = Not asked yet
# $date (String)
enquiry-asked = Sent { $date }
# $date (String)
enquiry-opened = Opened { $date }
# $date (String)
enquiry-answered = Answered { $date }
# $date (String)
enquiry-declined = Could not answer, { $date }

## The draft

application-title = Your application
tasks-title = What we need
task-registration = Registration
task-documents = Documents
# $have (Number)
# $need (Number)
task-documents-note = { $have } of { $need } uploaded
task-experience = Specialty experience
# $count (Number)
task-experience-note = { $count ->
    [0] Where you have worked, and when
    [one] One stretch of work
   *[other] { $count } stretches of work
}
task-units = Former units that we may ask
# $have (Number)
# $need (Number)
task-units-note = { $have } named; at least { $need } are needed
task-done = Done
task-open = To do
tasks-action = Check and send in
back-to-application = Back to your application
back-to-documents = Back to your documents
save-and-return = Save
choose = Choose
change = Change
remove = Remove
# $body (String)
registration-intro = Your number at the { $body }.
registration-number = Registration number
registration-number-hint = As printed on your practising certificate
experience-intro = List where you have worked in a specialty. We approve you for the specialties that you show.
experience-empty = Nothing is listed yet.
experience-ongoing = today
experience-add = Add a stretch of work
experience-from = First day
experience-to = Last day
experience-still = I still work there
units-intro = We write to at least two units in which you worked. You see when we wrote, when they opened it and when they answered, but not what they say.
units-empty = No unit is named yet.
units-add = Add a unit
field-hospital = Hospital
field-unit = Unit or ward
field-unit-hint = For example: Medical ward 7A
field-specialty = Specialty
field-contact = Whom to ask there
field-unit-email = The unit's e-mail address
field-unit-email-hint = The official one of the unit, not a private one
field-unit-phone = The unit's telephone
check-title = Check your application
# $count (Number)
check-missing = { $count ->
    [one] One thing is missing
   *[other] { $count } things are missing
}
check-name-zh = Name in Chinese
missing-registration = Your registration number
# $document (String)
missing-document = Your { $document }, with its last day where it has one
missing-experience = At least one stretch of specialty experience
# $count (Number)
missing-units = { $count } former units that we may ask
# $date (String)
valid-until = valid until { $date }
check-promise = Once you send it in, the clock runs: you hear within four to six weeks, and we write at every step.
check-action = Send in my application

## The tracker

tracker-title = Your application
when-title = When you will hear
# $from (String)
# $to (String)
when-range = { $from } to { $to }
when-target = Our target is four to six weeks.
when-overdue = Your application has passed day 42. We have not kept our word, and we are sorry.
# $used (Number)
# $paused (Number)
# $since (Number)
when-clocks = { $used } days used, { $paused } days paused while it was your turn. { $since } days since you registered.
officer-title = Your officer
officer-none = No officer has taken your file yet
overdue-title = If it passes day 42
overdue-text = We apologise and say why, and you can ask for a review that somebody answers by name.
# $count (Number)
history-link = { $count ->
    [one] Full history (one event)
   *[other] Full history ({ $count } events)
}
documents-link = Your documents
units-link = Your former units
withdraw-link = Withdraw the application
outcome-approved = You are approved and can pick shifts
outcome-approved-text = Two officers have approved your application.
outcome-approved-action = Pick a shift
# $date (String)
outcome-suspended = Your membership is suspended since { $date }
outcome-suspended-text = The board opens again as soon as the office lifts the suspension. We write to you then.
outcome-rejected = Your application was not approved
outcome-rejected-text = When the reason no longer holds you may apply again.
# $reason (String)
outcome-reason = The reason: { $reason }
outcome-withdrawn = You withdrew this application
outcome-withdrawn-text = You can apply again whenever you wish.
apply-again = Apply again
history-title = Full history
# $count (Number)
history-count = { $count ->
    [one] One event, newest first.
   *[other] { $count } events, newest first.
}
history-begun = Application begun
withdraw-title = Withdraw your application
withdraw-text = We stop at once and ask nobody further. You can apply again whenever you wish.
withdraw-action = Withdraw

## Acts

act-submit = Application sent in
act-begin = Officer took the file
act-verify-document = Document accepted
act-return-document = Document returned
act-supply-document = Document uploaded again
act-send-enquiries = Former units asked
act-answer-enquiry = Former unit answered
act-decline-enquiry = Former unit could not answer
act-recommend = First officer recommended
act-approve = Approved
act-reject = Not approved
act-withdraw = Withdrawn
act-suspend = Membership suspended
act-reinstate = Membership open again
actor-you = Applicant
actor-unit = Former unit
actor-system = Automatic
actor-office = Office

## States

state-draft = Draft
state-submitted = Sent in
state-checking-documents = Checking documents
state-more-information = With the applicant
state-awaiting-references = Waiting for units
state-ready-for-decision = Ready for decision
state-approved = Approved
state-suspended = Suspended
state-rejected = Not approved
state-withdrawn = Withdrawn

## What is wrong, and what to do

error-registration-number = Enter your registration number, at most 30 characters
error-hospital = Enter the hospital
error-unit = Enter the unit or ward
error-specialty = Choose the specialty
error-from = Enter the first day; it cannot be in the future
error-to = Enter the last day, after the first, or tick that you still work there
error-contact = Enter whom to ask
error-unit-email = Enter the unit's official address
error-unit-phone = Enter the unit's telephone
