## The service

service-name = Locum self-selection
skip-to-main = Skip to main content
demo-notice = This is a demonstration. People, hospitals' shifts and files in it are invented; nothing leaves this machine.

## Navigation

nav-label = Main
nav-application = My application
nav-shifts = Shifts
nav-my-shifts = My shifts
nav-unit = My units
nav-office = Applications
nav-admin = Matching
nav-people = Staff
nav-statistics = Statistics
nav-how-it-works = How it works
nav-help = Help and contact
nav-accessibility = Accessibility
nav-privacy = Privacy
nav-demo-mail = Demo mailbox
nav-register = Register
nav-sign-in = Sign in
nav-menu-unread = unread
nav-menu = Menu
nav-sign-out = Sign out
# $name (String)
nav-signed-in-as =  (signed in as { $name })

## Words

category-en-general = Enrolled nurse (general)
category-rn-general = Registered nurse (general)
category-doctor-non-specialist = Doctor (non-specialist)
category-doctor-specialist = Doctor (specialist)
body-nursing-council = Nursing Council of Hong Kong
body-medical-council = Medical Council of Hong Kong
band-a = Morning
band-p = Afternoon
band-n = Night
role-clinician = Nurse or doctor
role-unit-manager = Unit manager
role-officer = HR officer
role-administrator = Administrator

## Fields that many forms share

field-email = E-mail address
field-mobile = Mobile telephone
field-password = Password
field-role = Role
date-year-box = Year
date-month-box = Month
date-day-box = Day
errors-title = There is a problem
error-prefix = Error: 

## What just happened

flash-saved = Saved.
flash-signed-out = You have signed out.
flash-confirmed = Your e-mail address is confirmed, and you are signed in.
flash-password-set = Your password is set. Sign in with it.
flash-uploaded = The document is uploaded.
flash-submitted = Your application is with us. We wrote to you.
flash-withdrawn = Your application is withdrawn.
flash-picked = The place is yours.
flash-undone = The place is given back.
flash-posted = The shift is on the board.
flash-enquiries-sent = The enquiries are on their way.
flash-invited = The invitation is on its way.
flash-recorded = Recorded.

## Problems: each page says what can be done

# $status (Number)
# $id (String)
problem-reference = Status { $status }. Quote this reference if you contact us: { $id }
problem-to-tracker = See where your application is
problem-to-home = Go to your start page
problem-not-approved = You can pick shifts once you are approved
problem-not-approved-text = Your application shows what is still missing, who has it and by when.
problem-suspended = Your membership is suspended
problem-suspended-text = You cannot pick shifts now. Your application shows why and what you can do.
problem-role = This page is for another role
problem-role-text = Your account is fine. Sign in with another account if you have one for this work.
problem-forged = We could not tell that this came from our page
problem-forged-text = Nothing was changed. Go back, reload the page and try again; cookies must be allowed.
problem-own-file = This is your own file
problem-own-file-text = Another officer must handle it.
problem-state = Somebody was faster, or this was done already
problem-state-text = Nothing was changed by you. Open the page again to see how it stands now.
problem-second-person = A second officer must decide
problem-second-person-text = You recommended on this file, so another officer decides on it.
problem-incomplete = Something is still missing
problem-incomplete-text = Nothing was changed. Open the page again: it names what is missing.
problem-wait = Wait a little, then try again
# $seconds (Number)
problem-wait-text = { $seconds ->
    [one] Try again in one second. Nothing you sent was lost on our side.
   *[other] Try again in { $seconds } seconds. Nothing you sent was lost on our side.
}
problem-not-found = There is no page here
problem-not-found-text = Check the address, or start from the top of this page.
problem-gone = This link was used or has expired
problem-gone-text = Ask for a new one on the page where you got it.
problem-too-large = That is too large
problem-too-large-text = A file must be smaller than 10 MB, and what is typed into a form shorter than ten pages.
problem-request = We could not read this request
problem-request-text = Nothing was changed. Go back, reload the page and try again.
problem-ours = Something went wrong on our side
problem-ours-text = Nothing that you saved is lost. Try again in a minute.

## Regions that scroll: named apart from the section around them

# $title (String)
region-table = { $title } (table)
# $title (String)
region-content = { $title } (content)
