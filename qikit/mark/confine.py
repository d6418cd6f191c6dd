"""Inside the sandbox: Linux calls that shut one learner's process in.

Python 3.11 has no ``os.unshare`` and no ``mount``; libc has.
"""

import contextlib
import ctypes
import os
import resource
import signal

from qikit.mark import calls, watch

_libc = ctypes.CDLL(None, use_errno=True)

# linux/sched.h
_NEW_MOUNTS, _NEW_UTS, _NEW_IPC = 0x00020000, 0x04000000, 0x08000000
_NEW_USERS, _NEW_PROCESSES, _NEW_NETWORK = 0x10000000, 0x20000000, 0x40000000
# sys/mount.h
_NO_SETUID, _NO_DEVICES, _RECURSIVE, _PRIVATE, _READ_ONLY = 2, 4, 0x4000, 0x40000, 1
# linux/prctl.h
_DIES_WITH_PARENT, _SET_DUMPABLE, _DROP_BOUNDING, _ADOPT, _NO_NEW_PRIVILEGES = 1, 4, 24, 36, 38
_FILES = 4096  # an empty file takes memory too
# linux/capability.h
_CAPABILITY_VERSION_3, _LAST_CAPABILITY = 0x20080522, 40


def become(account: int) -> None:
    """Give up root for an account that owns nothing and runs nothing else."""
    os.setgroups([])
    os.setresgid(account, account, account)
    os.setresuid(account, account, account)
    _call("prctl", _SET_DUMPABLE, 1, 0, 0, 0)


def can_nest() -> bool:
    """Whether this system lets a process make namespaces of its own here; tried in a fork."""
    process = os.fork()
    if process == 0:
        with contextlib.suppress(BaseException):
            separate()
            if os.fork() == 0:
                cover(1 << 20)
                os._exit(0)
            os._exit(os.waitstatus_to_exitcode(os.wait()[1]))
        os._exit(1)
    with contextlib.suppress(ChildProcessError):
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    return False


def separate() -> None:
    """New namespaces for this process and, of processes, for those that it starts."""
    user, group = os.getuid(), os.getgid()
    _call(
        "unshare",
        _NEW_USERS | _NEW_PROCESSES | _NEW_MOUNTS | _NEW_IPC | _NEW_UTS | _NEW_NETWORK,
    )
    for name, line in (
        ("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")
    ):
        with open(f"/proc/self/{name}", "w") as map:
            map.write(line)
    with open("/proc/sys/user/max_user_namespaces", "w") as most:
        most.write("0")


def cover(disk: int) -> None:
    """An empty /tmp of its own, nothing in /proc and /dev/shm, and no capability left."""
    _mount(None, b"/", None, _RECURSIVE | _PRIVATE, None)
    room = b"size=%d,nr_inodes=%d,mode=700" % (disk, _FILES)
    _mount(b"tmpfs", b"/tmp", b"tmpfs", _NO_SETUID | _NO_DEVICES, room)
    for place in (b"/proc", b"/dev/shm"):
        _mount(b"tmpfs", place, b"tmpfs", _NO_SETUID | _NO_DEVICES | _READ_ONLY, b"size=4096")
    os.chdir("/tmp")
    for number in range(_LAST_CAPABILITY + 1):
        _libc.prctl(_DROP_BOUNDING, number, 0, 0, 0)
    _call("prctl", _NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    _call("capset", header, (ctypes.c_uint32 * 6)())


def adopt() -> None:
    """Become the parent of whatever below loses its own; when ours ends, end it all."""
    signal.signal(signal.SIGTERM, lambda *_: watch.end(os.pidfd_open(os.getpid()), False))
    _call("prctl", _ADOPT, 1, 0, 0, 0)
    _call("prctl", _DIES_WITH_PARENT, int(signal.SIGTERM), 0, 0, 0)


def quiet(keep: int) -> None:
    """Close every file but ``keep``; input, output and errors lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for handle in range(3):
        os.dup2(nowhere, handle)
    os.closerange(3, keep)
    os.closerange(keep + 1, 4096)


def limit(limits: dict) -> None:
    """Ceilings on memory, processes, files and processor time, and fewer calls of the kernel."""
    for what, most in (
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_NPROC, limits["processes"]),
        (resource.RLIMIT_FSIZE, limits["file_bytes"]),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, int(limits["total_seconds"]) + 1),
    ):
        resource.setrlimit(what, (int(most), int(most)))
    calls.close()


def _mount(source, target, kind, flags, data) -> None:
    _call("mount", source, target, kind, ctypes.c_ulong(flags), data)


def _call(name: str, *arguments) -> None:
    if getattr(_libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
