-- rollback: gives up a transaction on a connection that one user owns.
ROLLBACK
