//! axe-core on the page that the browser shows.

use fantoccini::Client;
use serde_json::Value;

const RUN: &str = "const done = arguments[arguments.length - 1]; \
    axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']}) \
    .then(result => done(result.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(' | '))), \
          error => done(['axe failed: ' + error]))";

/// What axe finds wrong with the page: rule and elements, one line each.
pub async fn violations(client: &Client) -> Vec<String> {
    let path = std::env::var("AXE_JS").expect("AXE_JS names axe.min.js; run tests/all");
    let axe = std::fs::read_to_string(path).expect("axe.min.js can be read");
    // WebDriver runs it past the page's content policy, which stays in force.
    client.execute(&axe, vec![]).await.expect("axe loads");
    let found = client.execute_async(RUN, vec![]).await.expect("axe runs");
    let Value::Array(found) = found else {
        return vec![format!("axe answered {found}")];
    };
    found
        .iter()
        .map(|line| line.as_str().unwrap_or("?").to_owned())
        .collect()
}
