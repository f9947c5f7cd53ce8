"""The email of an edition: a message a recipient, as a draft or through a server, and the record of what was sent."""
