//! The application: everything that draws, hears, sounds or waits. Reads effects, never decides.
