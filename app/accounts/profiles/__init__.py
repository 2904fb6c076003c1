"""What people say of themselves, field by field."""
