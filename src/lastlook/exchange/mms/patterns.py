"""How a shooting schedule's rows begin and end: days, scenes, what stands between them.

Source: rows that people quote of such schedules, among them `Shoot Day # 28 Tuesday, January 17,
2017`, `End Day # 27 … -- Total Pages: 2 6/8`, `END OF DAY 3-- Mon, March 23, 2026-- 8 2/8 Pgs.` and
`End of Shooting Day 1 -- Tuesday, 21 May 2024`.
"""

from __future__ import annotations

import re

from lastlook.exchange.mms.fields import LENGTH

DAY_ENDS = re.compile(
    r"end\s+(?:of\s+)?(?:shoot(?:ing)?\s+)?day\b\s*#?\s*(?P<number>\d+)?(?P<rest>.*)", re.IGNORECASE
)
DAY_STARTS = re.compile(
    r"(?:start\s+(?:of\s+)?)?(?:shoot(?:ing)?\s+)?day\s*#?\s*(?P<number>\d+)\b(?P<rest>.*)",
    re.IGNORECASE,
)
SCENE = re.compile(
    r"(?<!\w)(?:scenes?|scs?)(?:\s*\(s\))?\.?\s*(?:nos?\.?|#)?\s*:?\s*"
    r"(?P<numbers>[A-Za-z]{0,3}\d[\w.-]*(?:\s*[,&]\s*[A-Za-z]{0,3}\d[\w.-]*)*)",
    re.IGNORECASE,
)
INT_EXT = re.compile(
    r"(?<!\w)(?:INT\.?\s*/\s*EXT|EXT\.?\s*/\s*INT|I/E|E/I|INT|EXT)(?:\.|(?=\s|$))", re.IGNORECASE
)
TIME = re.compile(
    r"(?:\s{2,}|\s[-–—]\s)(?P<time>(?:early |late )?(?:day|night|morning|evening|afternoon|dawn|"
    r"dusk|sunrise|sunset|noon|midnight|magic hour|twilight|continuous|later|same)(?:\s*/\s*\w+)?)"
    r"(?=\s{2,}|\s*$|\s+[DN]\d|\s+\d)",
    re.IGNORECASE,
)
PAGES = re.compile(rf"(?<![\w/])(?P<pages>{LENGTH})(?:\s*(?:pgs?\b\.?|pages?\b))?", re.IGNORECASE)
SCRIPT_DAY = re.compile(r"(?<!\w)(?P<day>[DN]\d{1,3}[A-Z]?)(?!\w)")
ESTIMATE = re.compile(r"(?<![\w:])(?P<time>\d{0,2}:\d{2})(?![\w:])")
BANNER = re.compile(
    r"\b(?:lunch|meal|dinner|breakfast|company move|unit move|set move|move to|travel|pre-?light|"
    r"rehears\w*|load[- ](?:in|out)|wrap|hiatus|holiday|day off|crew call|tech scout)\b",
    re.IGNORECASE,
)
