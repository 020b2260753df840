## The applicant's pages

ball-correct = It is your turn: correct a unit's address
ball-elsewhere = With us: we ask the unit in another way
# $date (String)
ball-since-turn = With you since { $date }.
# $date (String)
ball-next-correct = A letter could not be delivered. Correct the address by { $date }; we write again at once.
# $date (String)
ball-next-elsewhere = An officer asks in another way by { $date }. You need to do nothing.
ball-action-correct = Correct the address
# $date (String)
enquiry-reminded = Reminded { $date }
# $date (String)
enquiry-bounced = Not delivered, { $date }
# $date (String)
enquiry-expired = No answer by { $date }
enquiry-elsewhere = Being asked in another way
enquiry-given-up = Another unit instead
correct-link = Correct the contact
correct-title = Correct how the unit is reached
correct-text = We send a new link to the new address. The old link stops working.
correct-text-named = We have not written to this unit yet. We shall use what you enter here.
correct-send = Correct and send again
correct-save = Save
error-unit-email-own = This is your own address; enter the unit's official one
error-unit-email-same = Another unit has this address; each unit needs its own
error-unit-phone-own = This is your own telephone; enter the unit's

## The unit's form

enquiry-differs = What differs
enquiry-differs-hint = If the dates are not right, the right ones. For example: March 2021 to August 2023
enquiry-capacity = How do you know the applicant?
capacity-manager = As manager of the unit
capacity-supervisor = As supervisor
capacity-colleague = As colleague
capacity-records = From records only
enquiry-call = I would rather say something by telephone
colleague-link = Wrong person? Tell us whom to ask
colleague-title = Whom should we ask?
# $name (String)
# $unit (String)
colleague-text = This is about { $name }, { $unit }. An officer decides how to ask again. Your link stops working.
colleague-name = Their name and post
colleague-email = Their official e-mail address
colleague-send = Tell the office
error-differs = Say what differs
error-capacity = Choose how you know the applicant
error-colleague-email = Enter their official e-mail address

## The officer's pages

reference-open = Details and other ways
reference-needs-call-back = Needs a call-back
# $count (Number)
reference-doubts = { $count ->
    [one] One doubt
   *[other] { $count } doubts
}
# $domain (String)
doubt-free-mail = The address is at { $domain }, where anybody can open one.
# $contact (String)
doubt-own-name = The contact “{ $contact }” has the applicant's name.
doubt-own-session = Answered in a browser in which the applicant was signed in.
doubt-own-browser = Answered in a browser in which the applicant has signed in before.
# $date (String)
doubt-own-source = Answered from a network address from which the applicant signed in on { $date }.
# $date (String)
doubt-own-agent = Answered with a browser version that few use; the applicant signed in with it on { $date }.
# $unit (String)
doubt-alike-source = Came from the same network address as the answer of { $unit }.
# $unit (String)
doubt-alike-agent = Came with the same rare browser version as the answer of { $unit }.
# $name (String)
# $email (String)
reference-suggestion = The reader says that it is the wrong person, and to ask: { $name }, { $email }
reference-dates = Are the dates right?
reference-capacity = Knows the applicant
reference-signed = Name and post
reference-have-back = Would they have them back?
reference-call = Has more to say by telephone
reference-comment = In their words
# $count (Number)
# $date (String)
reference-reminded = { $count ->
    [one] reminded on { $date }
   *[other] reminded { $count } times, last on { $date }
}
# $date (String)
reference-expires = Link works until { $date }
reference-by-telephone = By telephone
reference-by-personnel = From the personnel record
reference-ways = What can be done
reference-ways-none = Nothing has to be done now.
reference-answer = What the unit says
# $count (Number)
reference-notes = { $count ->
    [0] No note of the office yet
    [one] One note of the office
   *[other] { $count } notes of the office
}
way-call-back = Call back
way-call-back-text = Call the unit's public number and ask whether the answer is theirs. Who calls does not decide.
way-contact = Ask another contact at this unit
way-contact-text = Enter the contact. A new link goes out and the old one stops working.
way-contact-send = Send the new enquiry
way-other-unit = Ask another unit
way-other-unit-text = We ask the applicant to name another unit. This unit's link stops working.
way-other-unit-send = Ask the applicant for another unit
way-telephone = Telephone instead of an answer
way-telephone-text = Call the unit's public number and note what they say. Once confirmed, it counts as an answer.
way-personnel = Personnel record instead of an answer
way-personnel-text = Read the personnel record and note what it says. Once confirmed, it counts as an answer.
note-call-back = Call-back
note-telephone = Telephone enquiry
note-personnel = Personnel record
note-number = Number called
# $phone (String)
note-number-hint = The unit's public number, not { $phone } that the applicant entered
note-number-typed = It is also the number that the applicant entered; I have found it independently in the source below
note-found-in = Where the number was found
note-found-in-hint = For example: hospital directory, hospital website
note-record = Which record
note-record-hint = For example: personnel system, file number
note-when = Date
note-time = Time
note-time-hint = 24 hours, for example: 14:05
note-spoke-to = Whom you spoke to
note-outcome = Outcome
outcome-confirmed = Confirmed
outcome-denied = Not confirmed
outcome-not-reached = Not reached
note-confirmed = What was confirmed
note-confirmed-hint = For example: post, how they worked, whether they wrote the answer themselves
note-refuted = The answer that was not confirmed
note-save = Save the note
error-number = Enter the number that you called
error-number-applicants = This is the applicant's own number; call the unit's public one
error-number-typed = The applicant entered this number; call the unit's public one, or confirm that you found it independently
error-found-in = Enter the source
error-moment = Enter date and time, not in the future
error-spoke-to = Enter their name and post
error-confirmed = Say what was confirmed, at most 2,000 characters
error-outcome = Choose an outcome
problem-call-back = A call-back is needed first
problem-call-back-text = A unit's answer is doubtful. One officer calls that unit back, then another officer can approve.
problem-own-call-back = Another officer must decide
problem-own-call-back-text = You called a unit of this file back, so you cannot approve it. Another officer approves or calls again.

## The story

act-ask-again = Former unit asked again
act-correct-contact = Contact of a unit corrected
act-bounce-enquiry = Letter to a unit not delivered
act-expire-enquiry = Former unit did not answer in time
act-redirect-enquiry = Former unit names somebody else to ask
act-give-up-enquiry = Another unit asked for instead
act-note-answer = Former unit confirmed in another way
act-refute-answer = To be asked in another way
enquiry-state-bounced = Not delivered
enquiry-state-expired = No answer in time
enquiry-state-redirected = Wrong person
enquiry-state-refuted = Not confirmed
enquiry-state-given-up = Another unit instead

## Mail

# $applicant (String)
mail-reminder-subject = Waiting for you: did { $applicant } work in your unit?
# $applicant (String)
# $unit (String)
mail-reminder-text = We asked how { $applicant } worked in { $unit } and have no answer yet. The applicant waits for it.
# $unit (String)
mail-came-back-subject = It is your turn: our letter to { $unit } was not delivered
# $unit (String)
mail-came-back-text = The address that you gave for { $unit } takes no mail. Correct it and we write again at once.
mail-came-back-action = Correct the address
# $unit (String)
mail-silent-subject = { $unit } has not answered
# $unit (String)
mail-silent-text = { $unit } did not answer within fourteen days and three reminders. An officer asks in another way; you need to do nothing.
mail-other-unit-subject = It is your turn: name another unit
# $unit (String)
mail-other-unit-text = We could not get an answer from { $unit }. We need another unit in which you worked.
mail-other-unit-action = Name a unit
