"""Every requirement of the source documents is served, and modules name those they serve."""


def every(sources):
    return [id for ids in sources["requirements"].values() for id in ids]


def test_the_list_of_requirements_is_whole(sources):
    counts = {document: len(ids) for document, ids in sources["requirements"].items()}
    assert counts == {"IMP": 47, "ASPH": 22, "DOSE": 32, "JRN": 30, "MAIN": 56}
    assert set(counts) == set(sources["documents"])
    for document, ids in sources["requirements"].items():
        assert ids == [f"{document}-{number:02}" for number in range(1, len(ids) + 1)]


def test_every_requirement_is_served_and_none_is_invented(sources):
    served = [id for room in ("modules", "tools") for ids in sources[room].values() for id in ids]
    assert set(served) == set(every(sources))


def test_the_map_names_all_modules_and_tools(sources):
    expected = [f"{tier}{n:02}" for tier, last in (("A", 8), ("M", 12), ("E", 11))
                for n in range(1, last + 1)]
    assert list(sources["modules"]) == expected
    assert list(sources["tools"]) == [f"T{n}" for n in range(1, 16)]
    for room in ("modules", "tools"):
        for ids in sources[room].values():
            assert ids and len(set(ids)) == len(ids)


def test_a_module_names_the_sources_of_the_map(lesson, sources):
    assert lesson.meta["sources"] == sources["modules"][lesson.meta["id"]]


def test_the_map_knows_every_module_there_is(folders, sources):
    assert {folder.name.partition("_")[0] for folder in folders} <= set(sources["modules"])
