"""Charts in one house style: a frame and its columns by name in, a `Chart` out.

>>> import pandas as pd
>>> from analysis import charts
>>> kinds = pd.Series({"figure": 25, "date": 5})
>>> chart = charts.bars(kinds).caption("{n} numbers are figures", n=25, source="Source: us")
>>> chart
25 numbers are figures. Bars: figure 25; date 5. Source: us.
"""

from analysis.charts.bars import bars, lollipop, nestedbars, rangebars, waffle
from analysis.charts.chart import ACCENT, GREY, SOURCE, Chart
from analysis.charts.ranges import forest, ranges
from analysis.charts.time import lines, timeline
from analysis.charts.tree import tree

__all__ = ["bars", "forest", "lines", "lollipop", "nestedbars", "rangebars", "ranges"]
__all__ += ["ACCENT", "GREY", "SOURCE", "Chart", "timeline", "tree", "waffle"]
