"""A mail server on loopback. Writes a line of JSON with its port, then one for each mail that it took, and ends with its
input. Arguments: how it speaks (none, starttls or tls), files of its certificate and key, a user and a password; both
empty for one without a login."""

import asyncio
import base64
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

HOW, CERTIFICATE, KEY, USER, PASSWORD = sys.argv[1:6]


def say(**fact):
    print(json.dumps(fact), flush=True)


class Taking:
    async def handle_DATA(self, server, session, envelope):
        say(
            sender=envelope.mail_from,
            recipients=envelope.rcpt_tos,
            loggedIn=session.authenticated is True,
            raw=base64.b64encode(envelope.content).decode(),
        )
        return "250 2.0.0 Taken as 4711"


def authenticate(server, session, envelope, mechanism, login):
    is_right = (login.login, login.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_right, handled=is_right)


async def main():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE, KEY)
    by_login = {} if USER == "" else {"authenticator": authenticate, "auth_required": True}
    by_starttls = {"tls_context": context, "require_starttls": True} if HOW == "starttls" else {}

    def protocol():
        # aiosmtpd counts as TLS only what STARTTLS began.
        return SMTP(Taking(), hostname="mail.test", auth_require_tls=HOW == "starttls", **by_starttls, **by_login)

    loop = asyncio.get_running_loop()
    secure = context if HOW == "tls" else None
    server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=secure)
    say(port=server.sockets[0].getsockname()[1])
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
