"""Speaking SMTP: one session with a mail server, and how it can end."""
