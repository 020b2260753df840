//! Generates what the compiler then checks: every text in every language, every static file.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a build that cannot go on stops here, with the reason"
)]

use fluent_typed::{BuildOptions, FtlOutputOptions, LintLevel, build_from_locales_folder};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=migrations");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    embed_static_files(&out);
    build_from_locales_folder(
        BuildOptions::default()
            .with_lint_level(LintLevel::Strict)
            .with_prefix("")
            .without_format()
            .without_bidi_isolation()
            .with_output_file_path(&out.join("l10n.rs").to_string_lossy())
            .with_ftl_output(FtlOutputOptions::single_file(
                &out.join("translations.ftl").to_string_lossy(),
            )),
    )
}

/// Names each file in `static/` by its content, so that browsers may keep it for ever, and adds a
/// brotli copy, so that nothing is compressed while somebody waits.
fn embed_static_files(out: &Path) {
    println!("cargo::rerun-if-changed=static");
    let mut files: Vec<PathBuf> = fs::read_dir("static")
        .expect("static/ exists")
        .map(|entry| entry.expect("static/ can be read").path())
        .collect();
    files.sort();
    let mut consts = String::new();
    let mut table = String::from("pub static FILES: &[Asset] = &[\n");
    for file in files {
        let data = fs::read(&file).expect("static file can be read");
        let hash: String = Sha256::digest(&data)[..6]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let name = file.file_name().expect("a file").to_string_lossy();
        let (stem, extension) = name
            .rsplit_once('.')
            .expect("static files have an extension");
        let media_type = match extension {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "svg" => "image/svg+xml",
            other => panic!("no media type is known for .{other}"),
        };
        let brotli = out.join(format!("{hash}.br"));
        let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, 9, 22);
        writer.write_all(&data).expect("brotli takes any bytes");
        fs::write(&brotli, writer.into_inner()).expect("OUT_DIR is writable");
        let ident = name
            .to_uppercase()
            .replace(|c: char| !c.is_ascii_alphanumeric(), "_");
        writeln!(consts, "/// `static/{name}` under its content's name.\npub const {ident}: &str = \"/static/{stem}.{hash}.{extension}\";")
            .expect("writing to a String");
        let path = fs::canonicalize(&file).expect("a real path");
        writeln!(table, "    Asset {{ url: {ident}, media_type: {media_type:?}, raw: include_bytes!({path:?}), brotli: include_bytes!({brotli:?}) }},")
            .expect("writing to a String");
    }
    fs::write(out.join("assets.rs"), format!("{consts}{table}];\n")).expect("OUT_DIR is writable");
}
