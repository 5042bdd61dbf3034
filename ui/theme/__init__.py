"""How everything looks: one set of sizes, one accent, a light and a dark palette."""
