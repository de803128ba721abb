"""The costing core: a dated roster and a list of items in, cost by fiscal year out. Pure, Decimal, no Django.

Every amount is kept unrounded; only what is shown is rounded, half up, to the cent
(`money.cents`). Principles and worked examples: the Labor Guild's and the AFSCME course's
costing papers, the League of California Cities' rules, and Alexandria's budget memos, as the
project's domain notes 6.1 to 6.3 sum them up.
"""
