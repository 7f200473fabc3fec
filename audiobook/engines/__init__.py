"""One file per engine; base.py says what an engine is, registry.py finds them."""
