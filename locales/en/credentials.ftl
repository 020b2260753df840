## What is asked

slot-practising-certificate = practising certificate
slot-experience-proof = proof of specialty experience
slot-specialist-registration = certificate of specialist registration

## Why a document comes back, and what to do

return-unreadable = it cannot be read. Take the picture in daylight, from above, in focus
return-cut-off = an edge is cut off. Show the whole page with all four corners
return-wrong-document = it is another document. Upload the one that is asked for
return-other-name = the name on it is another one. Upload yours, or tell us about a change of name
return-expired = it has expired. Upload the current one, or the receipt of your renewal
return-date-differs = the last day you typed is not the one printed on it. Check the date and upload it again
return-other = see the note
