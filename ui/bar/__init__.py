"""The row of round buttons below the stage."""
