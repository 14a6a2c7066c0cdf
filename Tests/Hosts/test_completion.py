"""Tab in real shells, on a terminal, with completions as `make install` puts them."""

import os
import re
import subprocess
import time

import pytest

from conftest import EXPORTS, PROGRAM, ROOT, run

# What is typed before Tab, and the words that the shell then has.
LINES = [
    ("pressmark ru", "pressmark run"),
    ("pressmark help dif", "pressmark help diff"),
    ("pressmark exports --form", "pressmark exports --format"),
    ("pressmark exports -f cs", "pressmark exports -f csv"),
    ("pressmark run --format=cs", "pressmark run --format=csv"),
    ("pressmark exports -c cat", "pressmark exports -c catalog.db"),
    ("pressmark import ./cat", "pressmark import ./catalog.db"),
    ("pressmark exports --output=./cat", "pressmark exports --output=./catalog.db"),
    ("pressmark dump spring fol", "pressmark dump spring folder/"),
    ("pressmark forget sp", "pressmark forget spring"),
    ("pressmark diff catalog.db:spr", "pressmark diff catalog.db:spring"),
    ("pressmark diff a b --fail-on fet", "pressmark diff a b --fail-on fetch"),
    ("pressmark run files-with-label la", "pressmark run files-with-label label="),
    ("pressmark run files-with-label label=bu", "pressmark run files-with-label label=bus"),
    ("pressmark run files-with-labels labels=bus,truc", "pressmark run files-with-labels labels=bus,truck"),
    ("pressmark run q label=100", "pressmark run q label=100"),
    ("pressmark run files-with-label label=100", "pressmark run files-with-label label=100% cotton"),
    ('pressmark run files-with-label "label=100', "pressmark run files-with-label label=100% cotton"),
    ("pressmark run files-with-label label=it", "pressmark run files-with-label label=it's"),
    ("pressmark run files-with-label label=say", 'pressmark run files-with-label label=say "hi"'),
    ("pressmark run files-with-label label=back", "pressmark run files-with-label label=back\\slash \\n"),
    ("pressmark run files-with-label label=дож", "pressmark run files-with-label label=дождь 🌧"),
    ('pressmark sql "SELECT :id" --param ', "pressmark sql SELECT :id --param id="),
]
# A quote in the middle of a word, and a control: fish has no such spelling, or can't be told of it.
POSIX_LINES = [
    ('pressmark run files-with-label label="100', "pressmark run files-with-label label=100% cotton"),
    ("pressmark run files-with-label label='it", "pressmark run files-with-label label=it's"),
    ("pressmark run files-with-label label=tab", "pressmark run files-with-label label=tab\there"),
]
READY = "bell-free> "


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with a catalog, and what `make install` writes below prefix/."""
    folder = tmp_path_factory.mktemp("completion")
    (folder / "work/folder").mkdir(parents=True)
    (folder / "home").mkdir()
    export = EXPORTS / "spring/annotation.api.json"
    run(PROGRAM, "import", export, "--as", "spring", "-c", folder / "work/catalog.db")
    run("make", "-s", "-C", ROOT, "install-files", f"PREFIX={folder}/prefix")
    return folder


def environment(place):
    return {
        "HOME": str(place / "home"), "PATH": f"{place}/prefix/bin:{os.environ['PATH']}", "LC_ALL": "C.UTF-8",
        "TERM": "dumb", "INPUTRC": "/dev/null", "XDG_DATA_HOME": f"{place}/prefix/share",
    }


class Terminal:
    """A shell, of which each line is asked for its words instead of being run."""

    def __init__(self, place, command, setup):
        import pexpect

        self.shell = pexpect.spawn(
            command[0], command[1:], env=environment(place), cwd=str(place / "work"), encoding="utf-8", timeout=30,
            dimensions=(50, 250),
        )
        self.shell.sendline(f"PS1='{READY[:4]}''{READY[4:]}'; {setup}")
        self.shell.expect(READY)

    def words(self, line):
        self.shell.send(line + "\t")
        # Tab's answer has no mark of its own: typing goes on behind it in any case.
        time.sleep(0.5)
        self.shell.send("\x05\x01printf '<%s>' \r")
        self.shell.expect("\n(.*)" + READY)
        answer = self.shell.match.group(1)
        return re.findall(r"<([^<>]*)>", answer)

    def close(self):
        self.shell.close(force=True)


def shells():
    return [
        (["bash", "--norc", "--noprofile", "-i"],
         "bind 'set enable-bracketed-paste off'; . \"$XDG_DATA_HOME/bash-completion/completions/pressmark\""),
        (["zsh", "-f", "-i"],
         "unsetopt zle_bracketed_paste prompt_sp prompt_cr; fpath+=($XDG_DATA_HOME/zsh/site-functions); "
         "autoload -Uz compinit && compinit -u -D"),
    ]


@pytest.mark.parametrize("command, setup", shells(), ids=["bash", "zsh"])
def test_tab(place, command, setup):
    terminal = Terminal(place, command, setup)
    wrong = []
    for line, expected in LINES + POSIX_LINES:
        words = " ".join(terminal.words(line))
        # zsh takes the slash of a folder away again where something else than a name follows.
        if words.rstrip("/") != expected.rstrip("/"):
            wrong.append((line, words))
    terminal.close()
    assert not wrong


def test_fish(place):
    """fish says itself what Tab offers; its file is found by its place."""
    wrong = []
    for line, expected in LINES:
        script = "complete -C $argv[1]"
        offered = run(
            "fish", "--no-config", "-c", "set -gx fish_complete_path $XDG_DATA_HOME/fish/vendor_completions.d; " + script,
            "--", line, env=environment(place), cwd=place / "work")
        words = [text.split("\t")[0] for text in offered.splitlines()]
        if line == expected:
            if words:
                wrong.append((line, words))
        elif not any(expected.endswith(" " + word) for word in words):
            wrong.append((line, words))
    assert not wrong


def test_man_pages(place):
    pages = sorted((place / "prefix/share/man/man1").iterdir())
    commands = re.findall(r"^  ([a-z-]+)  ", run(PROGRAM, "--help").split("SUBCOMMANDS:")[1], re.M)
    assert [page.name for page in pages] == sorted(["pressmark.1"] + [f"pressmark-{name}.1" for name in commands])
    for page in pages:
        done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", page], capture_output=True, text=True)
        assert done.returncode == 0 and done.stderr == "", f"{page.name}: {done.stderr}"


def test_uninstall_leaves_nothing(place, tmp_path):
    run("make", "-s", "-C", ROOT, "install-files", "PREFIX=/opt/here", f"DESTDIR={tmp_path}")
    assert (tmp_path / "opt/here/share/zsh/site-functions/_pressmark").exists()
    run("make", "-s", "-C", ROOT, "uninstall", "PREFIX=/opt/here", f"DESTDIR={tmp_path}")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
