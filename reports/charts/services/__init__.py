"""The published services on one scale: against their own months, day by day, and when they failed.

Each is a row, named at its left or over it; a month of cuts is drawn by its days.
"""

from reports.charts.services.calendar import calendar
from reports.charts.services.daily import daily
from reports.charts.services.months import months

__all__ = ["calendar", "daily", "months"]
