-- begin: opens a transaction on a connection that one user owns.
BEGIN
