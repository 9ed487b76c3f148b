"""People and organisations: who belongs where, who stands over whom, and how they sign in."""
