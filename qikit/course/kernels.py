"""The one kernel that a notebook runs in: this environment's own Python."""

import sys

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager


def own() -> KernelSpec:
    """How to start it."""
    return KernelSpec(
        argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        display_name="Python 3",
        language="python",
        metadata={"debugger": False, "supported_encryption": ["curve"]},
    )


class OwnPython(KernelSpecManager):
    """Only "python3", and always this environment's, whatever else the machine has."""

    def find_kernel_specs(self) -> dict[str, str]:
        """One name, without a folder of its own."""
        return {"python3": ""}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """How to start it, whatever name is asked for."""
        return own()

    def get_all_specs(self) -> dict[str, dict]:
        """What JupyterLab asks for."""
        return {"python3": {"resource_dir": "", "spec": own().to_dict()}}
