"""Inside the sandbox: the kernel's calls that no lesson needs, closed with a seccomp filter.

Some would hide memory where nobody counts it (files in memory, System V shared memory, message
queues); the others have let programs out of sandboxes before. A closed call fails with
"Operation not permitted".
"""

import ctypes
import os
import struct

# linux/prctl.h, linux/seccomp.h, linux/filter.h
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _MACHINE_AT = 0, 4
_OTHER_NUMBERS = 0x40000000  # the x32 way into an x86-64 kernel
_PERMISSION = 1

# the machine as linux/audit.h numbers it, then the calls by number
_CLOSED = {
    "x86_64": (0xC000003E, (
        29, 30, 31, 64, 68, 240,  # shmget shmat shmctl semget msgget mq_open
        319, 447,  # memfd_create memfd_secret
        101, 310, 311,  # ptrace process_vm_readv process_vm_writev
        155, 165, 166, 272, 308, 428, 429, 430, 432, 442,  # mounts and namespaces
        103, 163, 167, 168, 169, 175, 246, 313, 320,  # syslog acct swap reboot modules kexec
        248, 249, 250, 298, 303, 304, 321, 323, 425, 426, 427,  # keys perf handles bpf faults rings
    )),
    "aarch64": (0xC00000B7, (
        194, 195, 196, 190, 186, 180,
        279, 447,
        117, 270, 271,
        41, 40, 39, 97, 268, 428, 429, 430, 432, 442,
        116, 89, 224, 225, 142, 105, 104, 273, 294,
        217, 218, 219, 241, 264, 265, 280, 282, 425, 426, 427,
    )),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def close() -> None:
    """Close them for this process and all that it starts, where this machine's are known.

    Raises
    ------
    OSError
        When the kernel refuses.
    """
    known = _CLOSED.get(os.uname().machine)
    if known is None:
        return
    steps = _steps(*known)
    program = _Program(len(steps), b"".join(steps))
    call = ctypes.CDLL(None, use_errno=True).prctl
    if call(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or call(
        _SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0
    ):
        number = ctypes.get_errno()
        raise OSError(number, f"seccomp: {os.strerror(number)}")


def _steps(machine: int, closed: tuple[int, ...]) -> list[bytes]:
    """The filter as the kernel reads it: one step each, with how many steps a test leaps over."""
    return [
        _step(_LOAD, _MACHINE_AT),
        _step(_IF_EQUAL, machine, yes=1),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER_AT),
        _step(_IF_AT_LEAST, _OTHER_NUMBERS, yes=len(closed) + 1),
        *(_step(_IF_EQUAL, call, yes=len(closed) - at) for at, call in enumerate(closed)),
        _step(_RETURN, _ALLOW),
        _step(_RETURN, _ERROR | _PERMISSION),
    ]


def _step(code: int, value: int, yes: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, 0, value)
