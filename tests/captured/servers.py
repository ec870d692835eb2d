"""The six servers: their configurations, their logs, and how to start them on loopback."""

import base64
import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.captured import escapes

BASE = Path("/tmp/servidor.example")
"""Where everything runs: a fixed place, since error logs tell it."""

WWW, SINK_PORT, BACKEND_PORT = BASE / "www", 28199, 28190
NEAR = 700
"""Bytes of the longest target of a log that cuts nothing; the servers' limits are set near."""

Escape = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Log:
    """One log file that a run writes.

    format: what the user would declare: a name of memoria's or the server's format string.
    config: the format string as it stands in the server's configuration.
    logs: which of referer and agent its lines hold. size: `body`, `all` (with headers, as HAProxy
    counts them: about) or none.
    named: memoria has a format for it, so that nothing need be declared.
    escape: of what the client sent, as this file writes it; headers_escape: of referer and agent,
    where it is another. udp: the port it is sent to by syslog. pri: whether the syslog priority is
    kept, as in a raw datagram. longest: bytes of a line.
    target: as sent; or `absolute`, with the site before the path, `http://host/path`; or `path`,
    where the query is a field of its own.
    """

    name: str
    format: str
    config: str
    escape: Escape
    logs: tuple[str, ...] = ("referer", "agent")
    size: str | None = "body"
    named: bool = False
    udp: int = 0
    pri: bool = False
    longest: int = 0
    target: str = "target"
    headers_escape: Escape | None = None

    def escaped(self, role: str, text: bytes) -> bytes:
        """A role's text as it stands in a line."""
        return self.escape_of(role)(text)

    def escape_of(self, role: str) -> Escape:
        """How a role's text is written."""
        headers = role in ("referer", "agent")
        return (self.headers_escape if headers else None) or self.escape

    @property
    def file(self) -> str:
        return f"{self.name}.log"


@dataclass(frozen=True)
class Run:
    """One pass of all the shots, which every log of the run tells in the same lines."""

    name: str
    port: int
    logs: tuple[Log, ...]
    h2_port: int = 0
    """Where it differs."""
    few: bool = False
    """Only the shots in FEW."""


_FEW = """
    get get-data head missing ipv6 third-client agent-quotes agent-latin-1 agent-none target-quote
    target-spaces target-braces target-connect http-0.9 forwarded-for tls-client-hello
    connects-and-closes connects-and-waits method-BREW not-modified log4shell-target
    path-near-the-limit leaves-a-slow-answer leaves-in-the-middle h2 h2-quotes ipv6-hostile last
"""
FEW = frozenset(_FEW.split())


@dataclass(frozen=True)
class Server:
    """near, over: lengths of a target around its limit. others: files that are no access logs, and
    what they are. signal: sent to the server's first process when a shot is over. skip_startup: of
    the others nothing is kept that was written before the first shot."""

    name: str
    package: str
    version: tuple[str, ...]
    runs: tuple[Run, ...]
    configure: Callable[[Path], list[list[str]]]
    near: int = NEAR
    over: int = 4000
    others: Mapping[str, str] = field(default_factory=dict)
    other_ports: Mapping[str, int] = field(default_factory=dict)
    other_udp: Mapping[str, int] = field(default_factory=dict)
    signal: int = 0
    skip_startup: bool = False
    backend: bool = False


# -- what all of them serve

MTIME = 1685880000  # 4 June 2023, 12:00 UTC
USERS = ("ana", "ana maria", 'an"a', "ana [jefa]", "añá")


def make_site() -> None:
    """The folder of pages, and a file of users with the password `clave`."""
    shutil.rmtree(BASE, ignore_errors=True)
    files = {
        "index.html": b"<!doctype html><title>Portada</title>\n",
        "nota/index.html": b"<!doctype html><title>Notas</title>\n",
        "nota/elecciones.html": b"<!doctype html><title>Elecciones</title>\n"
        + b"<p>...</p>\n" * 90,
        "json/main.json": b'{"actas": 4141}\n',
        "foto.jpg": bytes(range(256)) * 16,
        "privado/index.html": b"<!doctype html><title>Privado</title>\n",
        "prohibido/index.html": b"no\n",
        "grande.bin": b"",
    }
    for name, content in files.items():
        path = WWW / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    os.truncate(WWW / "grande.bin", 64 << 20)
    for path in WWW.rglob("*"):
        os.utime(path, (MTIME, MTIME))
    (WWW / "prohibido").chmod(0o700)
    digest = base64.b64encode(hashlib.sha1(b"clave").digest()).decode()
    (BASE / "users").write_text("".join(f"{user}:{{SHA}}{digest}\n" for user in USERS))


# -- Apache

_COMMON = r'%h %l %u %t "%r" %>s %b'
_REFERER_AGENT = r' "%{Referer}i" "%{User-Agent}i"'
_APACHE_ODD = (
    '%h %l %u [%{sec}t] "%r" %>s %b %D %T %O %I %X %p "%{X-Forwarded-For}i" "%{Content-Type}o"'
    + _REFERER_AGENT
)
_APACHE_PIECES = '%h %l %u [%{%d/%b/%Y:%T}t.%{msec_frac}t %{%z}t] "%r" %>s %b' + _REFERER_AGENT
_APACHE_FORMATS = {
    "common": ("common", _COMMON),
    "combined": ("combined", _COMMON + _REFERER_AGENT),
    "vhost_combined": ("vhost_combined", "%v:%p " + _COMMON + _REFERER_AGENT),
    "combinedio": ("combinedio", _COMMON + _REFERER_AGENT + " %I %O"),
    "many_fields": ("", _APACHE_ODD),
    "time_in_pieces": ("", _APACHE_PIECES),
    "piped": ("combined", _COMMON + _REFERER_AGENT),
    "syslog": ("combined", _COMMON + _REFERER_AGENT),
}
_SYSLOG_SCRIPT = """\
while IFS= read -r line; do
  printf '%s servidor.example httpd[4321]: %s\\n' "$(LC_ALL=C date '+%b %e %H:%M:%S')" "$line"
done >> "$1"
"""


_APACHE_FEW = ("many_fields", "vhost_combined", "combinedio", "piped", "syslog")


def _apache_logs(*, few: bool) -> tuple[Log, ...]:
    return tuple(
        Log(
            name,
            named or config,
            config,
            escapes.apache,
            () if name == "common" else ("referer", "agent"),
            named=bool(named),
        )
        for name, (named, config) in _APACHE_FORMATS.items()
        if (name in _APACHE_FEW) == few
    )


def _apache(folder: Path) -> list[list[str]]:
    modules = (
        "mpm_event authn_core authn_file authz_core authz_host authz_user auth_basic dir mime "
        "alias http2 reqtimeout proxy proxy_http"
    )
    script = folder / "syslog.sh"
    script.write_text(_SYSLOG_SCRIPT)
    lines = [f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so"
             for name in modules.split()]  # fmt: skip
    lines += [
        f"ServerRoot {folder}",
        f"PidFile {folder}/pid",
        f"DefaultRuntimeDir {folder}",
        "Listen 127.0.0.1:28080",
        "Listen [::1]:28080",
        "Listen 127.0.0.1:28082",
        "Listen [::1]:28082",
        "ServerName servidor.example",
        "User www-data",
        "Group www-data",
        f"DocumentRoot {WWW}",
        "TypesConfig /etc/mime.types",
        f"ErrorLog {folder}/error.log",
        "Protocols h2c http/1.1",
        "LimitRequestLine 800",
        "Timeout 2",
        "RequestReadTimeout header=1",
        "DirectoryIndex index.html",
        f"ProxyPass /lento http://127.0.0.1:{SINK_PORT}/ timeout=1",
        f'<Directory "{WWW}/privado">',
        "AuthType Basic",
        'AuthName "privado"',
        f"AuthUserFile {BASE}/users",
        "Require valid-user",
        "</Directory>",
    ]
    targets = {
        "piped": f'"|$cat >> {folder}/piped.log"',
        "syslog": f'"|$sh {script} {folder}/syslog.log"',
    }
    for port, few in ((28080, False), (28082, True)):
        lines += [f"<VirtualHost *:{port}>", "ServerName servidor.example"]
        for log in _apache_logs(few=few):
            escaped = log.config.replace('"', '\\"')
            target = targets.get(log.name, f"{folder}/{log.file}")
            lines.append(f'CustomLog {target} "{escaped}"')
        lines.append("</VirtualHost>")
    (folder / "httpd.conf").write_text("\n".join(lines) + "\n")
    return [["apache2", "-f", str(folder / "httpd.conf"), "-D", "FOREGROUND"]]


# -- nginx

_NGINX_COMBINED = (
    '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent '
    '"$http_referer" "$http_user_agent"'
)
_NGINX_TIMED = (
    '$remote_addr - $remote_user [$time_iso8601] $host "$request" $status $body_bytes_sent '
    '$request_length "$http_referer" "$http_user_agent" $request_time "$upstream_response_time" '
    "$pipe $connection"
)
_NGINX_JSON = (
    '{"time":"$time_iso8601","remote_addr":"$remote_addr",'
    '"request":"$request","status":$status,"body_bytes_sent":$body_bytes_sent,'
    '"request_time":$request_time,"http_referer":"$http_referer",'
    '"http_user_agent":"$http_user_agent","http_x_forwarded_for":"$http_x_forwarded_for"}'
)
_NGINX_JSON_PARTS = (
    '{"msec":"$msec","remote_addr":"$remote_addr","request_method":"$request_method",'
    '"request_uri":"$request_uri","server_protocol":"$server_protocol","status":"$status",'
    '"body_bytes_sent":"$body_bytes_sent","http_referer":"$http_referer",'
    '"http_user_agent":"$http_user_agent"}'
)
_NGINX_FORMATS = {
    "combined": ("combined", "default", _NGINX_COMBINED),
    "main": ("nginx_main", "default", _NGINX_COMBINED + ' "$http_x_forwarded_for"'),
    "timed": ("", "default", _NGINX_TIMED),
    "json": ("nginx_json", "json", _NGINX_JSON),
    "json_parts": ("nginx_json", "json", _NGINX_JSON_PARTS),
    "unescaped": ("combined", "none", _NGINX_COMBINED),
    "syslog": ("combined", "default", _NGINX_COMBINED),
}
_NGINX_ESCAPES: Mapping[str, Escape] = {
    "default": escapes.nginx,
    "json": escapes.nothing,
    "none": escapes.nothing,
}


_NGINX_FEW = ("main", "timed", "json_parts", "syslog")


def _nginx_logs(*, few: bool) -> tuple[Log, ...]:
    return tuple(
        Log(
            name,
            named or config,
            f"escape={escape} {config}",
            _NGINX_ESCAPES[escape],
            named=bool(named),
            udp=28291 if name == "syslog" else 0,
            pri=name == "syslog",
        )
        for name, (named, escape, config) in _NGINX_FORMATS.items()
        if (name in _NGINX_FEW) == few
    )


def _nginx(folder: Path) -> list[list[str]]:
    http = ["map $server_port $few { default 0; 28093 1; 28094 1; }"]
    http.append("map $few $every { default 1; 1 0; }")
    for name, (_, escape, config) in _NGINX_FORMATS.items():
        target = "syslog:server=127.0.0.1:28291" if name == "syslog" else f"{folder}/{name}.log"
        http.append(f"log_format {name}_format escape={escape} '{config}';")
        where = "$few" if name in _NGINX_FEW else "$every"
        http.append(f"access_log {target} {name}_format if={where};")
    return _nginx_with(folder, (28090, 28093), "\n".join(http))


def _nginx_with(folder: Path, ports: tuple[int, ...], http: str) -> list[list[str]]:
    """ports: for HTTP/1; the one after each is for HTTP/2, which this nginx does not mix."""
    listen = "".join(
        f"  listen {address}:{port};\n  listen {address}:{port + 1} http2;\n"
        for address in ("127.0.0.1", "[::1]")
        for port in ports
    )
    (folder / "nginx.conf").write_text(f"""\
daemon off;
worker_processes 1;
user www-data;
pid {folder}/pid;
error_log {folder}/error.log info;
events {{ worker_connections 200; }}
http {{
{http}
client_body_temp_path {folder}/body;
proxy_temp_path {folder}/proxy;
fastcgi_temp_path {folder}/fastcgi;
uwsgi_temp_path {folder}/uwsgi;
scgi_temp_path {folder}/scgi;
include /etc/nginx/mime.types;
client_header_timeout 1s;
client_header_buffer_size 1k;
large_client_header_buffers 4 1k;
server {{
{listen}  server_name servidor.example;
  root {WWW};
  location /privado/ {{ auth_basic privado; auth_basic_user_file {BASE}/users; }}
  location /lento {{ proxy_pass http://127.0.0.1:{SINK_PORT}; }}
}}
}}
""")
    return [["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]]


def backend(folder: Path) -> list[list[str]]:
    """What haproxy and varnish stand before: nginx, with roomier limits and without a log."""
    commands = _nginx_with(folder, (BACKEND_PORT,), "access_log off;")
    conf = folder / "nginx.conf"
    conf.write_text(conf.read_text().replace("buffers 4 1k", "buffers 4 16k"))
    return commands


# -- lighttpd

_LIGHTTPD_DEFAULT = '%h %V %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"'
_LIGHTTPD_CUSTOM = '%v %h %l %u %{%Y-%m-%dT%H:%M:%S%z}t "%r" %s %b %O %D "%{User-Agent}i"'


def _lighttpd(folder: Path) -> list[list[str]]:
    quoted = _LIGHTTPD_CUSTOM.replace('"', '\\"')
    (folder / "users").write_text("".join(f"{user}:clave\n" for user in USERS))
    (folder / "lighttpd.conf").write_text(f"""\
server.modules = ("mod_accesslog", "mod_auth", "mod_authn_file")
server.document-root = "{WWW}"
server.bind = "127.0.0.1"
server.port = 28100
server.name = "servidor.example"
server.errorlog = "{folder}/error.log"
server.max-request-field-size = 3000
server.max-read-idle = 1
server.max-keep-alive-idle = 1
index-file.names = ("index.html")
mimetype.assign = (".html" => "text/html", ".json" => "application/json", "" => "text/plain")
auth.backend = "plain"
auth.backend.plain.userfile = "{folder}/users"
auth.require = ("/privado/" => ("method" => "basic", "realm" => "p", "require" => "valid-user"))
accesslog.filename = "{folder}/default.log"
$SERVER["socket"] == "[::1]:28100" {{ }}
$SERVER["socket"] == "127.0.0.1:28101" {{
  accesslog.filename = "{folder}/custom.log"
  accesslog.format = "{quoted}"
}}
$SERVER["socket"] == "[::1]:28101" {{
  accesslog.filename = "{folder}/custom.log"
  accesslog.format = "{quoted}"
}}
""")
    return [["lighttpd", "-D", "-f", str(folder / "lighttpd.conf")]]


# -- haproxy

_HAPROXY_COMBINED = '%ci - - [%trl] %{+Q}r %ST %B "%[capture.req.hdr(0)]" "%[capture.req.hdr(1)]"'
_HAPROXY = {
    # name: port, udp, format as memoria names it, lines of the frontend, options of its log
    "httplog": (28110, 28211, "haproxy_http", "option httplog", "len 8192"),
    "httplog_raw": (28112, 28212, "haproxy_http", "option httplog", ""),
    "httplog_rfc5424": (28114, 28213, "haproxy_http", "option httplog", "len 8192 format rfc5424"),
    "httplog_captures": (
        28116,
        28214,
        "haproxy_http",
        (
            "option httplog\n  capture request header Host len 64\n"
            "  capture request header User-Agent len 200\n"
            "  capture response header Content-Type len 32"
        ),
        "len 8192",
    ),
    "clf": (28118, 28215, "haproxy_clf", "option httplog clf", "len 8192"),
    "combined": (
        28120,
        28216,
        "combined",
        (
            "capture request header Referer len 200\n  capture request header User-Agent len 200\n"
            f"  log-format '{_HAPROXY_COMBINED}'"
        ),
        "len 8192",
    ),
}
_HAPROXY_TCP, _HAPROXY_TCP_UDP = 28122, 28217


def _haproxy_runs() -> tuple[Run, ...]:
    runs = []
    for name, (port, udp, named, config, options) in _HAPROXY.items():
        log = Log(
            name,
            named,
            config,
            escapes.haproxy_target,
            ("referer", "agent") if name == "combined" else (),
            size="all",
            named=True,
            udp=udp,
            pri=name in ("httplog_raw", "httplog_rfc5424"),
            longest=0 if "len" in options else 1024,
            headers_escape=escapes.nothing,
        )
        runs.append(Run(name, port, (log,), few=name != "httplog"))
    return tuple(runs)


def _haproxy(folder: Path) -> list[list[str]]:
    parts = [
        f"""\
global
  log-send-hostname servidor.example
  maxconn 100
defaults
  mode http
  timeout client 2s
  timeout server 1s
  timeout connect 1s
  timeout http-request 1s
  timeout http-keep-alive 1s
backend web
  server nginx 127.0.0.1:{BACKEND_PORT}
backend web_tcp
  mode tcp
  server nginx 127.0.0.1:{BACKEND_PORT}
"""
    ]
    for name, (port, udp, _, config, options) in _HAPROXY.items():
        parts.append(f"""\
frontend {name}
  bind 127.0.0.1:{port}
  bind [::1]:{port}
  log 127.0.0.1:{udp} {options} local0
  {config}
  default_backend web
""")
    parts.append(f"""\
frontend tcplog
  mode tcp
  bind 127.0.0.1:{_HAPROXY_TCP}
  bind [::1]:{_HAPROXY_TCP}
  log 127.0.0.1:{_HAPROXY_TCP_UDP} local0
  option tcplog
  default_backend web_tcp
""")
    (folder / "haproxy.cfg").write_text("".join(parts))
    return [["haproxy", "-db", "-f", str(folder / "haproxy.cfg")]]


# -- varnish

_VARNISH = {
    "default": ("varnish", ""),
    "custom": (
        "",
        (
            '%h %l %u %t "%r" %s %b "%{Referer}i" "%{User-agent}i" %D %O %{Varnish:handling}x '
            '"%{X-Forwarded-For}i"'
        ),
    ),
    "host_and_url": (
        "",
        (
            '%{%Y-%m-%dT%H:%M:%S%z}t %h %{Host}i %m "%U%q" %H %s %b "%{User-agent}i" '
            "%{Varnish:hitmiss}x"
        ),
    ),
}
VARNISH_DEFAULT = '%h %l %u %t "%r" %s %b "%{Referer}i" "%{User-agent}i"'


def _varnish(folder: Path) -> list[list[str]]:
    work = str(folder / "work")
    (folder / "default.vcl").write_text(f"""\
vcl 4.1;
backend default {{
  .host = "127.0.0.1";
  .port = "{BACKEND_PORT}";
  .first_byte_timeout = 1s;
}}
""")
    daemon = ["varnishd", "-F", "-n", work, "-j", "none", "-f", str(folder / "default.vcl")]
    daemon += ["-a", "a=127.0.0.1:28130", "-a", "b=[::1]:28130", "-s", "malloc,32m"]
    daemon += ["-p", "feature=+http2", "-p", "timeout_idle=1", "-p", "http_req_size=3k"]
    daemon += ["-p", "vsl_space=8m", "-T", "none"]
    commands = [daemon]
    for name, (_, config) in _VARNISH.items():
        command = ["varnishncsa", "-n", work, "-w", str(folder / f"{name}.log"), "-t", "20"]
        commands.append(command + (["-F", config] if config else []))
    return commands


# -- Caddy


def _caddy(folder: Path) -> list[list[str]]:
    """Without users: its passwords take seconds to check, by design, and shots would overlap."""
    site = f"""\
  bind 127.0.0.1 ::1
  root * {WWW}
  file_server
  reverse_proxy /lento 127.0.0.1:{SINK_PORT} {{
    transport http {{
      response_header_timeout 1s
    }}
  }}
"""
    iso = """
    format json {
      time_format iso8601
      duration_format string
    }"""
    sites = [("json", 28140, ""), ("json_iso", 28142, iso)]
    (folder / "Caddyfile").write_text(
        f"""\
{{
  admin off
  auto_https off
  log {{
    output file {folder}/runtime.log
  }}
  servers {{
    protocols h1 h2 h2c
    max_header_size 3000
    timeouts {{
      read_header 1s
      idle 1s
    }}
  }}
}}
"""
        + "".join(
            f"http://:{port} {{\n{site}"
            f"  log {{\n    output file {folder}/{name}.log{form}\n  }}\n}}\n"
            for name, port, form in sites
        )
    )
    return [["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]]


SERVERS = (
    Server(
        "apache2",
        "apache2",
        ("apache2", "-v"),
        (
            Run("main", 28080, _apache_logs(few=False)),
            Run("few", 28082, _apache_logs(few=True), few=True),
        ),
        _apache,
        others={"error": "bitácora de errores de Apache"},
    ),
    Server(
        "nginx",
        "nginx",
        ("nginx", "-v"),
        (
            Run("main", 28090, _nginx_logs(few=False), h2_port=28091),
            Run("few", 28093, _nginx_logs(few=True), h2_port=28094, few=True),
        ),
        _nginx,
        others={"error": "bitácora de errores de nginx"},
        skip_startup=True,  # it tells of the machine
    ),
    Server(
        "lighttpd",
        "lighttpd",
        ("lighttpd", "-v"),
        (
            Run(
                "default",
                28100,
                (Log("default", "lighttpd", _LIGHTTPD_DEFAULT, escapes.lighttpd, named=True),),
            ),
            Run(
                "custom",
                28101,
                (Log("custom", _LIGHTTPD_CUSTOM, _LIGHTTPD_CUSTOM, escapes.lighttpd, ("agent",)),),
                few=True,
            ),
        ),
        _lighttpd,
        others={"error": "bitácora de errores de lighttpd"},
        signal=1,  # its log is written every four seconds, or when told to reopen it
    ),
    Server(
        "haproxy",
        "haproxy",
        ("haproxy", "-v"),
        _haproxy_runs(),
        _haproxy,
        others={"tcplog": "bitácora de conexiones TCP de HAProxy"},
        other_ports={"tcplog": _HAPROXY_TCP},
        other_udp={"tcplog": _HAPROXY_TCP_UDP},
        near=3000,
        over=20_000,
        backend=True,
    ),
    Server(
        "varnish",
        "varnish",
        ("varnishd", "-V"),
        (
            Run(
                "main",
                28130,
                tuple(
                    Log(
                        name,
                        named or config,
                        config or VARNISH_DEFAULT,
                        escapes.varnish,
                        ("agent",) if name == "host_and_url" else ("referer", "agent"),
                        named=bool(named),
                        target="path" if name == "host_and_url" else "absolute",
                    )
                    for name, (named, config) in _VARNISH.items()
                ),
            ),
        ),
        _varnish,
        backend=True,
    ),
    Server(
        "caddy",
        "caddy",
        ("caddy", "version"),
        tuple(
            Run(
                name,
                port,
                (Log(name, "caddy_json", "log { format json }", escapes.go_json, named=True),),
                few=name == "json_iso",
            )
            for name, port in (("json", 28140), ("json_iso", 28142))
        ),
        _caddy,
        others={"runtime": "bitácora del proceso de Caddy"},
    ),
)
