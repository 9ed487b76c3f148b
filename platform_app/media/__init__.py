"""Files: their bytes in a store, what is known of them in the database. Who shows them is another feature's matter."""
