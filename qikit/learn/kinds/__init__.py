"""One file a kind of question: what it asks and how it scores."""
