"""Programs run by tests in processes of their own; they print “kept” when a promise was kept."""
