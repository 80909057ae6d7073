"""An extension of the Jupyter server: a notebook saved as it was opened is the same file."""


def drop_python_version(model, **_):
    """Leave out of a notebook about to be saved which Python its kernel runs, as a refresh does."""
    if model["type"] == "notebook" and model.get("content"):
        model["content"]["metadata"].get("language_info", {}).pop("version", None)


def _jupyter_server_extension_points():
    return [{"module": "stored_as_before"}]


def _load_jupyter_server_extension(server):
    server.contents_manager.register_pre_save_hook(drop_python_version)
