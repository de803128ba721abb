"""Reading an agreement that exists as a file: lines, outline, doubts. Pure: no Django, no database, no clock.

``readers`` turn DOCX, PDF and plain text into lines; ``reading.read_outline`` makes an outline of
them. Nothing here decides for a person: what the file leaves open is said as a doubt.
"""
