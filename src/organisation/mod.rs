//! The organisation that shifts belong to: clusters, hospitals, units, specialties, rates, templates.
//! It knows where and for how much, never who.

pub mod service;
