"""Whether work can be taken."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

CHECK_SECONDS = 1.5


@dataclass(frozen=True)
class Dependency:
    """Something that the service cannot work without; its check raises while it does not answer."""

    name: str
    check: Callable[[], Awaitable[None]]


async def _problem_of(dependency: Dependency) -> str | None:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            await dependency.check()
    except TimeoutError:
        return f"{dependency.name}: no answer in time"
    except Exception as error:  # Whatever goes wrong there is what is told.
        return f"{dependency.name}: {error}"
    return None


async def problems_of(dependencies: list[Dependency]) -> list[str]:
    """Sentences on what is missing; none when all is well."""
    found = await asyncio.gather(*map(_problem_of, dependencies))
    return [problem for problem in found if problem]
