## Lists of which the organisation is made

unit-kind-ward = Wards
unit-kind-emergency = Accident and emergency
unit-kind-critical = Critical care
unit-kind-theatre = Operating theatres
unit-kind-clinic = Outpatient clinics
unit-kind-community = Community service
lists-title = Places and rates
lists-lead = Units post shifts once the first four lists are filled. Each rests on those before it.
lists-specialties = Specialties
lists-specialties-for = What units do and what an approval covers.
lists-hospitals = Hospitals
lists-hospitals-for = Hospitals with their clusters. New ones get the time zone and currency of their rules.
lists-units = Units
lists-units-for = Units, where they are written to, and who posts their shifts. Managers are invited on the staff page first.
lists-rates = Rates
lists-rates-for = What an hour is worth from a day on. A rate that counts already is not changed: add one from a later day.
# $n (Number)
lists-count = Lines: { $n }
lists-download = Download the list
lists-text = Lines to add or change
# $columns (String)
lists-hint = Paste from a spreadsheet or a file. The first line names the columns: { $columns }. What you leave out stays as it is. Paste about a hundred lines at a time.
lists-check = Check the lines
lists-keep = Save these lines
# $added (Number)
# $changed (Number)
# $same (Number)
lists-plan = New: { $added }, changed: { $changed }, the same: { $same }
lists-added = New
lists-changed = Changed
lists-nothing = Nothing would change.
lists-faults = What stands against it
lists-faults-text = Nothing was saved. Correct these lines below and check again.
# $n (Number)
lists-faults-more = And { $n } more
# $line (Number)
# $what (String)
lists-fault-line = Line { $line }: { $what }
# $column (String)
lists-fault-cell = “{ $column }” is empty, too long or not of its kind.
# $column (String)
# $words (String)
lists-fault-word = “{ $column }” takes one of: { $words }.
# $column (String)
# $word (String)
lists-fault-unknown = “{ $column }”: { $word } is not in its own list yet. Add it there first.
# $address (String)
lists-fault-manager = { $address } is no unit manager here. Invite them on the staff page first.
# $key (String)
lists-fault-twice = { $key } stands in an earlier line, too. Keep one of them.
lists-fault-regime = A hospital’s rules are changed on its own page. Keep the word that the downloaded list has.
lists-fault-rate = This rate counts already. Add a line with a later day instead.
# $column (String)
lists-fault-stands = “{ $column }” cannot change any more, because others rest on it.
error-lists-empty = Paste the line with the columns and at least one line below it
# $columns (String)
error-lists-columns = The first line must name these columns, too: { $columns }
# $n (Number)
error-lists-faulty = Correct what is listed above the box: { $n }
# $kinds (String)
scope-only = Only in: { $kinds }
decide-kinds = In which kinds of unit
error-unit-kinds = Tick at least one kind of unit
# $kind (String)
reason-unit-kind = You are not approved for this kind of unit: { $kind }.
# $names (String)
# $kinds (String)
scope-within = { $names } (only in: { $kinds })
lists-experience = Experience
lists-experience-for = What full years of experience add to an hour. Where it is empty, nothing is added.
lists-terms = Pay rules of other regimes
lists-terms-for = The salary under Macau’s shift allowance; the minimum wage and level under Kaohsiung’s hourly pay. Cells may stay empty.
lists-limits = Limits on picks
lists-limits-for = A hospital’s most nights in a row (nights), hours in four weeks (four_week_hours), picks in seven days (quota). Each warns or blocks.
