"""What differs between two texts, word by word, so that both can be had back from it. Pure.

``compare.redline(old, new)`` for texts, ``changes.changes`` for the same as a list to be
read aloud. Import from the part.
"""
