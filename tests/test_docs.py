"""The documentation says what the program does."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


def script(name: str) -> ModuleType:
    """A script of docs/, imported."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["cli", "record"])
def test_a_generated_reference_is_current(name: str) -> None:
    """docs/cli.md and docs/record.md are what their scripts write; run them after changing a command or a type."""
    assert (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") == script(f"write_{name}").reference()


def test_every_command_and_option_is_documented() -> None:
    """No command and no option is without a help text."""
    write_cli = script("write_cli")
    commands = dict(write_cli.commands())
    assert "memcon read" in commands
    for name, command in commands.items():
        assert command.help, name
        for option in write_cli.options(command):
            assert option.help, f"{name} {option.name}"


@pytest.mark.model
def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Every Python block of the README runs, one after the other, from the root of the project."""
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    assert blocks
    exec("\n".join(blocks), {})  # the README is ours
    assert "Xi Jinping" in capsys.readouterr().out


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "examples/README.md"])
def test_links_lead_somewhere(page: str) -> None:
    """Every relative link of a page names a file that is there."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / page).read_text(encoding="utf-8")):
        assert (ROOT / page).parent.joinpath(target).exists(), target


def test_the_architecture_names_every_folder() -> None:
    """A package that ARCHITECTURE.md does not name has no place in the house."""
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for folder in (ROOT / "src" / "memcon").iterdir():
        if (folder / "__init__.py").exists():
            assert f"`{folder.name}/`" in page, folder.name
