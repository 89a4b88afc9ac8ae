# What real builds harden themselves with; docs/proof.md has the list.
