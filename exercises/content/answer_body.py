"""The body of an answer: what its owner entered and decided. Pure; sealed before it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

FormFields = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class AnswerBody:
    """parts: cleaned values by part id. share: explicit decisions only. draft: fields typed but not sent."""

    parts: Mapping[str, Any] = field(default_factory=dict)
    share: Mapping[str, bool] = field(default_factory=dict)
    passed: bool = False
    draft: FormFields | None = None

    def to_json(self) -> dict[str, Any]:
        body: dict[str, Any] = {"parts": dict(self.parts), "share": dict(self.share), "passed": self.passed}
        if self.draft is not None:
            body["draft"] = dict(self.draft)
        return body

    @classmethod
    def from_json(cls, plain: Any) -> AnswerBody:
        return cls(plain["parts"], plain["share"], plain["passed"], plain.get("draft"))

    def decided(self, parts: Mapping[str, Any], share: Mapping[str, bool]) -> dict[str, bool]:
        """The decisions about these new parts. One outlives only the value that it was made about."""
        kept = {part: on for part, on in self.share.items() if self.parts.get(part) == parts.get(part)}
        return {part: on for part, on in {**kept, **share}.items() if part in parts}
