"""When the sun rises and sets: the equations of the NOAA solar calculator, to a minute or so.

After J. Meeus, *Astronomical Algorithms* (1998), as the NOAA spreadsheet has them
(gml.noaa.gov/grad/solcalc). Between the polar circles only; refraction is taken as 0.833°.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from math import acos, asin, cos, degrees, radians, sin, tan
from typing import TYPE_CHECKING

from lastlook.schedule.shoot import Daylight

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

HORIZON = 90.833
"""Zenith of the sun's centre as its upper edge meets the horizon, degrees."""
CIVIL = 96.0
"""Zenith at the ends of civil twilight, degrees."""
DAY_MINUTES = 1440


def daylight(
    dates: Sequence[date], *, latitude: Decimal, longitude: Decimal, zone: str
) -> tuple[Daylight, ...]:
    """Work out the sun's times of each date, in minutes of the zone's own clock.

    Parameters
    ----------
    latitude, longitude
        Degrees; north and east are positive. The latitude lies within the polar circles.

    A time that the sun does not reach (twilight that lasts all night) is that of its midnight.
    """
    from zoneinfo import ZoneInfo

    clock = ZoneInfo(zone)
    north, east = float(latitude), float(longitude)
    found = []
    for day in dates:
        offset = datetime.combine(day, time(12), tzinfo=clock).utcoffset() or timedelta()
        ahead = offset.total_seconds() / 60
        dawn, dusk = _crossings(day, north, east, CIVIL, ahead)
        rise, sets = _crossings(day, north, east, HORIZON, ahead)
        found.append(Daylight(dawn=dawn, rise=rise, set=sets, dusk=dusk))
    return tuple(found)


def _crossings(
    day: date, north: float, east: float, zenith: float, ahead: float
) -> tuple[int, int]:
    """Give the minutes of local time at which the sun passes a zenith, rising and setting."""
    found = []
    for sign in (-1, 1):
        minutes = 720.0 - ahead  # of UTC; twice round, the sun's place is that of the moment
        for _ in range(3):
            declination, equation = _sun(day, minutes)
            noon = 720 - 4 * east - equation
            minutes = noon + sign * 4 * _hour_angle(north, declination, zenith)
        found.append(min(DAY_MINUTES, max(0, round(minutes + ahead))))
    return found[0], found[1]


def _hour_angle(north: float, declination: float, zenith: float) -> float:
    """Degrees that the earth turns between noon and a zenith; 180 where it is not reached."""
    latitude, tilt = radians(north), radians(declination)
    ratio = cos(radians(zenith)) / (cos(latitude) * cos(tilt)) - tan(latitude) * tan(tilt)
    return degrees(acos(min(1.0, max(-1.0, ratio))))


def _sun(day: date, minutes: float) -> tuple[float, float]:
    """Give the sun's declination in degrees and the equation of time in minutes.

    `minutes` are those of UTC after the date's midnight.
    """
    julian = day.toordinal() + 1721424.5 + minutes / DAY_MINUTES
    century = (julian - 2451545.0) / 36525
    longitude = (280.46646 + century * (36000.76983 + century * 0.0003032)) % 360
    anomaly = radians(357.52911 + century * (35999.05029 - 0.0001537 * century))
    eccentric = 0.016708634 - century * (0.000042037 + 0.0000001267 * century)
    centre = (
        sin(anomaly) * (1.914602 - century * (0.004817 + 0.000014 * century))
        + sin(2 * anomaly) * (0.019993 - 0.000101 * century)
        + sin(3 * anomaly) * 0.000289
    )
    node = radians(125.04 - 1934.136 * century)
    apparent = radians(longitude + centre - 0.00569 - 0.00478 * sin(node))
    mean_tilt = 23 + (26 + (21.448 - century * (46.815 + century * 0.00059)) / 60) / 60
    tilt = radians(mean_tilt + 0.00256 * cos(node))
    declination = degrees(asin(sin(tilt) * sin(apparent)))
    y = tan(tilt / 2) ** 2
    mean = radians(longitude)
    equation = 4 * degrees(
        y * sin(2 * mean)
        - 2 * eccentric * sin(anomaly)
        + 4 * eccentric * y * sin(anomaly) * cos(2 * mean)
        - 0.5 * y * y * sin(4 * mean)
        - 1.25 * eccentric * eccentric * sin(2 * anomaly)
    )
    return declination, equation
