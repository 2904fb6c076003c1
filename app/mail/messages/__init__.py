"""How a letter is written: its templates, its words, the message that travels."""
