import pytest

from desktop.exchange.signing import OwnKey

# made once for the tests; they guard nothing
UNIT_KEY = OwnKey(
    "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=",
    "AGE-SECRET-KEY-1G6QD7DQZ2FJSW60RYPD29M4UCS8SK0ECUXT5MKC9A36WAN4RPG7QXDU4Z9",
)


@pytest.fixture
def unit_key():
    return UNIT_KEY
