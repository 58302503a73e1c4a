-- commit: ends a transaction on a connection that one user owns.
COMMIT
