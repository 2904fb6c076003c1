"""When letters leave: quiet hours, and the weekly letter."""
