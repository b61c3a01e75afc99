# %%
import asyncio

# %% [markdown]
# Wait for it.

# %%
await asyncio.sleep(1)  # ok: a notebook
