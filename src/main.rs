//! The program's door: parses arguments and hands over.

fn main() {}
