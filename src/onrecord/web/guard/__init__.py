"""Who is let in, and what a request may be. Decisions are pure functions; ``gates`` calls them."""
