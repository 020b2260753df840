//! The last words of a plain `cargo test`: what it did not run. Cargo runs test targets in the order
//! of their names, and this one is named to be last.

fn main() {
    if std::env::var_os("LOCUM_TEST_POSTGRES").is_none() {
        println!(
            "\nNot run here: the stories on PostgreSQL, the browser tests, the licence check.\n\
             `tests/all` runs them (and installs what they need).\n"
        );
    }
}
