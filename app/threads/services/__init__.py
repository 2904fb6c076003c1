"""What people do in threads: one public function for each thing."""
