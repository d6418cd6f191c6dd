"""A pandas table of columns that are known to be sound, without pandas looking at each again."""

from functools import lru_cache


def frame(columns: dict):
    """A table of equally long columns, which are copied.

    A column is an array, or a pair ``(codes, levels)`` of words: each row's place among the levels,
    -1 for none.
    """
    import pandas as pd

    arrays = [_array(one) for one in columns.values()]
    quick = getattr(pd.DataFrame, "_from_arrays", None)
    if quick is None:
        return pd.DataFrame(dict(zip(columns, arrays, strict=True)))
    return quick(arrays, _header(*columns), pd.RangeIndex(len(arrays[0])), verify_integrity=False)


@lru_cache(maxsize=32)
def _header(*names: str):
    import pandas as pd

    return pd.Index(names)


@lru_cache(maxsize=32)
def _words(*levels: str):
    """Words as pandas keeps them, a missing one at the end, where place -1 leads."""
    import pandas as pd

    return pd.Series([*levels, None]).array


def _array(one):
    if isinstance(one, tuple):
        codes, levels = one
        return _words(*levels).take(codes)
    if one.dtype.kind not in "MO":
        return one
    import pandas as pd

    if one.dtype.kind == "M":
        return _times(one.dtype)._from_sequence(one, dtype=one.dtype)
    return pd.Series(one, copy=True).array


@lru_cache(maxsize=4)
def _times(dtype):
    """The class in which pandas keeps times."""
    import pandas as pd

    return type(pd.array([], dtype=dtype))
