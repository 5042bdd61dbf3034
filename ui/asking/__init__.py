"""What the person does besides talking: typing, and showing pictures."""
