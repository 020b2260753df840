## Saved searches

search-title = Saved searches
# $n (Number)
search-count = Searches: { $n }
search-none = No search is saved yet
search-none-text = Set a filter on the board and save it there
search-save = Save this search
search-look = See what it finds now
search-name = Name
search-name-hint = Only you see it, for example: nights near home
search-told = Letters about new shifts
search-told-hint = One letter for all of them, and only about shifts that you can pick.
search-never = None
search-daily = Once a day, at six in the evening
search-at-once = At once, at most one an hour
search-keep = Save the search
search-remove = Remove
error-search-name = Enter a name of up to 60 characters
error-search-told = Choose whether letters come
# $date (String)
# $time (String)
# $hospital (String)
# $unit (String)
search-line = { $date }, { $time }: { $hospital }, { $unit }
# $count (Number)
# $search (String)
mail-search-subject = { $count ->
    [one] One new shift: { $search }
   *[other] { $count } new shifts: { $search }
}
# $search (String)
mail-search-text = These shifts are new in your search “{ $search }”. You can pick each of them as it stands now.
# $n (Number)
mail-search-more = And { $n } more
mail-search-action = See them on the board
