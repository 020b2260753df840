//! Self-selection of locum shifts for the nurses and doctors of a public hospital service.
//!
//! ARCHITECTURE.md shows the house; each folder here is a room of it.

pub mod accounts;
pub mod app;
pub mod audit;
mod bench;
pub mod clock;
pub mod commands;
pub mod config;
pub mod credentials;
pub mod db;
pub mod demo;
pub mod domain;
pub mod engagements;
pub mod error;
pub mod i18n;
pub mod jobs;
pub mod key_rows;
pub mod keys;
pub mod mail;
pub mod office;
pub mod organisation;
pub mod pages;
pub mod pay;
pub mod privacy;
pub mod regime;
pub mod rulebook;
pub mod rules;
pub mod shifts;
pub mod stats;
pub mod vetting;
pub mod web;
