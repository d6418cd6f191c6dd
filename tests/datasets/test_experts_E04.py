"""D27: an S-curve, twelve wards that shift, two that begin and do not, more work at first."""

import numpy as np

import qikit as qi


def test_the_curve_is_slow_fast_slow():
    spread = qi.load("digital_spread")
    begun = spread.groupby("week")["adopted"].sum().to_numpy()
    assert (np.diff(begun) >= 0).all() and begun[0] == 0 and begun[-1] == 14
    early, middle, late = begun[9], begun[17] - begun[9], begun[29] - begun[17]
    assert middle > 2 * early and middle > 2 * late
    assert begun[13] < 7 <= begun[14]


def test_two_wards_begin_and_show_no_signal_of_any_rule():
    spread = qi.load("digital_spread")
    for ward, rows in spread.groupby("ward"):
        values = rows["completeness"].to_numpy()
        middle, reach = values.mean(), 2.66 * np.abs(np.diff(values)).mean()
        seen = qi.spc.detect(values, centre=middle, lower=middle - reach, upper=middle + reach,
                             rules=qi.spc.mdc())
        begun = rows["adopted"].to_numpy() == 1
        gain = values[begun].mean() - values[~begun].mean()
        if ward in ("Ward 5", "Ward 12"):
            assert not any(seen.values()) and abs(gain) < 2
        else:
            assert seen["shift"] and gain > 12


def test_the_work_rises_at_first_on_every_ward():
    spread = qi.load("digital_spread")
    for ward, rows in spread.groupby("ward"):
        minutes, begun = rows["minutes_per_shift"].to_numpy(), rows["adopted"].to_numpy() == 1
        before, after = minutes[~begun].mean(), minutes[begun]
        assert after[:3].mean() > before + 5
        assert (after[6:].mean() > before) == (ward in ("Ward 5", "Ward 12"))
