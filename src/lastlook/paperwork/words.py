"""Numbers, dates and money as the paperwork prints them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def pages(eighths: int) -> str:
    """Write a length as the trade does: `3/8`, `2`, `4 3/8`; never reduced to quarters."""
    whole, rest = divmod(eighths, 8)
    if not rest:
        return str(whole)
    return f"{whole} {rest}/8" if whole else f"{rest}/8"


def pages_in_full(eighths: int) -> str:
    """Write a length so that a spreadsheet reads a number, not a date: `0 4/8`, `2 0/8`."""
    return f"{eighths // 8} {eighths % 8}/8"


def day(when: date) -> str:
    """Write `Tue 19 Jan 2027`."""
    return f"{short_day(when)} {when.year}"


def short_day(when: date) -> str:
    """Write `Tue 19 Jan`."""
    return f"{WEEKDAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]}"


def short_date(when: date) -> str:
    """Write `19 Jan`, for narrow columns."""
    return f"{when.day} {MONTHS[when.month - 1]}"


def span(first: date, last: date) -> str:
    """Write `Mon 18 Jan – Fri 5 Feb 2027`, or one day where both are the same."""
    if first == last:
        return day(first)
    left = short_day(first) if first.year == last.year else day(first)
    return f"{left} – {day(last)}"


def duration(minutes: int) -> str:
    """Write `9 h 20`, `9 h` or `45 min`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def clock(minutes: int) -> str:
    """Write minutes after midnight as `07:00`; past midnight it starts again."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def money(amount: Decimal, currency: str = "") -> str:
    """Write `USD 12,345` or `USD 12,345.50`: cents only where there are any."""
    cents = amount.quantize(Decimal("0.01"))
    figures = f"{cents:,.0f}" if cents == cents.to_integral_value() else f"{cents:,.2f}"
    return f"{currency} {figures}".strip()


def share(part: float) -> str:
    """Write a share from 0 to 1 as `4.2 %`."""
    if part and part < 0.0005:
        return "less than 0.1 %"
    return f"{part * 100:.1f} %"


def count(number: int, one: str, many: str = "") -> str:
    """Write `1 day` or `3 days`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(items: Iterable[object]) -> str:
    """Write `1, 3, 7`."""
    return ", ".join(str(item) for item in items)


def marked(who: object, minor: bool) -> str:  # noqa: FBT001
    """Write a name or a number, with the trade's (K) for a minor."""
    return f"{who} (K)" if minor else str(who)


def shortened(text: str, width: int) -> str:
    """Cut a text at a word so that it has at most `width` characters, with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= width:
        return text
    head = text[: width - 1]
    if " " in head[width // 2 :]:
        head = head.rsplit(" ", 1)[0]
    return head.rstrip(" ,;:.–—-") + "…"


def days_of_units(main: int, second: int) -> str:
    """Count shooting days, those of second units by themselves: `9`, `9 and 2 of second units`."""
    return f"{main} and {second} of second units" if second else str(main)


def days_run(numbers: Sequence[int]) -> str:
    """Write rising numbers with runs joined: `1–3, 7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return listed(str(a) if a == b else f"{a}–{b}" for a, b in runs)
