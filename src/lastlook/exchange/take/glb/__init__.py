"""glTF 2.0 in one binary file: a take for any viewer."""
