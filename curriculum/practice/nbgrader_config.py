from qikit.mark.config import configure

configure(get_config(), __file__.rpartition("nbgrader_config.py")[0])  # noqa: F821
