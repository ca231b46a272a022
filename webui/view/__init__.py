"""What each page shows, ready to be drawn: plain values, one dataclass a page, every field explained.

Templates only lay out. What is said, counted and linked is decided here, where it can be tested
without a web server.
"""
