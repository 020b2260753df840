//! The command line.

use crate::accounts::domain::{Email, StaffNumber};
use crate::accounts::staff::{self, Invitation};
use crate::app::{self, App};
use crate::audit::cli::{self as audit, AuditCommand};
use crate::audit::{Actor, chain};
use crate::bench;
use crate::clock::Clock;
use crate::config::{Config, Overrides, private_folder};
use crate::domain::Role;
use crate::i18n::Lang;
use crate::keys::Purpose;
use crate::{db, demo, jobs, key_rows, rules};
use actix_web::HttpServer;
use actix_web::web::Data;
use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// Self-selection of locum shifts: registration, vetting, the shift board, public figures.
#[derive(Parser)]
#[command(version, about, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Args, Clone, Default)]
struct Place {
    /// Address and port to serve on.
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<String>,
    /// Folder of the database and the documents.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the website and runs the jobs.
    #[command(
        after_help = "Example: LOCUM_CONFIG=/etc/locum.toml locum serve --listen 127.0.0.1:8080"
    )]
    Serve(Place),
    /// Serves a demonstration with invented people; needs no configuration.
    #[command(after_help = "Example: locum demo --reset --listen 127.0.0.1:9000")]
    Demo {
        /// Begin again with fresh demo data.
        #[arg(long)]
        reset: bool,
        #[command(flatten)]
        place: Place,
    },
    /// Measures the board with many shifts, as ratios within one run.
    #[command(after_help = "Example: locum bench --shifts 100000")]
    Bench {
        /// How many open shifts; a tenth and ten times as many are measured, too.
        #[arg(long, default_value_t = 100_000)]
        shifts: i64,
        /// A folder that is made for it and removed again.
        #[arg(long, default_value = "./data-bench")]
        data: PathBuf,
    },
    /// Brings the database to the shape that this program knows.
    #[command(after_help = "Example: locum migrate --data /var/lib/locum")]
    Migrate(Place),
    /// Accounts.
    #[command(subcommand)]
    User(UserCommand),
    /// Runs the jobs.
    #[command(after_help = "Example: locum work --once")]
    Work {
        /// Run what is due and exit; without it, keep running.
        #[arg(long)]
        once: bool,
    },
    /// The record of who did what.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// The instance key.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Prints every route with its policy.
    #[command(after_help = "Example: locum routes --json")]
    Routes {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// The regimes' rules, as questions and answers.
    #[command(subcommand)]
    Rules(RulesCommand),
    /// The configuration.
    #[command(subcommand)]
    Config(ConfigCommand),
}

#[derive(Subcommand)]
enum KeysCommand {
    /// Wraps everything under the present key that lies under the former one; the service may run
    /// meanwhile, and what was stopped is finished by running it again.
    #[command(after_help = "Example: LOCUM_CONFIG=/etc/locum.toml locum keys rotate")]
    Rotate,
    /// Counts what lies under which key.
    #[command(after_help = "Example: LOCUM_CONFIG=/etc/locum.toml locum keys status")]
    Status,
}

#[derive(Subcommand)]
enum RulesCommand {
    /// Answers one question a line (JSON) from standard input; exits with 1 when any was faulty.
    #[command(
        after_help = r#"Example: echo '{"id":1,"regime":"kaohsiung","question":"appraisal_quota","given":{"participants":7}}' | locum rules answer"#
    )]
    Answer,
    /// Prints every question with its fields.
    #[command(after_help = "Example: locum rules list")]
    List,
}

#[derive(Subcommand)]
enum UserCommand {
    /// Makes a staff account and prints a one-time link to set its password.
    #[command(
        after_help = "Example: locum user create --role administrator --email head@hospital.example --name 'Ho Wai Man'"
    )]
    Create {
        /// unit_manager, officer or administrator.
        #[arg(long)]
        role: String,
        /// Address to sign in with.
        #[arg(long)]
        email: String,
        /// Name; the address where it is not given.
        #[arg(long)]
        name: Option<String>,
        /// The number under which the hospital knows them; one account a number.
        #[arg(long)]
        staff_number: Option<String>,
        /// Language of their mail: zh or en.
        #[arg(long, default_value = "zh")]
        lang: String,
    },
}

#[derive(Subcommand)]
enum ConfigCommand {
    /// Reports all faults at once and serves nothing.
    #[command(after_help = "Example: LOCUM_CONFIG=/etc/locum.toml locum config check")]
    Check,
}

impl Place {
    fn overrides(&self) -> Overrides {
        Overrides {
            listen: self.listen.clone(),
            data: self.data.clone(),
        }
    }
}

/// Carries out a command line.
///
/// # Errors
/// What went wrong, for `main` to print.
pub async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    if let Command::Rules(RulesCommand::Answer) = cli.command {
        let answered = rules::answer_stream(std::io::stdin().lock(), std::io::stdout().lock())?;
        return Ok(if answered {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        });
    }
    carry_out(cli.command).await.map(|()| ExitCode::SUCCESS)
}

async fn carry_out(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve(place) => {
            let config = Config::load(&place.overrides())?;
            log(&config);
            prepare(&config)?;
            serve(App::open(config, Clock::System)?).await
        }
        Command::Demo { reset, place } => run_demo(reset, &place).await,
        Command::Bench { shifts, data } => print(&bench::run(&data, shifts).await?),
        Command::Migrate(place) => {
            let config = Config::load(&place.overrides())?;
            print(&format!("{} migrations ran.\n", prepare(&config)?))
        }
        Command::User(UserCommand::Create {
            role,
            email,
            name,
            staff_number,
            lang,
        }) => create_user(&role, &email, name, staff_number, &lang).await,
        Command::Work { once } => work(once).await,
        Command::Audit(command) => {
            let app = App::open(Config::load(&Overrides::default())?, Clock::System)?;
            print(&audit::run(&app, command).await?)
        }
        Command::Keys(command) => {
            let app = App::open(Config::load(&Overrides::default())?, Clock::System)?;
            chain::begin(&app).await.context("the audit")?;
            print(&match command {
                KeysCommand::Rotate => key_rows::rotate_all(&app).await?,
                KeysCommand::Status => key_rows::tell(&app).await?,
            })
        }
        Command::Routes { json } => print(&if json { routes_json() } else { routes_text() }),
        Command::Rules(_) => Ok(rules::list(std::io::stdout().lock())?),
        Command::Config(ConfigCommand::Check) => {
            Config::load(&Overrides::default())?;
            print("The configuration is in order.\n")
        }
    }
}

fn print(text: &str) -> anyhow::Result<()> {
    std::io::stdout()
        .lock()
        .write_all(text.as_bytes())
        .context("standard output")
}

fn log(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::try_new(&config.log).unwrap_or_default();
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // A second call (tests in one process) keeps the first subscriber.
    let set = if config.log_json {
        builder.json().try_init()
    } else {
        builder.with_ansi(false).try_init()
    };
    drop(set);
}

/// Makes the data folder and migrates the database.
fn prepare(config: &Config) -> anyhow::Result<usize> {
    private_folder(&config.data).with_context(|| config.data.display().to_string())?;
    Ok(db::migrate(&config.database_url)?)
}

async fn serve(app: App) -> anyhow::Result<()> {
    chain::begin(&app).await.context("the audit")?;
    key_rows::tell(&app).await.context("the instance key")?;
    let app = Data::new(app);
    let listen = app.config.listen;
    actix_web::rt::spawn(jobs::forever(app.clone()));
    HttpServer::new(move || crate::server!(app.clone()))
        .client_request_timeout(Duration::from_secs(10))
        .shutdown_timeout(8)
        .bind(listen)
        .with_context(|| format!("cannot listen on {listen}"))?
        .run()
        .await
        .context("the server stopped")
}

async fn run_demo(reset: bool, place: &Place) -> anyhow::Result<()> {
    let listen: SocketAddr = match &place.listen {
        Some(listen) => listen
            .parse()
            .context("--listen takes an address and port such as 127.0.0.1:8080")?,
        None => SocketAddr::from(([127, 0, 0, 1], 8080)),
    };
    let data = place
        .data
        .clone()
        .unwrap_or_else(|| PathBuf::from("./data-demo"));
    if reset && data.exists() {
        demo::clear(&data)?;
    }
    let config = Config::demo(listen, data)?;
    log(&config);
    prepare(&config)?;
    // Whoever has the port already should hear of it now, not after the filling.
    drop(TcpListener::bind(listen).with_context(|| format!("cannot listen on {listen}"))?);
    let app = App::open(config, Clock::System)?;
    demo::seed(&app).await?;
    print(&demo::welcome(&app))?;
    serve(app).await
}

async fn create_user(
    role: &str,
    email: &str,
    name: Option<String>,
    staff_number: Option<String>,
    lang: &str,
) -> anyhow::Result<()> {
    let config = Config::load(&Overrides::default())?;
    prepare(&config)?;
    let role =
        Role::parse(role).context("--role must be unit_manager, officer or administrator")?;
    let address =
        Email::parse(email).context("--email must be an address such as name@hospital.example")?;
    let lang = Lang::parse(lang).context("--lang must be zh or en")?;
    let app = App::open(config, Clock::System)?;
    let number = staff_number
        .map(|number| {
            StaffNumber::parse(&number).context("--staff-number has 3 to 20 letters and digits")
        })
        .transpose()?;
    let invitation = Invitation {
        staff_number: number,
        email: address,
        name: name.unwrap_or_else(|| email.to_owned()),
        role,
        lang,
    };
    let salt = staff::invite(&app, Actor::System, invitation)
        .await
        .context("the account was not made")?;
    let token = app
        .config
        .instance_key
        .link_token(Purpose::SetPassword, &salt);
    print(&format!(
        "Set the password within seven days, once:\n{}/{lang}/set-password/{token}\n",
        app.config.base_url
    ))
}

async fn work(once: bool) -> anyhow::Result<()> {
    let config = Config::load(&Overrides::default())?;
    log(&config);
    prepare(&config)?;
    let app = Data::new(App::open(config, Clock::System)?);
    if !once {
        jobs::forever(app).await;
        return Ok(());
    }
    let report = jobs::run(&app).await;
    print(&format!("{report:?}\n"))
}

fn routes_text() -> String {
    app::routes().iter().fold(String::new(), |text, route| {
        format!(
            "{text}{:<5} {:<15} {}\n",
            route.method,
            route.policy.as_str(),
            route.path
        )
    })
}

fn routes_json() -> String {
    let rows: Vec<_> = app::routes()
        .iter()
        .map(|route| serde_json::json!({"method": route.method.as_str(), "path": route.path, "policy": route.policy.as_str()}))
        .collect();
    format!("{}\n", serde_json::Value::Array(rows))
}
