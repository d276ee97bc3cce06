"""OpenUSD: a take as .usda, readable, or .usdz, one packed file."""
