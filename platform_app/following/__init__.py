"""What people follow and what they are told: follows and mutes, notices, mail and digests, kept searches."""
