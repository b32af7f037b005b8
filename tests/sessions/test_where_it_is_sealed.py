"""The places that everything stored is bound to, written out: bound elsewhere, it would never open again."""

from __future__ import annotations

from couples import access, invites, seats
from couples.infrastructure import vault
from couples.models import Invite, Seat
from exercises import commands
from exercises.models import Answer, GlossaryLine, PairedSession
from tests.support.couples.paired import FIRST, Pair, start_alone


def test_a_seat_opens_its_keys_and_its_name_where_they_have_always_been(pair: Pair) -> None:
    couple_keys = set()
    for position, (who, name) in enumerate(zip(pair.both, ("Alex", "Sam"), strict=True), 1):
        seat = Seat.objects.get(couple__code=pair.couple_code, position=position)
        [token], place = who.tokens, f"{pair.couple_code}|{position}"
        assert seat.token_lookup == vault.lookup(token)
        key = vault.unwrap(seat.couple_key_wrap, token, f"{place}|couple")
        assert len(vault.unwrap(seat.own_key_wrap, token, f"{place}|own")) == vault.KEY_BYTES
        assert vault.open_sealed(key, seat.profile_sealed, f"{place}|profile") == {"name": name}
        couple_keys.add(key)
    assert len(couple_keys) == 1


def test_an_invite_opens_the_couples_key_where_it_has_always_been(db: None) -> None:
    _, couple_code, alex = start_alone()
    seat, _ = access.seats_of(couple_code, alex)
    keys = access.keys_of(seat, couple_code, alex)
    seats.renew_invite(alex, couple_code, "move")
    assert Invite.objects.filter(couple__code=couple_code).count() == 2
    for invite in Invite.objects.filter(couple__code=couple_code):
        place = f"{couple_code}|{invite.position}"
        secret = invites.secret_of(keys.own, couple_code, invite.purpose, invite.position, invite.counter)
        assert vault.unwrap(invite.couple_key_wrap, secret, f"{place}|invite-couple") == keys.couple
        if invite.own_key_wrap is not None:
            assert vault.unwrap(invite.own_key_wrap, secret, f"{place}|invite-own") == keys.own


def test_what_was_said_opens_where_it_has_always_been(pair: Pair) -> None:
    pair.come_to("reveal")
    seat, _ = access.seats_of(pair.couple_code, pair.sam)
    keys = access.keys_of(seat, pair.couple_code, pair.sam)
    session = PairedSession.objects.get(code=pair.code)
    row = Answer.objects.get(session=session, seat=seat, step=FIRST)
    place = f"{pair.code}|2|{FIRST}"
    assert vault.open_sealed(keys.own, row.own_sealed, f"{place}|own")
    assert vault.open_sealed(keys.couple, row.shared_sealed, f"{place}|shared")
    assert vault.open_sealed(keys.couple, session.choice_sealed, f"{pair.code}|choice")


def test_a_line_of_the_glossary_opens_where_it_has_always_been(pair: Pair) -> None:
    cue = FIRST.partition(".")[0]
    commands.keep_line(pair.alex, pair.couple_code, cue=cue, means="I am tired.", helps="", base=0)
    seat, _ = access.seats_of(pair.couple_code, pair.alex)
    keys = access.keys_of(seat, pair.couple_code, pair.alex)
    place = f"{pair.couple_code}|1|glossary|{cue}"
    assert vault.open_sealed(keys.couple, GlossaryLine.objects.get().sealed, place)


def test_the_order_of_readings_is_the_same_in_every_version(pair: Pair) -> None:
    seat, _ = access.seats_of(pair.couple_code, pair.alex)
    keys = access.keys_of(seat, pair.couple_code, pair.alex)
    assert pair.state(pair.sam).order_key == vault.derive(keys.couple, f"meant/v1/order|{pair.code}")
