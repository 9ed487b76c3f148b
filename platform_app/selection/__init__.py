"""How typical cases (典型案例) are chosen: batches, panels, reviews by a public rubric, appeals, announcements."""
