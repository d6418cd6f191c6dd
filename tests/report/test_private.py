"""Details of people are refused, and never repeated."""

from datetime import date

import pytest

from qikit.report.intake import take
from qikit.report.private import nhs_number

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("number", ["9434765919", "943 476 5919", "943-476-5919", "401 023 2137"])
def test_nhs_numbers_carry_a_check_digit(number):
    assert nhs_number(number)


@pytest.mark.parametrize("number", ["9434765918", "1234567890", "0000000000", "94347659190", ""])
def test_other_numbers_do_not(number):
    assert not nhs_number(number)


REFUSED = [
    ("ref", ["943 476 5919", "401 023 2137"], "an NHS number"),
    ("ref", ["9434765919", "4010232137"], "an NHS number"),
    ("comment", ["seen", "called about 943 476 5919"], "an NHS number"),
    ("DOB", ["01/02/1950", "03/09/1988"], "a date of birth"),
    ("date_of_birth", ["01/02/1950", "03/09/1988"], "a date of birth"),
    ("when", ["14/02/1950", "23/09/1988"], "dates of birth"),
    ("Patient name", ["A", "B"], "a person's name"),
    ("surname", ["A", "B"], "a person's name"),
    ("who", ["Sarah Jones", "Mohammed Khan"], "a person's name"),
    ("who", ["JONES, Sarah", "KHAN, Mohammed"], "a person's name"),
    ("who", ["Dr Patel", "Mrs Owusu"], "a person's name"),
    ("home", ["LS1 4AP", "SW1A 1AA"], "a postcode"),
    ("Postcode", ["x", "y"], "an address"),
    ("code", ["RX1234567", "RX7654321"], "a hospital number"),
    ("Hospital no", ["1234", "5678"], "a person's number"),
    ("MRN", ["1234", "5678"], "a person's number"),
    ("contact", ["a.b@nhs.net", "c.d@nhs.net"], "an e-mail address"),
]


@pytest.mark.parametrize(("name", "cells", "what"), REFUSED)
def test_private_columns_are_refused_and_not_repeated(name, cells, what):
    rows = [f'2025-04-01,"{cells[0]}",3', f'2025-05-01,"{cells[1]}",4']
    made = take(f"month,{name},n\n" + "\n".join(rows) + "\n", today=TODAY)
    assert f"The column '{name}' looks as if it holds {what}." in made.refused[0]
    assert "Delete that column" in made.refused[0]
    assert made.frame.empty and [c.role for c in made.columns] == ["private"]
    told = repr(made)
    assert not any(cell in told for cell in cells if len(cell) > 1)


@pytest.mark.parametrize(
    ("name", "cells"),
    [("ward", ["Nightingale", "Florence"]), ("ward", ["Mary Seacole ward", "St Mary"]),
     ("measure", ["Falls", "Births"]), ("births", [12, 14]), ("cost", [1234567890, 2234567891]),
     ("NHS trust", ["Marlow Vale", "Elm Dale"]), ("site", ["RX101", "RX102"]),
     ("with NHS number %", ["98%", "97%"]), ("Admitted", ["2025-04-02", "2025-05-03"])],
)  # fmt: skip
def test_ordinary_columns_are_not_refused(name, cells):
    made = take(f"month,{name},n\n2025-04-01,{cells[0]},3\n2025-05-01,{cells[1]},4\n", today=TODAY)
    assert not made.refused


def test_headings_that_are_names_are_refused_without_repeating_them():
    made = take("month,Sarah Jones,Mohammed Khan\n2025-04-01,1,2\n2025-05-01,3,4\n")
    assert "The headings look like people's names." in made.refused[0]
    assert "Sarah" not in repr(made)


def test_bad_files_do_not_repeat_what_they_hold():
    made = take("month,e-mail\nApr-25,someone@nhs.net\n")
    assert "someone" not in repr(made)
