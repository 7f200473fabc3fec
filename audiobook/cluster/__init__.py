"""Takes the speaking and mastering to other machines, over Dask: `executor.py` here, `station.py` there."""
