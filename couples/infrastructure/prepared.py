"""Prepared reads: a queryset that is compiled once in the life of a process, then only given other values.

    LEASES = Prepared(
        lambda seats, now: Lease.objects.filter(seat__pk__in=seats, expires__gt=now).values_list("seat_id"),
        Many(models.BigAutoField()),
        models.DateTimeField(),
    )
    LEASES.rows((1, 2), timezone.now())

Building the same query again costs the ORM ten times what SQLite needs to answer it: a seat's state at a
session loads in 0.6 ms of a processor with this and with its steps laid out once, and in 3.5 ms without.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, TypeAlias, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.models.sql.compiler import SQLCompiler

Row = tuple[Any, ...]
Model = TypeVar("Model", bound=models.Model)

MOST_SHAPES = 64  # of one read: how many values its lists have. Nearly always it is one or two


@dataclass(frozen=True)
class Many:
    """A list of values, each of this field. Where it is filtered by, write `__pk__in` for a relation."""

    field: models.Field[Any, Any]


Kind: TypeAlias = "models.Field[Any, Any] | Many"


class Prepared:
    """A read that is asked for often. build: gets a stand-in for each value, gives the queryset.

    fields: the kind of each value. The columns of a row are those of `values_list`; without it, those of the
    model in their order, then those of `select_related`, then annotations.
    """

    def __init__(self, build: Callable[..., models.QuerySet[Any, Any]], *fields: Kind) -> None:
        self._build = build
        self._fields = fields
        self._compiled = lru_cache(maxsize=MOST_SHAPES)(self._compile)

    def rows(self, *values: Any) -> list[Row]:
        """What there is for these values. One query; none where a list is empty and nothing can be found."""
        connection = connections[DEFAULT_DB_ALIAS]
        compiled = self._compiled(connection.vendor, tuple(map(_length, self._fields, values)))
        if compiled is None:
            return []
        if compiled.locks and not connection.in_atomic_block:
            raise transaction.TransactionManagementError("Rows are locked within a transaction.")
        given = tuple(chain.from_iterable(map(_each, self._fields, values)))
        with connection.cursor() as cursor:
            cursor.execute(compiled.sql, filled(compiled.params, given, connection))
            found: list[Row] = cursor.fetchall()
        if not compiled.converters:
            return found
        return [tuple(row) for row in compiled.compiler.apply_converters(found, compiled.converters)]

    def _compile(self, vendor: str, lengths: tuple[int, ...]) -> _Compiled | None:
        stand_ins: list[Any] = []
        place = 0
        for field, length in zip(self._fields, lengths, strict=True):
            kind = field.field if isinstance(field, Many) else field
            these = [StandIn(place + at, kind) for at in range(length)]
            place += length
            stand_ins.append(these if isinstance(field, Many) else these[0])
        query = self._build(*stand_ins).query
        compiler = query.get_compiler(connection=connections[DEFAULT_DB_ALIAS])
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        # Converters are of a connection: of one that is never opened, since this outlives every other.
        compiler.connection = connections.create_connection(DEFAULT_DB_ALIAS)
        converters = compiler.get_converters([column for column, _, _ in compiler.select])
        return _Compiled(sql, tuple(params), compiler, converters, query.select_for_update)


@dataclass(frozen=True)
class _Compiled:
    sql: str
    params: tuple[Any, ...]
    compiler: SQLCompiler
    converters: Any
    locks: bool


class StandIn(models.Expression):
    """Stands for a value while a query is compiled, and is found again among its parameters."""

    def __init__(self, place: int, field: models.Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.place = place

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        return "%s", (self,)

    def ready(self, given: Sequence[Any], connection: Any) -> Any:
        """The value that is given in its place, as this database takes it."""
        return self.output_field.get_db_prep_value(given[self.place], connection)


def filled(params: Sequence[Any], given: Sequence[Any], connection: Any) -> list[Any]:
    """These parameters, with what is given in the place of each stand-in."""
    return [param.ready(given, connection) if isinstance(param, StandIn) else param for param in params]


def instance(model: type[Model], row: Row, begins: int = 0) -> Model:
    """What a row of a model's own columns, the first of them at this place, is one of."""
    names = _names(model)
    return model.from_db(DEFAULT_DB_ALIAS, names, row[begins : begins + len(names)])


@lru_cache(maxsize=MOST_SHAPES)
def _names(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _length(field: Kind, value: Any) -> int:
    return len(value) if isinstance(field, Many) else 1


def _each(field: Kind, value: Any) -> Collection[Any]:
    return value if isinstance(field, Many) else (value,)
