"""One file a claim; each prints what it measures and writes JSON to `benchmarks/results`."""
