from __future__ import annotations


def test_http(couple):
    print(couple, couple.alex.page.buttons, couple.alex.page.text)
    couple.alex.answer_all()
    print(couple.alex.page.text, couple.alex.page.buttons)
    couple.alex.show_ours()
    print(couple.alex.page.text)
