"""Says what has not been said yet: clips.py makes them, cache.py keeps them, workers.py hands the work out."""
