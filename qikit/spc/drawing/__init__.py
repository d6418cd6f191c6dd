"""How pictures are laid out and put on paper; the doors are draw, svg and html one level up."""
