"""The card of the mail room."""

from app.core.jobs import Job
from app.core.monitoring import Gauge, HealthCheck
from app.core.rooms import Room
from app.mail import jobs, queries
from app.mail.cli import commands
from app.mail.enums import LetterState
from app.mail.smtp.transports import init_mail

room = Room(
    name="mail",
    jobs=(
        Job(name="mail.send", run=jobs.send_due),
        Job(name="mail.sweep", run=jobs.sweep, every_minutes=1, is_due_at_start=True),
        Job(name="mail.purge", run=jobs.purge, every_minutes=60),
    ),
    provides=(
        Gauge(
            name="letters_waiting",
            help="Letters that have not left yet.",
            read=lambda: queries.letter_counts()[LetterState.WAITING],
        ),
        Gauge(
            name="letters_failed",
            help="Letters given up, kept for three months.",
            read=lambda: queries.letter_counts()[LetterState.FAILED],
        ),
        Gauge(
            name="letters_oldest_waiting_seconds",
            help="For how long the oldest due letter has been due.",
            read=queries.oldest_waiting_seconds,
        ),
        HealthCheck(name="letters", is_well=queries.are_letters_leaving),
    ),
    commands=(commands,),
    prepares=(init_mail,),
    takes_over=(jobs.take_over,),
)
