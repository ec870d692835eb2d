"""Puerto Cardón: a fictional municipality, the logs of its digital tools and the truth about them.

clock       the months told, in local time with its change of hour, and 15-minute cuts
tools       what the portal and each of its digital tools offer
faults      what fails and when, which day has no log, and what people wrote about it
traffic     who uses what: three months of events from one seed
truth       what was put in, counted from the events, never from the lines
generate    the command line: writes the project's files

Persons, robots, events and the way to write a truth are those of the other sample.
"""
