"""How `make lab` starts JupyterLab; what users have in their own folders is read as well."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
c.ServerApp.jpserver_extensions.update({"stored_as_before": True})  # noqa: F821
