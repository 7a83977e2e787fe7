"""How long the refusal of each hostile document takes, from the request to its answer, without HTTP.

Usage: python -m bench.refusals [PART OF A NAME ...]

Prints a Markdown table: medians of 20 runs. On a busy machine the processor's time says more than that of the clock.
"""

import asyncio
import sys
import time
from statistics import median

from service.api.schema import Schema, make_schema
from tests.api.hostile import HOSTILE, Hostile

RUNS = 20
TARGET_MS = 50


async def refused(schema: Schema, hostile: Hostile) -> tuple[str, float, float]:
    """What the refusal says, and the milliseconds until it was there: by the clock, and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    result = await schema.execute(hostile.query, variable_values=dict(hostile.variables))
    took = (time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000
    told = [error.extensions or {} for error in result.errors or ()]
    codes = {" ".join(filter(None, (each["code"], each.get("limit")))) for each in told}
    return ", ".join(sorted(codes)), *took


async def main(wanted: list[str]) -> int:
    """The number of documents whose refusal takes the processor longer than it should."""
    schema, slow, asked = make_schema(), 0, 0
    print("| document | characters | refusal | ms | ms of the processor |\n|---|---|---|---|---|")
    for name, hostile in HOSTILE.items():
        if wanted and not any(part in name for part in wanted):
            continue
        answers = [await refused(schema, hostile) for _ in range(RUNS)]
        clock, processor = (median(answer[place] for answer in answers) for place in (1, 2))
        print(f"| {name} | {len(hostile.query):,} | {answers[0][0]} | {clock:.1f} | {processor:.1f} |")
        slow, asked = slow + (processor > TARGET_MS), asked + 1
    print(f"\n{slow} of {asked} take longer than {TARGET_MS} ms")
    return slow


if __name__ == "__main__":
    sys.exit(bool(asyncio.run(main(sys.argv[1:]))))
