"""The plan of a verification: what will be sent, written, spent, cleaned up, and what has to be repointed before."""

from collections.abc import Iterator

from contracts.participants import System
from contracts.ports import n8n
from simulator.composition import estimate_of
from simulator.topology import DEFAULT_PORTS
from simulator.verification.asked import NEIGHBOURS, Asked

SMALL_JOB = {"size": "1024x1024", "n": 1}


def announce(asked: Asked) -> tuple[str, ...]:
    """Give the plan, a line each."""
    about = (line for system in asked.systems for line in _about(system, asked))
    return (
        *(f"{system.value}: {url}" for system, url in asked.topology.real.items()),
        *about,
        f"It ends by itself after {asked.max_minutes:g} minutes or {asked.max_requests} requests.",
        f"Reports go to {asked.report}.",
    )


def _about(system: System, asked: Asked) -> Iterator[str]:
    as_it_is = system in asked.topology.as_it_is
    if asked.observe:
        yield f"{system.value}: only looked at; nothing is left behind."
        return
    match system:
        case System.ODOO:
            yield from _odoo(asked, as_it_is=as_it_is)
        case System.N8N:
            yield from _n8n(asked, as_it_is=as_it_is)
        case System.AI:
            cost = estimate_of(asked.topology.real[system], asked.settings, SMALL_JOB).removeprefix("estimated cost: ")
            yield f"ai: at most {asked.max_images} images are asked for; one costs {cost}."
        case System.STORAGE:
            yield (
                f"storage: objects under {asked.settings.storage_bucket}/imageflow… are put, read and removed again; "
                "each is noted before it is put."
            )
    if as_it_is:
        yield from _repointed(system, asked)


def _odoo(asked: Asked, *, as_it_is: bool) -> Iterator[str]:
    if as_it_is:
        yield "odoo: the user of IMAGEFLOW_ODOO_API_KEY asks for some twenty images: records stay, and quota is used."
        return
    yield "odoo: users of our own are made, the addon's parameters are set to this machine, and both are put back."
    yield f"odoo: database {asked.settings.odoo_db}, as {asked.settings.odoo_login}; other users' requests come to us."


def _n8n(asked: Asked, *, as_it_is: bool) -> Iterator[str]:
    if as_it_is:
        yield f"n8n: the workflow behind {n8n.webhook(asked.settings.n8n_webhook_path)} is sent some hundred requests."
    else:
        yield "n8n: workflows and credentials of our own, named imageflow …, are made, run and removed again."


def _repointed(system: System, asked: Asked) -> Iterator[str]:
    """Say what its owner has to repoint to us, for nothing is changed in it."""
    for each in NEIGHBOURS[system]:
        if asked.topology.is_real(each):
            continue
        port = asked.topology.ports.get(each, DEFAULT_PORTS[each])
        base = asked.topology.public.get(each) or f"http://{asked.topology.host}:{port}"
        match each:
            case System.N8N:
                yield f"repoint in Odoo: the webhook to {base}{n8n.webhook(asked.settings.n8n_webhook_path)}"
            case System.AI if system is System.N8N:
                yield f"repoint in the workflow: the AI service to {base}"
            case System.AI:
                yield f"allow in Odoo: links to {base}"
            case System.STORAGE:
                yield f"repoint in Odoo: file storage to {base}, bucket {asked.settings.storage_bucket}"
            case System.ODOO:
                yield "the callback comes to the address that each request names: post it to its callback_url"
