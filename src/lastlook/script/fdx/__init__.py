"""Final Draft's FDX: read it safely, write it back without loss."""
