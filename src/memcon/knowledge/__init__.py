"""Who is who, and when; data/ holds what an editor changes."""
