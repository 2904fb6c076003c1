"""What runs in the process that decodes a picture: `server`. Others import `task`."""
