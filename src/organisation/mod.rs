//! stub
pub mod service;
