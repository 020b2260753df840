//! Configuration: the only reader of the environment. All faults are reported at once, unknown
//! keys are refused, and no message ever holds a secret's value.

mod reader;

use crate::credentials::scanner::Scanner;
use crate::keys::InstanceKey;
use reader::Reader;
use std::collections::BTreeMap;
use std::fs::Permissions;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// One setting: its key in the file, the same upper-cased after `LOCUM_` in the environment.
pub struct Setting {
    /// Key in the TOML file.
    pub key: &'static str,
    /// What holds when it is not given; empty where there is no default.
    pub default: &'static str,
    /// What it is for, in one sentence.
    pub meaning: &'static str,
}

/// Every setting; README's table is checked against this one.
#[rustfmt::skip]
pub const SETTINGS: &[Setting] = &[
    Setting { key: "listen", default: "127.0.0.1:8080", meaning: "Address and port to serve on." },
    Setting { key: "data", default: "./data", meaning: "Folder of the SQLite database and the document store." },
    Setting { key: "database_url", default: "", meaning: "`postgres://…` for PostgreSQL; without it, SQLite in the data folder." },
    Setting { key: "base_url", default: "", meaning: "Address at which people reach the service; links in mails begin with it. Required by `serve`; https unless it is loopback." },
    Setting { key: "instance_key", default: "", meaning: "32 random bytes in base64, under which everything secret lies; while it is changed, a space and the former key behind it. Required by `serve`." },
    Setting { key: "instance_key_file", default: "", meaning: "A file that holds the same instead (systemd credentials, container secrets); it is read again when it changes." },
    Setting { key: "mail", default: "file", meaning: "`smtp`, or `file` (writes .eml files into the data folder)." },
    Setting { key: "mail_from", default: "", meaning: "Sender of all mail. Required by `serve`." },
    Setting { key: "contact", default: "", meaning: "Address of the office that people write to; replies to any mail go there. Required by `serve`." },
    Setting { key: "smtp_host", default: "", meaning: "Mail server; required for `smtp`." },
    Setting { key: "smtp_port", default: "587", meaning: "Its port." },
    Setting { key: "smtp_security", default: "starttls", meaning: "`starttls`, `tls`, or `none` (loopback only)." },
    Setting { key: "smtp_username", default: "", meaning: "Name to sign in to the mail server with, if it asks." },
    Setting { key: "smtp_password", default: "", meaning: "Its password." },
    Setting { key: "smtp_password_file", default: "", meaning: "A file that holds it instead." },
    Setting { key: "audit_folder", default: "", meaning: "Folder for the daily signed checkpoint of the audit, best on another machine; without it, `audit` in the data folder." },
    Setting { key: "s3_bucket", default: "", meaning: "Bucket of an S3-compatible service for the documents; without it, `documents` in the data folder. Needs the feature `s3`." },
    Setting { key: "s3_endpoint", default: "", meaning: "Its address; https unless it is loopback." },
    Setting { key: "s3_region", default: "us-east-1", meaning: "Its region." },
    Setting { key: "s3_access_key", default: "", meaning: "Name of the key to it." },
    Setting { key: "s3_secret_key", default: "", meaning: "The key itself." },
    Setting { key: "s3_secret_key_file", default: "", meaning: "A file that holds it instead." },
    Setting { key: "clamd", default: "", meaning: "A ClamAV daemon that scans uploads: unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310. Empty: nothing is scanned." },
    Setting { key: "pdf_font", default: "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc#4", meaning: "Font for PDF files, with its face after `#`; it must write Chinese (Debian: fonts-noto-cjk). Without it pages are printed instead." },
    Setting { key: "trusted_proxy", default: "", meaning: "Address of the reverse proxy whose X-Forwarded-For is believed; without it the header is ignored." },
    Setting { key: "log", default: "info", meaning: "What is logged (`tracing` filter)." },
    Setting { key: "log_format", default: "text", meaning: "`text` or `json`." },
];

/// Settings that live outside the table: where the file itself is.
const CONFIG_FILE: &str = "LOCUM_CONFIG";

/// How mail leaves the house.
#[derive(Debug, Clone)]
pub enum MailTransport {
    /// Through a mail server.
    Smtp(Smtp),
    /// As `.eml` files in a folder, for somebody else to pick up.
    Files(PathBuf),
    /// Kept in memory: the demo's mailbox, and tests.
    Mailbox,
}

/// A mail server.
#[derive(Clone)]
pub struct Smtp {
    /// Host name, also checked in its certificate.
    pub host: String,
    /// Port.
    pub port: u16,
    /// How the connection is protected.
    pub security: SmtpSecurity,
    /// Name and password, where the server asks.
    pub credentials: Option<(String, String)>,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Smtp({}:{}, {:?})", self.host, self.port, self.security)
    }
}

/// Protection of the connection to a mail server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// Plain first, then TLS is demanded.
    StartTls,
    /// TLS from the first byte.
    Tls,
    /// None; for a server on the same machine.
    None,
}

/// Where sealed documents lie.
#[derive(Debug, Clone)]
pub enum StoreSettings {
    /// In a folder.
    Folder(PathBuf),
    /// In a bucket.
    S3(S3),
}

/// A bucket of an S3-compatible service.
#[derive(Clone)]
pub struct S3 {
    /// Address of the service.
    pub endpoint: String,
    /// The bucket.
    pub bucket: String,
    /// Its region.
    pub region: String,
    /// Name of the key.
    pub access_key: String,
    /// The key.
    pub secret_key: String,
}

impl std::fmt::Debug for S3 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "S3({}, {})", self.endpoint, self.bucket)
    }
}

/// Everything that `serve` needs to know.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to serve.
    pub listen: SocketAddr,
    /// Folder for what is stored.
    pub data: PathBuf,
    /// `sqlite://…` or `postgres://…`.
    pub database_url: String,
    /// Without a slash at its end.
    pub base_url: String,
    /// Seals files, signs links.
    pub instance_key: InstanceKey,
    /// How mail leaves.
    pub mail: MailTransport,
    /// Sender of all mail.
    pub mail_from: String,
    /// Where replies go.
    pub contact: String,
    /// The proxy whose forwarded address is believed.
    pub trusted_proxy: Option<std::net::IpAddr>,
    /// Where documents lie.
    pub store: StoreSettings,
    /// Who scans uploads.
    pub clamd: Option<Scanner>,
    /// Font for PDF files, `path#face`.
    pub pdf_font: String,
    /// Filter of the log.
    pub log: String,
    /// Whether the log is JSON.
    pub log_json: bool,
    /// This very program, which opens uploads as a child of itself.
    pub program: PathBuf,
    /// Where the audit's daily checkpoints go.
    pub audit_folder: PathBuf,
    /// Whether this is the demo: its mailbox and component pages are there.
    pub demo: bool,
}

/// Where this program lies.
fn this_program() -> PathBuf {
    std::env::current_exe().unwrap_or_else(|_| "locum".into())
}

/// Makes a folder that only the service's own account can look into.
///
/// # Errors
/// The disk's.
pub fn private_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::set_permissions(folder, Permissions::from_mode(0o700))
}

/// Everything that is wrong with a configuration.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct Faults(pub Vec<String>);

/// What the command line says above file and environment.
#[derive(Debug, Default, Clone)]
pub struct Overrides {
    /// `--listen`.
    pub listen: Option<String>,
    /// `--data`.
    pub data: Option<PathBuf>,
}

impl Config {
    /// Reads the file that `LOCUM_CONFIG` names and the environment over it.
    ///
    /// # Errors
    /// All faults at once, one sentence each.
    pub fn load(overrides: &Overrides) -> Result<Self, Faults> {
        let environment: BTreeMap<String, String> = std::env::vars()
            .filter(|(name, _)| name.starts_with("LOCUM_"))
            .collect();
        Self::from_environment(environment, overrides)
    }

    /// The same from given variables, so that tests need not touch the process's own.
    ///
    /// # Errors
    /// All faults at once, one sentence each.
    pub fn from_environment(
        mut environment: BTreeMap<String, String>,
        overrides: &Overrides,
    ) -> Result<Self, Faults> {
        let mut reader = Reader::default();
        if let Some(path) = environment.remove(CONFIG_FILE) {
            reader.read_file(Path::new(&path));
        }
        reader.read_environment(environment);
        if let Some(listen) = &overrides.listen {
            reader.values.insert("listen".into(), listen.clone());
        }
        if let Some(data) = &overrides.data {
            reader
                .values
                .insert("data".into(), data.display().to_string());
        }
        reader.config()
    }

    /// The demo's configuration: nothing has to be set, secrets are made when first needed.
    ///
    /// # Errors
    /// When the folder or its key file cannot be written.
    pub fn demo(listen: SocketAddr, data: PathBuf) -> std::io::Result<Self> {
        private_folder(&data)?;
        let key_file = data.join("instance.key");
        if !key_file.exists() {
            std::fs::write(&key_file, InstanceKey::generate().to_text())?;
            std::fs::set_permissions(&key_file, Permissions::from_mode(0o600))?;
        }
        let instance_key = InstanceKey::read(&key_file).map_err(std::io::Error::other)?;
        Ok(Self {
            listen,
            database_url: format!("sqlite://{}", data.join("locum.sqlite").display()),
            audit_folder: data.join("audit"),
            store: StoreSettings::Folder(data.join("documents")),
            data,
            base_url: format!("http://{listen}"),
            instance_key,
            mail: MailTransport::Mailbox,
            mail_from: "Locum self-selection <no-reply@locum.example>".into(),
            contact: "office@demo.example".into(),
            trusted_proxy: None,
            clamd: None,
            pdf_font: reader::default_of("pdf_font"),
            log: "warn,locum=info".into(),
            log_json: false,
            program: this_program(),
            demo: true,
        })
    }

    /// Whether people reach the service over TLS, so that cookies may demand it.
    pub fn secure(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// Host and port of the base address, as a browser sends them in `Host`.
    pub fn host(&self) -> &str {
        let rest = self
            .base_url
            .split_once("://")
            .map_or(self.base_url.as_str(), |(_, rest)| rest);
        rest.split('/').next().unwrap_or(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(pairs: &[(&str, &str)]) -> Result<Config, Faults> {
        let environment = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        Config::from_environment(environment, &Overrides::default())
    }

    const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    #[test]
    fn all_faults_are_named_at_once_and_no_secret_is_shown() {
        let Faults(faults) = load(&[
            ("LOCUM_LISTEN", "nowhere"),
            ("LOCUM_INSTANCE_KEY", "c2VjcmV0"),
            ("LOCUM_COLOUR", "blue"),
            ("LOCUM_BASE_URL", "http://locum.example"),
        ])
        .unwrap_err();
        let all = faults.join("\n");
        for wanted in [
            "LOCUM_COLOUR is not a setting",
            "LOCUM_LISTEN",
            "must be 32 bytes",
            "https://",
            "LOCUM_MAIL_FROM",
        ] {
            assert!(all.contains(wanted), "{wanted} is missing from:\n{all}");
        }
        assert!(!all.contains("c2VjcmV0"));
    }

    #[test]
    fn the_readme_has_a_row_for_each_setting_and_no_other() {
        let readme = include_str!("../../README.md");
        let rows = readme.lines().filter(|line| line.starts_with("| `LOCUM_"));
        let wanted = SETTINGS.iter().map(|setting| {
            let default = if setting.default.is_empty() {
                "–".to_owned()
            } else {
                format!("`{}`", setting.default)
            };
            let name = setting.key.to_uppercase();
            format!("| `LOCUM_{name}` | {default} | {} |", setting.meaning)
        });
        assert!(rows.eq(wanted), "README.md and SETTINGS differ");
    }

    #[test]
    fn a_plain_configuration_is_enough() {
        let config = load(&[
            ("LOCUM_BASE_URL", "https://locum.example/"),
            ("LOCUM_INSTANCE_KEY", KEY),
            ("LOCUM_MAIL_FROM", "no-reply@locum.example"),
            ("LOCUM_CONTACT", "office@locum.example"),
        ])
        .unwrap();
        assert_eq!(config.base_url, "https://locum.example");
        assert_eq!(config.host(), "locum.example");
        assert!(config.secure());
        assert_eq!(config.database_url, "sqlite://./data/locum.sqlite");
    }

    #[test]
    fn loopback_may_be_plain_but_a_look_alike_may_not() {
        let with = |url| {
            load(&[
                ("LOCUM_BASE_URL", url),
                ("LOCUM_INSTANCE_KEY", KEY),
                ("LOCUM_MAIL_FROM", "a@b.example"),
                ("LOCUM_CONTACT", "a@b.example"),
            ])
        };
        assert!(with("http://127.0.0.1:8080").is_ok());
        assert!(with("http://localhost.evil.example").is_err());
    }
}
