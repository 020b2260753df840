## Hospitals and their rules

nav-hospitals = Hospitals
regime-hk = Hong Kong: locum self-selection
regime-macau = Macau: nurse career (Law 18/2009)
regime-lienchiang = Lienchiang: contract staff
regime-kaohsiung = Kaohsiung: contract staff of municipal hospitals
regime-taitung = Taitung Hospital: contract administrators
hospitals-title = Hospitals and their rules
hospitals-lead = A hospital's rules decide what members may pick there, how it is paid and how an engagement goes on.
# $n (Number)
hospitals-count = Hospitals: { $n }
hospitals-none = No hospital is entered yet. Add the first one
hospitals-hospital = Hospital
hospitals-regime = Rules
hospitals-regime-hint = Time zone and currency follow from the rules. Shifts that are posted already keep their pay.
hospitals-currency = Currency
hospitals-zone = Time zone
hospitals-back = Back to all hospitals
hospitals-record = Every change is recorded with your name.
hospitals-house = House limits on working time
# $regime (String)
hospitals-house-hint = These are no law. They count where the hospital follows “{ $regime }”.
hospitals-max-shift = Longest shift
hospitals-min-rest = Shortest rest between two shifts
hospitals-max-week = Most work in any seven days
hospitals-rest-days = Days without work in any seven, at least
hospitals-hours = In hours, such as 11 or 10.5
hospitals-days = In days
hospitals-effect = Who would pass the limit
hospitals-warns = Is warned and may pick
hospitals-blocks = Cannot pick
hospitals-choices = What the law leaves to the hospital
# $regime (String)
hospitals-working = { $regime }: how nurses work here (art. 20)
hospitals-rotating = Rotating shifts
hospitals-normal = Normal hours
# $regime (String)
hospitals-extension = { $regime }: longer hours (point 7)
hospitals-extension-agreed = The labour-management meeting has agreed to longer hours
hospitals-save = Save the rules
error-hospitals-regime = Choose the hospital's rules
# $from (Number)
# $to (Number)
error-hospitals-hours = Enter hours from { $from } to { $to }, to the minute
# $from (Number)
# $to (Number)
error-hospitals-days = Enter whole days from { $from } to { $to }
error-hospitals-working = Choose how nurses work here
