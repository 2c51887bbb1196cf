"""What can go wrong between a client and the answer API; each message is fit for a reader.

ApiError
├── ApiUnreachable   nobody answers at the address, or the connection broke
├── ApiProblem       the API answered with problem details: it cannot do what was asked
└── ApiUnreadable    the reply is in a form that this client does not know
"""

from __future__ import annotations

from assistant.api.schemas import ProblemOut


class ApiError(Exception):
    """The API gave no usable reply."""


class ApiUnreachable(ApiError):
    """Nobody answers at the address, or the connection broke."""


class ApiUnreadable(ApiError):
    """The reply is in a form that this client does not know."""


class ApiProblem(ApiError):
    """The API answered that it cannot do what was asked."""

    def __init__(self, problem: ProblemOut, retry_after_seconds: float | None = None) -> None:
        """Keep the problem details as the API sent them, and when to ask again."""
        super().__init__(f"{problem.title} ({problem.status}). {problem.detail}".strip())
        self.problem = problem
        self.retry_after_seconds = retry_after_seconds

    @property
    def status(self) -> int:
        """The HTTP status code."""
        return self.problem.status

    @property
    def title(self) -> str:
        """The kind of problem in a few words."""
        return self.problem.title

    @property
    def detail(self) -> str:
        """What happened and what to do."""
        return self.problem.detail

    @property
    def request_id(self) -> str:
        """The name under which the API's log knows the request."""
        return self.problem.request_id
