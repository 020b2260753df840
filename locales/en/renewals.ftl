slot-registration-certificate = certificate of registration
slot-life-support = certificate in life support
slot-other-competency = proof of another competency
slot-renewal-evidence = receipt of your renewal
slot-missing = To do
slot-welcome = If you have it
slot-uploaded = Uploaded
slot-being-checked = Being checked
slot-returned = Returned
slot-verified = Accepted
slot-expiring = Ends soon
slot-expired = Ended
documents-renew = Renew
# $date (String)
documents-stands-until = The one we accepted counts until { $date }.
# $date (String)
documents-ended = The one we accepted ended on { $date }. You can pick no shift after that day until we accept a new one.
documents-stands = The one we accepted counts until a new one is accepted.
documents-waits = We check the new one and write to you.
documents-evidence = Renewal applied and paid for, and the new certificate has not come? Upload the receipt.
# $count (Number)
documents-past = { $count ->
    [one] One earlier version
   *[other] { $count } earlier versions
}
documents-for-members = Renew each document before it ends. The board stays open for shifts up to its last day.
upload-stands-beside = The one we accepted stands until an officer accepts the new one.
renewals-title = Renewed documents
# $count (Number)
renewals-count = { $count ->
    [0] No document of a member waits.
    [one] One document of a member waits.
   *[other] { $count } documents of members wait.
}
renewals-none-next = Members hear 90, 60, 30 and 7 days before a document ends. What they upload appears here.
renewals-member = Member
renewals-document = Document
renewals-typed = New last day
renewals-stands = Accepted until
renewals-uploaded = Uploaded
renewals-back = Back to renewed documents
renewals-accept = Accept
renewals-until = The old certificate is deemed to be held until
renewals-until-hint = As a rule the end of the month in which the council sends the new one, for example 2027 2 28
renewals-original = Open the original file
error-renewal-until = Enter the last day on which the old certificate is deemed to be held; it must be after today
nav-renewals = Renewals
# $document (String)
mail-renewed-subject = Accepted: your { $document }
# $document (String)
mail-renewed-text = We checked your new { $document } and accepted it.
# $date (String)
mail-renewed-until = It counts until { $date }.
mail-ending-action = Upload the new one
# $document (String)
# $date (String)
mail-ending-subject = Your { $document } ends on { $date }
# $document (String)
# $date (String)
mail-ending-text = The { $document } that we accepted ends on { $date }. Shifts after that day open to you when we have accepted a new one.
# $document (String)
# $date (String)
mail-ending-plain = The { $document } that we accepted ends on { $date }. Some units ask for one that is valid.
mail-ending-next = Upload the new one when you have it. Is a licence paid for and not printed yet? Upload the receipt.
# $document (String)
# $date (String)
mail-ended-subject = Your { $document } ended on { $date }
# $document (String)
# $date (String)
mail-ended-text = The { $document } that we accepted ended on { $date }. You are still a member, but shifts after that day are closed to you.
# $document (String)
# $date (String)
mail-ended-plain = The { $document } that we accepted ended on { $date }. Some units ask for one that is valid.
mail-ended-next = Upload the new one, or the receipt of your renewal. Closed shifts open by themselves when an officer has accepted it.
