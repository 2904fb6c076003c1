"""What runs in the rendering process, from `server` on; nobody else imports these modules."""
