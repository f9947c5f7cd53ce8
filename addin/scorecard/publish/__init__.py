"""The managers' edition: suppression, the edition, the gate before it leaves, the email."""
