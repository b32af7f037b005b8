"""Races: every two use cases at the same instant, in every situation of two people that they meet in.

`deeds` are what somebody does, `situations` where two people are and which deeds they may do there, `tables`
what is stored afterwards, and `racing` lets two deeds race and says what is wrong with the end.
"""
