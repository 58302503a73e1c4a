-- cluster-create-database: the program's database in a new private server.
CREATE DATABASE apoyo
