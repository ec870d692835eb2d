"""La Gaceta del Desierto: a fictional diffuser, its logs and the truth about them.

clock       local time of Monclova, days, publication cuts
site        what can be asked for, and how big it is
people      who asks: persons and robots, each an address and a user agent
night       how busy it is, and what fails
publication when each cut of the PREP reached this diffuser
stage       a visitor asks, a server answers: one event
visits      how a person reads the portal and follows the PREP
robots      how crawlers, monitors and scanners behave
oddities    hostile requests, and lines that are no request at all
scenario    all of it together: four weeks, three drills, one election night
lines       events as the servers write them
truth       what was put in, counted from the events, never from the lines; its parts
            are truth_cuts, truth_audience, truth_events and truth_peaks, and counting what they
            count with
bulk        a scenario of any size, for benchmarks; bulk_lines and bulk_truth are its parts
generate    the command line
state       twelve other diffusers of the same night, to be compared
"""
