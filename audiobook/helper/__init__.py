"""The optional helper model: a language model on the listener's own machine that is asked about doubtful lines."""
