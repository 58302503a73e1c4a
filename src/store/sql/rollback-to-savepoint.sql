-- rollback-to-savepoint: takes back what was done since, and goes on in the transaction.
ROLLBACK TO SAVEPOINT before
