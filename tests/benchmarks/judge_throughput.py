"""How near the judge comes to what latency allows: `python -m tests.benchmarks.judge_throughput`.

A server in a process of its own answers every request after the same time; ideal is that time for
each wave of `--concurrency` requests. Memory is the process's peak, after a tenth of the inquiries
and after all of them: it must not grow with their number.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import multiprocessing
import resource
import sys
import time
from contextlib import suppress
from multiprocessing.connection import Connection

from reviewer.judge import client
from reviewer.judge.accounting import total
from tests.judge.server import HOST, say
from tests.judge.standin import good, inquiry, salvage, settings


def serve(latency: float, pipe: Connection) -> None:
    """Answer until killed; one task for each connection, so that the server itself costs little."""
    body = json.dumps(say(good()).body, ensure_ascii=False).encode()
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}"
    answer = head.encode() + b"\r\n\r\n" + body

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                request = (await reader.readuntil(b"\r\n\r\n")).lower()
                await reader.readexactly(int(request.split(b"content-length:")[1].split()[0]))
                await asyncio.sleep(latency)
                writer.write(answer)

    async def main() -> None:
        server = await asyncio.start_server(converse, HOST, 0, backlog=256)
        pipe.send(f"http://{HOST}:{server.sockets[0].getsockname()[1]}/v1")
        await server.serve_forever()

    asyncio.run(main())


def peak_megabytes() -> float:
    """The most memory that this process has had."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def measure(inquiries: int, latency: float, concurrency: int) -> dict[str, float]:
    """All figures by name; share is ideal ÷ measured."""
    client.salvage = salvage
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(latency, theirs))
    server.start()
    try:
        options = settings(ours.recv(), concurrency=concurrency, timeout=60)
        questions = [inquiry(number) for number in range(inquiries)]
        # Importing the client's libraries takes seconds, once; it is no part of the throughput.
        asyncio.run(client.ask(questions[: max(inquiries // 10, 1)], options))
        early = peak_megabytes()
        start = time.perf_counter()
        replies = asyncio.run(client.ask(questions, options))
        seconds = time.perf_counter() - start
    finally:
        server.kill()
        server.join()
    assert all(len(reply.answers) == 2 for reply in replies), "a reply is missing"
    ideal = math.ceil(inquiries / concurrency) * latency
    return {
        "inquiries": inquiries,
        "seconds": round(seconds, 3),
        "ideal_seconds": round(ideal, 3),
        "share_of_ideal": round(ideal / seconds, 3),
        "prompt_tokens": total(replies).prompt_tokens,
        "megabytes_after_a_tenth": round(early, 1),
        "megabytes": round(peak_megabytes(), 1),
    }


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inquiries", type=int, default=200)
    parser.add_argument("--latency", type=float, default=0.2)
    parser.add_argument("--concurrency", type=int, default=50)
    arguments = parser.parse_args()
    figures = measure(arguments.inquiries, arguments.latency, arguments.concurrency)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
