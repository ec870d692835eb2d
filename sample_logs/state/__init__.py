"""A fictional state: twelve diffusers of one election night, their logs and the truth about them.

diffusers   who they are, how big, and what is the matter with each
server      one diffuser's stage: what fails, when each cut arrives, how sizes are logged
play        four ordinary weeks and the night, at one diffuser
writing     events as the server of each writes them
awstats     the figures of one that has statistics and no old logs
project     the folder of each: memoria.toml, incidents, comments
truth       what was put in, counted from the events
generate    the command line
deliver     builds all twelve, spoils one, and compares them
"""
