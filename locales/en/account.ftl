## Inbox

nav-inbox = Inbox
# $count (Number)
nav-inbox-unread = Inbox ({ $count })
nav-account = My account
inbox-title = Inbox
# $count (Number)
# $unread (Number)
inbox-count = { $count ->
    [one] One notice, { $unread } unread.
   *[other] { $count } notices, { $unread } unread.
}
inbox-read-all = Mark all as read
inbox-empty = No notices yet. Every letter that we send you is kept here.
inbox-to-account = See your account settings
inbox-new = New
inbox-older = Older notices
inbox-back = Back to the inbox
# $moment (String)
inbox-sent = Sent by e-mail { $moment }
inbox-waiting = The e-mail is about to leave
inbox-failed = The e-mail could not be delivered
inbox-not-mailed = Not sent by e-mail, as you chose
inbox-secret = To protect your account, the link is only in the e-mail.

## One's own account

account-name = Name
account-fixed = To correct your name or e-mail address, reply to any e-mail from us.
account-lang = Language of our e-mails
account-mail = Tell me by e-mail
account-mail-hint = What you do not tick is shown in your inbox only.
account-mail-units-asked = Former units were asked
account-mail-unit-answered = A former unit answered
account-mail-unit-declined = A former unit cannot answer
account-always = These always come by e-mail:
account-always-you = What waits for you, because the clock stops meanwhile.
account-always-decisions = Decisions about you and their reasons, because you may answer them.
account-always-places = A place that you lost, so that you do not come for nothing.
account-always-safety = Passwords, sign-in and personal data, because your account's safety depends on them.
account-save = Save
account-safety = Safety
account-password = Change the password
account-password-text = All other browsers will be signed out, and we tell you by e-mail.
account-password-now = Your password now
account-password-new = New password
account-password-wrong = This is not your password. Type it again
# $count (Number)
account-sessions = { $count ->
    [one] You are signed in on one browser.
   *[other] You are signed in on { $count } browsers.
}
account-sessions-close = Sign out everywhere else
account-data = My data
account-data-text = Fetch a copy of what we hold about you, or have it erased.
account-data-link = My data
account-back = Back to my account

## A person's own data

data-title = My data
data-copy = A copy of my data
data-copy-holds = The copy is a ZIP file with your account, applications, documents, shifts and notices, and who handled them when.
data-copy-withheld = Answers of former units are left out: the outcome is not known yet, or the unit has not agreed.
data-making = Your copy is being made
data-progress = Progress
# $done (Number)
# $total (Number)
data-parts = { $done } of { $total } parts are done
# $day (String)
# $due (String)
data-asked = You asked on { $day }; the law gives us until { $due }.
data-look-again = See how far it is
data-ready = Your copy is ready
# $day (String)
data-until = You can fetch it until { $day }.
data-fetch = Download (ZIP)
data-failed = The copy could not be made. Try again; we have been told about it.
data-gone = Your earlier copy has expired and was removed.
# $due (String)
data-due-if-asked = It usually takes minutes. The law gives us until { $due }.
data-ask = Make a copy

## How long what is kept

kept-title = How long data are kept
kept-what = What
kept-how-long = For how long
kept-rejected = Applications that were not approved, from the decision
kept-withdrawn = Applications that were withdrawn
kept-left = Members who left, from the day they left
kept-draft = Drafts that nobody touches; we remind you before
kept-unconfirmed = Accounts whose address was never confirmed
kept-letters = What letters said, once they have left
kept-notices = Notices in the inbox
kept-copies = The copy of your data that you asked for
kept-traces = Browsers that we recognise
# $days (Number)
span-days = { $days } days
# $months (Number)
span-months = { $months } months
# $years (Number)
span-years = { $years } years

## Erasure

erase-title = Erase my data
erase-can = Nothing was decided about you and you held no shift, so everything can be erased at once.
erase-cannot = We must keep what belongs to a decision or a shift for the time above. Then it is erased without your asking.
erase-link = Erase my data
erase-back = Back to my data
erase-text = Your account, documents and applications are erased at once. This cannot be undone. You will be signed out.
erase-stays = Letters that have left are kept for up to 30 days more. Our record of acts holds numbers only, nothing about you.
erase-sure-legend = Are you sure?
erase-sure = I understand that this cannot be undone
erase-error-sure = Tick the box to erase your data
erase-action = Erase everything
flash-erased = Your data are erased.

## Letters

mail-data-subject = The copy of your data is ready
# $day (String)
mail-data-text = Sign in to fetch it until { $day }. After that it is removed.
mail-data-action = Fetch the copy
mail-erased-subject = Your data are erased
mail-erased-text = As you asked, we have erased your account, documents and applications. This is our last letter to you.
