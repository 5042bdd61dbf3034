"""The official checkpoint layout: configuration, sharded weights, speakers, memory plan."""
