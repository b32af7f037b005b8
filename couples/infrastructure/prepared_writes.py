"""Prepared writes: an insert and an update that are compiled once in the life of a process, as reads are.

    ANSWERS = PreparedInsert(Answer, unique=("session", "seat", "step"), update=("revision", "own_sealed"))
    ANSWERS.insert([Answer(session_id=1, seat_id=2, step="a", revision=3, own_sealed=b"")])

    VERSIONS = PreparedUpdate(
        lambda session: PairedSession.objects.filter(pk=session),
        models.BigAutoField(),
        sets=("version_first",),
    )
    VERSIONS.update((1,), (7,))

They write what `bulk_create` and `update` write, in the same one statement, within a transaction that the
caller has opened. Only the writers of models make one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery, UpdateQuery

from couples.infrastructure.prepared import StandIn, filled

Model = TypeVar("Model", bound=models.Model)
Compiled = tuple[str, tuple[Any, ...]]  # SQL, and its parameters with stand-ins among them

MOST_ROWS = 64  # of one statement, each with a shape of its own: a round has some fourteen steps


class PreparedInsert(Generic[Model]):
    """Rows of this model. One that stands there already, by `unique`, gets the fields in `update`.

    Without `update` it stays as it is.
    """

    def __init__(self, model: type[Model], *, unique: Sequence[str] = (), update: Sequence[str] = ()) -> None:
        self._model = model
        self._unique, self._update = unique, update
        self._compiled = lru_cache(maxsize=MOST_ROWS)(self._compile)

    def insert(self, rows: Sequence[Model]) -> None:
        """Write these rows: one statement for every `MOST_ROWS`, none where there are none."""
        names = [field.attname for field in _columns(self._model)]
        for begins in range(0, len(rows), MOST_ROWS):
            some = rows[begins : begins + MOST_ROWS]
            connection = _writing()
            compiled = self._compiled(connection.vendor, len(some))
            _run(connection, compiled, [getattr(row, name) for row in some for name in names])

    def _compile(self, vendor: str, rows: int) -> Compiled:
        fields = _columns(self._model)
        field_of = self._model._meta.get_field
        query = InsertQuery(
            self._model,
            on_conflict=OnConflict.UPDATE if self._update else OnConflict.IGNORE,
            update_fields=[field_of(name) for name in self._update],
            unique_fields=[field_of(name) for name in self._unique],
        )
        objects: list[models.Model] = []
        for row in range(rows):
            stand_in = self._model()
            for place, field in enumerate(fields, start=row * len(fields)):
                setattr(stand_in, field.attname, StandIn(place, field))
            objects.append(stand_in)
        query.insert_values(fields, objects)
        ((sql, params),) = query.get_compiler(connection=connections[DEFAULT_DB_ALIAS]).as_sql()
        return sql, tuple(params)


class PreparedUpdate:
    """These fields of the rows that a queryset finds. build, fields: as for `Prepared`, without lists."""

    def __init__(
        self,
        build: Callable[..., models.QuerySet[Any, Any]],
        *fields: models.Field[Any, Any],
        sets: Sequence[str],
    ) -> None:
        self._build, self._fields, self._sets = build, fields, sets
        self._compiled = lru_cache(maxsize=None)(self._compile)  # one for each sort of database

    def update(self, where: Sequence[Any], values: Sequence[Any]) -> None:
        """Set these values, in the order of `sets`, in what the queryset finds. One statement."""
        connection = _writing()
        _run(connection, self._compiled(connection.vendor), [*where, *values])

    def _compile(self, vendor: str) -> Compiled:
        found = self._build(*(StandIn(place, field) for place, field in enumerate(self._fields)))
        query: Any = found.query.chain(UpdateQuery)
        field_of = found.model._meta.get_field
        query.add_update_values(
            {
                name: StandIn(place, field_of(name))
                for place, name in enumerate(self._sets, start=len(self._fields))
            }
        )
        sql, params = query.get_compiler(connection=connections[DEFAULT_DB_ALIAS]).as_sql()
        return sql, tuple(params)


def _columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """What a new row is given; its primary key it gets from the database."""
    return [field for field in model._meta.concrete_fields if not field.primary_key]


def _writing() -> Any:
    """The connection, in a transaction: whoever writes has looked within it whether they may."""
    connection = connections[DEFAULT_DB_ALIAS]
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("Rows are written within a transaction.")
    return connection


def _run(connection: Any, compiled: Compiled, given: Sequence[Any]) -> None:
    sql, params = compiled
    with connection.cursor() as cursor:
        cursor.execute(sql, filled(params, given, connection))
