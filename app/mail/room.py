"""The card of the mail room."""

from app.core.jobs import Job
from app.core.rooms import Room
from app.mail import delivery
from app.mail.cli import commands
from app.mail.transports import init_mail

room = Room(
    name="mail",
    jobs=(
        Job(name="mail.send", run=delivery.send_due),
        Job(name="mail.sweep", run=delivery.sweep, every_minutes=1, is_due_at_start=True),
        Job(name="mail.purge", run=delivery.purge, every_minutes=60),
    ),
    commands=(commands,),
    prepares=(init_mail,),
)
