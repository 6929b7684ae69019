"""What the operating system says of a file, in words for a clerk."""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOENT: "文件或文件夹不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "所在的盘是只读的",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已经存在",
    errno.EBADF: "没有打开",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.ENAMETOOLONG: "文件名过长",
    errno.EBUSY: "正被另一个程序占用",
    errno.ETXTBSY: "正被另一个程序占用",
    errno.EMFILE: "同时打开的文件过多",
    errno.EIO: "磁盘读写出错",
    errno.ELOOP: "快捷方式循环",
}

_SHARED = frozenset({32, 33})
"""Windows locks a file that a program has open, and gives it the number of a missing permission."""


def told(error: OSError) -> str:
    """What the operating system says, in Chinese where it is known."""
    if getattr(error, "winerror", None) in _SHARED:
        return "正被另一个程序打开，请先在Excel、WPS中关闭"
    return _WORDS.get(error.errno or 0, error.strerror or type(error).__name__)
