"""Set-up, checks and measures of the repository; nothing here is part of the site."""
