"""Cases: what a city did, written down, published, found and featured."""
