"""What the keys of a take file measure: metres, seconds and degrees, with their ranges."""

from __future__ import annotations

from decimal import Decimal

from lastlook.production.values import Key

TIME = Key(is_a="seconds from the start of the take", such="42.5", least=0, most=36_000)
SPAN = Key(is_a="a number of seconds", such="12.5", least=0, most=36_000)
MINUTES = Key(is_a="minutes", such="12.5", least=0, most=10_000)
BRIGHT = Key(is_a="a number from 0", such="1.5", least=0, most=1_000_000)
METRES = Key(is_a="metres", such="0.35", least=-50, most=50)
SIZE = Key(is_a="metres above 0", such="0.35", least=Decimal("0.01"), most=50)
FAR = Key(is_a="metres", such="12", least=-500, most=500)
SHARE = Key(is_a="a share from 0 to 1", such="0.95", least=0, most=1)
DEGREES = Key(is_a="degrees", such="90", least=-360, most=360)
FILLED = Key(filled=True)
LITRES = Key(is_a="a number of litres", such="60", least=Decimal("0.001"), most=10000)
MATERIAL = Key(is_a="a snow material's name", such='"paper"', filled=True)
LENS = Key(is_a="millimetres", such="35", least=1, most=2000)
MILLIMETRES = Key(is_a="millimetres", such="24.89", least=1, most=200)
KELVIN = Key(is_a="kelvin", such="5600", least=1000, most=25_000)
