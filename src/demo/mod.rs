//! stub
use crate::app::App;

mod pages;

pub use pages::routes;

/// c
pub fn clear(data: &std::path::Path) -> std::io::Result<()> {
    std::fs::remove_dir_all(data)
}
/// s
pub async fn seed(_app: &App) -> anyhow::Result<()> {
    Ok(())
}
/// w
pub fn welcome(app: &App) -> String {
    format!("{}\n", app.config.base_url)
}
