"""The buttons of the ribbon: a module each, behind the door that every one goes through."""
