"""A Node with its npm, and an n8n, as small scripts: they do what the real ones do to files, ports and exit codes."""

import sys
from pathlib import Path

NODE = """#!/bin/sh
if [ "$1" = "--version" ]; then echo {version}; exit 0; fi
exec "{python}" "$@"
"""

NPM = """
import os, pathlib, sys
here = pathlib.Path.cwd()
(here / "calls").open("a").write(" ".join(sys.argv[1:]) + "\\n")
said = pathlib.Path(__file__).with_name("fails")
if said.exists() and said.read_text().startswith(sys.argv[1]):
    print(said.read_text())
    sys.exit(1)
if sys.argv[1] == "install":
    script = here / "node_modules" / "n8n" / "bin" / "n8n"
    script.parent.mkdir(parents=True)
    script.write_text(pathlib.Path(__file__).with_name("n8n.py").read_text())
"""

N8N = """
import json, os, signal, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

if os.path.exists("broken"):
    sys.exit("Error: a migration failed")

class Handler(BaseHTTPRequestHandler):
    def answer(self, body, status=200):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        if self.path == "/healthz/readiness":
            self.answer({"status": "ok"})
        elif self.path == "/rest/api-keys/scopes":
            self.answer({"data": ["workflow:create", "user:delete", "execution:read", "credential:create"]})
        elif self.path == "/environment":
            self.answer(dict(os.environ))
        else:
            self.answer({"data": []}, 200 if self.headers["X-N8N-API-KEY"] == "key-of-" + str(os.getpid()) else 401)

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        with open("posted.jsonl", "a") as file:
            file.write(json.dumps([self.path, body]) + "\\n")
        if self.path == "/rest/owner/setup" and os.path.exists("owned"):
            self.answer({"code": 400, "message": "Instance owner already setup"}, 400)
        else:
            open("owned", "w").close()
            self.answer({"data": {"rawApiKey": "key-of-" + str(os.getpid())}})

    def log_message(self, *_):
        pass

HTTPServer(("127.0.0.1", int(os.environ["N8N_PORT"])), Handler).serve_forever()
"""


def make_node(root: Path, version: str = "v24.1.0") -> Path:
    """Make a Node below a folder, and give the folder that holds its `node`."""
    npm = root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    for folder in (root / "bin", root / "include" / "node", npm.parent):
        folder.mkdir(parents=True)
    program = root / "bin" / "node"
    program.write_text(NODE.format(version=version, python=sys.executable))
    program.chmod(0o755)
    (root / "include" / "node" / "node.h").touch()
    npm.write_text(NPM)
    npm.with_name("n8n.py").write_text(N8N)
    return root / "bin"


def npm_fails(root: Path, output: str) -> None:
    """Have npm fail at the command that the output begins with, printing it; with an empty one it works again."""
    file = root / "lib" / "node_modules" / "npm" / "bin" / "fails"
    file.write_text(output) if output else file.unlink()
