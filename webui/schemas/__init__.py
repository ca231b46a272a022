"""The shapes of the machine interface: what comes out, described for programs and for OpenAPI."""
