-- begin-read: opens the transaction in which a page reads all of its figures at one moment.
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY
