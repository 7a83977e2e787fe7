// Remove an index that its constraint was never made for.
DROP INDEX $name IF EXISTS
