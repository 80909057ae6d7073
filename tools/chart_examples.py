"""An example of each chart, drawn from made-up figures: for the tests, and for the API page."""

import numpy as np
import pandas as pd

from analysis import charts, claims

SERVICES = pd.DataFrame(
    {
        "name": ["Moving the household registration", "Certificates", "First identity card"],
        "low": [1_730_000.0, 740_000, 80],
        "high": [1_740_000.0, 750_000, 90],
    },
    index=["moves", "certificates", "cards"],
)
SERVICES["claim"] = claims(SERVICES)
OPEN = SERVICES.assign(high=[np.inf, 1_400_000, 90])
OPEN["claim"] = claims(OPEN)
READINGS = pd.concat(
    {
        "as printed": SERVICES.assign(low=[0.6, 0.2, 0.001], high=[0.7, 0.3, 0.002]),
        "times 10,000": SERVICES.assign(low=[0.5, 0.15, 0.2], high=[0.6, 0.25, 0.3]),
    },
    names=["reading", "figure_id"],
).reset_index()
READINGS["share"] = claims(READINGS)
TOTALS = pd.DataFrame(
    {
        "name": ["moves", "moves", "moves", "cards"],
        "period_end": pd.to_datetime(["2021-12-20", "2024-04-30", "2024-07-31", "2024-07-31"]),
        "value": [210_000.0, 3_550_000, 4_150_000, 1_200_000],
    }
)
ROOM = SERVICES.assign(room_low=[1e6, 70e4, 8e5], room_high=[1.8e6, np.inf, 9e5])
EVENTS = pd.DataFrame(
    {
        "kind": pd.Categorical(["plan", "speech", "photo", "plan", "measure", "speech"]),
        "actor": ["Ministry", "Leader", "Bureau", "Ministry", "Bureau", "Leader"],
        "what": [
            "Term of a plan",
            "Speech on the new pattern of development at a study session of the highest body",
            "Photo: training",
            "Plan issued",
            "Policy relaxed",
            "Instructions",
        ],
        "start": pd.to_datetime(
            ["2023-01-01", "2023-01-31", "2023-09-06", "2023-03-01", "2023-01-01", "2023-11-06"]
        ),
        "end": pd.to_datetime(
            ["2025-12-31", "2023-01-31", "2023-09-06", "2023-03-31", "2023-12-31", "2023-11-09"]
        ),
    }
)
PROGRAMMES = pd.DataFrame(
    {
        "topic": ["traffic", "immigration", "traffic", "traffic"],
        "carries": pd.Categorical(
            ["number", "neither", "neither", "number"], ["number", "date", "neither"]
        ),
    }
)
AGENDA = pd.DataFrame(
    {
        "name": [
            "Package of 23 measures",
            "Entry and exit policies",
            "One certificate for used cars and for motorcycles of the province",
            "Bus lanes",
            "Pilot in 36 cities",
            "Talent endorsements",
        ],
        "part_of": [None, None, "package", "package", "certificate", "policies"],
        "topic": ["traffic", "immigration", "traffic", "traffic", "traffic", "immigration"],
        "carries": pd.Categorical(
            ["number and date", "date", "number", "neither", "number", "neither"],
            ["number and date", "number", "date", "neither"],
        ),
    },
    index=["package", "policies", "certificate", "lanes", "pilot", "talent"],
)
WORDS = pd.DataFrame(
    {"section": ["quotations", "extended reading"], "stating": [0, 238], "words": [349, 249]}
)
KINDS = pd.Series({"figure": 25, "date": 5})
FIGURES = pd.Series([0, 1, 0, 6], index=pd.Index([1, 2, 3, 4], name="paragraph"))
YEAR = ("2023-01-01", "2023-12-31")
GAP = ("2023-04-01", "2023-08-31")

EXAMPLES = {
    "rangebars": lambda: charts.rangebars(SERVICES, highlight="cards"),
    "rangebars_open": lambda: charts.rangebars(OPEN, highlight="cards"),
    "bars": lambda: charts.bars(KINDS, highlight="figure"),
    "nestedbars": lambda: charts.nestedbars(WORDS, y="section", part="stating", whole="words"),
    "waffle": lambda: charts.waffle(PROGRAMMES, y="topic", hue="carries"),
    "lollipop": lambda: charts.lollipop(FIGURES, span=(3, 4), span_label="extended reading"),
    "ranges": lambda: charts.ranges(READINGS, x="share", hue="reading", percent=True),
    "ranges_open": lambda: charts.ranges(OPEN),
    "ranges_log": lambda: charts.ranges(OPEN, log=True),
    "forest": lambda: charts.forest(ROOM),
    "forest_together": lambda: charts.forest(ROOM, together=("2 borne out", ROOM.index[:2])),
    "lines": lambda: charts.lines(TOTALS, hue="name", span=YEAR, span_label="2023"),
    "lines_log": lambda: charts.lines(TOTALS, hue="name", span=YEAR, log=True),
    "timeline": lambda: charts.timeline(EVENTS, hue="actor", span=GAP),
    "tree": lambda: charts.tree(AGENDA, hue="carries"),
}
