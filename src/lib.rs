//! Streetwise (街训): a simulator in which city-management officers handle cases, talk to people and are marked fairly.
//!
//! `domain` is pure; the rooms beside it do input and output without a game engine. See `ARCHITECTURE.md`.

pub mod album;
pub mod answer_words;
#[cfg(feature = "app")]
pub mod app;
pub mod cli;
pub mod content;
pub mod domain;
pub mod export;
pub mod files;
#[cfg(all(feature = "voice", feature = "web"))]
pub mod hear_server;
pub mod paper;
pub mod prefill;
#[cfg(feature = "papers")]
pub mod print;
pub mod report;
pub mod shift_words;
#[cfg(feature = "voice")]
pub mod speech;
pub mod staging;
pub mod store;
pub mod text;
#[cfg(feature = "web")]
pub mod web;
pub mod wording;
