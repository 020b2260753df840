licence-title = Licence numbers
licence-intro = A number that looks like none of these is pointed out to the applicant and to the officer. It stops nobody.
licence-hint = One a line: 9 for a digit, A for a letter, the rest as it stands. Leave it empty to point nothing out.
error-licence-pattern = Use letters, digits and dashes only, at most 30 in a line and ten lines
# $number (String)
# $patterns (String)
licence-unlike = { $number } is kept, but it looks unusual. We expect { $patterns }, where 9 is a digit and A a letter. Compare it with your certificate; if it is right, go on.
# $patterns (String)
check-hint-unlike = It looks unusual: { $patterns } is expected.
