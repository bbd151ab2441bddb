# Every word of the report and of exported tables. Messages that begin with report- are w.xxx in the page template.

# Head
report-title = Training Report
report-product = Streetwise · enforcement training
report-trainee = Trainee
report-case = Case
report-field = Field
report-place = Place
report-level = Level
report-level-value = Level { $level }
report-party = Party
report-mode = Mode
report-mode-practice = Practice
report-mode-exam = Exam
report-mode-assignment = { $mode } · { $assignment }
report-date = Started
report-date-value = { $day } { $month } { $year }, { $clock } (Beijing time)
report-month-1 = January
report-month-2 = February
report-month-3 = March
report-month-4 = April
report-month-5 = May
report-month-6 = June
report-month-7 = July
report-month-8 = August
report-month-9 = September
report-month-10 = October
report-month-11 = November
report-month-12 = December
report-duration = Duration
report-duration-value = { $minutes } min { $seconds } s
report-outcome = Outcome
report-outcome-unfinished = The record breaks off; the case was not finished
report-verification = At the platform
report-verification-unreported = no report with pictures, so nothing was verified
report-verification-returned = sent back: the pictures from before and after do not show it
report-verification-open = a person has to look at the pictures
report-verification-closed = seen on the spot, closed
report-language = Language
report-language-zh = Chinese
report-language-en = English
report-words-source = Words by
report-words-typed = keyboard
report-seal-short = Record seal { $seal }


# Notices
report-notice-fixture = This run used a test voice model ({ $model }): it recognises synthetic voices on a closed list of phrases and cannot judge how a real person speaks.
report-notice-torn = This record was not closed properly; the mark rests on what came before it broke off.
report-notice-other-case = The case content behind this report differs from the one that was marked; wording may not match.
report-notice-other-record = The mark was made from a record with another seal. This report proves nothing.
report-notice-other-versions = The mark was made under other content versions than the run; see "Versions and seal".

# Mark
report-mark = Mark
report-mark-of = of { $of }
report-mark-of-judged = of { $of } judged
report-mark-rate = { $percent } % of what was judged
report-pass = Pass
report-fail = Fail
report-pending = Under review
report-pass-line = pass at { $percent } %
report-why-pass = { $line } % was reached, there is no critical breach, and nothing under review can change that.
report-why-fail-points = { $line } % was not reached.
report-why-fail-critical = { $plural ->
    [one] One critical breach:
   *[other] { $count } critical breaches:
} whatever else was good, this is a fail.
report-why-pending = The result hangs on { $plural ->
    [one] one item
   *[other] { $count } items
} under review; a person must decide first.
report-cap = Capped at { $cap } % by a critical breach: { $earned } points earned, { $points } counted.
report-review-note = { $plural ->
    [one] One point under review neither adds nor costs and is
   *[other] { $points } points under review neither add nor cost and are
} left out of what was judged.
report-not-asked-note = { $plural ->
    [one] One point was
   *[other] { $points } points were
} about something that did not happen this time (such as a partner's error) and is neither given nor taken.
report-nothing-judged = Nothing could be judged.
report-tally-met = met
report-tally-missed = missed
report-tally-breached = breached
report-tally-review = under review
report-tally-unit = {""}

# Blocks
report-blocks = Mark by block
report-blocks-note = The length of a bar is what the block weighs; dark is earned, pale is lost, hatched is under review.
report-block-points = { $points } / { $of }
report-block-weight = weight { $weight }
report-block-review = { $points } under review
report-block-none = not marked at this level

# Tension
report-tension = Tension and the words that moved it
report-tension-note = The lines show how tense people were, from 0 to 100. Numbered dots are moments at which the trainee spoke; the numbers return in the list below and in the appendix.
report-tension-gap = { $span } left out
report-tension-none = The record holds nobody's feelings.
report-legend-met = earned points
report-legend-breach = breach
report-legend-review = not heard or under review
report-legend-other = other
report-legend-critical = critical breach
report-legend-agreed = gives in
report-legend-withdrew = takes it back
report-quotes = Words on the chart
report-quotes-more = The { $shown } that matter most are shown; { $left } more stand in the appendix.
report-quotes-none = The trainee said nothing throughout.
report-moment-critical = { $clock }  Critical breach: { $text }
report-moment-agreed = { $clock }  { $who } gives in
report-moment-withdrew = { $clock }  { $who } takes it back

# Findings
report-good = What went well
report-good-none = Nothing earned points this time.
report-wrong = What to correct
report-wrong-none = No points were lost.
report-tag-critical = Critical breach
report-tag-breached = Breach
report-tag-missed = Missed
report-tag-review = Under review
report-tag-met = Met
report-row-then = Evidence
report-row-expected = Expected
report-row-forbidden = Forbidden
report-row-why = Why
report-row-law = Basis
report-row-better = Better
report-row-absent = Nothing in the record meets this.
report-row-appeal = Review by a person
report-appeal-value = The machine said "{ $machine }"; { $by } decided "{ $verdict }" ({ $at }): { $reason }
report-no-law = Rests on general conduct rules; no article is cited.

report-review = Under review
report-review-intro = These items were not heard surely, or were heard but their meaning is not certain. They are held neither right nor wrong until a person has listened to the recording and read the record.
report-review-unheard = not heard surely ({ $sure } %)
report-review-unclear = heard, meaning uncertain
report-review-nothing = Words that could not be made out may have contained it.
report-review-stake = { $plural ->
    [one] 1 point at stake
   *[other] { $points } points at stake
}
report-review-stake-critical = decides on a critical breach
report-review-decides = The result hangs on this.

report-train = What to train next
report-train-none = No points were lost: train with another party, or go up a level.
report-train-lost = { $plural ->
    [one] 1 point lost
   *[other] { $points } points lost
}
report-train-never = Never again: { $text }
report-train-again = Advice: practise the items above, then repeat level { $level } of this case.
report-train-critical = Advice: study each critical breach and its legal basis and go through them with an instructor before repeating level { $level } of this case. No exam until then.
report-train-up = Advice: ready for level { $level } of this case.
report-train-top = Advice: the highest level of this case is passed; take another case.
report-train-review = Advice: have the items under review decided first, then see whether to repeat.

# Signatures
report-sign = Confirmed
report-sign-trainee = Trainee
report-sign-assessor = Assessor
report-sign-superior = Superior
report-sign-date = Date
report-limits = The machine can tell what was said and done, in what order, and how people took it. It cannot see sincerity, a glance or a sense of measure, and it does not understand every dialect. The last word belongs to the assessor.

# Appendix
report-appendix = Appendix: full transcript
report-appendix-note = Times count from the start of the case. After the trainee's words stands what they were understood as; low certainty is marked.
report-heard-sure = heard with { $sure } % certainty
report-no-act = no act recognised
report-trainee-speaker = Trainee
report-to = to { $who }
report-did = [action] { $what }
report-did-refused = [action] { $what } (not possible then)
report-moved = [moves] { $zone }
report-sensed = [bearing] { $what }
report-paper-done = [paper] { $form }, complete
report-paper-lacks = [paper] { $form }, lacks: { $fields }
report-inject = [instructor] { $what }
report-left = [the trainee leaves]
report-enter = [arrives] { $who }
report-unclear = [did not quite understand] { $who }
report-interrupted = [interrupted] { $who } did not get to the end
report-cuts-in = [cuts in] { $who }
report-leave = [goes] { $who }
report-agreed = [turn] { $who } gives in
report-withdrew = [turn] { $who } takes it back
report-boiling = [mood] { $who } begins to boil over
report-platform = [platform] { $message }
report-hint = [hint] { $text }
report-world = [scene] { $what }
report-ended = [end] { $title }
report-cited-right = rightly cited: { $as }
report-cited-wrong = wrongly cited: { $as }
report-tension-end = Tension of { $who } at the end { $value }, at most { $bound } asked
report-tension-value = Tension of { $who } { $value }
report-law-unknown = a provision that is no longer in the law pack

report-versions = Versions and seal
report-version-program = Program
report-version-case = Case content
report-version-law = Law pack
report-version-conduct = Conduct pack
report-version-lexicon = Lexicon
report-version-bureau = Bureau profile
report-version-played = played under { $version }
report-version-model = Voice model
report-version-none = not stated
report-seal = Record seal
report-seal-note = The seal chains every event; a change anywhere breaks it.

# Acts
report-act-greet = greeting
report-act-identify_self = says who he is
report-act-show_certificate = shows certificate
report-act-announce_recording = announces recording
report-act-state_facts = states facts
report-act-cite_law = cites law
report-act-ask_info = asks
report-act-inform_rights = informs of rights
report-act-listen_ack = listens
report-act-empathise = shows understanding
report-act-persuade = explains
report-act-offer_alternative = offers a way out
report-act-order_correction = orders correction
report-act-set_deadline = sets a deadline
report-act-warn = states consequences
report-act-collect_evidence = collects evidence
report-act-apply_measure = applies a measure
report-act-safety_action = secures safety
report-act-call_backup = calls for help
report-act-calm_down = calms
report-act-dispatch_report = reports to platform
report-act-close_politely = closes politely
report-act-threaten = threat
report-act-insult = insult
report-act-negotiate_unlawfully = unlawful bargain
report-act-abuse_force = abuse of force
report-act-deny_rights = denies rights
report-act-leak_privacy = leaks privacy
report-act-shirk = shirks duty

# Scene events
report-world-air_clean = the air is tested and clean
report-world-alert = an alert comes up on the screen
report-world-ambulance = the ambulance arrives
report-world-ambulance_leaves = the ambulance drives off
report-world-ambulance_passes = the ambulance gets through
report-world-ambulance_stuck = the ambulance is stuck
report-world-basket_set_down = the basket is set down
report-world-black_car_drives_off = the black car drives off
report-world-board_raised = somebody raises a board
report-world-bottle_bagged = the bottle is bagged
report-world-bottle_rolls = a gas bottle rolls
report-world-bottles_loaded = the gas bottles are loaded
report-world-bottles_roll_off = the gas bottles are rolled away
report-world-brakes_squeal = brakes squeal
report-world-bucket_thrown = a bucket is thrown
report-world-cable_rolled = the cable is rolled up
report-world-cable_sparks = the cable sparks
report-world-cane_hits_cart = a white cane hits the cart
report-world-car_drives_off = the car drives off
report-world-carrying = things are being carried
report-world-cart_rattles_off = the cart rattles off
report-world-case_closed = the case is closed
report-world-child_collapses = the child collapses
report-world-child_in_car = there is a child in the car
report-world-child_steps_off_kerb = a child steps off the kerb
report-world-crowd_cries = the crowd cries out
report-world-crowd_gathers = a crowd gathers
report-world-crowd_murmurs = the crowd murmurs
report-world-crowd_steps_back = the crowd steps back
report-world-dial = a number is dialled
report-world-dogs_bark = dogs bark
report-world-dogs_lunge = the dogs lunge
report-world-dogs_tied = the dogs are tied up
report-world-door_bangs = the door bangs open
report-world-drone_hums = a drone hums overhead
report-world-ebike_parked = the e-bike is parked properly
report-world-engine_off = the engine is switched off
report-world-evening_rush = evening rush, a dense crowd
report-world-everyone_freezes = everybody freezes
report-world-family_out = the family is out
report-world-fire_engine_coming = a fire engine is on the way
report-world-fire_engine_stuck = the fire engine is stuck
report-world-first_row_cleared = the first row is cleared
report-world-footsteps = footsteps come near
report-world-gas_flash = the gas flashes
report-world-gas_hiss = gas hisses
report-world-gate_cleared = the gate is clear
report-world-gate_slams = the gate slams
report-world-gets_up = gets up
report-world-goods_loaded = the goods are loaded
report-world-goods_registered = the goods are registered
report-world-grill_loaded = the grill is loaded
report-world-grill_rolls_off = the grill is rolled off
report-world-keys = keys clatter
report-world-lane_wide = the lane is wide open
report-world-line_closed = the call ends
report-world-line_dead = the line is dead
report-world-linen_shaken = dusty linen is shaken out
report-world-load_drops = the load drops
report-world-load_swings = the load swings
report-world-machines_stop = the machines stop
report-world-market_bustles = the night market bustles
report-world-mother_faints = the old mother faints
report-world-mother_lies_down = the old mother lies down
report-world-mother_rises = the old mother gets up
report-world-motorbike_comes = a motorbike comes
report-world-motorbike_in_yard = the motorbike is in the yard
report-world-motorbike_leaves = the motorbike leaves
report-world-neighbours_out = the neighbours are out
report-world-net_pulled = the dust net is pulled over
report-world-night_quiet = a quiet night
report-world-old_woman_falls = an old woman falls
report-world-packing = packing up
report-world-passenger_faints = the passenger faints
report-world-passenger_unwell = the passenger feels unwell
report-world-paving_free = the tactile paving is free
report-world-people_back = everybody is back at a safe distance
report-world-phone_rings = the phone rings
report-world-planks_wet = the planks are moved and wetted
report-world-poles_carried = the poles are carried away
report-world-police_called = somebody calls the police
report-world-police_coming = the police are on the way
report-world-pulled_out = pulled out of the water
report-world-pump_starts = the spray pump starts
report-world-rain = rain begins
report-world-recorder_beeps = the recorder beeps
report-world-rider_rides_off = the rider rides off
report-world-ring_thrown = a lifebuoy is thrown
report-world-river_morning = morning at the river
report-world-road_closed = the road is cordoned off
report-world-roof_fire = the roof is on fire
report-world-screens_dark = the screens go dark
report-world-screens_on = the screens are back
report-world-scuffle = a scuffle
report-world-sheet_falls = a metal sheet falls
report-world-sheets_tied = the metal sheets are tied down
report-world-shop_loudspeaker = the shop pages the car's owner
report-world-shouting = shouting
report-world-siren = a siren
report-world-site_at_work = the site is at work
report-world-sits_in_plot = sits down in the plot
report-world-small_fire = a small fire
report-world-splash = somebody jumps into the water
report-world-steel_clangs = the steel frame clangs down
report-world-steel_stacked = the steel is stacked
report-world-street_empties = the street empties
report-world-tables_carried = the tables are carried away
report-world-tables_move = the tables move in
report-world-tools_thrown = tools are thrown
report-world-torch_off = the torch is off
report-world-tourist_faints = a tourist faints
report-world-tow_truck = a tow truck comes
report-world-truck_at_gate = a truck is at the gate
report-world-truck_brakes = the truck brakes hard
report-world-truck_comes = a truck comes
report-world-truck_leaves = the truck leaves
report-world-truck_leaves_clean = the truck leaves washed
report-world-truck_leaves_dirty = the truck leaves dirty
report-world-valve_shut = the valve is shut
report-world-vendor_runs = the vendor runs
report-world-vines_torn = the vines are torn out
report-world-water_on = the water is on
report-world-water_rises = the river rises
report-world-welding = welding is going on
report-world-wheelchair = a wheelchair comes
report-world-wife_kneels = the wife kneels
report-world-store_sealed = door and window of the store are sealed
report-world-blast_whistle = the blasting whistle sounds
report-world-blast_thud = a dull thud from the trench
report-world-wife_rises = the wife gets up
report-world-wind_rises = the wind rises
report-world-worker_falls = a worker falls
report-world-worker_shaded = the worker rests in the shade

report-wrote = Report written: { $path }

# Command line
help-report = Write the trainee's report again
help-report-record = Record file or result folder
help-report-html = File of the report; beside the record if left out
help-report-case = Case folder, where it is not in its usual place
