"""Speech: reply text to clauses, clauses to spoken words, words to sound by a separate program."""
