"""The runtime: engines and the contract they keep.  No Qt, no devices, no network."""
