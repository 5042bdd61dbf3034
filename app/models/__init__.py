"""Model packs: what there is to fetch, how it is fetched safely, and where it is kept."""
