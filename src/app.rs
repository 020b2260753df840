//! The whole application: what its parts share, and every route. Tests call the same functions.

use crate::accounts::passwords::Hasher;
use crate::clock::Clock;
use crate::config::Config;
use crate::credentials::drawing::Drawers;
use crate::credentials::scanning::Guard;
use crate::credentials::store::BlobStore;
use crate::db::Db;
use crate::mail::mailbox::Mailbox;
use crate::privacy::unclaimed::Swept;
use crate::shifts::snapshot::Current;
use crate::web::again::Presses;
use crate::web::assets;
use crate::web::route::{self, Policy, Route, get};
use crate::{
    accounts, audit, credentials, demo, engagements, key_rows, mail, office, organisation, pages,
    pay, privacy, rulebook, shifts, stats, vetting,
};
use actix_web::web::{self, Data, PayloadConfig};

/// What every request may use. It holds no request's data.
pub struct App {
    /// The settings.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// What is open on the board, in memory.
    pub board: Current,
    /// The time.
    pub clock: Clock,
    /// Hashes passwords, a few at a time.
    pub hasher: Hasher,
    /// Sealed files.
    pub blobs: BlobStore,
    /// When files without a row were last looked for.
    pub swept: Swept,
    /// Has uploads scanned.
    pub guard: Guard,
    /// Opens uploads in children, a few at a time.
    pub drawers: Drawers,
    /// Forms that came lately.
    pub presses: Presses,
    /// Mail of the demo and of tests.
    pub mailbox: Mailbox,
}

impl App {
    /// Opens what the configuration names; the database must have been migrated.
    ///
    /// # Errors
    /// When database or document store cannot be opened.
    pub fn open(mut config: Config, clock: Clock) -> anyhow::Result<Self> {
        let at_end = audit::chain::sealer(&config.instance_key);
        let db = Db::open_with(&config.database_url, Some(at_end))?;
        config.instance_key = key_rows::with_house_secret(&db, config.instance_key)?;
        Ok(Self {
            db,
            blobs: BlobStore::open(&config.store)?,
            swept: Swept::default(),
            hasher: Hasher::new(),
            guard: Guard::new(config.clamd.clone()),
            drawers: Drawers::default(),
            presses: Presses::default(),
            mailbox: Mailbox::default(),
            board: Current::default(),
            clock,
            config,
        })
    }
}

/// Largest form that is read; uploads have their own limit.
const FORM_LIMIT: usize = 64 * 1024;

/// Every route of the product.
pub fn routes() -> Vec<Route> {
    let mut routes = vec![get("/static/{file}", Policy::Machine, assets::serve)];
    routes.extend(pages::routes());
    routes.extend(accounts::routes());
    routes.extend(vetting::routes());
    routes.extend(credentials::routes());
    routes.extend(office::routes());
    routes.extend(organisation::routes());
    routes.extend(engagements::routes());
    routes.extend(shifts::routes());
    routes.extend(pay::routes());
    routes.extend(stats::routes());
    routes.extend(rulebook::routes());
    routes.extend(mail::routes());
    routes.extend(privacy::routes());
    routes.extend(demo::routes());
    routes
}

/// Puts the application together for one worker.
pub fn configure(app: Data<App>) -> impl FnOnce(&mut web::ServiceConfig) {
    move |config| {
        config
            .app_data(app)
            .app_data(PayloadConfig::new(FORM_LIMIT));
        route::register(config, &routes());
    }
}

/// An actix application with the outer gate around it; a macro because its type cannot be named.
#[macro_export]
macro_rules! server {
    ($app:expr) => {
        actix_web::App::new()
            .wrap(actix_web::middleware::from_fn($crate::web::guard::outer))
            .configure($crate::app::configure($app))
    };
}
