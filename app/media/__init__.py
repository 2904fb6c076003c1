"""Pictures: taken in, made harmless, kept, and shown to those who may see what they belong to."""
