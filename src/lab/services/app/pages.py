"""The program behind www.foobar.com: it makes a page for every visit, and keeps its memory in MySQL.

Its settings are in settings.json beside this file. After a change to either, have Gunicorn reload: kill -HUP
"""

import html
import json
import uuid
from pathlib import Path

import pymysql

settings = json.loads(Path(__file__).with_name("settings.json").read_text())


def page(title, body):
    return f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<link rel="stylesheet" href="/static/style.css">
<h1>{title}</h1>
{body}
</html>
"""


def count_visit():
    """Writes, then reads: a page that shows both has been to the database and back."""
    database = pymysql.connect(**settings["database"], autocommit=True, connect_timeout=2)
    with database, database.cursor() as cursor:
        cursor.execute("UPDATE visits SET count = count + 1")
        cursor.execute(
            "SELECT visits.count, tips.words FROM visits"
            " JOIN tips ON tips.id = visits.count % (SELECT COUNT(*) FROM tips)"
        )
        return cursor.fetchone()


def front_page():
    count, words = count_visit()
    return page(
        "Hello World!",
        f"""<p>This is the one server of the Holberton School lab.</p>
<p>Visit number <b id="visits">{count}</b>, counted by the database.</p>
<p id="tip">{html.escape(words)}</p>""",
    )


def about_page():
    return page("About this site", "<p>A name, a server, Nginx, this program, a database.</p>")


routes = {"/": front_page, "/about": about_page}


def no_database(error):
    reason = html.escape(str(error.args[0] if error.args else error))
    return page(
        "500: no database",
        f"<p>The database could not be reached or refused to answer ({reason}).</p>",
    )


def new_visitor(environ):
    if "visitor=" in environ.get("HTTP_COOKIE", ""):
        return []
    return [("Set-Cookie", f"visitor={uuid.uuid4()}; Path=/; HttpOnly; SameSite=Lax")]


def application(environ, start_response):
    """What Gunicorn calls for every request (PEP 3333)."""

    def send(status, kind, text, headers=()):
        body = text.encode()
        start_response(
            status,
            [
                ("Content-Type", f"{kind}; charset=utf-8"),
                ("Content-Length", str(len(body))),
                ("Cache-Control", "no-store"),
                ("X-Powered-By", "infra-tutor-lab/1"),
                *headers,
            ],
        )
        return [body]

    path = environ["PATH_INFO"]
    if path == "/healthz":  # asks nobody
        return send("200 OK", "text/plain", "ok\n")
    if path not in routes:
        return send("404 Not Found", "text/plain", "This program has no such page.\n")
    try:
        return send("200 OK", "text/html", routes[path](), new_visitor(environ))
    except pymysql.err.MySQLError as error:
        print(path, error, file=environ["wsgi.errors"], flush=True)
        return send("500 Internal Server Error", "text/html", no_database(error))
