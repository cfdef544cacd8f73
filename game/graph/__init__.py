"""The proof: a story compiled for given rules, explored in every state, and what follows from that."""
