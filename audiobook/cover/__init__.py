"""The picture on the front: the person's own, or one that is drawn from the title, the author and the cast."""
