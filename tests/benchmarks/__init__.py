"""How fast gongkai is and how much it needs, measured on the seeds and on a corpus of any size.

``make bench`` runs it; ``python -m tests.benchmarks --help`` lists what can be chosen.
"""
