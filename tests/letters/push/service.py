"""A push service on this machine, with a certificate of its own, that does as it is told."""

import datetime as dt
import ipaddress
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from app.letters.push.http import PushTransport


@dataclass
class Received:
    """A push as the service saw it."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class PushService:
    """What it was sent, and how it answers."""

    port: int = 0
    certificate: Path = Path()
    status: int = 201
    statuses: dict[str, int] = field(default_factory=dict)
    """By path, for one device among others."""
    headers: dict[str, str] = field(default_factory=dict)
    hangs: float = 0.0
    """Seconds between two bytes of what it says."""
    says: bytes = b""
    """What it says instead of an answer."""
    repeats: bytes = b""
    """What it says after that, for ever."""
    received: list[Received] = field(default_factory=list)
    while_asked: list[object] = field(default_factory=list)
    """Functions to be called, one for each push, before it is answered."""

    def endpoint(self, name: str) -> str:
        """Return the address of one browser at this service."""
        return f"https://localhost:{self.port}/{name}"

    def transport(self, *, seconds: float = 5.0) -> PushTransport:
        """Return the way to it."""
        tls = ssl.create_default_context(cafile=str(self.certificate))
        return PushTransport(
            is_allowed=lambda address: address == "127.0.0.1", tls=tls, seconds=seconds
        )


@contextmanager
def push_service(folder: Path) -> Iterator[PushService]:
    """Keep a push service running."""
    service = PushService(certificate=_certificate(folder))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.received.append(Received(self.path, dict(self.headers), body))
            if service.while_asked:
                act = service.while_asked.pop(0)
                assert callable(act)
                act()
            if service.says or service.repeats:
                self.close_connection = True
                _talk(service, self.wfile)
            else:
                self._answer(service.statuses.get(self.path, service.status))

        def _answer(self, status: int) -> None:
            head = [f"HTTP/1.1 {status} Whatever", "Content-Length: 0"]
            head += [f"{name}: {value}" for name, value in service.headers.items()]
            said = ("\r\n".join(head) + "\r\n\r\n").encode()
            for number in range(len(said)):
                time.sleep(service.hangs)
                self.wfile.write(said[number : number + 1])

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_said: object) -> None:
            """Whoever hangs up is no trouble."""

    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(service.certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    service.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.socket.close()


def _talk(service: PushService, line: BufferedIOBase) -> None:
    """Say what is no answer, until the other end hangs up."""
    line.write(service.says)
    while service.repeats:
        line.write(service.repeats)


def _certificate(folder: Path) -> Path:
    """Make a certificate for this machine, with its key in the same file."""
    path = folder / "service.pem"
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    day = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    names = x509.SubjectAlternativeName(
        [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(day)
        .not_valid_after(day + dt.timedelta(days=36_500))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(secret + certificate.public_bytes(Encoding.PEM))
    return path
