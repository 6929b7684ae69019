"""`python -m tests.judge.record_cassettes` records the cases again, each from its own script."""

import pytest

from reviewer.judge import cassette
from tests.judge.cases import CASES
from tests.judge.server import serving
from tests.judge.standin import salvage
from tests.judge.test_client_cases import CASSETTES, check, run


def main() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reviewer.judge.client.salvage", salvage)
        for name, case in CASES.items():
            with serving(case.script()) as server, cassette.record(CASSETTES / f"{name}.yaml"):
                check(case, run(case, server.base_url))


if __name__ == "__main__":
    main()
