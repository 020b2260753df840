//! Gathers the settings and checks them: file first, environment over it, every fault kept.

use super::{Config, Faults, MailTransport, S3, SETTINGS, Smtp, SmtpSecurity, StoreSettings};
use crate::keys::InstanceKey;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a setting is where nobody set it.
pub(super) fn default_of(key: &str) -> String {
    let setting = SETTINGS.iter().find(|setting| setting.key == key);
    setting.map_or(String::new(), |setting| setting.default.to_owned())
}

/// Settings as they are gathered, and what is wrong with them so far.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) values: BTreeMap<String, String>,
    faults: Vec<String>,
}

impl Reader {
    pub(super) fn read_file(&mut self, path: &Path) {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                self.faults.push(format!("{}: {error}", path.display()));
                return;
            }
        };
        let table: toml::Table = match toml::from_str(&text) {
            Ok(table) => table,
            Err(error) => {
                self.faults
                    .push(format!("{}: {}", path.display(), error.message()));
                return;
            }
        };
        for (key, value) in table {
            let text = match value {
                toml::Value::String(text) => text,
                toml::Value::Integer(number) => number.to_string(),
                toml::Value::Boolean(truth) => truth.to_string(),
                _ => {
                    self.faults
                        .push(format!("{}: {key} must be a text", path.display()));
                    continue;
                }
            };
            self.take(&key, text, &format!("{}: {key}", path.display()));
        }
    }

    pub(super) fn read_environment(&mut self, environment: BTreeMap<String, String>) {
        for (name, value) in environment {
            let key = name.trim_start_matches("LOCUM_").to_lowercase();
            // Variables of the tests are the tests' business.
            if !key.starts_with("test_") {
                self.take(&key, value, &name);
            }
        }
    }

    fn take(&mut self, key: &str, value: String, origin: &str) {
        if SETTINGS.iter().any(|setting| setting.key == key) {
            self.values.insert(key.to_owned(), value);
        } else {
            self.faults.push(format!("{origin} is not a setting"));
        }
    }

    fn get(&self, key: &str) -> String {
        let given = self.values.get(key).map(|value| value.trim().to_owned());
        given
            .filter(|value| !value.is_empty())
            .unwrap_or_else(|| default_of(key))
    }

    fn required(&mut self, key: &str) -> String {
        let value = self.get(key);
        if value.is_empty() {
            self.faults
                .push(format!("LOCUM_{} must be set", key.to_uppercase()));
        }
        value
    }

    fn parsed<T: std::str::FromStr>(&mut self, key: &str, wanted: &str) -> Option<T> {
        let value = self.get(key);
        let parsed = value.parse().ok();
        if parsed.is_none() {
            self.faults.push(format!(
                "LOCUM_{} must be {wanted}, not {value:?}",
                key.to_uppercase()
            ));
        }
        parsed
    }

    /// The same of a setting that may be empty.
    fn optional<T: std::str::FromStr>(&mut self, key: &str, wanted: &str) -> Option<T> {
        if self.get(key).is_empty() {
            return None;
        }
        self.parsed(key, wanted)
    }

    /// A secret from its own setting or from the file that `<key>_file` names.
    fn secret(&mut self, key: &str) -> String {
        let file = self.get(&format!("{key}_file"));
        if file.is_empty() {
            return self.get(key);
        }
        std::fs::read_to_string(&file)
            .map(|text| text.trim().to_owned())
            .unwrap_or_else(|error| {
                self.faults.push(format!("{file}: {error}"));
                String::new()
            })
    }

    /// An address of the web, over TLS unless it is loopback.
    fn url(&mut self, key: &str) -> String {
        let url = self.required(key).trim_end_matches('/').to_owned();
        let loopback = ["http://127.0.0.1", "http://localhost", "http://[::1]"]
            .iter()
            .any(|prefix| {
                url.strip_prefix(prefix)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
            });
        if !url.is_empty() && !url.starts_with("https://") && !loopback {
            self.faults.push(format!(
                "LOCUM_{} must begin with https:// (http:// only on loopback), not {url:?}",
                key.to_uppercase()
            ));
        }
        url
    }

    fn store(&mut self, data: &Path) -> StoreSettings {
        if self.get("s3_bucket").is_empty() {
            return StoreSettings::Folder(data.join("documents"));
        }
        if !cfg!(feature = "s3") {
            self.faults
                .push("LOCUM_S3_BUCKET needs a program built with --features s3".into());
        }
        let secret_key = self.secret("s3_secret_key");
        if secret_key.is_empty() {
            self.faults
                .push("LOCUM_S3_SECRET_KEY or LOCUM_S3_SECRET_KEY_FILE must be set".into());
        }
        StoreSettings::S3(S3 {
            endpoint: self.url("s3_endpoint"),
            bucket: self.get("s3_bucket"),
            region: self.get("s3_region"),
            access_key: self.required("s3_access_key"),
            secret_key,
        })
    }

    fn instance_key(&mut self) -> Option<InstanceKey> {
        let (text, file) = (self.get("instance_key"), self.get("instance_key_file"));
        let read = match (text.as_str(), file.as_str()) {
            ("", "") => {
                self.faults.push(
                    "LOCUM_INSTANCE_KEY or LOCUM_INSTANCE_KEY_FILE must be set (make one with: openssl rand -base64 32)".into(),
                );
                return None;
            }
            (text, "") => {
                InstanceKey::parse(text).map_err(|fault| format!("LOCUM_INSTANCE_KEY {fault}"))
            }
            (_, file) => {
                InstanceKey::read(Path::new(file)).map_err(|fault| format!("{file}: {fault}"))
            }
        };
        read.map_err(|fault| self.faults.push(fault)).ok()
    }

    /// An address that mail can be sent from or to.
    fn mailbox(&mut self, key: &str) -> String {
        let value = self.required(key);
        if !value.is_empty() && value.parse::<lettre::message::Mailbox>().is_err() {
            self.faults.push(format!(
                "LOCUM_{} must be an address such as Locum <office@hospital.example>",
                key.to_uppercase()
            ));
        }
        value
    }

    fn mail(&mut self, data: &Path) -> MailTransport {
        match self.get("mail").as_str() {
            "smtp" => MailTransport::Smtp(self.smtp()),
            "file" => MailTransport::Files(data.join("mail")),
            other => {
                self.faults
                    .push(format!("LOCUM_MAIL must be smtp or file, not {other:?}"));
                MailTransport::Files(data.join("mail"))
            }
        }
    }

    fn smtp(&mut self) -> Smtp {
        let security = match self.get("smtp_security").as_str() {
            "starttls" => SmtpSecurity::StartTls,
            "tls" => SmtpSecurity::Tls,
            "none" => SmtpSecurity::None,
            other => {
                self.faults.push(format!(
                    "LOCUM_SMTP_SECURITY must be starttls, tls or none, not {other:?}"
                ));
                SmtpSecurity::StartTls
            }
        };
        let username = self.get("smtp_username");
        let password = self.secret("smtp_password");
        Smtp {
            host: self.required("smtp_host"),
            port: self.parsed("smtp_port", "a port").unwrap_or(587),
            security,
            credentials: (!username.is_empty()).then_some((username, password)),
        }
    }

    pub(super) fn config(mut self) -> Result<Config, Faults> {
        let data = PathBuf::from(self.get("data"));
        let url = self.get("database_url");
        let database_url = if url.is_empty() {
            format!("sqlite://{}", data.join("locum.sqlite").display())
        } else {
            if !url.starts_with("postgres://")
                && !url.starts_with("postgresql://")
                && !url.starts_with("sqlite://")
            {
                self.faults
                    .push("LOCUM_DATABASE_URL must begin with postgres:// or sqlite://".into());
            }
            url
        };
        let audit_folder = match self.get("audit_folder").as_str() {
            "" => data.join("audit"),
            folder => PathBuf::from(folder),
        };
        let listen = self.parsed("listen", "an address and port such as 127.0.0.1:8080");
        let instance_key = self.instance_key();
        let trusted_proxy = self.optional("trusted_proxy", "an IP address");
        let clamd = self.optional("clamd", "unix:/path/of/socket or tcp:127.0.0.1:3310");
        let base_url = self.url("base_url");
        let store = self.store(&data);
        let mail = self.mail(&data);
        let mail_from = self.mailbox("mail_from");
        let contact = self.mailbox("contact");
        let log_json = match self.get("log_format").as_str() {
            "json" => true,
            "text" => false,
            other => {
                self.faults.push(format!(
                    "LOCUM_LOG_FORMAT must be text or json, not {other:?}"
                ));
                false
            }
        };
        match (listen, instance_key) {
            (Some(listen), Some(instance_key)) if self.faults.is_empty() => Ok(Config {
                listen,
                data,
                store,
                database_url,
                base_url,
                instance_key,
                mail,
                mail_from,
                contact,
                trusted_proxy,
                clamd,
                pdf_font: self.get("pdf_font"),
                audit_folder,
                log: self.get("log"),
                log_json,
                program: super::this_program(),
                demo: false,
            }),
            _ => Err(Faults(self.faults)),
        }
    }
}
