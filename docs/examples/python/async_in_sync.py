"""How SQLAlchemy runs its plain functions over asyncio: they run in a greenlet, which hands each coroutine out to be awaited."""

import asyncio

from sqlalchemy.util import await_only, greenlet_spawn


async def query(number):
    await asyncio.sleep(0.001)
    return number * number


def plain_function():
    return [await_only(query(number)) for number in range(4)]


async def main():
    return await greenlet_spawn(plain_function)


print(asyncio.run(main()))
