"""What one unit is in another: lengths, areas, masses, times and the like, and currencies.

Factors are those of the International System, with the Chinese units of today: the mu at a
fifteenth of a hectare, the catty at half a kilogram. Currencies have no one rate: RATES has the
least and the most that a US dollar bought in recent decades, of those that press texts convert.
They tell a slip by a power of ten, and nothing finer.
"""

from __future__ import annotations

from analysis.intervals import Interval

# fmt: off
SIZES = {
    "length": {"millimeter": 1e-3, "centimeter": 1e-2, "meter": 1.0, "kilometer": 1e3, "里": 500.0,
        "华里": 500.0, "mile": 1609.344, "英里": 1609.344, "nautical mile": 1852.0, "foot": 0.3048,
        "英尺": 0.3048, "inch": 0.0254, "英寸": 0.0254, "yard": 0.9144, "码": 0.9144, "尺": 1 / 3,
        "丈": 10 / 3,
        # 时速100公里: the hour stands before the number
        "kilometer per hour": 1e3, "mile per hour": 1609.344, "mph": 1609.344,
        "meter per second": 1.0},
    "area": {"square meter": 1.0, "square kilometer": 1e6, "hectare": 1e4, "mu": 2000 / 3,
        "acre": 4046.856, "英亩": 4046.856, "square mile": 2.589988e6, "平方英里": 2.589988e6,
        "square foot": 0.09290304, "平方英尺": 0.09290304, "顷": 2e5 / 3},
    "mass": {"milligram": 1e-6, "gram": 1e-3, "kilogram": 1.0, "tonne": 1e3, "ton": 1e3,
        "catty": 0.5, "lb": 0.45359237, "ounce": 0.02834952, "quintal": 100.0, "担": 50.0,
        "磅": 0.45359237, "megatonne": 1e9},
    "volume": {"milliliter": 1e-6, "liter": 1e-3, "cubic meter": 1.0, "立方": 1.0, "bcm": 1e9,
        "cubic foot": 0.02831685, "gallon": 3.785412e-3, "加仑": 3.785412e-3, "barrel": 0.1589873,
        "桶": 0.1589873},
    "duration": {"second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0,
        "month": 2629746.0, "year": 31556952.0, "岁": 31556952.0, "周岁": 31556952.0,
        "decade": 315569520.0, "century": 3155695200.0},
    "power": {"watt": 1.0, "kw": 1e3, "kilowatt": 1e3, "千瓦": 1e3, "mw": 1e6, "megawatt": 1e6,
        "兆瓦": 1e6, "gw": 1e9, "gigawatt": 1e9, "吉瓦": 1e9, "tw": 1e12, "terawatt": 1e12},
    "energy": {"watt hour": 1.0, "kwh": 1e3, "kilowatt hour": 1e3, "千瓦时": 1e3,
        "mwh": 1e6, "megawatt hour": 1e6, "gwh": 1e9, "gigawatt hour": 1e9,
        "twh": 1e12, "terawatt hour": 1e12},
    "temperature": {"degree celsius": 1.0, "degree": 1.0, "度": 1.0, "degree fahrenheit": 1 / 1.8},
    "krone": dict.fromkeys(("krone", "krona", "koruna", "crown"), 1.0),  # all of them are 克朗
    "share": {"percent": 1.0, "percentage point": 1.0, "‰": 0.1, "basis point": 0.01,
        "time": 100.0, "fold": 100.0, "折": 10.0},
}
# Units of each currency that a dollar bought: the least and the most of recent decades.
RATES = {"dollar": (1.0, 1.0), "yuan": (6.0, 8.4), "hong kong dollar": (7.7, 7.9),
    "euro": (0.63, 1.2), "pound": (0.48, 0.95), "yen": (75.0, 162.0), "won": (900.0, 1500.0),
    "new taiwan dollar": (27.0, 35.0), "australian dollar": (0.9, 2.0),
    "canadian dollar": (0.92, 1.6), "singapore dollar": (1.2, 1.85), "ruble": (23.0, 120.0),
    "rouble": (23.0, 120.0), "rupee": (30.0, 90.0), "renminbi": (6.0, 8.4),
    "swiss franc": (0.78, 1.8), "swedish krona": (5.8, 11.5), "norwegian krone": (5.0, 11.5),
    "danish krone": (4.6, 8.9), "krone": (4.6, 11.5), "krona": (4.6, 11.5), "koruna": (14.0, 41.0),
    "zloty": (2.1, 4.6), "forint": (100.0, 420.0), "baht": (24.0, 48.0),
    "ringgit": (2.4, 4.8), "new zealand dollar": (1.2, 2.5), "philippine peso": (24.0, 60.0),
    "mexican peso": (3.3, 22.0), "rand": (3.5, 20.0), "shekel": (2.9, 5.0), "quetzal": (5.7, 8.4),
    "kenyan shilling": (50.0, 165.0), "taka": (40.0, 125.0), "pataca": (7.8, 8.2),
    "dong": (10e3, 27e3), "rupiah": (2e3, 17.5e3)}
COINS = {"cent": "dollar", "pence": "pound"}
# fmt: on
_WARMTH = ("degree celsius", "degree fahrenheit")
_CONVERTED = ("length", "area", "mass", "volume", "power", "energy")
_POUND = {"pound": "lb"}  # a mass beside a mass


def converted(amount: Interval, unit: str, other: str) -> Interval | None:
    """Return an amount of one unit in another; None where they don't measure the same thing.

    Units are named as the reader names them. Between currencies the result spans the plausible
    rates. What is no amount of its own, such as a share or a degree without a scale, isn't
    converted.

    >>> f"{converted(Interval(26, 26), 'mile', 'kilometer'):.3}"
    '41.8'
    >>> f"{converted(Interval(30, 30), 'degree celsius', 'degree fahrenheit')}"
    '86'
    >>> f"{converted(Interval(12e6, 12e6), 'yuan', 'dollar'):.2}"
    '1.4–2 million'
    >>> converted(Interval(1, 1), "mile", "acre") is None
    True
    """
    if unit == other:
        return None
    made: Interval | None = None
    if (unit, other) == _WARMTH:
        made = amount * 1.8 + 32
    elif (other, unit) == _WARMTH:
        made = (amount - 32) / 1.8
    elif are_money(unit, other):
        made = amount * (Interval(*RATES[other]) / Interval(*RATES[unit]))
    names = [_POUND.get(name, name) for name in (unit, other)] if made is None else []
    for sizes in (SIZES[dimension] for dimension in _CONVERTED if names):
        if all(name in sizes for name in names):
            made = amount * (sizes[names[0]] / sizes[names[1]])
    return made


def are_money(unit: str, other: str) -> bool:
    """Tell whether both units are currencies whose rates are known."""
    return unit in RATES and other in RATES
