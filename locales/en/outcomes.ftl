## How a case ends: appeals, voided decisions, lapses, leaving

state-lapsed = Certificate ended
state-appealed = Appeal
state-voided = To be decided anew
state-expired = Draft ended
state-left = Left
act-appeal = Appeal made
act-allow-appeal = Appeal allowed
act-dismiss-appeal = Appeal dismissed
act-propose-void = Proposed to void the decision
act-refuse-void = Proposal to void refused
act-void = Decision does not count
act-lapse = Certificate ended
act-renew = New certificate counts
act-expire = Draft ended
act-leave = Left
ball-hear = With us: an officer who took no part looks at your appeal
# $date (String)
ball-next-hear = You hear by { $date }. The decision stands until then.
tracker-voided = The earlier decision does not count, because an officer should have stepped aside. Two others decide anew; you need to do nothing.
# $files (Number)
# $from (String)
# $to (String)
when-forecast = Judging by the last { $files } files, probably between { $from } and { $to }.
outcome-scope = The approval covers:
outcome-conditions = What to mind:
outcome-lapsed = Your practising certificate has ended
outcome-lapsed-text = The board opens again as soon as we have checked your new one. Your record stays.
outcome-lapsed-action = Upload the new certificate
# $date (String)
outcome-appeal = You can appeal until { $date }. An officer who took no part looks at it.
outcome-appeal-action = Appeal
outcome-appeal-dismissed = Your appeal was looked at by an officer who took no part. The decision stands:
# $date (String)
outcome-again-from = You may apply again from { $date }.
outcome-left = You left
outcome-expired = This draft has ended
appeal-title = Appeal against the decision
appeal-text = An officer who took no part reads your words and the whole file, and answers within ten working days. You can appeal once.
# $date (String)
appeal-last-day = The last day is { $date }.
appeal-reason = The reason that was given
appeal-words = Why the decision should change
appeal-words-hint = Say what the officers did not know or read wrongly. You can send documents after the case returns.
appeal-action = Send the appeal
error-case-appeal = Write why the decision should change
leave-link = Leave
leave-title = Leave
leave-text = Your places ahead are released and the units are told. We keep what the law asks us to keep. You can apply again whenever you wish.
leave-action = Leave now
left-release = left
voided-release = approval to be decided anew
decide-scope = Covers
file-conditions = What the member must mind
file-conditions-hint = For example: the first three shifts with a colleague. The member reads it.
file-again = If not approved: may apply again
# $months (Number)
file-again-after = { $months ->
    [0] at once
   *[other] after { $months } months
}
error-scope = Tick at least one specialty
appeal-heading = Appeal
# $made (String)
# $due (String)
appeal-made = Made on { $made }; answer by { $due }
appeal-answer = Your answer
appeal-allow = Allow: recommend an approval
appeal-dismiss = Dismiss: the decision stands
appeal-answer-action = Answer the appeal
error-appeal-outcome = Choose one of the two
error-about = Choose the officer who should have stepped aside
missing-hear = Answer the appeal
queue-step-hear = Answer an appeal
void-heading = Should the decision count?
# $by (String)
# $about (String)
void-proposed = { $by } says that { $about } should have stepped aside.
void-text = If two officers agree, the case returns, the board closes to the member and places ahead are released. The record stays.
void-agree = I agree: it does not count
void-refuse = It counts
void-take-back = Take the proposal back
void-link = An officer should have stepped aside
void-about = Who should have stepped aside
void-action = Propose that the decision does not count
problem-involved = An officer who took no part must do this
problem-involved-text = You took part in the decision, so another officer answers the appeal and decides.
problem-full = The list is full
problem-full-text = Nothing was added. An application can name 20 former units and 20 stretches of work.
problem-two-others = Two other officers must agree
problem-two-others-text = Neither the officer it is about nor the one who proposed it can agree alone.
problem-too-early = You cannot apply again yet
problem-too-early-text = The page of your application says from when you can.
# $scope (String)
mail-approved-scope = It covers: { $scope }.
# $conditions (String)
mail-approved-conditions = What to mind: { $conditions }
# $date (String)
mail-rejected-appeal = You can appeal until { $date }. An officer who took no part looks at it.
mail-lapsed-subject = Your practising certificate has ended
mail-lapsed-text = The board is closed to you until we have checked your new certificate. Your record stays.
mail-lapsed-action = Upload the new certificate
mail-open-again-text = Your new certificate counts from this minute.
mail-left-subject = You have left
mail-left-text = As you asked, your membership has ended and places ahead are released. You can apply again whenever you wish.
mail-appeal-received-subject = We have your appeal
# $date (String)
mail-appeal-received-text = An officer who took no part answers it by { $date }.
# $reference (String)
mail-appeal-hear-subject = An appeal for you to answer: { $reference }
# $date (String)
mail-appeal-hear-text = You took no part in the decision, so the appeal comes to you. The applicant was told: by { $date }.
mail-appeal-action = Open the file
# $reference (String)
mail-appeal-unheard-subject = Nobody can answer an appeal: { $reference }
mail-appeal-unheard-text = Every officer took part in the decision or stepped aside. Invite a further officer.
mail-appeal-unheard-action = Invite an officer
mail-appeal-allowed-subject = Your appeal is allowed
mail-appeal-allowed-text = Your case has returned, and another officer decides.
mail-appeal-dismissed-subject = The answer to your appeal
mail-voided-subject = The decision on your application does not count
mail-voided-text = An officer should have stepped aside. Two others decide anew; until then you cannot pick shifts, and places ahead are released. You need to do nothing.
# $date (String)
mail-draft-subject = We delete your draft on { $date }
mail-draft-text = Nobody has touched it for a while. Open it and save anything, and we keep it for another 90 days.
