"""The command line's own texts: catalogues beside the commands, looked up when something is said.

Help is laid over the commands when click is about to show it, so a run that shows none reads no catalogue, and one
process can show it in all languages.
"""

import errno
import sys
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import click

from barnevern_tilsyn.cli.language import chosen, spoken

__all__ = ["Cli", "Commands", "SpokenContext", "language_of", "said", "usage_error"]


@cache
def catalogue(lang: str) -> Mapping[str, Any]:
    """The texts of the command line in a language."""
    return tomllib.loads(Path(__file__).with_name("texts").joinpath(f"{lang}.toml").read_text(encoding="utf-8"))


def said(id: str, lang: str, /, **args: Any) -> str:
    """A sentence of the command line, its typed arguments put in the language's way, an ``OSError`` as its cause."""
    from barnevern_tilsyn.engine.texts import fill

    told = {name: _cause(value, lang) if isinstance(value, OSError) else value for name, value in args.items()}
    return fill(catalogue(lang)["sentences"][id], tuple(told.items()), lang)


def _cause(error: OSError, lang: str) -> str:
    """Why the operating system refused, in words. Its own message may name a file, and speaks English."""
    code = errno.errorcode.get(error.errno or 0, "OSError")
    causes = catalogue(lang)["causes"]
    return str(causes[code] if code in causes else causes["other"].format(code=code))


def language_of(ctx: click.Context | None = None) -> str:
    """The language of this run of the command line."""
    lang: str = (ctx or click.get_current_context()).find_root().obj
    return lang


def usage_error(id: str, /, **args: Any) -> click.UsageError:
    """A usage error by the id of its sentence, in the language of this run."""
    return click.UsageError(said(id, language_of(), **args))


class SpokenContext(click.Context):
    """A context that shows help and usage in the language that its root has as ``obj``."""

    def make_formatter(self) -> click.HelpFormatter:
        """What click writes help and usage with: by now the texts must be there."""
        root = self.find_root()
        words = catalogue(language_of(root))
        _lay_over(root.command, root, words, words)
        return super().make_formatter()


class Commands(click.Group):
    """A group of commands, shown in the language of the run."""

    context_class = SpokenContext

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command, to be shown in the language of the run."""
        cmd.context_class = SpokenContext
        super().add_command(cmd, name)


class Cli(Commands):
    """The group of all commands, in the language that its arguments or the environment ask for."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run on the arguments given, else on those of the program."""
        lang = chosen(sys.argv[1:] if args is None else args)
        with spoken(lang):
            return super().main(args, *rest, obj=lang, **extra)


def _lay_over(command: click.Command, ctx: click.Context, own: Mapping[str, Any], words: Mapping[str, Any]) -> None:
    """Give a command, its parameters and its commands the texts of ``own``, or what all commands share."""
    command.help = own.get("help", command.help)
    options, metavars = {**words["options"], **own.get("options", {})}, words["metavars"]
    command.options_metavar = metavars["options"]
    for param in command.get_params(ctx):
        name = _key(param)
        param.metavar = metavars.get(name) or metavars.get(param.type.name)
        if isinstance(param, click.Option):
            allowed = ", ".join(getattr(param.type, "allowed", ()))
            param.help = options[name].format(allowed=allowed) if name in options else param.help
    if isinstance(command, click.Group):
        command.subcommand_metavar = metavars["commands"]
        for name, child in command.commands.items():
            _lay_over(child, ctx, own.get("commands", {}).get(name, {}), words)


def _key(param: click.Parameter) -> str:
    """The name of a parameter in the catalogues: of an option its longest flag without dashes."""
    return max(param.opts, key=len).lstrip("-") if isinstance(param, click.Option) else str(param.name)
