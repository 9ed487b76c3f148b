"""Cities talk: threads, posts, answers, and questions put to other cities."""
