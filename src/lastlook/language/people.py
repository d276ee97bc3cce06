"""Plurals that mean people on a set."""

from __future__ import annotations

PEOPLE = frozenset(
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
    """.split()
)
"""Lower-case plurals."""

GROUPS = frozenset(
    "crowd group handful line queue row gang bunch pack party mob knot cluster team squad crew "
    "family throng stream".split()
)
"""Words for a number of people that is not counted."""

CROWDS = frozenset("crowd throng audience congregation".split())
"""Words that mean people without saying which: `a crowd gathers`."""
