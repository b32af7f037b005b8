"""What any app for a few people would need: keys and sealing, limits, headers, logs, the database, the hints.

Nothing here may know who the two people are, or what they do: no model, no seat, no exercise.
"""
