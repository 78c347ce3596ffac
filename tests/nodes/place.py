"""Three nodes on one PostgreSQL with a standby, behind nginx: made, broken and cleared away.

    visitor -> nginx -> node A, B, C -> a relay each -> primary | standby

Nothing of it has a fixed port, and all of it lies in one folder and listens on the loopback only.
"""

import glob
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))

from harness import die_with_parent, until  # noqa: E402

PROGRAM = os.path.join(os.environ.get("HANDSLAG_BUILD", os.path.join(ROOT, "build")), "handslag")
START_MOST = 20
WORKERS = 4
# What is answered must survive a loss of power, so nothing of that is turned off here.
DURABLE = {"OPTIONS": "-c fsync=on -c synchronous_commit=on -c full_page_writes=on"
           " -c wal_retrieve_retry_interval=500ms"}


class Node:
    def __init__(self, name, address, process, log):
        self.name = name
        self.address = address
        self.process = process
        self.log = log

    def said(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return log.read()


class Place:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="handslag-nodes-", dir="/tmp")
        os.chmod(self.folder, 0o711)
        self.processes = []
        self.nodes = {}
        self.ports = {}
        self.relay = None
        self.proxy = None

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def spawn(self, *words, **more):
        process = subprocess.Popen(words, cwd=ROOT, preexec_fn=die_with_parent, **more)
        self.processes.append(process)
        return process

    # ---- databases

    def postgres(self, *words):
        done = subprocess.run([os.path.join(ROOT, "tools/postgres"), *words], text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, check=False,
                              env={**os.environ, **DURABLE})
        if done.returncode:
            raise RuntimeError(done.stderr.strip())
        return done.stdout.strip()

    def open_databases(self):
        address = self.postgres("start", self.path("primary"))
        self.postgres("standby", self.path("standby"), self.path("primary"))
        if not until(lambda: self.sql("SELECT sync_state FROM pg_stat_replication") == ["sync"], 10):
            raise RuntimeError("the standby does not follow")
        return address

    def sql(self, statement, server="primary", wait=30):
        """Rows as lines, asked of the server itself, past the relays."""
        done = subprocess.run(["psql", "-qAt", "-h", self.path(server), "-U", "postgres", "-d",
                               "handslag", "-c", statement], text=True, capture_output=True,
                              stdin=subprocess.DEVNULL, timeout=wait, check=True)
        return done.stdout.splitlines()

    def handslag(self, *words):
        return subprocess.run([PROGRAM, *words], cwd=ROOT, text=True, check=True,
                              stdin=subprocess.DEVNULL, capture_output=True).stdout

    def fill(self, address):
        self.handslag("import", *sorted(glob.glob(os.path.join(ROOT, "demo/*/"))), "--db", address)

    def add_manager(self, address, name):
        mail, password = self.handslag(
            "user", "add", "--db", address, "--mail", f"{name}@nodes.example", "--name", name,
            "--cluster", "alu-sonderjylland").split()[:2]
        return mail, password

    # ---- relays: one to each server for each node

    def open_relays(self, names):
        pairs = [f"{name}={self.path(server, '.s.PGSQL.5432')}"
                 for name in names for server in ("primary", "standby")]
        self.relay = self.spawn(sys.executable, os.path.join(ROOT, "tests/nodes/relay.py"), *pairs,
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for pair in self.relay.stdout.readline().split():
            name, port = pair.split("=")
            self.ports.setdefault(name, []).append(port)

    def tell_relay(self, order, name):
        print(order, name, file=self.relay.stdin, flush=True)
        self.relay.stdout.readline()

    # ---- nodes

    def database_of(self, name):
        ports = self.ports[name]
        hosts = ",".join("127.0.0.1" for _ in ports)
        return (f"postgresql://handslag@/handslag?host={hosts}&port={','.join(ports)}"
                f"&target_session_attrs=read-write&application_name=node-{name}")

    def begin_node(self, name, *more):
        """Starts it and does not wait for it."""
        log = self.path(f"{name}.log")
        listen = ["--listen", f"unix:{self.path(name)}.sock"] if name == "C" else []
        with open(log, "wb") as out:
            process = self.spawn(
                PROGRAM, "serve", "--port", "0", "--behind-proxy", "--no-limits", "--workers",
                str(WORKERS), "--log",
                self.path(f"{name}.access"), "--db", self.database_of(name), *listen, *more,
                stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        self.nodes[name] = Node(name, "", process, log)
        return self.nodes[name]

    def await_node(self, node):
        def speaks():
            found = re.search(r"(?:http://|listens on )(\S+?)/?\n", node.said())
            node.address = found.group(1) if found else ""
            return node.address or node.process.poll() is not None
        if not until(speaks, START_MOST) or not node.address:
            raise RuntimeError(f"node {node.name} did not start: {node.said()}")

    def open_nodes(self, names):
        for node in [self.begin_node(name) for name in names]:
            self.await_node(node)

    def kill_node(self, name):
        """As if its power had gone. Returns when its last connection is closed."""
        self.nodes[name].process.kill()
        self.nodes[name].process.wait()

    def stop_node(self, name):
        node = self.nodes[name]
        node.process.terminate()
        return node.process.wait(30)

    # ---- the proxy, with the configuration that docs/nodes.md recommends

    def documented(self, beginning):
        """The block of the page in which that line stands."""
        with open(os.path.join(ROOT, "docs/nodes.md"), encoding="utf-8") as text:
            blocks = re.findall(r"(?:(?:    .*)?\n)+", text.read())
        return next(block for block in blocks if f"\n    {beginning}" in block)

    def addresses(self):
        return [node.address for node in self.nodes.values()]

    def write_nginx(self):
        block = self.documented("upstream handslag {")
        for number, address in enumerate(self.addresses(), 11):
            block = block.replace(f"server 10.0.0.{number}:8055", f"server {address}")
        block = re.sub(r"^ *ssl_.*\n", "", block, flags=re.M)
        block = block.replace("listen 443 ssl http2;", f"listen unix:{self.path('front.sock')};")
        with open(self.path("nginx.conf"), "w", encoding="utf-8") as out:
            out.write(f"""{'user root;' if os.geteuid() == 0 else ''}
worker_processes 1;
daemon off;
pid {self.path('nginx.pid')};
error_log {self.path('nginx.error')} warn;
events {{ worker_connections 512; }}
http {{
    access_log {self.path('nginx.access')};
    client_body_temp_path {self.path('nginx-body')};
    proxy_temp_path {self.path('nginx-proxy')};
    fastcgi_temp_path {self.path('nginx-fastcgi')};
    uwsgi_temp_path {self.path('nginx-uwsgi')};
    scgi_temp_path {self.path('nginx-scgi')};
    add_header Made-By $upstream_addr always;
{block}
}}
""")

    def write_caddy(self):
        block = self.documented("clusters.example.org {")
        for number, address in enumerate(self.addresses(), 11):
            block = block.replace(f"10.0.0.{number}:8055", address.replace("unix:", "unix/"))
        block = block.replace("clusters.example.org {", "http://localhost {\n"
                              f"        bind unix/{self.path('front.sock')}")
        block = block.replace("lb_policy", "header_down Made-By {upstream_hostport}\n"
                              "            lb_policy", 1)
        with open(self.path("Caddyfile"), "w", encoding="utf-8") as out:
            out.write(f"{{\n    admin unix/{self.path('caddy.sock')}\n    auto_https off\n}}\n{block}")

    def open_proxy(self):
        """nginx; or Caddy, to try by hand: HANDSLAG_PROXY=caddy."""
        if os.environ.get("HANDSLAG_PROXY") == "caddy":
            self.write_caddy()
            words = ["caddy", "run", "--config", self.path("Caddyfile"), "--adapter", "caddyfile"]
        else:
            self.write_nginx()
            words = [shutil.which("nginx") or "/usr/sbin/nginx", "-p", self.folder, "-c",
                     self.path("nginx.conf"), "-e", self.path("nginx.error")]
        with open(self.path("proxy.log"), "wb") as log:
            self.proxy = self.spawn(*words, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                    env={**os.environ, "HOME": self.folder})
        if not until(lambda: os.path.exists(self.path("front.sock")), START_MOST):
            with open(self.path("proxy.log"), encoding="utf-8") as log:
                raise RuntimeError(f"the proxy does not start: {log.read()}")

    def follow_nodes(self):
        """After a node has come back at another port."""
        if os.environ.get("HANDSLAG_PROXY") == "caddy":
            self.write_caddy()
            subprocess.run(["caddy", "reload", "--config", self.path("Caddyfile"), "--adapter",
                            "caddyfile", "--address", f"unix/{self.path('caddy.sock')}"],
                           check=True, capture_output=True, stdin=subprocess.DEVNULL)
        else:
            self.write_nginx()
            self.proxy.send_signal(signal.SIGHUP)

    @property
    def front(self):
        return f"unix:{self.path('front.sock')}"

    # ---- the end

    def close(self):
        if self.proxy and self.proxy.poll() is None:
            self.proxy.terminate()  # it ends its workers
            self.proxy.wait(10)
        for process in self.processes:
            if process.poll() is None:
                process.kill()
                process.wait(10)
        for server in ("primary", "standby"):
            if os.path.exists(self.path(server, "data", "postmaster.pid")):
                try:
                    self.postgres("kill", self.path(server))
                except RuntimeError as fault:
                    print(fault)
        if os.environ.get("HANDSLAG_KEEP"):
            print("kept:", self.folder)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)
