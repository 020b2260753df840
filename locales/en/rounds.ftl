## Promotion rounds

round-title = Promotion rounds
round-lead = Taitung: the committee names three, the director appoints one.
# $n (Number)
round-count = Rounds: { $n }
round-none = None is open yet. Open one below.
round-post = Post
round-selection = Day of the selection
round-open = Open
round-listed = Shortlist made
round-appointed = Appointed
round-void = This round is void
round-void-text = Somebody on the panel is a relative of a candidate within the third degree and did not stand aside (point 8). Open a new round.
round-open-action = Open a round
round-open-hint = Everybody who is engaged there takes part; who gives up is left out afterwards.
round-lower-total = People in the post below
round-back = Back to all rounds
round-back-to = Back to the round
# $post (String)
round-for = Promotion to { $post }
round-quota = Posts at most
round-no-limit = No limit
# $n (Number)
round-candidates = Candidates: { $n }
round-candidates-none = Nobody is engaged there yet.
round-eligible = Meets the conditions
round-not-eligible = Does not meet the conditions
round-no-conditions = Conditions for this post are not entered on the file
# $total (String)
round-total = Total: { $total }
round-no-sheet = The scoring sheet is not confirmed yet
round-leave-out = Gives up
# $n (Number)
round-panel = Panel: { $n }
round-panel-rule = Who is related to a candidate within the third degree stands aside, or the round is void.
# $n (Number)
round-degree = Degree of kinship: { $n }
round-no-kin = No relative
round-recused = Has stood aside
round-panel-void = As the panel stands, the round would be void.
round-name = Name
round-kin = Degree of kinship to a candidate
round-kin-hint = 0 for the spouse; empty where there is none
round-add = Add to the panel
round-shortlist = Shortlist
round-make-shortlist = Make the shortlist
round-appoint = Appoint
round-director = Somebody else than who opened the round records the director's choice.
round-notice = Notice of transfer
# $hospital (String)
round-notice-title = { $hospital }: notice of transfer
round-notice-purpose = The post below is changed as the service needs it.
round-new-post = New post
round-in-force = In force from
round-notice-text = Hand over your duties and report to the new post on the day on which this comes into force.
error-round-hospital = Choose a hospital
error-round-post = Choose a post
error-round-total = Enter how many people hold the post below
error-round-name = Enter a name
error-round-degree = Enter a degree from 0 to 9, or leave it empty
round-closed = Closed without a shortlist
round-closed-nobody = Nobody who takes part meets the conditions (point 5).
round-closed-no-place = All posts that the quota allows are filled (point 6).
round-close = Close the round
round-holders = People who hold this post today
round-places = Posts that are free
round-conditions-unconfirmed = The conditions wait for a second person to confirm them
round-sheet-missing = The scoring sheet is not entered
round-sheet-differs = The scoring sheet holds other marks of potential than the unit head gave
round-not-marked = The unit head has not marked their potential yet
# $what (String)
round-lacks = Missing: { $what }
round-await-papers = Everybody needs confirmed conditions. Who meets them needs the unit head's marks and a confirmed scoring sheet.
round-await-panel = Somebody must sit on the panel who has not stood aside.
round-no-shortlist = There is no shortlist.
round-kept = Kept as it was when the shortlist was made.
round-own-open = The round is open. You take part.
# $place (Number)
round-own-listed = You are on the shortlist, at place { $place }. The director appoints one.
round-own-lower = You are not on the shortlist: three others or more have a higher total.
round-own-not-eligible = You do not meet the conditions for this post (point 5).
round-own-appointed = The director has appointed you.
# $place (Number)
round-own-another = You were on the shortlist, at place { $place }. The director has appointed somebody else on it.
round-unit-title = Marks for promotion
round-unit-lead = The head of a unit marks five items of potential. The committee does the rest.
round-unit-none = No round of your hospitals is open. See the rules.
# $n (Number)
round-unit-left = To mark: { $n }
round-unit-done = All marked
round-unit-marked = marked
round-unit-whom = Whom do you mark?
round-item-potential = Potential
round-item-speciality = Speciality and talent
round-item-coordination = Coordination and communication
round-item-team = Team spirit
round-item-results = Results at work
round-note = Reason
round-note-hint = Needed where the five add up to more than 21 or less than 5
round-unrelated-legend = Kinship
round-unrelated = I am no relative of this person within the third degree
round-mark = Keep the marks
error-round-holders = Enter how many people hold this post today
error-round-candidate = Choose whom you mark
error-round-mark = Enter a number from 0 to 5
error-round-note = Write why the five add up to more than 21 or less than 5
error-round-note-long = Write at most 500 characters
error-round-unrelated = Say that you are no relative; a relative stands aside and leaves the marks to another head
# $hospital (String)
mail-engagement-round-subject = { $hospital }: your promotion round has moved on
# $hospital (String)
mail-engagement-round-text = The promotion round at { $hospital } in which you take part has moved on. Read how you stand and why.
