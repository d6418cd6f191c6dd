"""D26 and D26b: one constraint, one trap, and no tie that would leave an answer open."""

import qikit as qi


def test_the_pathway_has_one_longest_wait_and_one_largest_batch():
    steps = qi.load("tto_pathway")
    assert steps["step"].tolist() == list(range(1, 12))
    waits, batches = steps["wait"].sort_values(), steps["batch"].sort_values()
    assert waits.iloc[-1] > 1.5 * waits.iloc[-2] and batches.iloc[-1] > batches.iloc[-2]
    assert waits.idxmax() == batches.idxmax() == 3


def test_the_ranks_have_one_severity_of_ten_with_a_low_product():
    risks = qi.load("fmea_discharge")
    product = risks["severity"] * risks["occurrence"] * risks["detection"]
    assert risks.loc[risks["severity"] == 10, "id"].tolist() == ["c"]
    assert product.rank(ascending=False)[risks["id"] == "c"].item() == 5
    ranks = risks[["severity", "occurrence", "detection"]]
    assert ranks.min().min() >= 1 and ranks.max().max() <= 10
