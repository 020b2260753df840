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
round-incomplete = Every candidate needs a confirmed scoring sheet, and the panel at least one member.
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
