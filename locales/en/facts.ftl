## Typed facts that an officer asks about

act-ask-fact = Applicant asked about a detail
act-correct-fact = Detail corrected
act-confirm-fact = Detail confirmed as it stands
# $facts (String)
ball-tell = It is your turn: look again at your { $facts }
# $date (String)
ball-next-tell = Answer by { $date }. We go on as soon as you have.
ball-action-tell = Answer
# $facts (String)
missing-tell = Waiting for the applicant: { $facts }
# $facts (String)
stage-told = { $facts } in question
facts-title = A detail to look at again
facts-intro = An officer has a question about what you typed. The clock waits for you and everything else stands.
facts-none = Nothing is asked at the moment. Your application page says what comes next.
# $date (String)
facts-asked = Asked on { $date }
facts-hint = Correct it, or send it unchanged if it is right
facts-send = Send the answer
asked-title = Details asked about
asked-waiting = Waits for the applicant
asked-corrected = Corrected
asked-confirmed = Right as it stands
asked-summary = Ask about a detail
asked-which = Which detail
asked-why = What is in doubt
# $language (String)
asked-why-hint = The applicant reads this. Write in { $language }.
asked-action = Ask the applicant
asked-error-fact = Choose a detail
asked-error-reason = Say what is in doubt, in at most 500 characters
# $reason (String)
# $note (String)
asked-both = { $reason } { $note }
# $fact (String)
mail-fact-subject = It is your turn: { $fact }
# $fact (String)
mail-fact-text = An officer has a question about what you typed as your { $fact }:
mail-fact-rest = Correct it or confirm it. Everything else stands. The clock waits for you.

## Earlier versions, reads and letters in the story of a file

trail-earlier = Earlier versions
# $date (String)
trail-came = Uploaded { $date }
# $date (String)
# $reason (String)
trail-returned = Returned { $date }: { $reason }
# $document (String)
trail-read = Read: { $document }
# $subject (String)
trail-letter = Letter to the applicant: { $subject }

## The page of promises as administrators read it

# $count (Number)
promise-late = Files past the promise: { $count }
promise-late-none = No file is past its promise.
promise-late-next = What comes next
promise-late-owner = Officer

## Proposals to void, and members whose certificate has ended

file-lapsed = Member, certificate ended
voidings-title = Decisions in question
# $count (Number)
voidings-count = Proposals that wait for a second officer: { $count }
voidings-none = Nothing waits for a second officer.
voidings-by = Proposed by
# $reference (String)
mail-void-proposed-subject = { $reference }: should the decision count?
# $by (String)
mail-void-proposed-text = { $by } says that an officer should have stepped aside. A second officer agrees or refuses; until then nothing changes.
mail-void-proposed-action = Look at the file
