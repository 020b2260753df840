slot-identity-card = identity card
upload-not-a-picture = Here the file must be a JPEG or PNG picture
problem-not-yet = It is too early for your identity card
problem-not-yet-text = We ask for a copy with the approval, and never before it.
kept-identity-cards = Copies of identity cards, once an officer has looked at them
identity-with-offer = You are approved. Before the first shift an officer compares your card with your name.
identity-gone = The copy was removed when its time was over
identity-file-hint = A JPEG or PNG picture of the front, smaller than 10 MB
identity-notice = Before you upload it
identity-notice-why = We compare the name and the photo with your registration, as an employer must. You may show the card at the office instead.
identity-notice-who = We write COPY across the picture and keep nothing else. An officer sees it until it is checked; hospitals and units never do.
# $time (String)
identity-notice-long = The copy goes by itself after { $time }.
