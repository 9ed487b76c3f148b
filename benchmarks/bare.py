"""The yardstick: a bare Flask + SQLAlchemy + Jinja page that lists 20 rows of the same database."""

import os

from flask import Flask, render_template_string
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Cases</title><h1>Cases</h1><ul>
{% for case in cases %}<li><a href="/cases/{{ case.id }}">{{ case.title_zh }}</a> {{ case.published_at }}
<p>{{ case.result_zh }}</p></li>{% endfor %}</ul></html>"""


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Row(Base):
    __tablename__ = "cases"

    id: Mapped[int] = mapped_column(primary_key=True)
    title_zh: Mapped[str | None]
    result_zh: Mapped[str | None]
    status: Mapped[str]
    published_at: Mapped[str | None]


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ.get("BARE_DATABASE_URL", "sqlite://")
db.init_app(app)


@app.get("/")
def listing() -> str:
    query = db.select(Row).where(Row.status == "published").order_by(Row.published_at.desc(), Row.id.desc()).limit(20)
    return render_template_string(PAGE, cases=db.session.scalars(query).all())
