"""Prints what zarr-python reads of the stores named: one JSON document per line."""

import hashlib
import json
import struct
import sys

import numpy as np
import zarr


def plain(value):
    """A value that JSON can hold: floats by their bytes, large integers as texts."""
    if isinstance(value, float):
        return {"float": struct.pack(">d", value).hex()}
    if isinstance(value, int) and abs(value) >= 2**53:
        return {"int": str(value)}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def array(arr):
    if arr.dtype == object:
        # Rows of lists of integers, and of a second dimension, are arrays themselves.
        rows = (item.tolist() if isinstance(item, np.ndarray) else item for item in arr[:])
        return [plain(item) for item in rows]
    data = np.ascontiguousarray(arr[...])
    little = data.astype(data.dtype.newbyteorder("<")) if data.dtype.byteorder == ">" else data
    return {
        "dtype": arr.dtype.str,
        "shape": list(arr.shape),
        "chunks": list(arr.chunks),
        "sha256": hashlib.sha256(little.tobytes()).hexdigest(),
    }


for path in sys.argv[1:]:
    root = zarr.open(path, mode="r")
    found = {}
    root.visititems(
        lambda name, item: found.__setitem__(
            name, array(item) if isinstance(item, zarr.core.Array) else "group"
        )
    )
    print(json.dumps({"attrs": root.attrs.asdict(), "items": found}))
