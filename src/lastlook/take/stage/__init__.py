"""The set as shapes: car, ground, walls, people and equipment, at any moment of the take."""
