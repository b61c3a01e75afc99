"""What a script does; it was never meant for a notebook."""
import asyncio

# not for IPython: the text at the top of the file does not say so
await asyncio.sleep(1)  # expect: await-outside-async
