"""An nginx of a test's own, run by the very file that a host is given: docs/hosting/nginx.conf.

Its places and ports are replaced, as a host may replace them, and nothing else. What stands around it on a
Debian (logs with everything in them, packing) stands around it here.
"""

from __future__ import annotations

import datetime
import os
import re
import shutil
import ssl
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.processes.process import ROOT, Process, free_port, until

NAME = "localhost"  # where a host has a name of the house's own
FILE = ROOT / "docs/hosting/nginx.conf"
PROGRAMS = "/usr/sbin:/usr/local/sbin"  # where it is, on no PATH but root's

AROUND = """
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx-errors.log info;
events {{ worker_connections 1024; }}
http {{
    access_log {folder}/nginx-access.log;
    gzip on;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/pages;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass
class Nginx(Process):
    port: int = 0
    plain_port: int = 0
    folder: Path = Path()
    trusted: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)

    @property
    def origin(self) -> str:
        return f"https://{NAME}:{self.port}"

    def answers(self) -> bool:
        """It listens; whether anybody stands behind it is another question."""
        if not self.alive:
            raise AssertionError(f"nginx ended by itself:\n{self.log()}")
        try:
            urllib.request.urlopen(f"{self.origin}/healthz", timeout=5, context=self.trusted).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def logged(self) -> str:
        """Everything that it wrote anywhere."""
        return "".join(each.read_text(errors="replace") for each in self.folder.rglob("*.log"))


def launch_nginx(folder: Path, behind: Sequence[int], file: str = "") -> Nginx:
    """Start it before the processes on these ports, and wait until it listens. The caller stops it.

    file: another than docs/hosting/nginx.conf, for a test that shows what a line of that is for.
    """
    program = shutil.which("nginx") or shutil.which("nginx", path=PROGRAMS)
    assert program, "nginx is missing: `make tools` installs it"
    port, plain_port = free_port(), free_port()
    certificate, key = write_certificate(folder)
    (folder / "site.conf").write_text(
        site(file or FILE.read_text(), behind, port, plain_port, certificate, key)
    )
    user = "user root;" if os.geteuid() == 0 else ""  # the folder is for its owner only
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
    nginx = Nginx(
        command=[program, "-c", str(folder / "nginx.conf"), "-p", str(folder),
                 "-e", str(folder / "nginx-start.log")],
        environment={"PATH": os.environ.get("PATH", "")},
        log_path=folder / "nginx.log",
        port=port,
        plain_port=plain_port,
        folder=folder,
        trusted=ssl.create_default_context(cafile=str(certificate)),
    )  # fmt: skip
    nginx.launch()
    until(nginx.answers, f"nginx on port {port}")
    return nginx


def site(text: str, behind: Sequence[int], port: int, plain_port: int, certificate: Path, key: Path) -> str:
    """The file of a host, with the name, the ports and the places of this test."""
    there = re.findall(r"server 127\.0\.0\.1:(\d+)", text)
    assert len(there) == len(behind), f"docs/hosting/nginx.conf has {len(there)} processes"
    for before, after in zip(there, behind, strict=True):
        text = text.replace(f"server 127.0.0.1:{before} ", f"server 127.0.0.1:{after} ")
    text = re.sub(r"(listen (?:\[::\]:)?)80;", rf"\g<1>{plain_port};", text)
    text = re.sub(r"(listen (?:\[::\]:)?)443 ", rf"\g<1>{port} ", text)
    text = re.sub(r"(ssl_certificate +)\S+;", rf"\g<1>{certificate};", text)
    text = re.sub(r"(ssl_certificate_key +)\S+;", rf"\g<1>{key};", text)
    return text.replace("https://meant.example", f"https://{NAME}:{port}").replace("meant.example", NAME)


def write_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate that only this test trusts, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    at, key_at = folder / "certificate.pem", folder / "certificate-key.pem"
    at.write_bytes(certificate.public_bytes(pem))
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    key_at.write_bytes(key.private_bytes(pem, *plain))
    return at, key_at
