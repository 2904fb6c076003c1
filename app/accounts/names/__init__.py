"""What people are called: handles, addresses, departments."""
