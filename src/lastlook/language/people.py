"""Words that mean people on a set."""

from __future__ import annotations

from lastlook.language.grammar import people

KIN = frozenset(
    """
    father mother dad mom mum daddy mommy papa mama husband wife son daughter brother sister uncle
    aunt auntie grandfather grandmother grandpa grandma granddad nana fiance fiancé fiancee fiancée
    groom bride boyfriend girlfriend widow widower stepfather stepmother cousin nephew niece twin
    """.split()
)
"""Who somebody is to somebody: `her father` is the one father the story has."""

CHILDREN = frozenset(
    """
    baby infant newborn toddler child kid boy girl schoolboy schoolgirl schoolkid preteen tween
    teen teenager adolescent orphan urchin
    babies infants newborns toddlers children kids boys girls schoolboys schoolgirls schoolkids
    schoolchildren preteens tweens teens teenagers adolescents orphans urchins
    """.split()
)
"""Words that say somebody is not of age. `Boys` and `girls` may be anybody's; see `minors`."""

PERSONS = (
    frozenset(
        """
    man woman boy girl kid child teen teenager toddler baby infant person adult stranger figure
    guy gal lady gentleman gent bloke lad lass dude youth elder oldster pensioner punk hippie
    bystander onlooker passerby passer-by pedestrian commuter passenger traveller traveler rider
    driver cabbie cabby chauffeur trucker cyclist biker motorist tourist villager neighbour
    neighbor guest hostess patron customer shopper client drinker smoker dancer
    spectator protester protestor demonstrator marcher rioter looter mourner churchgoer
    parishioner worshipper monk nun priest vicar pastor preacher bishop rabbi imam deacon
    reverend sexton undertaker gravedigger bridesmaid groomsman student pupil classmate teacher
    professor headmaster headmistress principal tutor coach referee umpire nurse doctor surgeon
    physician dentist vet orderly paramedic medic midwife patient therapist pharmacist chemist
    firefighter fireman cop officer policeman policewoman trooper detective inspector constable
    sheriff marshal deputy bailiff sergeant captain lieutenant colonel major corporal
    guard warden sentry soldier marine sailor pilot copilot co-pilot stewardess steward
    attendant recruit rebel gunman thug gangster mobster henchman bouncer bodyguard agent spy
    sniper assassin hitman robber burglar thief pickpocket kidnapper dealer pimp prostitute hooker
    worker workman labourer laborer foreman builder carpenter plumber electrician painter mover
    miner farmer farmhand rancher fisherman dockworker deckhand skipper ferryman bosun mate
    lighthouse-keeper keeper stoker mechanic welder engineer technician scientist researcher
    operator dispatcher announcer waiter waitress bartender barman barmaid barkeep barkeeper
    innkeeper landlord landlady tenant server cook chef baker butcher grocer busboy porter
    bellhop bellboy concierge receptionist maid butler servant housekeeper cleaner janitor
    caretaker usher clerk cashier teller secretary assistant executive businessman businesswoman
    boss manager owner shopkeeper salesman saleswoman vendor hawker merchant trader
    lawyer attorney judge juror prosecutor notary accountant auditor banker reporter journalist
    photographer cameraman anchor newsreader newscaster presenter interviewer director producer
    editor writer author poet musician singer performer pianist fiddler violinist cellist drummer
    guitarist trumpeter saxophonist organist conductor accordionist bugler piper busker dj
    actor actress magician clown juggler acrobat player teammate athlete runner jogger
    swimmer surfer skater skier hiker camper hunter climber diver boxer wrestler fighter fencer
    prisoner inmate convict refugee beggar vagrant hobo drifter hitchhiker bum couple family widow
    widower veteran volunteer employee colleague coworker cheerleader cadet scout courier
    messenger postman mailman milkman deliveryman crossing-guard lifeguard librarian archivist
    curator gardener groundskeeper beekeeper blacksmith cobbler tailor seamstress barber
    hairdresser stylist cowboy cowgirl bandit outlaw gunslinger settler pirate knight squire king
    queen prince princess duke duchess lord baron baroness countess emperor empress peasant
    shepherd warrior horseman wizard witch ghost ranger astronaut cosmonaut commander crewman
    crewwoman cardplayer gambler croupier bookie mayor senator governor president ambassador
    councillor councilman politician activist sleeper survivor victim witness suspect
    intruder visitor caller volunteer hostage corpse buyer seller auctioneer bidder foreigner
    footman coachman doorman watchman boatman salesgirl barman newsboy paperboy stableboy
    nightwatchman
    nanny babysitter au-pair housewife granny crone hag blonde brunette redhead
    drunk junkie addict wino tramp squatter maniac lunatic madman killer murderer stalker rookie
    partner perp aide intern coroner examiner analyst hacker nerd jock bully puppeteer ventriloquist
    ringmaster acrobat strongman dealer broker negotiator interpreter translator bystander matron
    governess chaperone duenna valet groom ostler squire page monarch heir heiress orphan ward
    godfather godmother bridegroom usherette stagehand roadie groupie understudy
    dressmaker shepherdess milkmaid laundress stationmaster choirboy fishmonger greengrocer
    locksmith caddie jockey trainer goalkeeper goalie bowler gunner stretcher-bearer
    quartermaster chaplain padre pathologist matador geisha samurai ninja lamplighter herald scribe
    minstrel troubadour jester bearer pallbearer choirmaster curate verger churchwarden pilgrim
    hermit nomad barista sommelier stenographer cowhand cowpoke prospector trapper homesteader
    drover wrangler schoolmarm schoolteacher telegraphist telegrapher typist projectionist peddler
    pedlar tinker organ-grinder street-sweeper roadworker bricklayer roofer scaffolder surveyor
    forester lumberjack logger shearer crofter angler whaler harpooner stowaway castaway smuggler
    buccaneer corsair centurion legionary gladiator slave eunuch vizier sultan emir sheikh guru
    sadhu sorcerer druid priestess apostle disciple heretic inquisitor executioner torturer jailer
    gaoler turnkey childminder debutante suitor mistress courtesan safecracker forger counterfeiter
    grifter hustler bookmaker loan-shark enforcer steelworker shipwright docker stevedore
    longshoreman cabdriver firewoman bodysnatcher
    """.split()
    )
    | KIN
)
"""Lower-case singulars."""

_PLURALS = frozenset(
    """
    people persons men women boys girls kids children teens teenagers toddlers babies adults
    strangers figures bystanders onlookers passersby pedestrians commuters passengers travellers
    travelers riders drivers cyclists tourists locals villagers townsfolk townspeople neighbours
    neighbors guests diners patrons customers shoppers clients regulars drinkers smokers dancers
    partygoers revellers revelers clubbers fans spectators protesters protestors demonstrators
    marchers rioters looters mourners churchgoers parishioners worshippers worshipers monks nuns
    priests wedding-guests bridesmaids groomsmen students pupils schoolchildren schoolkids
    classmates teachers professors nurses doctors surgeons orderlies paramedics medics patients
    firefighters firemen cops officers policemen policewomen troopers detectives guards soldiers
    marines sailors pilots troops recruits rebels gunmen thugs gangsters mobsters bouncers
    bodyguards agents spies workers workmen labourers laborers builders movers miners farmers
    farmhands fishermen dockworkers deckhands truckers mechanics waiters waitresses bartenders
    servers cooks chefs busboys porters bellhops maids cleaners janitors ushers clerks cashiers
    tellers secretaries assistants executives businessmen businesswomen lawyers jurors reporters
    journalists photographers cameramen paparazzi crewmen musicians singers performers actors
    extras models players teammates athletes runners joggers swimmers surfers skaters skiers
    hikers campers hunters prisoners inmates convicts refugees beggars couples families twins
    elders pensioners widows veterans volunteers staffers employees colleagues coworkers stewards
    attendants hitchhikers ravers punks hippies cheerleaders cadets scouts
    passers-by police folk folks ladies gentlemen youths youngsters vendors merchants peasants
    warriors horsemen cowboys settlers bandits pirates servants technicians scientists engineers
    townsfolk townspeople villagefolk countryfolk womenfolk menfolk kinsfolk partygoers theatregoers
    theatergoers moviegoers concertgoers stretcher-bearers pall-bearers deckhands ranchhands
    newlyweds bridesmaids groomsmen infantrymen cavalrymen guardsmen policewomen servicemen troops
    """.split()
)


def _plural(word: str) -> str:
    if word.endswith("man"):
        return word[:-2] + "en"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("ch", "sh", "s", "x")) else "s")


PEOPLE = _PLURALS | {_plural(word) for word in PERSONS - KIN}
"""Lower-case plurals."""

GROUPS = frozenset(
    "crowd group handful line queue row gang bunch pack party mob knot cluster team squad crew "
    "family throng stream".split()
)
"""Words for a number of people that is not counted."""

CROWDS = frozenset(
    "crowd throng audience congregation quartet orchestra choir mob posse jury entourage platoon"
    " battalion regiment squadron garrison cavalry infantry clergy cortege troupe retinue militia"
    " gentry populace multitude horde".split()
)
"""Words that mean people without saying which: `a crowd gathers`."""

TITLES = frozenset(
    """
    mr mrs ms miss mx dr doctor prof professor sir dame lord lady madame madam mme mlle monsieur
    señor señora sr sra don doña herr frau rev reverend father mother brother sister fr pastor
    vicar rabbi imam bishop deacon pope saint st sgt sergeant lt lieutenant capt captain cpt col
    colonel maj major gen general cpl corporal pvt private admiral commander commodore chief
    officer constable pc dc ds di detective inspector det insp sheriff marshal deputy agent warden
    ranger judge justice senator governor mayor president king queen prince princess duke duchess
    count countess baron baroness emperor uncle aunt auntie cousin grandpa grandma granny nana
    nurse chef coach skipper old young little big
    """.split()
)
"""Words before a name that are no part of it: `Marshal Drake`, `Uncle Raj`, `Little John`."""


def is_person(word: str) -> bool:
    """Whether a word in the singular means a person: `waitress`, `patrolman`, `bus-driver`."""
    low = word.lower()
    if low in PERSONS or (low in people() and singular(low) not in people()):
        return True
    last = low.rsplit("-", 1)[-1]
    return last in PERSONS or (
        len(low) > 5 and low.endswith(("woman", "man")) and low not in _NO_MEN
    )


def are_people(word: str) -> bool:
    """Whether a word in the plural means people: `deputies`, `patrolmen`."""
    low = word.lower()
    if low in PEOPLE or (low in people() and singular(low) in people()):
        return True
    if low.endswith("men") and is_person(low[:-2] + "an"):
        return True
    if low.endswith("ies") and is_person(low[:-3] + "y"):
        return True
    return low.endswith("s") and (
        is_person(low[:-1]) or (low.endswith("es") and is_person(low[:-2]))
    )


def singular(word: str) -> str:
    """Return a plural of people in the singular: `deputies` is deputy, `men` man."""
    low = word.lower()
    if low.endswith("men"):
        return low[:-2] + "an"
    if low.endswith("ies"):
        return low[:-3] + "y"
    if low.endswith("es") and low[:-2] in PERSONS:
        return low[:-2]
    return low.removesuffix("s")


_NO_MEN = frozenset("caiman human roman german norman talisman ottoman snowman hangman".split())
