"""The same three deadline rules in several rule engines.

Simpler than the law: no day moves off a red day, nothing is unknown, an investigation without a related report is left
out. A report is reviewed within a week; an investigation is finished three months after that, six when extended; an
investigation begun from 2023 has a plan when it is closed.
"""
