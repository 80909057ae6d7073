"""Start a notebook's kernel once more if it doesn't come up.

Two kernels that start at the same time can be given the same port, and one of them then dies.
"""

from nbval import kernel

_start = kernel.start_new_kernel


def _start_or_start_again(*args, **kwargs):
    try:
        return _start(*args, **kwargs)
    except RuntimeError:
        return _start(*args, **kwargs)


def pytest_configure(config):
    """Let nbval start kernels so, where it takes part."""
    if config.pluginmanager.hasplugin("nbval"):
        kernel.start_new_kernel = _start_or_start_again
