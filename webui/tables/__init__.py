"""What can be taken away, over HTTP: the same for the pages and for programs, streamed from one build."""
