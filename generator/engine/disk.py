"""The few ways in which the engine changes the disk; nothing else in publishing writes.

A file is never written over: its name gets a new one, so that a reader who has the old one open
keeps it whole, and names that share one file (hard links) never change together. Every function
goes through `os`, one system call after the other, which is where the tests pull the plug.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

_RENAME_EXCHANGE = 2  # renameat2(2)
_RENAME_SWAP = 2  # renamex_np(2) of macOS
_AT_FDCWD = -100
_WRITE_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_CHUNK = 1 << 20  # bytes


class Tree:
    """One folder whose files are put and removed by their names (`a/b.html`) below it."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self._made: set[str] = set()

    def path(self, name: str) -> str:
        """Where the file `name` lies."""
        return f"{self.root}/{name}"

    def write(self, name: str, content: bytes) -> None:
        """Put a new file with `content` at `name`, whatever lay there."""
        self._make_room(name)
        try:
            write_new(self.path(name), content)
        except FileExistsError:
            clear(self.path(name))
            write_new(self.path(name), content)

    def take(self, name: str, source: str) -> None:
        """Put the file `source` at `name` too: a hard link, or a copy where there are none."""
        self._make_room(name)
        try:
            link_or_copy(source, self.path(name))
        except FileExistsError:
            clear(self.path(name))
            link_or_copy(source, self.path(name))

    def remove(self, name: str) -> None:
        """Take `name` away, and the folders that it leaves empty; their names tell, too."""
        clear(self.path(name))
        folder = name.rpartition("/")[0]
        while folder:
            try:
                os.rmdir(self.path(folder))
            except OSError:
                return  # something else lies in it
            self._made.discard(folder)
            folder = folder.rpartition("/")[0]

    def files(self, below: str = "") -> Iterator[str]:
        """The name of everything that is no folder; a link counts as a file, wherever it leads."""
        with os.scandir(self.path(below) if below else self.root) as found:
            entries = list(found)
        for entry in entries:
            name = f"{below}/{entry.name}" if below else entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from self.files(name)
            else:
                yield name

    def tidy(self, below: str = "") -> bool:
        """Take away folders without files; whether the one asked for is empty now."""
        with os.scandir(self.path(below) if below else self.root) as found:
            entries = list(found)
        left = 0
        for entry in entries:
            inner = f"{below}/{entry.name}" if below else entry.name
            if entry.is_dir(follow_symlinks=False) and self.tidy(inner):
                os.rmdir(self.path(inner))
            else:
                left += 1
        return not left

    def _make_room(self, name: str) -> None:
        """The folder of `name`, made where it is missing."""
        folder = name.rpartition("/")[0]
        if folder and folder not in self._made:
            self._make(folder)

    def _make(self, folder: str) -> None:
        try:
            os.mkdir(self.path(folder))
        except FileNotFoundError:
            self._make_room(folder)
            os.mkdir(self.path(folder))
        except FileExistsError:
            if not stat.S_ISDIR(os.lstat(self.path(folder)).st_mode):
                os.unlink(self.path(folder))
                os.mkdir(self.path(folder))
        self._made.add(folder)


def write_new(path: str, content: bytes) -> None:
    """Make the file `path`, which must not be there."""
    file = os.open(path, _WRITE_NEW, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)


def replace(path: Path, content: bytes) -> None:
    """Put a file with `content` at `path` in one step."""
    beside = f"{path}.new"
    clear(beside)
    write_new(beside, content)
    os.replace(beside, path)


def link_or_copy(source: str, path: str) -> None:
    """Give the file `source` a second name, or copy it; `path` must not be there."""
    try:
        os.link(source, path)
    except (FileNotFoundError, FileExistsError):
        raise
    except OSError:  # no hard links here, too many, or a folder: then reading it says so
        _copy(source, path)


def _copy(source: str, path: str) -> None:
    """A new file with the content of `source`, piece by piece."""
    file = os.open(source, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        copy = os.open(path, _WRITE_NEW, 0o666)
        try:
            while piece := os.read(file, _CHUNK):
                while piece:
                    piece = piece[os.write(copy, piece) :]
        finally:
            os.close(copy)
    finally:
        os.close(file)


def clear(path: str) -> None:
    """Make sure that nothing is at `path`; a folder that took the place of a file goes with all in it."""
    try:
        os.unlink(path)
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError:
        if not os.path.isdir(path) or os.path.islink(path):
            raise
        shutil.rmtree(path)


def is_file(path: str) -> bool:
    """Whether `path` is an ordinary file, and no link to one."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def size(path: str) -> int | None:
    """How many bytes the ordinary file `path` has; None where there is none."""
    return os.stat(path).st_size if is_file(path) else None


def digest(path: str) -> str:
    """The SHA-256 of a file, hexadecimal; "" when it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def same_file(one: str, other: str) -> bool:
    """Whether both names are there and lead to one ordinary file."""
    try:
        first, second = os.lstat(one), os.lstat(other)
    except OSError:
        return False
    return stat.S_ISREG(first.st_mode) and os.path.samestat(first, second)


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step (Linux, macOS); False where the system or the disk cannot."""
    import ctypes

    paths = os.fsencode(one), os.fsencode(other)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(*paths, _RENAME_SWAP) == 0)
        return bool(libc.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)
    except (OSError, AttributeError, TypeError):
        return False


def settle(folder: Path) -> None:
    """Return when everything written to the file system of `folder` is on the disk."""
    import ctypes

    try:
        syncfs = ctypes.CDLL(None, use_errno=True).syncfs
    except (OSError, AttributeError, TypeError):
        getattr(os, "sync", lambda: None)()
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(opened) != 0:
            code = ctypes.get_errno()
            if code not in (errno.ENOSYS, errno.EINVAL):
                raise OSError(code, os.strerror(code))
    finally:
        os.close(opened)


def settle_names(folder: Path) -> None:
    """Return when the names in `folder` are on the disk: what was renamed stays renamed."""
    if not hasattr(os, "O_DIRECTORY"):
        return  # Windows keeps folders by itself
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
            raise
    finally:
        os.close(opened)
