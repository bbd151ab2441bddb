placeholder-cli = cli
