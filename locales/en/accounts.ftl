## Registering

register-title = Register
register-intro = Five minutes now; documents come later and you can stop at any point.
register-have-account = I have an account
register-category = You work as
register-name-en = Name in English
register-name-en-hint = As on your practising certificate
register-name-zh = Name in Chinese (optional)
register-name-zh-hint = As on the register, if you have one
register-email-hint = We write here at every step
register-mobile-hint = For urgent matters about a shift
register-lang = Language of our e-mails
register-heard = How did you hear of us? (optional)
register-heard-none = Choose
heard-website = The authority's website
heard-association = A professional association
heard-colleague = A colleague
heard-hospital = A hospital or ward
heard-press = The press
heard-other = Somewhere else
# $min (Number)
password-hint = At least { $min } characters. Several words that you can remember are best; Chinese and spaces count
# $version (String)
register-consent = I have read the personal information collection statement (version { $version }) and agree to it.
register-consent-link = Read the statement
register-action = Register
register-sent-title = We have sent you an e-mail
register-sent-text = Open the link in it to confirm your address. It works for two days.
register-sent-next = Nothing there after a few minutes? Look in the spam folder, or register again.
confirm-title = Confirm your e-mail address
# $email (String)
confirm-text = Type the password that you chose for { $email }, and you are signed in.
confirm-action = Confirm and sign in
error-confirm-password = This is not the password with which the account was registered. If you did not register it, set one of your own with “I forgot my password”.

## Signing in

sign-in-title = Sign in
sign-in-action = Sign in
sign-in-forgot = I forgot my password
sign-in-register = I have no account yet
forgot-title = Set a new password
forgot-intro = Give your address and we send a link that works for ten minutes.
forgot-action = Send the link
forgot-sent-title = If the address has an account, a link is on its way
forgot-sent-text = Open it within ten minutes to set a new password.
forgot-sent-next = Nothing there? Look in the spam folder, or ask again.
set-password-title = Set your password
# $email (String)
set-password-for = For the account { $email }.
set-password-action = Set the password

## Staff

people-title = Staff accounts
# $count (Number)
people-count = { $count ->
    [one] One account.
   *[other] { $count } accounts.
}
people-name = Name
people-access = Access
people-you = You
people-closed = Closed
people-enable = Open again
people-disable = Close the account
invite-title = Invite somebody
invite-action = Send the invitation

## What is wrong, and what to do

error-name-en = Enter a name of at most 100 characters
error-name-zh = Enter a Chinese name of at most 50 characters, or leave it empty
error-email = Enter an e-mail address such as name@example.com
error-email-taken = This address has an account already
error-mobile = Enter a telephone number of 8 to 15 digits, such as 9123 4567
error-category = Choose what you work as
error-lang = Choose a language
error-role = Choose a role
error-consent = Read the statement and tick the box to go on
# $min (Number)
error-password-short = Use at least { $min } characters
error-password-long = Use at most 128 characters
error-password-guessable = This password is easy to guess. Use several words that do not belong together
error-sign-in = The address or the password is not right. If you have just registered, open the link in our e-mail first
# $name (String)
people-role-of = Role of { $name }
people-change-role = Change role
field-staff-number = Staff number
field-staff-number-hint = One person has one number and one account.
error-staff-number = Use 3 to 20 letters and digits
error-staff-number-taken = This staff number has an account already
problem-staff-number-text = Give that account another role, or open it again.
