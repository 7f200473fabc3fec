"""How English is said: table.py has the rules in their order, the modules beside it the rules of one kind each."""
