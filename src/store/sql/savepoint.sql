-- savepoint: a place in a transaction to come back to.
SAVEPOINT before
