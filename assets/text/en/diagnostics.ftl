placeholder-diagnostics = diagnostics
